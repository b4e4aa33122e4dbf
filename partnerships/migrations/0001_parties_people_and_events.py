"""Two immutable SQL functions the generated columns and the search stand on.

They name every schema in full: without that a restore into an empty database fails. lower() of the server's
own locale knows no Czech letters, hence the collation that PostgreSQL carries itself.
"""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import partnerships.database
import partnerships.models.documents
import partnerships.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models


# First the alphabet (č after c, ch after h, letters before digits, other marks ignored), then diacritics,
# then the text itself, so that the order is total.
CZECH_SORT_KEY = """
CREATE FUNCTION public.czech_sort_key(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $body$
    WITH folded AS (
        SELECT btrim(regexp_replace(
            pg_catalog.lower(pg_catalog.normalize(value, 'NFC') COLLATE "pg_catalog"."pg_c_utf8"),
            '[^[:alnum:]\\s]', '', 'g') COLLATE "pg_catalog"."pg_c_utf8") AS text
    )
    SELECT (
        translate(
            replace(replace(replace(replace(replace(
                regexp_replace(folded.text, '\\s+', ' ', 'g'),
                'ch', 'hȀ'), 'č', 'cȀ'), 'ř', 'rȀ'), 'š', 'sȀ'), 'ž', 'zȀ'),
            'áäďéěëíĺľňóöôŕťúůüý0123456789', 'aadeeeillnooortuuuyĀāĂăĄąĆćĈĉ')
        || chr(1)
        || translate(
            regexp_replace(folded.text, '[^äëöüáéíĺóŕúýôďěľňťů]', '0', 'g'),
            'äëöüáéíĺóŕúýôďěľňťů', '1111222222223444445')
        || chr(1) || folded.text
    ) COLLATE "C" FROM folded
$body$
"""

SEARCH_KEY = """
CREATE FUNCTION public.search_key(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $body$
    SELECT pg_catalog.lower(
        public.unaccent('public.unaccent'::regdictionary, pg_catalog.normalize(value, 'NFC'))
        COLLATE "pg_catalog"."pg_c_utf8")
$body$
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(CZECH_SORT_KEY, "DROP FUNCTION public.czech_sort_key(text)"),
        migrations.RunSQL(SEARCH_KEY, "DROP FUNCTION public.search_key(text)"),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(error_messages={'unique': 'Uživatel s tímto e-mailem už existuje.'}, max_length=254, unique=True, verbose_name='e-mail')),
                ('name', models.CharField(max_length=120, verbose_name='jméno')),
                ('agency_role', models.CharField(blank=True, choices=[('CONSULTANT', 'konzultant/ka ASZ'), ('REGIONAL_HEAD', 'vedoucí regionálního pracoviště ASZ'), ('DIRECTOR', 'ředitel/ka ASZ'), ('ANALYST', 'analytik/čka ASZ')], default='', max_length=20, verbose_name='role v ASZ')),
                ('is_site_admin', models.BooleanField(default=False, help_text='Spravuje uživatele a číselníky, obsah nevidí.', verbose_name='správce aplikace')),
                ('is_active', models.BooleanField(default=True, verbose_name='aktivní')),
            ],
            options={
                'verbose_name': 'uživatel',
                'verbose_name_plural': 'uživatelé',
                'ordering': ['email'],
            },
        ),
        migrations.CreateModel(
            name='LocalPartnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='název')),
                ('founder_text', models.CharField(blank=True, max_length=200, verbose_name='zřizovatel')),
                ('founded_text', models.CharField(blank=True, max_length=200, verbose_name='kdy vzniklo')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='datum vzniku')),
                ('dissolved_on', models.DateField(blank=True, null=True, verbose_name='datum zániku')),
            ],
            options={
                'verbose_name': 'lokální partnerství',
                'verbose_name_plural': 'lokální partnerství',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.EmailField(max_length=254, verbose_name='komu')),
                ('subject', models.CharField(max_length=300, verbose_name='předmět')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('has_secret_link', models.BooleanField(default=False, help_text='Text se po odeslání smaže.', verbose_name='obsahuje přihlašovací odkaz')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vytvořeno')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='pokusů')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='odesláno')),
                ('error', models.CharField(blank=True, max_length=300, verbose_name='chyba')),
            ],
            options={
                'verbose_name': 'oznámení',
                'verbose_name_plural': 'oznámení',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='název')),
                ('organisation_type', models.CharField(choices=[('CITY_LEADERSHIP', 'vedení města nebo obce'), ('CITY_OFFICE', 'městský úřad nebo magistrát'), ('SI_MANAGER', 'manažer sociálního začleňování'), ('ROMA_COORDINATOR', 'koordinátor pro romské záležitosti'), ('REGION', 'kraj'), ('ASZ', 'Agentura pro sociální začleňování'), ('LABOUR_OFFICE', 'Úřad práce'), ('STATE_POLICE', 'Policie ČR'), ('CITY_POLICE', 'městská policie'), ('PROBATION', 'Probační a mediační služba'), ('FOREIGNERS_CENTRE', 'centrum na podporu integrace cizinců'), ('CITY_COMPANY', 'městská společnost'), ('PUBLIC_INSTITUTION', 'jiná veřejná instituce'), ('SCHOOL', 'škola, knihovna, dům dětí'), ('NGO', 'nezisková organizace'), ('SOCIAL_ENTERPRISE', 'sociální podnik'), ('HOUSING_OWNER', 'vlastník domů'), ('RESIDENT', 'zástupce obyvatel'), ('MEDIA', 'média'), ('EMPLOYER', 'zaměstnavatel'), ('CHURCH', 'církev'), ('HEALTH', 'zdravotnictví'), ('OTHER', 'jiné')], max_length=20, verbose_name='typ')),
                ('ico', models.CharField(blank=True, max_length=8, validators=[partnerships.validators.validate_ico], verbose_name='IČO')),
                ('name_sort', models.GeneratedField(db_persist=True, expression=partnerships.database.CzechSortKey(models.F('name')), output_field=models.TextField(db_collation='C'))),
            ],
            options={
                'verbose_name': 'organizace',
                'verbose_name_plural': 'organizace',
                'ordering': ['name_sort', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title_before', models.CharField(blank=True, max_length=40, verbose_name='titul před jménem')),
                ('first_name', models.CharField(max_length=60, verbose_name='jméno')),
                ('last_name', models.CharField(max_length=60, verbose_name='příjmení')),
                ('title_after', models.CharField(blank=True, max_length=40, verbose_name='titul za jménem')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telefon')),
                ('is_agency_staff', models.BooleanField(default=False, verbose_name='pracovník/pracovnice ASZ')),
                ('name_sort', models.GeneratedField(db_persist=True, expression=partnerships.database.CzechSortKey(models.F('last_name')), output_field=models.TextField(db_collation='C'))),
            ],
            options={
                'verbose_name': 'osoba',
                'verbose_name_plural': 'osoby',
                'ordering': ['name_sort', 'first_name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=5, unique=True, verbose_name='kód CZ-NUTS')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='název')),
                ('name_locative', models.CharField(max_length=60, verbose_name='název v 6. pádě')),
            ],
            options={
                'verbose_name': 'kraj',
                'verbose_name_plural': 'kraje',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='ThematicArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True, verbose_name='kód')),
                ('name', models.CharField(max_length=100, verbose_name='název')),
                ('position', models.PositiveSmallIntegerField(verbose_name='pořadí')),
            ],
            options={
                'verbose_name': 'tematická oblast',
                'verbose_name_plural': 'tematické oblasti',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('LP_MEETING', 'jednání lokálního partnerství'), ('WG_MEETING', 'jednání pracovní skupiny'), ('EVALUATION_MEETING', 'hodnoticí jednání s ASZ'), ('COOPERATION_MEETING', 'jednání o spolupráci'), ('LP_DISCUSSION', 'projednání v lokálním partnerství'), ('COUNCIL_REPORT', 'předložení zprávy zastupitelstvu'), ('PSZ_REPORT', 'předložení zprávy o plnění PSZ'), ('COUNCIL_SESSION', 'zasedání zastupitelstva'), ('GROUP_TRAINING', 'skupinová vzdělávací akce'), ('WORKSHOP', 'workshop'), ('SEMINAR', 'seminář'), ('COURSE', 'kurz'), ('EXPERT_PLATFORM', 'odborná platforma'), ('INDIVIDUAL_SUPPORT', 'individuální odborná podpora'), ('CONSULTATION', 'poradenství'), ('RESEARCH', 'výzkum nebo analýza'), ('DOCUMENT', 'zpracování dokumentu'), ('PUBLIC_MEETING', 'veřejné setkání'), ('PETITION', 'petice'), ('REFERENDUM', 'místní referendum'), ('CAMPAIGN', 'informační kampaň')], max_length=20, verbose_name='druh')),
                ('state', models.CharField(choices=[('PLANNED', 'plánováno'), ('HELD', 'uskutečněno'), ('CANCELLED', 'zrušeno')], max_length=20, verbose_name='stav')),
                ('title', models.CharField(max_length=200, verbose_name='název')),
                ('starts_on', models.DateField(verbose_name='datum')),
                ('starts_at', models.TimeField(blank=True, null=True, verbose_name='začátek')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='datum ukončení')),
                ('about_year', models.PositiveSmallIntegerField(blank=True, help_text='Jen pokud událost patří k jinému roku, než kdy se koná (projednání loňské zprávy).', null=True, verbose_name='týká se roku')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='místo')),
                ('mode', models.CharField(blank=True, choices=[('IN_PERSON', 'prezenčně'), ('ONLINE', 'online'), ('HYBRID', 'prezenčně i online'), ('PER_ROLLAM', 'per rollam')], max_length=20, verbose_name='forma')),
                ('hours_in_person', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='hodin prezenčně')),
                ('hours_distance', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='hodin distančně')),
                ('participant_count', models.PositiveIntegerField(blank=True, help_text='Vyplňte, jen když účast nezapisujete jmenovitě.', null=True, verbose_name='počet účastníků')),
                ('summary', models.TextField(blank=True, verbose_name='obsah a závěry')),
                ('cancelled_reason', models.CharField(blank=True, max_length=500, verbose_name='důvod zrušení')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revize')),
                ('form_key', models.UUIDField(editable=False, null=True, unique=True, verbose_name='klíč formuláře')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zapsal/a')),
                ('partnership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='partnerships.localpartnership', verbose_name='lokální partnerství')),
            ],
            options={
                'verbose_name': 'událost',
                'verbose_name_plural': 'události',
                'ordering': ['-starts_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_text', models.CharField(blank=True, max_length=120, verbose_name='jméno')),
                ('organisation_text', models.CharField(blank=True, max_length=200, verbose_name='organizace a funkce')),
                ('role_present', models.CharField(blank=True, choices=[('REPRESENTATIVE', 'pověřený zástupce územního celku pro sociální začleňování'), ('MANAGER', 'manažer sociálního začleňování'), ('REGIONAL_HEAD', 'vedoucí regionálního pracoviště ASZ'), ('CONSULTANT', 'konzultant/ka ASZ'), ('REGIONAL_CONTACT', 'kontaktní osoba za příslušný kraj')], max_length=20, verbose_name='účastní se jako')),
                ('presence', models.CharField(choices=[('PRESENT', 'přítomen/přítomna'), ('EXCUSED', 'omluven/a'), ('ABSENT', 'nepřítomen/nepřítomna'), ('GUEST', 'host')], max_length=20, verbose_name='účast')),
                ('is_online', models.BooleanField(default=False, verbose_name='online')),
                ('is_released_worker', models.BooleanField(default=False, help_text='Jeho hodiny se započítávají do závazku vzdělávání.', verbose_name='uvolněný pracovník územního celku')),
                ('hours_in_person', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='hodin prezenčně')),
                ('hours_distance', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='hodin distančně')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='partnerships.event', verbose_name='událost')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnerships.organisation', verbose_name='organizace')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='partnerships.person', verbose_name='osoba')),
            ],
            options={
                'verbose_name': 'účast',
                'verbose_name_plural': 'účast',
                'ordering': ['event', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='LocalPartnershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='název')),
                ('founder_text', models.CharField(blank=True, max_length=200, verbose_name='zřizovatel')),
                ('founded_text', models.CharField(blank=True, max_length=200, verbose_name='kdy vzniklo')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='datum vzniku')),
                ('dissolved_on', models.DateField(blank=True, null=True, verbose_name='datum zániku')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partnerships.localpartnership')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes_text', models.TextField(blank=True, verbose_name='zápis')),
                ('conclusions', models.TextField(blank=True, verbose_name='závěry')),
                ('minutes_approved_at', models.DateTimeField(blank=True, null=True, verbose_name='zápis schválen')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='meeting', to='partnerships.event', verbose_name='událost')),
                ('minutes_approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zápis schválil/a')),
            ],
            options={
                'verbose_name': 'zápis z jednání',
                'verbose_name_plural': 'zápisy z jednání',
                'ordering': ['event'],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='pořadí')),
                ('matter', models.CharField(choices=[('DRAFT_AGREEMENT', 'návrh popisu spolupráce'), ('PLAN', 'plán sociálního začleňování'), ('FUNDING', 'financování opatření PSZ'), ('ANALYSES', 'zadání a výstupy analytických prací, monitoringu PSZ a evaluací PSZ'), ('PLAN_EVALUATION', 'vyhodnocení plnění PSZ a návrhy revizí PSZ'), ('AGREEMENT_FULFILMENT', 'plnění popisu spolupráce a návrhy na revizi popisu spolupráce'), ('SITUATION', 'vývoj sociální situace a potřeb obyvatel'), ('OTHER', 'jiné')], max_length=30, verbose_name='věc')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='bod jednání')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda_items', to='partnerships.meeting', verbose_name='jednání')),
            ],
            options={
                'verbose_name': 'bod jednání',
                'verbose_name_plural': 'body jednání',
                'ordering': ['meeting', 'position'],
            },
        ),
        migrations.CreateModel(
            name='MeetingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('minutes_text', models.TextField(blank=True, verbose_name='zápis')),
                ('conclusions', models.TextField(blank=True, verbose_name='závěry')),
                ('minutes_approved_at', models.DateTimeField(blank=True, null=True, verbose_name='zápis schválen')),
                ('event', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.event', verbose_name='událost')),
                ('minutes_approved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zápis schválil/a')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partnerships.meeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('MANAGER', 'manažer/ka sociálního začleňování'), ('DEPUTY', 'zástup manažera/ky'), ('REPRESENTATIVE', 'pověřený zástupce'), ('READER', 'čtenář/ka'), ('CONSULTANT', 'konzultant/ka ASZ')], max_length=20, verbose_name='role')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vytvořeno')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ukončeno')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ukončil/a')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='uživatel')),
            ],
            options={
                'verbose_name': 'přístup k územnímu celku',
                'verbose_name_plural': 'přístupy k územním celkům',
                'ordering': ['unit', 'role', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OrganisationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='název')),
                ('organisation_type', models.CharField(choices=[('CITY_LEADERSHIP', 'vedení města nebo obce'), ('CITY_OFFICE', 'městský úřad nebo magistrát'), ('SI_MANAGER', 'manažer sociálního začleňování'), ('ROMA_COORDINATOR', 'koordinátor pro romské záležitosti'), ('REGION', 'kraj'), ('ASZ', 'Agentura pro sociální začleňování'), ('LABOUR_OFFICE', 'Úřad práce'), ('STATE_POLICE', 'Policie ČR'), ('CITY_POLICE', 'městská policie'), ('PROBATION', 'Probační a mediační služba'), ('FOREIGNERS_CENTRE', 'centrum na podporu integrace cizinců'), ('CITY_COMPANY', 'městská společnost'), ('PUBLIC_INSTITUTION', 'jiná veřejná instituce'), ('SCHOOL', 'škola, knihovna, dům dětí'), ('NGO', 'nezisková organizace'), ('SOCIAL_ENTERPRISE', 'sociální podnik'), ('HOUSING_OWNER', 'vlastník domů'), ('RESIDENT', 'zástupce obyvatel'), ('MEDIA', 'média'), ('EMPLOYER', 'zaměstnavatel'), ('CHURCH', 'církev'), ('HEALTH', 'zdravotnictví'), ('OTHER', 'jiné')], max_length=20, verbose_name='typ')),
                ('ico', models.CharField(blank=True, max_length=8, validators=[partnerships.validators.validate_ico], verbose_name='IČO')),
                ('name_sort', models.GeneratedField(db_persist=True, expression=partnerships.database.CzechSortKey(models.F('name')), output_field=models.TextField(db_collation='C'))),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partnerships.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='user',
            name='person',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='user', to='partnerships.person', verbose_name='osoba'),
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('title_before', models.CharField(blank=True, max_length=40, verbose_name='titul před jménem')),
                ('first_name', models.CharField(max_length=60, verbose_name='jméno')),
                ('last_name', models.CharField(max_length=60, verbose_name='příjmení')),
                ('title_after', models.CharField(blank=True, max_length=40, verbose_name='titul za jménem')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telefon')),
                ('is_agency_staff', models.BooleanField(default=False, verbose_name='pracovník/pracovnice ASZ')),
                ('name_sort', models.GeneratedField(db_persist=True, expression=partnerships.database.CzechSortKey(models.F('last_name')), output_field=models.TextField(db_collation='C'))),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partnerships.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='user',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='heads', to='partnerships.region', verbose_name='kraj'),
        ),
        migrations.CreateModel(
            name='RoleHolding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('REPRESENTATIVE', 'pověřený zástupce územního celku pro sociální začleňování'), ('MANAGER', 'manažer sociálního začleňování'), ('REGIONAL_HEAD', 'vedoucí regionálního pracoviště ASZ'), ('CONSULTANT', 'konzultant/ka ASZ'), ('REGIONAL_CONTACT', 'kontaktní osoba za příslušný kraj')], max_length=20, verbose_name='role')),
                ('function_text', models.CharField(blank=True, max_length=200, verbose_name='funkce')),
                ('is_vacant', models.BooleanField(default=False, verbose_name='pozice není obsazena')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='od')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='do')),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deputy_holdings', to='partnerships.person', verbose_name='zástup')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='role_holdings', to='partnerships.person', verbose_name='osoba')),
            ],
            options={
                'verbose_name': 'obsazení role',
                'verbose_name_plural': 'obsazení rolí',
                'ordering': ['unit', 'role', 'valid_from', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation_type', models.CharField(choices=[('CITY_LEADERSHIP', 'vedení města nebo obce'), ('CITY_OFFICE', 'městský úřad nebo magistrát'), ('SI_MANAGER', 'manažer sociálního začleňování'), ('ROMA_COORDINATOR', 'koordinátor pro romské záležitosti'), ('REGION', 'kraj'), ('ASZ', 'Agentura pro sociální začleňování'), ('LABOUR_OFFICE', 'Úřad práce'), ('STATE_POLICE', 'Policie ČR'), ('CITY_POLICE', 'městská policie'), ('PROBATION', 'Probační a mediační služba'), ('FOREIGNERS_CENTRE', 'centrum na podporu integrace cizinců'), ('CITY_COMPANY', 'městská společnost'), ('PUBLIC_INSTITUTION', 'jiná veřejná instituce'), ('SCHOOL', 'škola, knihovna, dům dětí'), ('NGO', 'nezisková organizace'), ('SOCIAL_ENTERPRISE', 'sociální podnik'), ('HOUSING_OWNER', 'vlastník domů'), ('RESIDENT', 'zástupce obyvatel'), ('MEDIA', 'média'), ('EMPLOYER', 'zaměstnavatel'), ('CHURCH', 'církev'), ('HEALTH', 'zdravotnictví'), ('OTHER', 'jiné')], max_length=20, verbose_name='typ člena')),
                ('function_text', models.CharField(blank=True, max_length=200, verbose_name='funkce')),
                ('role', models.CharField(choices=[('CHAIR', 'předseda/předsedkyně'), ('MEMBER', 'člen/ka'), ('SECRETARY', 'tajemník/tajemnice'), ('GUEST', 'stálý host')], default='MEMBER', max_length=20, verbose_name='role')),
                ('has_vote', models.BooleanField(default=True, verbose_name='hlasuje')),
                ('can_decide', models.BooleanField(default=False, help_text='Může ve své organizaci sám/sama rozhodnout.', verbose_name='rozhodovací pravomoc')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='od')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='do')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='partnerships.person', verbose_name='osoba')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='partnerships.organisation', verbose_name='organizace')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='partnerships.localpartnership', verbose_name='lokální partnerství')),
            ],
            options={
                'verbose_name': 'místo v partnerství',
                'verbose_name_plural': 'místa v partnerství',
                'ordering': ['partnership', 'organisation_type', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AttendanceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name_text', models.CharField(blank=True, max_length=120, verbose_name='jméno')),
                ('organisation_text', models.CharField(blank=True, max_length=200, verbose_name='organizace a funkce')),
                ('role_present', models.CharField(blank=True, choices=[('REPRESENTATIVE', 'pověřený zástupce územního celku pro sociální začleňování'), ('MANAGER', 'manažer sociálního začleňování'), ('REGIONAL_HEAD', 'vedoucí regionálního pracoviště ASZ'), ('CONSULTANT', 'konzultant/ka ASZ'), ('REGIONAL_CONTACT', 'kontaktní osoba za příslušný kraj')], max_length=20, verbose_name='účastní se jako')),
                ('presence', models.CharField(choices=[('PRESENT', 'přítomen/přítomna'), ('EXCUSED', 'omluven/a'), ('ABSENT', 'nepřítomen/nepřítomna'), ('GUEST', 'host')], max_length=20, verbose_name='účast')),
                ('is_online', models.BooleanField(default=False, verbose_name='online')),
                ('is_released_worker', models.BooleanField(default=False, help_text='Jeho hodiny se započítávají do závazku vzdělávání.', verbose_name='uvolněný pracovník územního celku')),
                ('hours_in_person', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='hodin prezenčně')),
                ('hours_distance', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='hodin distančně')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partnerships.attendance')),
                ('event', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.event', verbose_name='událost')),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.organisation', verbose_name='organizace')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.person', verbose_name='osoba')),
                ('seat', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.seat', verbose_name='místo')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='attendance',
            name='seat',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='partnerships.seat', verbose_name='místo'),
        ),
        migrations.CreateModel(
            name='TerritorialUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_type', models.CharField(choices=[('MUNICIPALITY', 'obec'), ('TOWN', 'město'), ('MARKET_TOWN', 'městys'), ('STATUTORY_CITY', 'statutární město'), ('CITY_DISTRICT', 'městská část'), ('UNION', 'svazek obcí'), ('LAG', 'místní akční skupina'), ('REGION', 'kraj')], max_length=20, verbose_name='typ územního celku')),
                ('name', models.CharField(max_length=100, verbose_name='název')),
                ('name_genitive', models.CharField(help_text='Bez koho, čeho? Chomutova', max_length=100, verbose_name='název ve 2. pádě')),
                ('name_locative', models.CharField(help_text='Kde? v Chomutově, ve Zlíně', max_length=100, verbose_name='název v 6. pádě s předložkou')),
                ('ico', models.CharField(max_length=8, validators=[partnerships.validators.validate_ico], verbose_name='IČO')),
                ('seat_address', models.CharField(help_text='Ulice, číslo a obec bez PSČ', max_length=200, verbose_name='sídlo')),
                ('postal_code', models.CharField(max_length=5, validators=[partnerships.validators.validate_postal_code], verbose_name='PSČ')),
                ('name_sort', models.GeneratedField(db_persist=True, expression=partnerships.database.CzechSortKey(models.F('name')), output_field=models.TextField(db_collation='C'))),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='partnerships.region', verbose_name='kraj')),
            ],
            options={
                'verbose_name': 'územní celek',
                'verbose_name_plural': 'územní celky',
                'ordering': ['name_sort', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RoleHoldingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('REPRESENTATIVE', 'pověřený zástupce územního celku pro sociální začleňování'), ('MANAGER', 'manažer sociálního začleňování'), ('REGIONAL_HEAD', 'vedoucí regionálního pracoviště ASZ'), ('CONSULTANT', 'konzultant/ka ASZ'), ('REGIONAL_CONTACT', 'kontaktní osoba za příslušný kraj')], max_length=20, verbose_name='role')),
                ('function_text', models.CharField(blank=True, max_length=200, verbose_name='funkce')),
                ('is_vacant', models.BooleanField(default=False, verbose_name='pozice není obsazena')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='od')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='do')),
                ('deputy', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.person', verbose_name='zástup')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.person', verbose_name='osoba')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partnerships.roleholding')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.territorialunit', verbose_name='územní celek')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='roleholding',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_holdings', to='partnerships.territorialunit', verbose_name='územní celek'),
        ),
        migrations.AddField(
            model_name='person',
            name='units',
            field=models.ManyToManyField(blank=True, related_name='people', to='partnerships.territorialunit', verbose_name='územní celky'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='units',
            field=models.ManyToManyField(blank=True, related_name='organisations', to='partnerships.territorialunit', verbose_name='územní celky'),
        ),
        migrations.CreateModel(
            name='MembershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('MANAGER', 'manažer/ka sociálního začleňování'), ('DEPUTY', 'zástup manažera/ky'), ('REPRESENTATIVE', 'pověřený zástupce'), ('READER', 'čtenář/ka'), ('CONSULTANT', 'konzultant/ka ASZ')], max_length=20, verbose_name='role')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='vytvořeno')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ukončeno')),
                ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ukončil/a')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partnerships.membership')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uživatel')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.territorialunit', verbose_name='územní celek')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='membership',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='partnerships.territorialunit', verbose_name='územní celek'),
        ),
        migrations.AddField(
            model_name='localpartnership',
            name='units',
            field=models.ManyToManyField(related_name='partnerships', to='partnerships.territorialunit', verbose_name='územní celky'),
        ),
        migrations.AddField(
            model_name='event',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='partnerships.territorialunit', verbose_name='územní celek'),
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(upload_to=partnerships.models.documents.random_path, verbose_name='soubor')),
                ('original_name', models.CharField(max_length=255, verbose_name='název souboru')),
                ('content_type', models.CharField(max_length=100, verbose_name='typ')),
                ('size', models.PositiveBigIntegerField(verbose_name='velikost v bajtech')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='nahráno')),
                ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='nahrál/a')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='partnerships.territorialunit', verbose_name='územní celek')),
            ],
            options={
                'verbose_name': 'dokument',
                'verbose_name_plural': 'dokumenty',
                'ordering': ['-uploaded_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TerritorialUnitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('unit_type', models.CharField(choices=[('MUNICIPALITY', 'obec'), ('TOWN', 'město'), ('MARKET_TOWN', 'městys'), ('STATUTORY_CITY', 'statutární město'), ('CITY_DISTRICT', 'městská část'), ('UNION', 'svazek obcí'), ('LAG', 'místní akční skupina'), ('REGION', 'kraj')], max_length=20, verbose_name='typ územního celku')),
                ('name', models.CharField(max_length=100, verbose_name='název')),
                ('name_genitive', models.CharField(help_text='Bez koho, čeho? Chomutova', max_length=100, verbose_name='název ve 2. pádě')),
                ('name_locative', models.CharField(help_text='Kde? v Chomutově, ve Zlíně', max_length=100, verbose_name='název v 6. pádě s předložkou')),
                ('ico', models.CharField(max_length=8, validators=[partnerships.validators.validate_ico], verbose_name='IČO')),
                ('seat_address', models.CharField(help_text='Ulice, číslo a obec bez PSČ', max_length=200, verbose_name='sídlo')),
                ('postal_code', models.CharField(max_length=5, validators=[partnerships.validators.validate_postal_code], verbose_name='PSČ')),
                ('name_sort', models.GeneratedField(db_persist=True, expression=partnerships.database.CzechSortKey(models.F('name')), output_field=models.TextField(db_collation='C'))),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partnerships.territorialunit')),
                ('region', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.region', verbose_name='kraj')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('email', models.EmailField(error_messages={'unique': 'Uživatel s tímto e-mailem už existuje.'}, max_length=254, verbose_name='e-mail')),
                ('name', models.CharField(max_length=120, verbose_name='jméno')),
                ('agency_role', models.CharField(blank=True, choices=[('CONSULTANT', 'konzultant/ka ASZ'), ('REGIONAL_HEAD', 'vedoucí regionálního pracoviště ASZ'), ('DIRECTOR', 'ředitel/ka ASZ'), ('ANALYST', 'analytik/čka ASZ')], default='', max_length=20, verbose_name='role v ASZ')),
                ('is_site_admin', models.BooleanField(default=False, help_text='Spravuje uživatele a číselníky, obsah nevidí.', verbose_name='správce aplikace')),
                ('is_active', models.BooleanField(default=True, verbose_name='aktivní')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.person', verbose_name='osoba')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to=settings.AUTH_USER_MODEL)),
                ('region', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.region', verbose_name='kraj')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WorkingGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='název')),
                ('is_cross_cutting', models.BooleanField(default=False, verbose_name='průřezová')),
                ('status', models.CharField(choices=[('ESTABLISHED', 'ustanovena'), ('OPTIONAL', 'může být ustanovena')], max_length=20, verbose_name='stav')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='ustanovena dne')),
                ('dissolved_on', models.DateField(blank=True, null=True, verbose_name='zrušena dne')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='partnerships.localpartnership', verbose_name='lokální partnerství')),
                ('thematic_areas', models.ManyToManyField(blank=True, related_name='+', to='partnerships.thematicarea', verbose_name='tematické oblasti')),
            ],
            options={
                'verbose_name': 'pracovní skupina',
                'verbose_name_plural': 'pracovní skupiny',
                'ordering': ['partnership', 'name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SeatEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('organisation_type', models.CharField(choices=[('CITY_LEADERSHIP', 'vedení města nebo obce'), ('CITY_OFFICE', 'městský úřad nebo magistrát'), ('SI_MANAGER', 'manažer sociálního začleňování'), ('ROMA_COORDINATOR', 'koordinátor pro romské záležitosti'), ('REGION', 'kraj'), ('ASZ', 'Agentura pro sociální začleňování'), ('LABOUR_OFFICE', 'Úřad práce'), ('STATE_POLICE', 'Policie ČR'), ('CITY_POLICE', 'městská policie'), ('PROBATION', 'Probační a mediační služba'), ('FOREIGNERS_CENTRE', 'centrum na podporu integrace cizinců'), ('CITY_COMPANY', 'městská společnost'), ('PUBLIC_INSTITUTION', 'jiná veřejná instituce'), ('SCHOOL', 'škola, knihovna, dům dětí'), ('NGO', 'nezisková organizace'), ('SOCIAL_ENTERPRISE', 'sociální podnik'), ('HOUSING_OWNER', 'vlastník domů'), ('RESIDENT', 'zástupce obyvatel'), ('MEDIA', 'média'), ('EMPLOYER', 'zaměstnavatel'), ('CHURCH', 'církev'), ('HEALTH', 'zdravotnictví'), ('OTHER', 'jiné')], max_length=20, verbose_name='typ člena')),
                ('function_text', models.CharField(blank=True, max_length=200, verbose_name='funkce')),
                ('role', models.CharField(choices=[('CHAIR', 'předseda/předsedkyně'), ('MEMBER', 'člen/ka'), ('SECRETARY', 'tajemník/tajemnice'), ('GUEST', 'stálý host')], default='MEMBER', max_length=20, verbose_name='role')),
                ('has_vote', models.BooleanField(default=True, verbose_name='hlasuje')),
                ('can_decide', models.BooleanField(default=False, help_text='Může ve své organizaci sám/sama rozhodnout.', verbose_name='rozhodovací pravomoc')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='od')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='do')),
                ('holder', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.person', verbose_name='osoba')),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.organisation', verbose_name='organizace')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.localpartnership', verbose_name='lokální partnerství')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partnerships.seat')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, help_text='Prázdné u místa v lokálním partnerství samém.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.workinggroup', verbose_name='pracovní skupina')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='seat',
            name='group',
            field=models.ForeignKey(blank=True, help_text='Prázdné u místa v lokálním partnerství samém.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='partnerships.workinggroup', verbose_name='pracovní skupina'),
        ),
        migrations.CreateModel(
            name='EventEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('LP_MEETING', 'jednání lokálního partnerství'), ('WG_MEETING', 'jednání pracovní skupiny'), ('EVALUATION_MEETING', 'hodnoticí jednání s ASZ'), ('COOPERATION_MEETING', 'jednání o spolupráci'), ('LP_DISCUSSION', 'projednání v lokálním partnerství'), ('COUNCIL_REPORT', 'předložení zprávy zastupitelstvu'), ('PSZ_REPORT', 'předložení zprávy o plnění PSZ'), ('COUNCIL_SESSION', 'zasedání zastupitelstva'), ('GROUP_TRAINING', 'skupinová vzdělávací akce'), ('WORKSHOP', 'workshop'), ('SEMINAR', 'seminář'), ('COURSE', 'kurz'), ('EXPERT_PLATFORM', 'odborná platforma'), ('INDIVIDUAL_SUPPORT', 'individuální odborná podpora'), ('CONSULTATION', 'poradenství'), ('RESEARCH', 'výzkum nebo analýza'), ('DOCUMENT', 'zpracování dokumentu'), ('PUBLIC_MEETING', 'veřejné setkání'), ('PETITION', 'petice'), ('REFERENDUM', 'místní referendum'), ('CAMPAIGN', 'informační kampaň')], max_length=20, verbose_name='druh')),
                ('state', models.CharField(choices=[('PLANNED', 'plánováno'), ('HELD', 'uskutečněno'), ('CANCELLED', 'zrušeno')], max_length=20, verbose_name='stav')),
                ('title', models.CharField(max_length=200, verbose_name='název')),
                ('starts_on', models.DateField(verbose_name='datum')),
                ('starts_at', models.TimeField(blank=True, null=True, verbose_name='začátek')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='datum ukončení')),
                ('about_year', models.PositiveSmallIntegerField(blank=True, help_text='Jen pokud událost patří k jinému roku, než kdy se koná (projednání loňské zprávy).', null=True, verbose_name='týká se roku')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='místo')),
                ('mode', models.CharField(blank=True, choices=[('IN_PERSON', 'prezenčně'), ('ONLINE', 'online'), ('HYBRID', 'prezenčně i online'), ('PER_ROLLAM', 'per rollam')], max_length=20, verbose_name='forma')),
                ('hours_in_person', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='hodin prezenčně')),
                ('hours_distance', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='hodin distančně')),
                ('participant_count', models.PositiveIntegerField(blank=True, help_text='Vyplňte, jen když účast nezapisujete jmenovitě.', null=True, verbose_name='počet účastníků')),
                ('summary', models.TextField(blank=True, verbose_name='obsah a závěry')),
                ('cancelled_reason', models.CharField(blank=True, max_length=500, verbose_name='důvod zrušení')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, verbose_name='revize')),
                ('form_key', models.UUIDField(editable=False, null=True, verbose_name='klíč formuláře')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='zapsal/a')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partnerships.event')),
                ('partnership', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.localpartnership', verbose_name='lokální partnerství')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.territorialunit', verbose_name='územní celek')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.workinggroup', verbose_name='pracovní skupina')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='event',
            name='group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='partnerships.workinggroup', verbose_name='pracovní skupina'),
        ),
        migrations.CreateModel(
            name='WorkingGroupEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='název')),
                ('is_cross_cutting', models.BooleanField(default=False, verbose_name='průřezová')),
                ('status', models.CharField(choices=[('ESTABLISHED', 'ustanovena'), ('OPTIONAL', 'může být ustanovena')], max_length=20, verbose_name='stav')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='ustanovena dne')),
                ('dissolved_on', models.DateField(blank=True, null=True, verbose_name='zrušena dne')),
                ('partnership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.localpartnership', verbose_name='lokální partnerství')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partnerships.workinggroup')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='localpartnershipevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b3e5ec375f7bdcf935030d9edf2708e5f9fa39ca', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ce005', table='partnerships_localpartnershipevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('minutes_approved_at__isnull', True), ('minutes_approved_by__isnull', True)), models.Q(('minutes_approved_at__isnull', False), ('minutes_approved_by__isnull', False), models.Q(('minutes_text', ''), _negated=True)), _connector='OR'), name='meeting_approved_minutes_have_text_and_author', violation_error_message='Schválit lze jen zápis, který má text.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_meetingevent" ("conclusions", "event_id", "id", "minutes_approved_at", "minutes_approved_by_id", "minutes_text", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."conclusions", NEW."event_id", NEW."id", NEW."minutes_approved_at", NEW."minutes_approved_by_id", NEW."minutes_text", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='6d8ede3ea22dbd81ab87b60f80486bad71cd3089', operation='INSERT', pgid='pgtrigger_insert_insert_ca92c', table='partnerships_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_meetingevent" ("conclusions", "event_id", "id", "minutes_approved_at", "minutes_approved_by_id", "minutes_text", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."conclusions", NEW."event_id", NEW."id", NEW."minutes_approved_at", NEW."minutes_approved_by_id", NEW."minutes_text", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='7683d940d089c1572dd5b4e56d6cdcdf48d125ef', operation='UPDATE', pgid='pgtrigger_update_update_dc029', table='partnerships_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_meetingevent" ("conclusions", "event_id", "id", "minutes_approved_at", "minutes_approved_by_id", "minutes_text", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."conclusions", OLD."event_id", OLD."id", OLD."minutes_approved_at", OLD."minutes_approved_by_id", OLD."minutes_text", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='2b5c139a86342d93daf3314615a3c8f493ffaf25', operation='DELETE', pgid='pgtrigger_delete_delete_baa80', table='partnerships_meeting', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'position'), name='agenda_item_unique_position'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='306d1e47323cae88d9fefb1b3e4bed650139826e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_87d8b', table='partnerships_meetingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e564530483809f35e469047112a2315387804965', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_39a98', table='partnerships_organisationevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3c3af5c7766d30082bb1b4b9ac36e6e1cdf45e34', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_94b6e', table='partnerships_personevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_in_lower_case', violation_error_message='E-mail se ukládá malými písmeny.'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agency_role', 'REGIONAL_HEAD'), ('region__isnull', False)), models.Q(models.Q(('agency_role', 'REGIONAL_HEAD'), _negated=True), ('region__isnull', True)), _connector='OR'), name='user_region_belongs_to_regional_head', violation_error_message='Kraj se vyplňuje právě u vedoucí/ho regionálního pracoviště.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_userevent" ("agency_role", "email", "id", "is_active", "is_site_admin", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id") VALUES (NEW."agency_role", NEW."email", NEW."id", NEW."is_active", NEW."is_site_admin", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region_id"); RETURN NULL;', hash='3038d30bda0e81e982b15bbcd93ec39555b5f35b', operation='INSERT', pgid='pgtrigger_insert_insert_62f4e', table='partnerships_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."agency_role" IS DISTINCT FROM (NEW."agency_role") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_site_admin" IS DISTINCT FROM (NEW."is_site_admin") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."region_id" IS DISTINCT FROM (NEW."region_id"))', func='INSERT INTO "partnerships_userevent" ("agency_role", "email", "id", "is_active", "is_site_admin", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id") VALUES (NEW."agency_role", NEW."email", NEW."id", NEW."is_active", NEW."is_site_admin", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_id"); RETURN NULL;', hash='60f7364683acbfaf603cbb042cae67eff77eba77', operation='UPDATE', pgid='pgtrigger_update_update_25041', table='partnerships_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_userevent" ("agency_role", "email", "id", "is_active", "is_site_admin", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id") VALUES (OLD."agency_role", OLD."email", OLD."id", OLD."is_active", OLD."is_site_admin", OLD."name", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region_id"); RETURN NULL;', hash='0e4458b288e7f0ca3777454d3caff26b5d538ef7', operation='DELETE', pgid='pgtrigger_delete_delete_62fb7', table='partnerships_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendanceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2a32d497361f564f202f8e609390a6288308d10a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_47dfd', table='partnerships_attendanceevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('seat__isnull', False), ('person__isnull', False), models.Q(('name_text', ''), _negated=True), _connector='OR'), name='attendance_says_who', violation_error_message='Vyberte místo nebo osobu, nebo napište jméno.'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('event', 'seat'), name='attendance_once_per_seat', violation_error_message='Toto místo už v prezenci je.'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('event', 'person'), name='attendance_once_per_person', violation_error_message='Tato osoba už v prezenci je.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_attendanceevent" ("event_id", "hours_distance", "hours_in_person", "id", "is_online", "is_released_worker", "name_text", "organisation_id", "organisation_text", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "role_present", "seat_id") VALUES (NEW."event_id", NEW."hours_distance", NEW."hours_in_person", NEW."id", NEW."is_online", NEW."is_released_worker", NEW."name_text", NEW."organisation_id", NEW."organisation_text", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presence", NEW."role_present", NEW."seat_id"); RETURN NULL;', hash='8c48d614b9fe1de71bbd4bbabe2450143501a1a6', operation='INSERT', pgid='pgtrigger_insert_insert_3da98', table='partnerships_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_attendanceevent" ("event_id", "hours_distance", "hours_in_person", "id", "is_online", "is_released_worker", "name_text", "organisation_id", "organisation_text", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "role_present", "seat_id") VALUES (NEW."event_id", NEW."hours_distance", NEW."hours_in_person", NEW."id", NEW."is_online", NEW."is_released_worker", NEW."name_text", NEW."organisation_id", NEW."organisation_text", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presence", NEW."role_present", NEW."seat_id"); RETURN NULL;', hash='a48e971908c763e9801d4c8941ab75d031e3607b', operation='UPDATE', pgid='pgtrigger_update_update_c3ee6', table='partnerships_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_attendanceevent" ("event_id", "hours_distance", "hours_in_person", "id", "is_online", "is_released_worker", "name_text", "organisation_id", "organisation_text", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "role_present", "seat_id") VALUES (OLD."event_id", OLD."hours_distance", OLD."hours_in_person", OLD."id", OLD."is_online", OLD."is_released_worker", OLD."name_text", OLD."organisation_id", OLD."organisation_text", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."presence", OLD."role_present", OLD."seat_id"); RETURN NULL;', hash='56b5b55eb62c1f406666c7b978afccd52c2ad781', operation='DELETE', pgid='pgtrigger_delete_delete_ea906', table='partnerships_attendance', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='territorialunit',
            constraint=models.UniqueConstraint(fields=('ico', 'name'), name='unit_unique_by_ico_and_name', violation_error_message='Územní celek s tímto IČO a názvem už existuje.'),
        ),
        migrations.AddConstraint(
            model_name='territorialunit',
            constraint=models.CheckConstraint(condition=models.Q(('ico__regex', '^[0-9]{8}$')), name='unit_ico_has_eight_digits', violation_error_message='IČO má osm číslic včetně nul na začátku.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='territorialunit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_territorialunitevent" ("ico", "id", "name", "name_genitive", "name_locative", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "region_id", "seat_address", "unit_type") VALUES (NEW."ico", NEW."id", NEW."name", NEW."name_genitive", NEW."name_locative", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."postal_code", NEW."region_id", NEW."seat_address", NEW."unit_type"); RETURN NULL;', hash='ab658cd1ac7f8124ab1b1c6c8f5c90fb439d1a2c', operation='INSERT', pgid='pgtrigger_insert_insert_236dd', table='partnerships_territorialunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='territorialunit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_territorialunitevent" ("ico", "id", "name", "name_genitive", "name_locative", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "region_id", "seat_address", "unit_type") VALUES (NEW."ico", NEW."id", NEW."name", NEW."name_genitive", NEW."name_locative", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postal_code", NEW."region_id", NEW."seat_address", NEW."unit_type"); RETURN NULL;', hash='324fcdeadc758c6f01f1caf31ef11d49273836c4', operation='UPDATE', pgid='pgtrigger_update_update_21b4a', table='partnerships_territorialunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='territorialunit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_territorialunitevent" ("ico", "id", "name", "name_genitive", "name_locative", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "region_id", "seat_address", "unit_type") VALUES (OLD."ico", OLD."id", OLD."name", OLD."name_genitive", OLD."name_locative", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postal_code", OLD."region_id", OLD."seat_address", OLD."unit_type"); RETURN NULL;', hash='2773714b12bb5687dc3ad38e9d6494750f874bd2', operation='DELETE', pgid='pgtrigger_delete_delete_522e3', table='partnerships_territorialunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roleholdingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='617fae8e36b16ee663b5478e126126511f23bcf6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_76b13', table='partnerships_roleholdingevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='roleholding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_vacant', True), ('person__isnull', True)), models.Q(('is_vacant', False), models.Q(('person__isnull', False), models.Q(('function_text', ''), _negated=True), _connector='OR')), _connector='OR'), name='role_holding_is_person_function_or_vacancy', violation_error_message='Vyberte osobu, napište funkci, nebo označte, že pozice není obsazena.'),
        ),
        migrations.AddConstraint(
            model_name='roleholding',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='role_holding_ends_after_it_starts', violation_error_message='Konec nemůže být dřív než začátek.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roleholding',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_roleholdingevent" ("deputy_id", "function_text", "id", "is_vacant", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "unit_id", "valid_from", "valid_to") VALUES (NEW."deputy_id", NEW."function_text", NEW."id", NEW."is_vacant", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."unit_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='76f61dbb621cf1f0717c80050f49fb3e7d22ed65', operation='INSERT', pgid='pgtrigger_insert_insert_28210', table='partnerships_roleholding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roleholding',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_roleholdingevent" ("deputy_id", "function_text", "id", "is_vacant", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "unit_id", "valid_from", "valid_to") VALUES (NEW."deputy_id", NEW."function_text", NEW."id", NEW."is_vacant", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."unit_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='244eba0a9023336bfa2b4d30ccecd60f462f3acc', operation='UPDATE', pgid='pgtrigger_update_update_046f7', table='partnerships_roleholding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roleholding',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_roleholdingevent" ("deputy_id", "function_text", "id", "is_vacant", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "unit_id", "valid_from", "valid_to") VALUES (OLD."deputy_id", OLD."function_text", OLD."id", OLD."is_vacant", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."unit_id", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='1d1afa12e286349f00f7be62e63e9665350a8f02', operation='DELETE', pgid='pgtrigger_delete_delete_12506', table='partnerships_roleholding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_personevent" ("email", "first_name", "id", "is_agency_staff", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title_after", "title_before") VALUES (NEW."email", NEW."first_name", NEW."id", NEW."is_agency_staff", NEW."last_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."title_after", NEW."title_before"); RETURN NULL;', hash='2f38e255ec76ce297478cd1ca87892d7fd058a53', operation='INSERT', pgid='pgtrigger_insert_insert_6c144', table='partnerships_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_personevent" ("email", "first_name", "id", "is_agency_staff", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title_after", "title_before") VALUES (NEW."email", NEW."first_name", NEW."id", NEW."is_agency_staff", NEW."last_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."title_after", NEW."title_before"); RETURN NULL;', hash='7bb6b61ce99015824025153b60ecddc5fab1ce98', operation='UPDATE', pgid='pgtrigger_update_update_4e77b', table='partnerships_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_personevent" ("email", "first_name", "id", "is_agency_staff", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title_after", "title_before") VALUES (OLD."email", OLD."first_name", OLD."id", OLD."is_agency_staff", OLD."last_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."title_after", OLD."title_before"); RETURN NULL;', hash='6cc31bc8580dcd6b308dd07780c9aa3f70930233', operation='DELETE', pgid='pgtrigger_delete_delete_83a75', table='partnerships_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_organisationevent" ("ico", "id", "name", "organisation_type", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."ico", NEW."id", NEW."name", NEW."organisation_type", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='85ea56377f84e5ea23c0a9840e68d463869a6858', operation='INSERT', pgid='pgtrigger_insert_insert_3e49a', table='partnerships_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_organisationevent" ("ico", "id", "name", "organisation_type", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."ico", NEW."id", NEW."name", NEW."organisation_type", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='3c9ead72c2c884a1550d8ef093afcc80e8e46cc8', operation='UPDATE', pgid='pgtrigger_update_update_789df', table='partnerships_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_organisationevent" ("ico", "id", "name", "organisation_type", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."ico", OLD."id", OLD."name", OLD."organisation_type", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='24156e9f5d4bddd3887c22a852798baeb056d248', operation='DELETE', pgid='pgtrigger_delete_delete_04c7a', table='partnerships_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membershipevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e559a9606fa46bfc6c06d7a4d993c222e5820edd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f8d10', table='partnerships_membershipevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('user', 'unit', 'role'), name='membership_unique_while_active', violation_error_message='Uživatel už tuto roli v územním celku má.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='membership_end_has_its_author'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_membershipevent" ("created_at", "ended_at", "ended_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "unit_id", "user_id") VALUES (NEW."created_at", NEW."ended_at", NEW."ended_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."unit_id", NEW."user_id"); RETURN NULL;', hash='e67fb99510eaecf963b4787bf5c15e30ed743239', operation='INSERT', pgid='pgtrigger_insert_insert_c7792', table='partnerships_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_membershipevent" ("created_at", "ended_at", "ended_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "unit_id", "user_id") VALUES (NEW."created_at", NEW."ended_at", NEW."ended_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."unit_id", NEW."user_id"); RETURN NULL;', hash='b1a1441b677f99c8d26c4755069bcddd7cb5bf02', operation='UPDATE', pgid='pgtrigger_update_update_c7c7c', table='partnerships_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_membershipevent" ("created_at", "ended_at", "ended_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "unit_id", "user_id") VALUES (OLD."created_at", OLD."ended_at", OLD."ended_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."unit_id", OLD."user_id"); RETURN NULL;', hash='93104b54cd6d56569d6be7a365acb7b0fa7c563b', operation='DELETE', pgid='pgtrigger_delete_delete_176db', table='partnerships_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='localpartnership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_localpartnershipevent" ("dissolved_on", "founded_on", "founded_text", "founder_text", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."dissolved_on", NEW."founded_on", NEW."founded_text", NEW."founder_text", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='cbc4f2f94d2a6a6cdc30992a0c7bafa516fb9a8d', operation='INSERT', pgid='pgtrigger_insert_insert_ce779', table='partnerships_localpartnership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='localpartnership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_localpartnershipevent" ("dissolved_on", "founded_on", "founded_text", "founder_text", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."dissolved_on", NEW."founded_on", NEW."founded_text", NEW."founder_text", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='8038208e8d1bb4cdc9aaafe49ac1285ff3f01639', operation='UPDATE', pgid='pgtrigger_update_update_ca2d1', table='partnerships_localpartnership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='localpartnership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_localpartnershipevent" ("dissolved_on", "founded_on", "founded_text", "founder_text", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."dissolved_on", OLD."founded_on", OLD."founded_text", OLD."founder_text", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='f820058122ae9490b45a48e162d1d94c3f8bbe25', operation='DELETE', pgid='pgtrigger_delete_delete_6d323', table='partnerships_localpartnership', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='document_has_sha256'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('file',), name='document_file_stored_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='territorialunitevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='53f9f9b49e287872b6f4a49c65f81d0efa8ce3fb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8ce39', table='partnerships_territorialunitevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='userevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ee2c88cef2fffc3df5d5f202d04010a8d0eca508', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fc2f4', table='partnerships_userevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='workinggroup',
            constraint=models.UniqueConstraint(fields=('partnership', 'name'), name='working_group_unique_name', violation_error_message='Pracovní skupina s tímto názvem už v partnerství je.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workinggroup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_workinggroupevent" ("dissolved_on", "founded_on", "id", "is_cross_cutting", "name", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."dissolved_on", NEW."founded_on", NEW."id", NEW."is_cross_cutting", NEW."name", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status"); RETURN NULL;', hash='f4a36280be55dca0fe6db8abc360f92a4140a8c6', operation='INSERT', pgid='pgtrigger_insert_insert_55898', table='partnerships_workinggroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workinggroup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_workinggroupevent" ("dissolved_on", "founded_on", "id", "is_cross_cutting", "name", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."dissolved_on", NEW."founded_on", NEW."id", NEW."is_cross_cutting", NEW."name", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status"); RETURN NULL;', hash='26f263ea3ed4688698e417a9d9105504f4cfb0f5', operation='UPDATE', pgid='pgtrigger_update_update_b7f86', table='partnerships_workinggroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workinggroup',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_workinggroupevent" ("dissolved_on", "founded_on", "id", "is_cross_cutting", "name", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (OLD."dissolved_on", OLD."founded_on", OLD."id", OLD."is_cross_cutting", OLD."name", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."status"); RETURN NULL;', hash='334ebf50b3d4f815fc578a3a5af3f3d031d5071a', operation='DELETE', pgid='pgtrigger_delete_delete_ca3f4', table='partnerships_workinggroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seatevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e868d1befda564741258446404dc20c5f9d03b42', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8b830', table='partnerships_seatevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('organisation__isnull', False), models.Q(('function_text', ''), _negated=True), _connector='OR'), name='seat_is_function_or_organisation', violation_error_message='Napište funkci, nebo vyberte organizaci.'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='seat_ends_after_it_starts', violation_error_message='Konec nemůže být dřív než začátek.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_seatevent" ("can_decide", "function_text", "group_id", "has_vote", "holder_id", "id", "organisation_id", "organisation_type", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "valid_from", "valid_to") VALUES (NEW."can_decide", NEW."function_text", NEW."group_id", NEW."has_vote", NEW."holder_id", NEW."id", NEW."organisation_id", NEW."organisation_type", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='f556035542d5a58912c70c982f30862409ddf3fd', operation='INSERT', pgid='pgtrigger_insert_insert_b5d16', table='partnerships_seat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_seatevent" ("can_decide", "function_text", "group_id", "has_vote", "holder_id", "id", "organisation_id", "organisation_type", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "valid_from", "valid_to") VALUES (NEW."can_decide", NEW."function_text", NEW."group_id", NEW."has_vote", NEW."holder_id", NEW."id", NEW."organisation_id", NEW."organisation_type", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='030f17908f2a93946adbd6dc1b4621fd7ee0c128', operation='UPDATE', pgid='pgtrigger_update_update_97e6c', table='partnerships_seat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seat',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_seatevent" ("can_decide", "function_text", "group_id", "has_vote", "holder_id", "id", "organisation_id", "organisation_type", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "valid_from", "valid_to") VALUES (OLD."can_decide", OLD."function_text", OLD."group_id", OLD."has_vote", OLD."holder_id", OLD."id", OLD."organisation_id", OLD."organisation_type", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='7d5f0381b68b18fec2ce14ac86b07525047514be', operation='DELETE', pgid='pgtrigger_delete_delete_073f9', table='partnerships_seat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='eventevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='77876aaa3839b449d7502fd975f2a437c19c0ac6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8e4b7', table='partnerships_eventevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['unit', 'starts_on'], name='event_by_unit_and_day'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'CANCELLED'), ('cancelled_reason', ''), _connector='XOR'), name='event_cancelled_with_reason', violation_error_message='U zrušené události napište důvod zrušení.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='event_ends_after_it_starts', violation_error_message='Konec nemůže být dřív než začátek.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'LP_MEETING'), _negated=True), ('partnership__isnull', False), _connector='OR'), name='partnership_meeting_names_its_partnership', violation_error_message='U jednání lokálního partnerství vyberte partnerství.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'WG_MEETING'), _negated=True), ('group__isnull', False), _connector='OR'), name='group_meeting_names_its_group', violation_error_message='U jednání pracovní skupiny vyberte skupinu.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('hours_in_person', None), ('hours_in_person__gte', 0), _connector='OR'), name='event_hours_in_person_not_negative', violation_error_message='Počet hodin nemůže být záporný.'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('hours_distance', None), ('hours_distance__gte', 0), _connector='OR'), name='event_hours_distance_not_negative', violation_error_message='Počet hodin nemůže být záporný.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_eventevent" ("about_year", "cancelled_reason", "created_by_id", "ends_on", "form_key", "group_id", "hours_distance", "hours_in_person", "id", "kind", "mode", "participant_count", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "revision", "starts_at", "starts_on", "state", "summary", "title", "unit_id") VALUES (NEW."about_year", NEW."cancelled_reason", NEW."created_by_id", NEW."ends_on", NEW."form_key", NEW."group_id", NEW."hours_distance", NEW."hours_in_person", NEW."id", NEW."kind", NEW."mode", NEW."participant_count", NEW."partnership_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."revision", NEW."starts_at", NEW."starts_on", NEW."state", NEW."summary", NEW."title", NEW."unit_id"); RETURN NULL;', hash='4cd24b2b8c1326c3241e6a3fc8854016192156e1', operation='INSERT', pgid='pgtrigger_insert_insert_2a9c3', table='partnerships_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_eventevent" ("about_year", "cancelled_reason", "created_by_id", "ends_on", "form_key", "group_id", "hours_distance", "hours_in_person", "id", "kind", "mode", "participant_count", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "revision", "starts_at", "starts_on", "state", "summary", "title", "unit_id") VALUES (NEW."about_year", NEW."cancelled_reason", NEW."created_by_id", NEW."ends_on", NEW."form_key", NEW."group_id", NEW."hours_distance", NEW."hours_in_person", NEW."id", NEW."kind", NEW."mode", NEW."participant_count", NEW."partnership_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."revision", NEW."starts_at", NEW."starts_on", NEW."state", NEW."summary", NEW."title", NEW."unit_id"); RETURN NULL;', hash='7289cf03a18fff1f85d91d71559b2b6db0840d45', operation='UPDATE', pgid='pgtrigger_update_update_84d95', table='partnerships_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_eventevent" ("about_year", "cancelled_reason", "created_by_id", "ends_on", "form_key", "group_id", "hours_distance", "hours_in_person", "id", "kind", "mode", "participant_count", "partnership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "revision", "starts_at", "starts_on", "state", "summary", "title", "unit_id") VALUES (OLD."about_year", OLD."cancelled_reason", OLD."created_by_id", OLD."ends_on", OLD."form_key", OLD."group_id", OLD."hours_distance", OLD."hours_in_person", OLD."id", OLD."kind", OLD."mode", OLD."participant_count", OLD."partnership_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."revision", OLD."starts_at", OLD."starts_on", OLD."state", OLD."summary", OLD."title", OLD."unit_id"); RETURN NULL;', hash='cebb4648dbf82acc7590a7bc865493654b739daf', operation='DELETE', pgid='pgtrigger_delete_delete_3c9a1', table='partnerships_event', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workinggroupevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d838f811cab8b36e65ec3fecb178f9293d4bf403', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9ca54', table='partnerships_workinggroupevent', when='BEFORE')),
        ),
    ]

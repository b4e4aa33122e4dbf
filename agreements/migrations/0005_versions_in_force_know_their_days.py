from django.db import migrations

# Until now an agreement had one version, so its days are that version's days.
KNOWN_DAYS = """
    UPDATE agreements_agreementversion AS version
       SET in_effect = agreement.in_force
      FROM agreements_agreement AS agreement
     WHERE agreement.id = version.agreement_id
       AND version.state = 'IN_FORCE'
       AND version.in_effect IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_versions_are_reviewed_revised_and_ended")]

    operations = [migrations.RunSQL(KNOWN_DAYS, migrations.RunSQL.noop)]

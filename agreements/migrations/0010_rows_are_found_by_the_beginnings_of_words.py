import django.contrib.postgres.indexes
import partnerships.database
from django.db import migrations


# With statistics the planner would know that a broad question fits most rows and compute the words of each of them
# anew instead of reading the index.
WITHOUT_STATISTICS = "ALTER INDEX public.%s ALTER COLUMN 1 SET STATISTICS 0"
WITH_STATISTICS = "ALTER INDEX public.%s ALTER COLUMN 1 SET STATISTICS -1"
INDEXES = (
    'activity_words',
    'step_words',
    'approval_words',
    'file_reference_words',
    'term_words',
)


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0009_the_agency_may_return_what_it_will_not_sign'),
        ('partnerships', '0009_rows_are_found_by_the_beginnings_of_words'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='activity',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('name'), name='activity_words'),
        ),
        migrations.AddIndex(
            model_name='activitystep',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('specification'), name='step_words'),
        ),
        migrations.AddIndex(
            model_name='approval',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('resolution_number'), name='approval_words'),
        ),
        migrations.AddIndex(
            model_name='filereference',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('reference_number', 'file_mark'), name='file_reference_words'),
        ),
        migrations.AddIndex(
            model_name='scheduleterm',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('raw_text', 'subject'), name='term_words'),
        ),
        *(migrations.RunSQL(WITHOUT_STATISTICS % name, WITH_STATISTICS % name) for name in INDEXES),
    ]

import django.contrib.postgres.indexes
import partnerships.database
from django.db import migrations


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
    ]

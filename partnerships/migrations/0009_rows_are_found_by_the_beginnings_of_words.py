"""Rows are found by the beginnings of words, whatever their case and diacritics.

Expression indexes, so no table gets a column. The functions split texts the same way on any server: not by its
locale and not by the parser of text search, to which „3/2026“ is a file and „a-b“ one word. Schemas stand in full,
else a restore into an empty database fails.
"""

import django.contrib.postgres.indexes
import django.db.models.functions.comparison
import partnerships.database
from django.db import migrations, models

# At most 64 letters of a word and 20 000 of a text: an index entry has its limits, and saving must not meet them.
# Dear, so that words are looked up and not computed anew; restricted, since a search is over before the server has
# started parallel workers.
SEARCH_SPLIT = """
CREATE FUNCTION public.search_split(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL RESTRICTED COST 1000 AS $body$
    SELECT ARRAY(
        SELECT pg_catalog.left(word, 64)
        FROM pg_catalog.regexp_split_to_table(
            public.search_key(pg_catalog.left(value, 20000)) COLLATE "pg_catalog"."pg_c_utf8", '[^[:alnum:]]+'
        ) AS word
        WHERE word <> ''
    )
$body$
"""

SEARCH_WORDS = """
CREATE FUNCTION public.search_words(VARIADIC parts text[]) RETURNS pg_catalog.tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL RESTRICTED COST 1000 AS $body$
    SELECT pg_catalog.array_to_tsvector(public.search_split(pg_catalog.array_to_string(parts, ' ')))
$body$
"""

# What is split has only letters and digits, so nothing in it can be an operator.
SEARCH_QUERY = """
CREATE FUNCTION public.search_query(beginnings text, whole text) RETURNS pg_catalog.tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL RESTRICTED COST 1000 AS $body$
    SELECT pg_catalog.string_agg(term, ' & ')::pg_catalog.tsquery
    FROM (
        SELECT '''' || word || ''':*' FROM pg_catalog.unnest(public.search_split(beginnings)) AS word
        UNION ALL
        SELECT '''' || word || '''' FROM pg_catalog.unnest(public.search_split(whole)) AS word
    ) AS terms (term)
$body$
"""


# With statistics the planner would know that a broad question fits most rows and compute the words of each of them
# anew instead of reading the index.
WITHOUT_STATISTICS = "ALTER INDEX public.%s ALTER COLUMN 1 SET STATISTICS 0"
WITH_STATISTICS = "ALTER INDEX public.%s ALTER COLUMN 1 SET STATISTICS -1"
INDEXES = (
    'decision_words',
    'document_words',
    'event_words',
    'task_words',
    'partnership_words',
    'organisation_words',
    'person_words',
    'unit_words',
    'group_words',
)


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0008_approved_minutes_stay_as_they_are'),
    ]

    operations = [
        migrations.RunSQL(SEARCH_SPLIT, "DROP FUNCTION public.search_split(text)"),
        migrations.RunSQL(SEARCH_WORDS, "DROP FUNCTION public.search_words(text[])"),
        migrations.RunSQL(SEARCH_QUERY, "DROP FUNCTION public.search_query(text, text)"),
        migrations.AddIndex(
            model_name='decision',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords(django.db.models.functions.comparison.Cast('number', models.TextField()), django.db.models.functions.comparison.Cast('year', models.TextField()), 'text'), name='decision_words'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('original_name'), name='document_words'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('title', 'place'), name='event_words'),
        ),
        migrations.AddIndex(
            model_name='followuptask',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('text', 'person_text'), name='task_words'),
        ),
        migrations.AddIndex(
            model_name='localpartnership',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('name'), name='partnership_words'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('name', 'ico', 'email'), name='organisation_words'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('first_name', 'last_name', 'email', 'phone', 'position_text'), name='person_words'),
        ),
        migrations.AddIndex(
            model_name='territorialunit',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('name', 'name_genitive', 'name_locative', 'ico'), name='unit_words'),
        ),
        migrations.AddIndex(
            model_name='workinggroup',
            index=django.contrib.postgres.indexes.GinIndex(partnerships.database.SearchWords('name'), name='group_words'),
        ),
        *(migrations.RunSQL(WITHOUT_STATISTICS % name, WITH_STATISTICS % name) for name in INDEXES),
    ]

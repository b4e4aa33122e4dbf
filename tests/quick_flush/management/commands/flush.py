"""`flush`, by which Django empties the database after a test that commits.

Its own truncates every table, which makes hundreds of new files for the few rows a test has written, and then writes
the names of all models and permissions anew. Here the rows are deleted and those names stay. Needs a superuser."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.commands import flush
from django.db import connections, transaction

OF_THE_CODE = {ContentType._meta.db_table, Permission._meta.db_table}


class Command(flush.Command):
    def handle(self, *, database, **options):
        connection = connections[database]
        found = connection.introspection.django_table_names(only_existing=True, include_views=False)
        tables = [connection.ops.quote_name(table) for table in sorted({*found} - OF_THE_CODE)]
        with transaction.atomic(using=database), connection.cursor() as cursor:
            # as TRUNCATE would, this waits for whoever is still writing, so that nothing comes in afterwards
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
            # without triggers: neither history of the deletion nor rows kept for ever
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("; ".join(f"DELETE FROM {table}" for table in tables))  # noqa: S608 our own names

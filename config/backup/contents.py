"""What a database holds, told so that two of them can be compared."""

from dataclasses import dataclass

import psycopg
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

# Text of a row depends on these; the sum of its hashes doesn't depend on the order of rows.
AS_TEXT = "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL extra_float_digits = 1; \
SET LOCAL IntervalStyle = 'postgres'; SET LOCAL bytea_output = 'hex'; SET LOCAL search_path = public, pg_catalog"
CHECKSUM = """
SELECT count(*), coalesce(sum(('x' || left(md5(row::text), 16))::bit(64)::bigint::numeric), 0)::text
FROM public.{} AS row
"""
OURS = """
SELECT c.relname FROM pg_catalog.pg_class AS c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = ANY(%s)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d
                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relname
"""
TABLES, ANYTHING = ["r", "p"], ["r", "p", "v", "m", "S", "f"]


@dataclass(frozen=True)
class Contents:
    rows: int
    checksum: str


def names(connection: psycopg.Connection, kinds: list[str]) -> list[str]:
    return [name for (name,) in connection.execute(OURS, [kinds]).fetchall()]


def tables(connection: psycopg.Connection, *, without: tuple = ()) -> dict[str, Contents]:
    """Inside the caller's transaction."""
    connection.execute(AS_TEXT)
    found = {}
    for name in names(connection, TABLES):
        if name not in without:
            rows, checksum = connection.execute(sql.SQL(CHECKSUM).format(sql.Identifier(name))).fetchone()
            found[name] = Contents(rows, checksum)
    return found


def applied_migrations(connection: psycopg.Connection) -> list[list[str]]:
    rows = connection.execute("SELECT app, name FROM public.django_migrations ORDER BY app, name").fetchall()
    return [list(row) for row in rows]


def unknown_migrations(applied: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Applied by a version of the application that is not this one."""
    disk = MigrationLoader(None).disk_migrations
    return applied - disk.keys() - {old for migration in disk.values() for old in replaced(migration)}


def lacks_migrations(applied: set[tuple[str, str]]) -> bool:
    """Either a squashed migration or those that it replaces are applied, never both."""
    disk = MigrationLoader(None).disk_migrations
    done = set(applied)
    for key, migration in disk.items():
        old = replaced(migration)
        if old and (key in applied or old <= applied):
            done |= {key, *old}
    return bool(disk.keys() - done)


def replaced(migration) -> set[tuple[str, str]]:
    return {tuple(old) for old in migration.replaces}

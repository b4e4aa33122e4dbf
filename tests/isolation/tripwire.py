"""Every write of a row told at once, also one that is rolled back: triggers that raise a notice."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection

# What signing in and being signed in write; nothing of it is content.
ACCOUNT_TABLES = frozenset({"django_session", "usersessions_usersession", "cache"})
# When a program last read its calendar: noted by reading, shown to nobody but its owner.
NOTED_BY_READING = {"partnerships_calendarfeed": {"read_at"}}
# Copies of what the engine says of rows written elsewhere: brought up to date by whoever looks at them.
COPIES = frozenset({"planning_debt", "planning_debtmark", "planning_debtsheet"})
FUNCTION = """
    CREATE OR REPLACE FUNCTION tripwire() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE NOTICE USING MESSAGE = 'tripwire ' || jsonb_build_object(
            'table', TG_TABLE_NAME, 'what', TG_OP,
            'old', CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
            'new', CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END)::text;
        RETURN NULL;
    END $$
"""


class Write(NamedTuple):
    table: str
    what: str  # INSERT, UPDATE or DELETE
    old: dict[str, Any] | None
    new: dict[str, Any] | None

    def __str__(self):
        return f"{self.what} {self.table} {self.new or self.old}"


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations'"
        )
        return sorted(name for (name,) in cursor.fetchall())


def install() -> None:
    """Lasts as long as the transaction it is done in."""
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION)
        for table in tables():
            cursor.execute(
                f'CREATE TRIGGER zz_tripwire AFTER INSERT OR UPDATE OR DELETE ON "{table}" '
                "FOR EACH ROW EXECUTE FUNCTION tripwire()"
            )


@contextmanager
def watched() -> Iterator[list[Write]]:
    """Fills the list with what is written meanwhile, the tables of sign-ins aside."""
    writes: list[Write] = []

    def hear(notice):
        word, _, text = (notice.message_primary or "").partition(" ")
        if word == "tripwire":
            write = Write(**json.loads(text))
            if write.table not in ACCOUNT_TABLES and not is_only_noted(write):
                writes.append(write)

    raw = connection.connection
    raw.add_notice_handler(hear)
    try:
        yield writes
    finally:
        raw.remove_notice_handler(hear)


def is_only_noted(write: Write) -> bool:
    if write.what != "UPDATE":
        return False
    changed = {name for name, value in write.new.items() if value != write.old[name]}
    return changed <= NOTED_BY_READING.get(write.table, set()) and bool(changed)


@cache
def foreign_key_columns() -> dict[str, frozenset[str]]:
    """By table: the columns that name a row, its own primary key included."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: frozenset(
            field.column for field in model._meta.concrete_fields if field.is_relation or field.primary_key
        )
        for model in models
    }


def touching(writes: list[Write], ids: range) -> list[Write]:
    """Those that change a row with an id of the range or make one point at it."""
    columns = foreign_key_columns()
    return [
        write
        for write in writes
        for row in (write.old, write.new)
        if row and any(is_one_of(ids, row.get(column)) for column in columns.get(write.table, ()))
    ]


def is_one_of(ids: range, value) -> bool:
    """A range looks through all its numbers for what is no number."""
    return isinstance(value, int) and value in ids

"""How the columns and rows of a section are written: only what differs, rows by their key."""

from collections.abc import Callable, Iterable
from uuid import UUID, uuid4

from agreements.actions.editing import IncompleteForm, Save, UnknownRow
from agreements.models.version import AgreementVersion, VersionRow
from agreements.queries import Rows, StoredRow, row_fields
from agreements.values import column_of, plain

Given = dict[Rows, list[tuple[dict | None, dict]]]  # by kind, parents first: the row it hangs on, the row


def write_fields(locked: AgreementVersion, fields: dict) -> None:
    columns = {name: AgreementVersion._meta.get_field(name) for name in fields}
    changed = [
        column_of(column, fields[name])
        for name, column in columns.items()
        if plain(column, fields[name]) != plain(column, getattr(locked, column.attname))
    ]
    for attribute, value in changed:
        setattr(locked, attribute, value)
    if changed:
        locked.save(update_fields=[attribute for attribute, _ in changed])


def write_rows(
    save: Save,
    kind: Rows,
    rows: list[dict],
    *,
    parent: int | None = None,
    known: Iterable[UUID] = (),
    seen: set[UUID] | None = None,
    extra: dict[type[VersionRow], Callable[[dict], dict]] | None = None,
) -> None:
    """Brings the rows of a kind, and those inside them, to `rows` in their order; a row without a key is new.

    One that says its `position` stands there, not in the place of the list.

    A key that the section does not hold is refused, unless it is `known` to have been there and comes back.
    `seen` are the keys a form brought, those of deleted rows too: a row it never knew is not deleted by silence.
    `extra` says what the action itself writes into a changed row of a model; `parent` what the rows hang on.
    """
    given = {inner: [] for inner in kind.all()}
    _gather(kind, None, rows, given)
    _check(save, given, set(known), seen)
    _delete_others(save, given)
    pks = {id(None): parent}
    for inner, own in given.items():
        placed = [
            (row, pks[id(outer)], row.get("position", position))
            for position, (outer, row) in enumerate(own, start=1)
        ]
        _write(save, inner, placed, pks, (extra or {}).get(inner.model, _nothing))


def _nothing(row: dict) -> dict:
    return {}


def _gather(kind: Rows, outer: dict | None, rows: list[dict], given: Given) -> None:
    for row in rows:
        one = {**row, "key": _key(row)}
        given[kind].append((outer, one))
        for inner in kind.inside:
            _gather(inner, one, row.get(inner.name, ()), given)


def _key(row: dict) -> UUID | None:
    key = row.get("key")
    return UUID(key) if isinstance(key, str) and key else key or None


def _check(save: Save, given: Given, known: set[UUID], seen: set[UUID] | None) -> None:
    for kind, own in given.items():
        present = save.stored.rows[kind.model].keys()
        sent = [row["key"] for _, row in own if row["key"]]
        if len(sent) != len(set(sent)) or set(sent) - present - known:
            raise UnknownRow
        if seen is not None and present - seen:
            raise IncompleteForm


def _delete_others(save: Save, given: Given) -> None:
    """What was not given; rows inside a deleted one go with it."""
    gone: dict[type[VersionRow], set[int]] = {}
    for kind, own in given.items():
        kept = {row["key"] for _, row in own}
        others = [row for key, row in save.stored.rows[kind.model].items() if key not in kept]
        gone[kind.model] = {row.pk for row in others}
        outer = gone.get(kind.model._meta.get_field(kind.of).related_model, set()) if kind.of else set()
        alone = [row.pk for row in others if row.parent not in outer]
        if alone:
            kind.model.objects.filter(version=save.version, pk__in=alone).delete()


def _write(save: Save, kind: Rows, placed, pks: dict[int, int], extra: Callable[[dict], dict]) -> None:
    """Rows that are already as they are to be only say their pk."""
    stored, fields = save.stored.rows[kind.model], _fields(kind)
    changed = []
    for row, parent, position in placed:
        before = stored.get(row["key"])
        if before and _is_same(before, fields, row, parent, position):
            pks[id(row)] = before.pk
            continue
        columns = dict(column_of(field, row[name]) for name, field in fields.items() if name in row)
        if kind.of:
            columns[f"{kind.of}_id"] = parent
        own = {"version": save.version, "position": position, "key": row["key"] or uuid4()}
        changed.append((row, kind.model(**{**columns, **extra(row), **own})))
    saved = _upsert(kind.model, [one for _, one in changed])
    pks.update({id(row): one.pk for (row, _), one in zip(changed, saved, strict=True)})


def _fields(kind: Rows) -> dict:
    return {name: kind.model._meta.get_field(name) for name in row_fields(kind.model) if name != "key"}


def _is_same(before: StoredRow, fields: dict, row: dict, parent: int | None, position: int) -> bool:
    return (before.parent, before.position) == (parent, position) and all(
        plain(field, row.get(name, field.get_default())) == plain(field, before.values[name])
        for name, field in fields.items()
    )


def _upsert(model, rows: list[VersionRow]) -> list[VersionRow]:
    if not rows:
        return []
    columns = [column.name for column in model._meta.concrete_fields]
    return model.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["version", "key"],
        update_fields=[name for name in columns if name not in {"id", "version", "key"}],
    )

"""Values and rows of a section in words, as forms and snapshots hold them."""

from collections.abc import Iterable

from django.db import models

from agreements.queries import Rows, row_fields
from agreements.versioning.values import Names, in_words, is_filled

LONGEST = 40  # letters of a row's text that are enough to find it by


def columns_of(kind: Rows) -> dict[str, models.Field]:
    """Without the key."""
    return {name: kind.model._meta.get_field(name) for name in row_fields(kind.model) if name != "key"}


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


class RowTexts:
    def __init__(self, names: Names):
        self.names = names

    def word(self, field: models.Field, value) -> str:
        value = getattr(value, "pk", value)
        return in_words(field, None if value is None else field.to_python(value), self.names)

    def of_fields(self, fields: Iterable[models.Field], values: dict) -> str:
        said = [(field, values.get(field.name)) for field in fields]
        return "\n".join(
            f"{field.verbose_name}: {self.word(field, value)}"
            for field, value in said
            if is_filled(field, value)
        )

    def of_row(self, kind: Rows, row: dict | None) -> str:
        if row is None:
            return ""
        own = self.of_fields(columns_of(kind).values(), row)
        inner = [self.of_row(one, child) for one in kind.inside for child in row.get(one.name, [])]
        return "\n".join(filter(None, [own, *inner]))

    def title(self, kind: Rows, row: dict, outer: str = "") -> str:
        """„Cíl – 30 bytů“, inside another row „Tematické zaměření – Bydlení › cíl – 30 bytů“."""
        columns = columns_of(kind)
        text = next((self.word(field, row.get(name)) for name, field in columns.items() if row.get(name)), "")
        short = text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"
        one = " – ".join(filter(None, [str(kind.model._meta.verbose_name), short]))
        return f"{outer} › {one}" if outer else capitalised(one)

    def listed(self, kind: Rows, rows: Iterable[dict]) -> str:
        return "\n".join(f"{number}. {self.title(kind, row)}" for number, row in enumerate(rows, start=1))


def names_in(
    model: type[models.Model], fields: Iterable[str], kinds: Iterable[Rows], values: list[dict]
) -> Names:
    """What foreign keys in the values point at, one query for each model met."""
    wanted: dict[type, set[int]] = {}
    _collect(wanted, [model._meta.get_field(name) for name in fields], values)
    for kind in kinds:
        rows = [row for one in values for row in one.get(kind.name, [])]
        _collect_rows(wanted, kind, rows)
    return {
        (model, pk): str(row)
        for model, pks in wanted.items()
        for pk, row in model._default_manager.in_bulk(pks).items()
    }


def _collect_rows(wanted: dict, kind: Rows, rows: list[dict]) -> None:
    _collect(wanted, columns_of(kind).values(), rows)
    for inner in kind.inside:
        _collect_rows(wanted, inner, [child for row in rows for child in row.get(inner.name, [])])


def _collect(wanted: dict, fields: Iterable[models.Field], rows: list[dict]) -> None:
    for field in fields:
        if field.is_relation:
            pks = {getattr(row.get(field.name), "pk", row.get(field.name)) for row in rows} - {None}
            if pks:
                wanted.setdefault(field.related_model, set()).update(pks)

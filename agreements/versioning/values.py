"""Values of columns as people read them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache

from django.db import models

from partnerships.czech import format_date, format_number

Names = dict[tuple[type[models.Model], int], str]


def in_words(field: models.Field, value, names: Names) -> str:
    """Empty for what is not filled in; 0 and „ne“ are answers."""
    if value is None or value == "":
        return ""
    if field.is_relation:
        return names[field.related_model, value]
    if isinstance(value, bool):
        return "ano" if value else "ne"
    if isinstance(value, list):
        return ", ".join(in_words(field.base_field, one, names) for one in value)
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, Decimal):
        return format_number(value)
    return _labels(field).get(value) or str(value)


def is_filled(field: models.Field, value) -> bool:
    """An unticked box says nothing, nor does a number its column starts with („po kolika: 1“)."""
    if value is None or value is False or value == "" or value == []:
        return False
    is_number = isinstance(field, models.IntegerField)
    return not (is_number and field.has_default() and value == field.default)


@cache
def _labels(field: models.Field) -> dict[str, str]:
    return {value: str(label) for value, label in field.flatchoices}


def names_of(references: Iterable[tuple[models.Field, models.Model]]) -> Names:
    """What foreign keys point at, one query for each model that is not loaded yet."""
    names, wanted = {}, defaultdict(set)
    for field, row in references:
        pk = getattr(row, field.attname)
        if pk is not None and field.is_cached(row):
            names[field.related_model, pk] = str(getattr(row, field.name))
        elif pk is not None:
            wanted[field.related_model].add(pk)
    for model, pks in wanted.items():
        names |= {(model, pk): str(row) for pk, row in model._default_manager.in_bulk(pks).items()}
    return names

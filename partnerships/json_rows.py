"""Rows of other tables read along with a row, in the same query: as JSON, and from it as instances again."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import F
from django.db.models.functions import JSONObject


def as_json(rows: models.QuerySet, *fields: str) -> ArraySubquery:
    """An annotation; `fields` spare columns that nobody asks for."""
    columns = {column.attname: F(column.attname) for column in _columns(rows.model, fields)}
    return ArraySubquery(rows.values(row=JSONObject(**columns)))


def from_json(model: type[models.Model], rows: Iterable[dict]) -> list:
    return [_instance(model, row) for row in rows]


def _instance(model: type[models.Model], row: dict) -> models.Model:
    """JSON forgets the order that the model's columns have."""
    columns = [column for column in model._meta.concrete_fields if column.attname in row]
    values = [column.to_python(row[column.attname]) for column in columns]
    return model.from_db(DEFAULT_DB_ALIAS, [column.attname for column in columns], values)


def _columns(model, fields: tuple[str, ...]) -> list[models.Field]:
    return [column for column in model._meta.concrete_fields if not fields or column.attname in fields]

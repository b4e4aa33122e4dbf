"""One value in the ways it comes: from a form, from the database, from the JSON of a snapshot."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import models


def plain(field: models.Field, value):
    """The same for values that mean the same, whichever way they came; fit for JSON."""
    if isinstance(value, models.Model):
        value = value.pk
    if value is None or value == "":
        return None if field.null else ""
    value = field.to_python(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return sorted(value) if isinstance(value, list) else value


def column_of(field: models.Field, value) -> tuple[str, object]:
    """The attribute of a row to set, and the value; a foreign key may come as the row itself or as its number."""
    return field.attname, value.pk if isinstance(value, models.Model) else value

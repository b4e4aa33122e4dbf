"""Lists that sort by a heading: what a click on it asks for, and what reaches the query."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F


class Head(NamedTuple):
    """A heading that sorts; `sorts_by` is what a click asks for."""

    key: str
    label: str
    sorts_by: str
    aria: str


def heads(headings: dict[str, str], order: str) -> list[Head]:
    """`order` is the key of a heading, with a minus sign for the opposite order."""
    aria = "descending" if order.startswith("-") else "ascending"
    return [
        Head(key, label, f"-{key}" if order == key else key, aria if order.removeprefix("-") == key else "")
        for key, label in headings.items()
    ]


def order_choices(labels: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (sign + key, text + end)
        for key, text in labels.items()
        for sign, end in (("", ""), ("-", " (sestupně)"))
    ]


def sort_rows(rows, columns: Iterable[str], *, descending: bool, last: Iterable[str]):
    """Rows that lack the value stand at the end either way; by `last` no two are equal, so pages never share one."""
    ordered = [
        F(column).desc(nulls_last=True) if descending else F(column).asc(nulls_last=True)
        for column in columns
    ]
    return rows.order_by(*ordered, *last)

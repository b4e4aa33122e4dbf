"""Rows added, moved, copied and deleted in data that a form sent, before any of it is saved.

A button says `radek` = „nahoru areas 2“; the page comes back with the same text and the rows changed. Nothing
needs JavaScript, and rows inside a row („areas-1-goals“) go along with it.
"""

import re
from typing import NamedTuple

from django.http import QueryDict

MOST_ROWS = 60  # of one kind in one place
MOST_ROWS_AT_ONCE = 300
CHANGE = re.compile(r"(pridat|nahoru|dolu|kopie|smazat|vratit) ([a-z]+(?:-\d{1,2}-[a-z]+)*)(?: (\d{1,2}))?")


class RowChange(NamedTuple):
    verb: str
    prefix: str
    number: int


def row_change(text: str) -> RowChange | None:
    """None for anything else than a button of ours sends."""
    found = CHANGE.fullmatch(text)
    return RowChange(found[1], found[2], int(found[3] or 0)) if found else None


def total_of(data: QueryDict, prefix: str) -> int:
    text = data.get(f"{prefix}-TOTAL_FORMS", "0")
    return int(text) if re.fullmatch(r"\d{1,9}", text) else 0


def asks_for_impossible_rows(data: QueryDict) -> bool:
    """More rows than any agreement has (building their forms would hold the server up), or fewer than none."""
    totals = [name for name in data if name.endswith("-TOTAL_FORMS")]
    if any(data[name].startswith("-") for name in totals):
        return True
    return sum(total_of(data, name.removesuffix("-TOTAL_FORMS")) for name in totals) > MOST_ROWS_AT_ONCE


def with_change(data: QueryDict, change: RowChange) -> tuple[QueryDict, str]:
    """The data with the change made, and the prefix of the row the person goes on with."""
    data, total = data.copy(), total_of(data, change.prefix)
    place = change.number
    if change.verb == "pridat" and total < MOST_ROWS:
        data[f"{change.prefix}-TOTAL_FORMS"] = str(total + 1)
        place = total
    elif place < total:
        place = CHANGES[change.verb](data, change.prefix, place, total)
    return data, f"{change.prefix}-{place}"


def is_deleted(data: QueryDict, prefix: str, number: int) -> bool:
    return bool(data.get(f"{prefix}-{number}-DELETE"))


def _moved(data: QueryDict, prefix: str, place: int, others: range) -> int:
    """Changes places with the nearest row that is not deleted."""
    other = next((number for number in others if not is_deleted(data, prefix, number)), place)
    rows = _taken(data, prefix)
    _put(data, prefix, place, rows.get(other, {}))
    _put(data, prefix, other, rows.get(place, {}))
    return other


def _copied(data: QueryDict, prefix: str, place: int, total: int) -> int:
    """Right behind the original, as a new row without keys."""
    if total >= MOST_ROWS:
        return place
    rows = _taken(data, prefix)
    for number in range(place + 1, total):
        _put(data, prefix, number + 1, rows.get(number, {}))
    original = rows.get(place, {})
    _put(data, prefix, place + 1, {name: values for name, values in original.items() if not _is_key(name)})
    data[f"{prefix}-TOTAL_FORMS"] = str(total + 1)
    return place + 1


def _deleted(data: QueryDict, prefix: str, place: int, total: int) -> int:
    data[f"{prefix}-{place}-DELETE"] = "on"
    return place


def _returned(data: QueryDict, prefix: str, place: int, total: int) -> int:
    data.pop(f"{prefix}-{place}-DELETE", None)
    return place


def _is_key(name: str) -> bool:
    return name == "key" or name.endswith("-key")


def _taken(data: QueryDict, prefix: str) -> dict[int, dict[str, list[str]]]:
    """What stands in each row, by its number and the rest of the name."""
    start = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")
    rows: dict[int, dict[str, list[str]]] = {}
    for name in list(data):
        if found := start.fullmatch(name):
            rows.setdefault(int(found[1]), {})[found[2]] = data.getlist(name)
    return rows


def _put(data: QueryDict, prefix: str, number: int, row: dict[str, list[str]]) -> None:
    start = f"{prefix}-{number}-"
    for name in [name for name in data if name.startswith(start)]:
        del data[name]
    for name, values in row.items():
        data.setlist(start + name, values)


CHANGES = {
    "nahoru": lambda data, prefix, place, total: _moved(data, prefix, place, range(place - 1, -1, -1)),
    "dolu": lambda data, prefix, place, total: _moved(data, prefix, place, range(place + 1, total)),
    "kopie": _copied,
    "smazat": _deleted,
    "vratit": _returned,
    "pridat": lambda data, prefix, place, total: max(0, total - 1),
}

"""Buttons of a term: its fields filled from a phrase or from the reading of its text, one row made of each term in it.

The text itself is kept as it is, and nothing is saved: the form comes back to be looked at.
"""

import re
from datetime import date

from django.http import QueryDict

from agreements.forms.row_changes import MOST_ROWS, RowChange, asks_for_impossible_rows, total_of, with_change
from agreements.forms.timeline import FULL, STEPS, Changed
from agreements.reading import Reading, read_cell
from agreements.term_reading import COLUMNS, LONGEST, RULE, read_values
from agreements.term_rules import phrases
from partnerships.czech import format_date

ROW = re.compile(rf"({STEPS}-\d{{1,2}})-terms-(\d{{1,2}})")
BUTTON = re.compile(rf"([a-z]+) ({ROW.pattern})")
UNREADABLE = "Z textu termínu se pravidlo přečíst nepodařilo. Vyberte druh termínu a doplňte údaje sami."
SEVERAL = "V textu je víc termínů. Rozdělte ho, každý termín má svůj řádek."


def pressed(data: QueryDict, button: str, today: date) -> Changed | None:
    """None for anything else than a button of a term sends."""
    found = BUTTON.fullmatch(button)
    if not found:
        return None
    name, row = found[1], found[2]
    if name in READINGS:
        return READINGS[name](data, row)
    return _phrase(data, row, name, today) if name in phrases(today) else None


def _phrase(data: QueryDict, row: str, name: str, today: date) -> Changed:
    label, values, focus = phrases(today)[name]
    data = data.copy()
    if not label.endswith("…") and not data.get(f"{row}-raw_text"):
        data[f"{row}-raw_text"] = label
    _write(data, row, dict.fromkeys(RULE, "") | {"every": 1} | values)
    return Changed(data, f"{row}-{focus}")


def reading_in(data: QueryDict, row: str) -> Reading:
    """Of the text of a row that was sent, with what stands above it."""
    step = ROW.fullmatch(row)[1]
    text = data.get(f"{row}-raw_text", "").replace("\r\n", "\n")[:LONGEST]
    return read_cell(text, activity=data.get("name", ""), specification=data.get(f"{step}-specification", ""))


def _show(data: QueryDict, row: str) -> Changed:
    """The page shows every reading anyway; it opens where this one stands."""
    return Changed(data, f"{row}-raw_text")


def _use(data: QueryDict, row: str) -> Changed:
    reading = reading_in(data, row)
    if len(reading.terms) > 1:
        return Changed(data, f"{row}-raw_text", SEVERAL)
    values = read_values(reading.terms[0])
    if not values["kind"]:
        return Changed(data, f"{row}-kind", UNREADABLE)
    data = data.copy()
    _write(data, row, values)
    return Changed(data, f"{row}-{'kind' if data.get(f'{row}-event_kind') else 'event_kind'}")


def _split(data: QueryDict, row: str) -> Changed:
    """Behind the row as many copies of it as its text has further terms, each with its own words."""
    terms = reading_in(data, row).terms
    prefix, _, number = row.rpartition("-")
    more = len(terms) - 1
    if total_of(data, prefix) + more > MOST_ROWS:
        return Changed(data, f"{row}-raw_text", FULL)
    changed = data.copy()
    for _ in range(more):
        changed, _ = with_change(changed, RowChange("kopie", prefix, int(number)))
    if asks_for_impossible_rows(changed):
        return Changed(data, f"{row}-raw_text", FULL)
    for place, read in enumerate(terms, start=int(number)):
        changed[f"{prefix}-{place}-raw_text"] = read.raw_text
        _write(changed, f"{prefix}-{place}", {name: getattr(read, name) for name in COLUMNS})
    return Changed(changed, f"{row}-raw_text")


READINGS = {"precist": _show, "pouzit": _use, "rozdelit": _split}


def _write(data: QueryDict, row: str, values: dict) -> None:
    """As a browser would send them: an unticked box is not sent, of a list each member."""
    for name, value in values.items():
        field = f"{row}-{name}"
        if isinstance(value, tuple):
            data.setlist(field, list(value))
        elif value is False:
            data.pop(field, None)
        else:
            data[field] = _typed(value)


def _typed(value) -> str:
    if value is None or value is True:
        return "on" if value else ""
    return format_date(value) if isinstance(value, date) else str(value)

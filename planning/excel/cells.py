"""One value in two shapes: as a cell holds it, and as the text a person would type into the form.

What comes back is compared as that text, so that 2.5, „2,5“ and „2,50“ are one number and a day is a day in
whatever form Excel keeps it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cached_property

from partnerships.czech import format_time
from partnerships.spreadsheet import fitting

YES, NO = "ano", "ne"
BETWEEN = "; "  # of several choices in one cell
LARGEST = 10**12
MOST_NAMED = 8
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# how a workbook writes such a character; no program gives all of them back alike
ESCAPED = re.compile(r"x005F_|_x[0-9A-Fa-f]{4}_")


class Holds(Enum):
    TEXT = "text"
    DAY = "den"
    TIME = "čas"
    NUMBER = "číslo"
    CHOICE = "výběr"
    CHOICES = "výběr několika"
    FLAG = "ano, nebo ne"


class WrongCell(Exception):
    """Why the value can't stand in the column, in Czech, and what to write."""


@dataclass(frozen=True)
class Column:
    """`choices` are labels by the value they stand for; a column that is only `shown` is not taken back."""

    name: str
    heading: str
    width: int
    holds: Holds = Holds.TEXT
    choices: Mapping[str, str] = field(default_factory=dict)
    is_shown_only: bool = False

    @cached_property
    def labels(self) -> dict[str, str]:
        """By how they are compared with what a person writes."""
        return {_folded(label): label for label in self.choices.values()}

    @cached_property
    def values(self) -> dict[str, str]:
        return {label: value for value, label in self.choices.items()}


def shown(column: Column, value):
    """What is written in the cell."""
    if value is None or value == "":
        return None
    if column.holds == Holds.CHOICE:
        return column.choices.get(value, value)
    if column.holds == Holds.CHOICES:
        return BETWEEN.join(column.choices.get(one, one) for one in value) or None
    if column.holds == Holds.TEXT:
        return clean_text(str(value)) or None
    return value


def text_of(column: Column, value) -> str:
    """A stored value as the text its own cell would be read as."""
    return read(column, shown(column, value))


def clean_text(text: str) -> str:
    """Without what no cell can hold; line ends as we keep them."""
    text = re.sub(r"\r\n?", "\n", text)
    while ESCAPED.search(text):
        text = ESCAPED.sub("", text)
    return fitting(CONTROLS.sub("", text).strip()).strip()


def read(column: Column, raw) -> str:
    """The cell as a person would type it; WrongCell when it is something else than the column holds."""
    if raw is None or (isinstance(raw, str) and not clean_text(raw)):
        return ""
    return READERS[column.holds](column, raw)


def _text(column: Column, raw) -> str:
    if isinstance(raw, bool):
        return YES if raw else NO
    if isinstance(raw, datetime | date):
        return _typed_day(raw)
    if isinstance(raw, time):
        return format_time(raw)
    if isinstance(raw, int | float | Decimal):
        return _typed_number(raw)
    return clean_text(str(raw))


def _day(column: Column, raw) -> str:
    if isinstance(raw, datetime | date) and raw.year >= 1000:
        return _typed_day(raw)
    if isinstance(raw, str):
        found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2})", re.sub(r"\s", "", raw))
        if found:
            day, month, year = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
            try:
                return _typed_day(date(int(year), int(month), int(day)))
            except ValueError:
                pass
    raise WrongCell(f"„{quoted(raw)}“ není datum. Napište ho jako 15. 3. 2023.")


def _time(column: Column, raw) -> str:
    if isinstance(raw, datetime):
        return format_time(raw.time())
    if isinstance(raw, time):
        return format_time(raw)
    if isinstance(raw, timedelta) and timedelta() <= raw < timedelta(days=1):
        return format_time(time(raw.seconds // 3600, raw.seconds % 3600 // 60))
    if isinstance(raw, str) and (found := re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?", raw.strip())):
        hour, minute = int(found[1]), int(found[2] or 0)
        if hour < 24 and minute < 60:
            return format_time(time(hour, minute))
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < 24:
        return format_time(time(raw))
    raise WrongCell(f"„{quoted(raw)}“ není čas. Napište ho jako 9:00.")


def _number(column: Column, raw) -> str:
    if isinstance(raw, str):
        digits = re.sub(r"\s", "", raw).replace("\u2212", "-").replace(",", ".")
        if re.fullmatch(r"-?\d{1,12}(\.\d{1,9})?", digits):
            return _typed_number(Decimal(digits))
    elif isinstance(raw, int | float | Decimal) and not isinstance(raw, bool) and abs(raw) < LARGEST:
        return _typed_number(raw)
    raise WrongCell(f"„{quoted(raw)}“ není číslo. Napište ho číslicemi.")


def _choice(column: Column, raw) -> str:
    text = _text(column, raw)
    found = column.labels.get(_folded(text))
    if found is None:
        raise WrongCell(f"„{quoted(text)}“ tu být nemůže. Vyberte z nabídky: {_named(listed(column))}.")
    return found


def _several(column: Column, raw) -> str:
    """In the order of the vocabulary, so that „a; b“ and „b; a“ are the same."""
    chosen = {_choice(column, one) for one in re.split(r"[;\n]", str(raw)) if one.strip()}
    return BETWEEN.join(label for label in column.choices.values() if label in chosen)


def _flag(column: Column, raw) -> str:
    text = _folded(_text(column, raw))
    if text in {YES, "a", "1", "pravda", "true", "x"}:
        return YES
    if text in {NO, "n", "0", "nepravda", "false"}:
        return NO
    raise WrongCell(f"„{quoted(raw)}“ tu být nemůže. Napište ano, nebo ne.")


READERS = {
    Holds.TEXT: _text,
    Holds.DAY: _day,
    Holds.TIME: _time,
    Holds.NUMBER: _number,
    Holds.CHOICE: _choice,
    Holds.CHOICES: _several,
    Holds.FLAG: _flag,
}


def typed(column: Column, text: str):
    """The text as a form takes it."""
    if column.holds == Holds.CHOICE:
        return column.values.get(text, "")
    if column.holds == Holds.CHOICES:
        return [column.values[one] for one in text.split(BETWEEN)] if text else []
    if column.holds == Holds.FLAG:
        return "on" if text == YES else ""
    return text


def listed(column: Column) -> list[str]:
    """The labels a person chooses among."""
    return [label for label in column.choices.values() if label]


def _named(labels: list[str]) -> str:
    """All of a few, else where they are."""
    few = ", ".join(labels[:MOST_NAMED])
    return few if len(labels) <= MOST_NAMED else f"{few} a další, jak je nabízí buňka ve staženém sešitu"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _typed_day(day: date) -> str:
    return f"{day.day}. {day.month}. {day.year}"


def _typed_number(number: int | float | Decimal) -> str:
    try:
        exact = round(Decimal(str(number)), 9)
    except InvalidOperation:
        return str(number)
    whole, _, fraction = f"{exact:f}".partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole},{fraction}" if fraction else whole


def quoted(raw) -> str:
    text = clean_text(_text(Column("", "", 0), raw))
    return text if len(text) <= 40 else f"{text[:40]}…"

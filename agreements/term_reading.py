"""A term beside the reading of its own text: whether they say the same, and what state that gives the term.

Nothing is taken from a reading silently: a person presses „Použít toto čtení“ or sets the term by hand, and the
save that writes it names them.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from agreements.models import ScheduleTerm
from agreements.reading import Reading, ReadTerm, next_dates, read_cell
from agreements.row_texts import capitalised
from agreements.term_rules import rule_of
from agreements.validity import Window
from agreements.values import plain
from agreements.vocabulary import OPEN_KINDS, ParseStatus, Precision, TermKind

LONGEST = 2000  # letters of a text that is read; no cell of an agreement comes near
BESIDE = frozenset({"raw_text", "parse_status", "unread"})
COLUMNS = {
    field.name: ScheduleTerm._meta.get_field(field.name)
    for field in fields(ReadTerm)
    if field.name not in BESIDE
}
# The rule as a whole: a reading that leaves one of these empty says that it is empty.
RULE = (
    "kind",
    "count",
    "bound",
    "per",
    "every",
    "by_month",
    "by_day",
    "offset_count",
    "offset_unit",
    "offset_from",
    "date_from",
    "date_to",
    "precision",
    "season",
)
COUNTED_FROM_START = frozenset({TermKind.FREQUENCY, TermKind.QUOTA, TermKind.RELATIVE})
PRECISION = {TermKind.DATE: Precision.DAY, TermKind.MONTH: Precision.MONTH, TermKind.SEASON: Precision.SEASON}


def read_values(read: ReadTerm) -> dict:
    """What „Použít toto čtení“ writes; what the text says nothing of stays as a person set it."""
    values = {name: getattr(read, name) for name in COLUMNS}
    return {name: value for name, value in values.items() if name in RULE or not _is_silent(name, read)}


def agrees(values: dict, read: ReadTerm) -> bool:
    """The columns say all that was read; a person may have added what the text does not say."""
    return all(_same(name, values, read) for name in read_values(read))


def status_of(values: dict, reading: Reading) -> ParseStatus:
    """Whoever set a term otherwise than its text was read, has understood it; one row holds one term."""
    if not values.get("kind"):
        return ParseStatus.UNPARSED
    if len(reading.terms) > 1:
        return ParseStatus.PARTIAL
    [read] = reading.terms
    if all(_same(name, values, read) for name in COLUMNS):
        return ParseStatus(read.parse_status)
    return ParseStatus.PARSED


def completed(values: dict) -> dict:
    """With what follows from the rest: a month reaches from its first day to the last one."""
    found = {**values, "every": 1 if values.get("every") is None else values["every"]}
    if found.get("kind") == TermKind.MONTH and found.get("date_to"):
        last = found["date_to"]
        found["date_from"] = last.replace(day=1)
        found["date_to"] = last.replace(day=monthrange(last.year, last.month)[1])
    found["precision"] = PRECISION.get(found.get("kind")) or found.get("precision") or ""
    return found


@dataclass(frozen=True)
class ShownTerm:
    """`sentence` is empty for a term that was not understood; `unread` are words of its text.

    `dates` are the next ones; they wait for the start where the days of the cooperation are not known yet.
    """

    text: str
    sentence: str
    counts_something: bool
    unread: tuple[str, ...]
    dates: tuple[date, ...]
    waits_for_start: bool


@dataclass(frozen=True)
class Shown:
    """A reading as the page shows it beside its text; without terms there is nothing to read."""

    terms: tuple[ShownTerm, ...] = ()
    is_set: bool = False
    is_too_long: bool = False

    @property
    def is_understood(self) -> bool:
        return bool(self.terms) and all(term.sentence for term in self.terms)


def shown(values: dict, *, activity: str, specification: str, window: Window | None, today: date) -> Shown:
    """`values` are the columns as they are typed, with the text of the term among them."""
    text = values.get("raw_text") or ""
    if not text.strip():
        return Shown()
    if len(text) > LONGEST:
        return Shown(is_too_long=True)
    reading = read_cell(text, activity=activity, specification=specification)
    is_set = bool(values.get("kind")) and len(reading.terms) == 1 and agrees(values, reading.terms[0])
    return Shown(tuple(_shown_terms(reading, window, today)), is_set)


def said(read: ReadTerm) -> str:
    """The reading in words, without the full stop; empty for what was not understood."""
    return capitalised(rule_of(vars(read)) or (TermKind(read.kind).label if read.kind else ""))


def _shown_terms(reading: Reading, window: Window | None, today: date) -> Iterator[ShownTerm]:
    for read in reading.terms:
        yield ShownTerm(
            text=read.raw_text,
            sentence=said(read),
            counts_something=bool(read.event_kind) or read.kind in OPEN_KINDS,
            unread=read.unread,
            dates=next_dates(read, window, today),
            waits_for_start=window is None and read.kind in COUNTED_FROM_START,
        )


def _same(name: str, values: dict, read: ReadTerm) -> bool:
    column = COLUMNS[name]
    return _plain(name, values.get(name, column.get_default())) == _plain(name, getattr(read, name))


def _is_silent(name: str, read: ReadTerm) -> bool:
    return _plain(name, getattr(read, name)) == _plain(name, COLUMNS[name].get_default())


def _plain(name: str, value):
    return plain(COLUMNS[name], list(value) if isinstance(value, tuple) else value)

"""What a picture of a timeline says: rows are the terms of steps, columns months or quarters. Made by planning.seen.

Only the facts; where they stand on the paper is `planning.drawing`. The same facts stand in the table beside the
picture, in the same order, and are frozen in the annual report.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from planning.vocabulary import StepStatus


class MarkKind(TextChoices):
    DONE = "DONE", "splněno"
    EARLY = "EARLY", "splněno předem"
    LATE = "LATE", "splněno po termínu"
    INCOMPLETE = "INCOMPLETE", "nezapočteno, něco chybí"
    PLANNED = "PLANNED", "naplánováno"
    MISSING = "MISSING", "nesplněno v termínu"
    DUE = "DUE", "termín, který přijde"


OWED = frozenset({MarkKind.MISSING, MarkKind.DUE})


@dataclass(frozen=True)
class Mark:
    """Something delivered on a day, or what is owed by it; `number` is how many are owed, null without a count."""

    kind: MarkKind
    on: date
    text: str
    number: int | None = None
    event_id: int | None = None


@dataclass(frozen=True)
class Band:
    """Days in which something is to be done; open where nothing is owed by a day."""

    first: date
    last: date
    is_open: bool = False


@dataclass(frozen=True)
class Cell:
    """A term in one year; `count` is „3 ze 4“, empty where no number is asked and nothing was done."""

    count: str
    status: StepStatus
    reason: str = ""  # why a person decided that another number is expected
    bands: tuple[Band, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Row:
    """`lanes` is how many terms the step has, in the row of the first of them; 0 in the others."""

    activity: str  # in the row that opens it
    step: str
    term: str
    lanes: int
    cells: tuple[Cell | None, ...]  # null in a year that does not have the term
    note: str = ""


@dataclass(frozen=True)
class Column:
    label: str
    first: date
    last: date


@dataclass(frozen=True)
class Group:
    """Columns of one year. At the edges stands what happened before the first and after the last of them."""

    label: str
    columns: tuple[Column, ...]
    detail: str = ""

    @property
    def first(self) -> date:
        return self.columns[0].first

    @property
    def last(self) -> date:
        return self.columns[-1].last


@dataclass(frozen=True)
class Picture:
    title: str
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    today: date
    changes: tuple[tuple[date, str], ...] = ()  # first days of versions, with what they are called

    @property
    def first(self) -> date:
        return self.groups[0].first

    @property
    def last(self) -> date:
        return self.groups[-1].last

    @property
    def width(self) -> int:
        """Columns of the table: the step, the term and the years."""
        return 2 + len(self.groups)

    @property
    def activities(self) -> list[tuple[str, list[Row]]]:
        found: list[tuple[str, list[Row]]] = []
        for row in self.rows:
            if row.activity:
                found.append((row.activity, []))
            found[-1][1].append(row)
        return found

    @property
    def marks(self) -> Iterator[Mark]:
        return (mark for row in self.rows for cell in row.cells if cell for mark in cell.marks)

    @property
    def kinds(self) -> tuple[MarkKind, ...]:
        """Those that occur, in the order of the legend."""
        found = {mark.kind for mark in self.marks}
        return tuple(kind for kind in MarkKind if kind in found)

    @property
    def has_open_bands(self) -> bool:
        return any(band.is_open for row in self.rows for cell in row.cells if cell for band in cell.bands)

"""The picture of a timeline from what `planning.year` judged: nothing is judged here a second time."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from agreements.validity import Window
from partnerships.czech import MONTHS, NBSP, of_total
from planning.fulfilment import NOT_HELD
from planning.periods import calendar_year
from planning.picture import OWED, Band, Cell, Column, Group, Mark, MarkKind, Picture, Row
from planning.results import EventLine, StepResult, TermResult, YearResult
from planning.vocabulary import StepStatus

UNNAMED = "Činnost bez názvu"
QUARTERS = ("I.", "II.", "III.", "IV.")
EACH_MONTH, EACH_QUARTER = 1, 3  # how many months a column has
SHORT = frozenset({StepStatus.NOT_FULFILLED, StepStatus.PARTIAL})
COMING = frozenset({StepStatus.NOT_DUE, StepStatus.ONGOING})


@dataclass(frozen=True)
class Part:
    """The year a result speaks of: calendar, or one of cooperation."""

    label: str
    days: Window
    result: YearResult
    detail: str = ""  # which days it is, where the label does not say so


def picture_of_year(result: YearResult, *, today: date) -> Picture:
    part = Part(str(result.year), calendar_year(result.year), result)
    return picture_of(f"Harmonogram v roce {result.year}", (part,), today=today, months=EACH_MONTH)


def picture_of(title: str, parts: tuple[Part, ...], *, today: date, months: int) -> Picture:
    """`parts` follow one another, and their steps are those shown: a filter leaves some out."""
    groups = tuple(Group(part.label, tuple(_columns(part.days, months)), part.detail) for part in parts)
    rows = tuple(_rows(parts))
    return Picture(title, groups, rows, today, _changes(parts))


def _columns(days: Window, months: int) -> Iterator[Column]:
    first, number = days.start, 0
    while first <= days.end:
        number += 1
        after = _months_after(days.start, number * months)
        label = MONTHS[first.month - 1] if months == EACH_MONTH else QUARTERS[number - 1]
        yield Column(label, first, min(after - timedelta(days=1), days.end))
        first = after


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _changes(parts: tuple[Part, ...]) -> tuple[tuple[date, str], ...]:
    """A version that came during a year; the first of them was there when it began."""
    return tuple((held.first, f"verze{NBSP}{held.number}") for part in parts for held in part.result.held[1:])


def _rows(parts: tuple[Part, ...]) -> Iterator[Row]:
    """The newest wording's order; what only earlier years had stands at the end of its activity."""
    by_activity: dict[UUID, dict[UUID, StepResult]] = {}
    for part in reversed(parts):
        for step in part.result.steps:
            by_activity.setdefault(step.activity_key, {}).setdefault(step.step_key, step)
    for steps in by_activity.values():
        for number, step in enumerate(steps.values()):
            yield from _rows_of_step(step, parts, opens_activity=number == 0)


def _rows_of_step(step: StepResult, parts: tuple[Part, ...], *, opens_activity: bool) -> Iterator[Row]:
    found: dict[UUID, list[TermResult | None]] = {}
    for number, part in reversed(list(enumerate(parts))):
        same = [term for one in part.result.steps if one.step_key == step.step_key for term in one.terms]
        for term in same:
            found.setdefault(term.term_key, [None] * len(parts))[number] = term
    activity = (step.activity_name or UNNAMED) if opens_activity else ""
    if not found:
        yield Row(activity, step.specification, "", 1, (None,) * len(parts))
    for number, terms in enumerate(found.values()):
        newest = next(term for term in reversed(terms) if term)
        cells = [_cell(term, part) if term else None for term, part in zip(terms, parts, strict=True)]
        yield Row(
            activity="" if number else activity,
            step=step.specification,
            term=newest.raw_text,
            lanes=0 if number else len(found),
            cells=_told_once(cells),
            note=newest.why_not,
        )


def _cell(term: TermResult, part: Part) -> Cell:
    marks = sorted(_marks(term, part), key=lambda mark: (mark.on, mark.kind in OWED))
    return Cell(_count(term), term.status, term.override_reason, tuple(_bands(term, part)), tuple(marks))


def _count(term: TermResult) -> str:
    if term.status == StepStatus.THIS_REPORT:
        return StepStatus.THIS_REPORT.label
    if term.target_events:
        return f"{term.cumulative}{NBSP}{of_total(term.target_events)}"
    if term.expected:
        return f"{term.counted}{NBSP}{of_total(term.expected)}"
    return f"{term.actual}×" if term.actual else ""


def _bands(term: TermResult, part: Part) -> Iterator[Band]:
    """The days the term asks for; nothing where the agreement's days are not known or nothing is owed."""
    window = part.result.window
    if window is None or term.status == StepStatus.NOT_COMPUTABLE:
        return
    first, last = max(part.days.start, window.start), min(part.days.end, term.ended_on or window.end)
    if term.status == StepStatus.ON_DEMAND:
        if first <= last:
            yield Band(first, last, is_open=True)
    elif term.due_on and (term.share is None or term.counts_from):
        since = term.counts_from or term.due_from or min(window.start, term.due_on)
        if since <= part.days.end and term.due_on >= part.days.start:
            yield Band(since, term.due_on)
    elif term.expected and first <= (until := term.due_on or last):
        yield Band(first, until)


def _marks(term: TermResult, part: Part) -> Iterator[Mark]:
    for line in (*term.done_before, *term.done):
        yield _of_event(_kind_of_done(term, line), line)
    for line in term.not_counted:
        yield _of_event(MarkKind.PLANNED if NOT_HELD in line.missing else MarkKind.INCOMPLETE, line)
    if term.expected and term.status in SHORT | COMING:
        yield _owed(term, part)


def _kind_of_done(term: TermResult, line: EventLine) -> MarkKind:
    if term.status == StepStatus.LATE and line.on > term.due_on:
        return MarkKind.LATE
    if term.is_in_advance and term.status == StepStatus.FULFILLED and line.on < term.due_from:
        return MarkKind.EARLY
    return MarkKind.DONE


def _of_event(kind: MarkKind, line: EventLine) -> Mark:
    missing = [one for one in line.missing if one != NOT_HELD]
    lacks = f" (chybí: {', '.join(missing)})" if missing else ""
    return Mark(kind, line.on, f"{line.title}{lacks}", event_id=line.event_id)


def _owed(term: TermResult, part: Part) -> Mark:
    number, day = term.missing or None, term.owed_until or part.days.end
    if term.status in SHORT:
        return Mark(MarkKind.MISSING, day, f"chybí {number}", number)
    return Mark(MarkKind.DUE, day, f"zbývá {number}" if number else "do té doby se plní průběžně", number)


def _told_once(cells: list[Cell | None]) -> tuple[Cell | None, ...]:
    """What is carried over from year to year is one event and one debt, and no debt where it came at last."""
    came_late = any(cell.status == StepStatus.LATE for cell in cells if cell)
    told: set = set()
    once = []
    for cell in cells:
        marks = [
            mark
            for mark in (cell.marks if cell else ())
            if (mark.event_id or (mark.kind, mark.on)) not in told
            and not (came_late and mark.kind == MarkKind.MISSING)
        ]
        told.update(mark.event_id or (mark.kind, mark.on) for mark in marks)
        once.append(cell and replace(cell, marks=tuple(marks)))
    return tuple(once)


def without_links(picture: Picture) -> Picture:
    """As it is frozen and published: what it says, not where in the application it is kept."""
    return replace(picture, rows=tuple(_unlinked(row) for row in picture.rows))


def _unlinked(row: Row) -> Row:
    cells = tuple(
        cell and replace(cell, marks=tuple(replace(mark, event_id=None) for mark in cell.marks))
        for cell in row.cells
    )
    return replace(row, cells=cells)

"""The next days something of a reading is due."""

from collections.abc import Iterator
from datetime import date
from itertools import islice, takewhile

from agreements.periods import MONTHS, YEAR, day_of_year, months_of, offset, periods_from
from agreements.reading.reading import ReadTerm
from agreements.validity import Window
from agreements.vocabulary import Anchor, Per, TermKind

MOST = 3


def next_dates(term: ReadTerm, window: Window | None, today: date) -> tuple[date, ...]:
    """At most three, from today on and not after the end of the cooperation, where its days are known.

    A day that the text itself names is told even outside of them.
    """
    if term.date_to and term.kind:
        return (term.date_to,) * (term.date_to >= today)
    if window is None:
        return ()
    coming = (day for day in _dues(term, window) if day >= max(today, window.start))
    return tuple(islice(takewhile(lambda day: day <= window.end, coming), MOST))


def _dues(term: ReadTerm, window: Window) -> Iterator[date]:
    if term.kind == TermKind.QUOTA:
        return iter([window.end])
    if term.kind == TermKind.RELATIVE:
        return _relative(term, window)
    if term.kind != TermKind.FREQUENCY:
        return iter(())
    if term.by_month and term.by_day:
        return (day_of_year(year, term.by_month, term.by_day) for year in _years(window))
    return (min(days.end, window.end) for days in _periods(term, window))


def _years(window: Window) -> range:
    return range(window.start.year, window.end.year + 1)


def _periods(term: ReadTerm, window: Window) -> Iterator[Window]:
    """Years, quarters and months of the calendar; longer ones and years of cooperation run from its start."""
    months = months_of(term)
    by_calendar = (
        term.per != Per.COOPERATION_YEAR and (term.per in MONTHS or months == YEAR) and YEAR % months == 0
    )
    start = date(window.start.year, 1, 1) if by_calendar else window.start
    for days in periods_from(start, months):
        if days.start > window.end:
            return
        if days.end >= window.start:
            yield days


def _relative(term: ReadTerm, window: Window) -> Iterator[date]:
    """The days of approval and signature are not the window's."""
    ends = {Anchor.START: (window.start, 1), Anchor.END: (window.end, -1)}
    if term.offset_from in ends:
        anchor, sign = ends[term.offset_from]
        yield offset(anchor, sign * term.offset_count, term.offset_unit)

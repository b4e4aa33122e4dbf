"""Years and longer periods that a count is asked in: calendar years, cooperation years, „jednou za dva roky“."""

from collections.abc import Callable, Iterator
from datetime import date

from agreements.models import ScheduleTerm
from agreements.periods import ONE_DAY, YEAR, months_of, periods_from
from agreements.validity import Window
from agreements.vocabulary import Per
from partnerships.vocabulary import RECORDED_BY_REPORTING
from planning.models import CountingRule, YearBasis

# The number of the year a day lies in, and all days of that year.
YearAt = Callable[[date], tuple[int, Window]]


def calendar_year(year: int) -> Window:
    return Window(date(year, 1, 1), date(year, 12, 31))


def calendar_year_at(day: date) -> tuple[int, Window]:
    return day.year, calendar_year(day.year)


def cooperation_year_at(window: Window) -> YearAt:
    """Years counted from the first day of the window; days outside it belong to its first or last year."""

    def year_at(day: date) -> tuple[int, Window]:
        within = max(window.start, min(day, window.end))
        for number, days in enumerate(periods_from(window.start, YEAR), start=1):
            if within <= days.end:
                return number, days

    return year_at


def years_in(window: Window, year_at: YearAt) -> Iterator[tuple[int, Window]]:
    """Whole years that have a day in the window."""
    day = window.start
    while day <= window.end:
        number, days = year_at(day)
        yield number, days
        day = days.end + ONE_DAY


def cooperation_years(window: Window) -> tuple[Window, ...]:
    """Years counted from the start; the last may be a fragment. 29 February becomes 28 February."""
    found = years_in(window, cooperation_year_at(window))
    return tuple(Window(days.start, min(days.end, window.end)) for _, days in found)


def is_by_period(term: ScheduleTerm, rule: CountingRule) -> bool:
    """Asked in periods of its own that begin with the agreement, not with New Year.

    A report is always about a calendar year.
    """
    if term.event_kind in RECORDED_BY_REPORTING or months_of(term) < YEAR:
        return False
    if months_of(term) > YEAR or term.per == Per.COOPERATION_YEAR:
        return True
    return term.per in {"", Per.YEAR_UNSPECIFIED} and rule.year_basis == YearBasis.COOPERATION_YEAR


def overlap(one: Window, other: Window | None) -> Window | None:
    if other is None:
        return None
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Window(start, end) if start <= end else None


def length(window: Window) -> int:
    return (window.end - window.start).days + 1

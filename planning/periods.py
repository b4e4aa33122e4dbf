"""Years and longer periods that a count is asked in: calendar years, cooperation years, „jednou za dva roky“."""

import calendar
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count

from agreements.models import ScheduleTerm
from agreements.validity import Window, add_years
from agreements.vocabulary import OffsetUnit, Per
from partnerships.vocabulary import RECORDED_BY_REPORTING
from planning.models import CountingRule, YearBasis

MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.HALF_YEAR: 6}  # every other „per“ is a year
YEAR = 12
ONE_DAY = timedelta(days=1)

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


def periods_from(start: date, months: int) -> Iterator[Window]:
    """Without end, each of so many months."""
    for number in count():
        first = add_months(start, number * months)
        yield Window(first, add_months(start, (number + 1) * months) - ONE_DAY)


def add_months(day: date, months: int) -> date:
    """A day the month does not have becomes its last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def offset(anchor: date, number: int, unit: str) -> date:
    """So many days, weeks, months or years after the anchor; before it for a negative number."""
    if unit == OffsetUnit.MONTH:
        return add_months(anchor, number)
    if unit == OffsetUnit.YEAR:
        return add_years(anchor, number)
    return anchor + timedelta(days=number * (7 if unit == OffsetUnit.WEEK else 1))


def day_of_year(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def months_of(term: ScheduleTerm) -> int:
    """How long a period the count is asked in: „1× za 3 měsíce“ has three, „jednou za dva roky“ 24."""
    return term.every * MONTHS.get(term.per, YEAR)


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

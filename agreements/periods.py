"""Periods counted in months and days from a day: „jednou za dva roky“, „do 30 dnů od schválení“."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from agreements.validity import Window, add_years
from agreements.vocabulary import OffsetUnit, Per

MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.HALF_YEAR: 6}  # every other „per“ is a year
YEAR = 12
ONE_DAY = timedelta(days=1)


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


def months_of(term) -> int:
    """How long a period the count is asked in: „1× za 3 měsíce“ has three, „jednou za dva roky“ 24."""
    return term.every * MONTHS.get(term.per, YEAR)

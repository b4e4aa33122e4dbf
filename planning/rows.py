"""Which parts of a commitment meet in one row, and which days the row speaks of."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise, takewhile

from agreements.periods import ONE_DAY, YEAR, day_of_year, months_of, periods_from
from agreements.validity import Window
from planning.asking import (
    Promise,
    due_once,
    has_yearly_day,
    is_counted,
    is_due_once,
    is_number,
    is_report,
    is_unread,
)
from planning.models import CountingRule
from planning.periods import YearAt, calendar_year_at, is_by_period, overlap, years_in
from planning.shares import Part, part_by


@dataclass
class Row:
    """Parts on their way to one row; `first` and `last` are set where it counts between them.

    `day` is the one of each year. `owed_by` is the day of what is owed once: such a row is no share of a year but
    stays owed until it is delivered, with all that met in it. `since` is when it could be done at the soonest, where
    the parts do not tell.
    """

    parts: list[Part]
    first: date | None = None
    last: date | None = None
    day: date | None = None
    owed_by: date | None = None
    since: date | None = None

    @property
    def start(self) -> date:
        return min(part.days.start for part in self.parts)

    @property
    def end(self) -> date:
        return max(part.days.end for part in self.parts)


def rows_of(promises: list[Promise], rule: CountingRule, year_at: YearAt) -> dict[int, Row]:
    """By the number of the year. What no wording gives a number or a day has no row."""
    asking = [one for one in promises if one.days]
    by_day = _by_day(asking, year_at)
    rows = _numbers(asking, rule, year_at, _by_days(asking, by_day, year_at))
    _shorten(rows)
    for number, (until, row) in by_day.items():
        if number not in rows:
            rows[number] = row
        elif rows[number].last is None and until >= rows[number].end:
            rows[number].day = row.day
    _cut(rows, asking)
    for day, count, since in _owed_once(promises):
        _owe(rows, year_at(day)[0], part_by(day, count), since)
    return rows


# --- Counts of years and other periods --------------------------------------------------------------------


def _numbers(asking: list[Promise], rule: CountingRule, year_at: YearAt, by_days: set[int]) -> dict[int, Row]:
    """From the newest: what a revision cut in the middle of a period goes on in the period that follows."""
    rows: dict[int, Row] = {}
    resumed: Row | None = None
    for one in reversed(asking):
        if has_yearly_day(one.term):
            _by_year(one, rows, [year for year in years_in(one.days, year_at) if year[0] in by_days])
        elif is_number(one.term) and _has_own_periods(one, rule, year_at):
            resumed = _by_period(one, rows, resumed, year_at)
            continue
        elif is_number(one.term):
            _by_year(one, rows, years_in(one.days, year_at))
        resumed = None
    return rows


def _has_own_periods(promise: Promise, rule: CountingRule, year_at: YearAt) -> bool:
    """Counted by years of cooperation, what is asked in them needs no periods of its own."""
    longer = months_of(promise.term) > YEAR
    return is_by_period(promise.term, rule) and (longer or year_at is calendar_year_at)


def _by_year(promise: Promise, rows: dict[int, Row], years: Iterable[tuple[int, Window]]) -> None:
    rate = Fraction(promise.term.count * YEAR, months_of(promise.term))
    for number, year in years:
        rows.setdefault(number, Row([])).parts.append(Part(rate, year, overlap(year, promise.days)))


def _by_period(promise: Promise, rows: dict[int, Row], resumed: Row | None, year_at: YearAt) -> Row | None:
    """Gives the row of its first period. A fragment that ends in the year of the period before counts with it."""
    first_row = None
    begun = takewhile(
        lambda period: period.start <= promise.days.end,
        periods_from(promise.whole.start, months_of(promise.term)),
    )
    for period in begun:
        days = overlap(period, promise.days)
        if days is None:
            continue
        closes = min(period.end, promise.whole.end)
        if resumed and closes > promise.days.end:
            row = resumed
        else:
            closes = min(closes, promise.days.end)
            row = rows.setdefault(year_at(closes)[0], Row([]))
            row.last = max(filter(None, [row.last, closes]))
        row.parts.append(Part(Fraction(promise.term.count), period, days))
        first_row = first_row or row
    return first_row


def _shorten(rows: dict[int, Row]) -> None:
    """A row whose days are told spans all its parts; a year before it ends where it begins."""
    periods = [row for row in rows.values() if row.last]
    for row in periods:
        row.first, row.last = row.start, max(row.last, row.end)
    for row in rows.values():
        year = row.parts[0].period
        later = [one.first for one in periods if year.start < one.first <= year.end]
        if row.last is None and later:
            row.first, row.last = year.start, min(later) - ONE_DAY


def _cut(rows: dict[int, Row], asking: list[Promise]) -> None:
    """A number that a revision replaced by none in the middle of its year was asked to the day before.

    A report can be made only after its year, so it keeps the whole of it.
    """
    for one, following in pairwise(asking):
        if not is_number(one.term) or is_counted(following.term) or is_report(one.term):
            continue
        for row in rows.values():
            if row.last is None and row.end == one.days.end < row.parts[0].period.end:
                row.first, row.last = row.start, row.end


# --- A day of each year -----------------------------------------------------------------------------------


def _by_day(asking: list[Promise], year_at: YearAt) -> dict[int, tuple[date, Row]]:
    """By the year, with the last day of the wording: a count of every year that has its day in the wording's days.

    Of a moved day the later one stands. A report is about the year before its day.
    """
    found: dict[int, tuple[date, Row]] = {}
    for with_day, run in groupby(asking, key=lambda one: has_yearly_day(one.term)):
        wordings = list(run)
        held = Window(wordings[0].days.start, wordings[-1].days.end)
        for one in wordings if with_day else ():
            for number, row in _days_of(one, year_at):
                is_later = number not in found or found[number][1].day <= row.day
                if held.start <= row.day <= held.end and is_later:
                    found[number] = one.days.end, row
    return found


def _days_of(promise: Promise, year_at: YearAt) -> Iterator[tuple[int, Row]]:
    term = promise.term
    for year in range(promise.days.start.year, promise.days.end.year + 1):
        day = day_of_year(year, term.by_month, term.by_day)
        number, days = year_at(date(year - 1, 12, 31) if is_report(term) else day)
        yield number, Row([part_by(day, term.count)], day=day, since=days.start)


def _by_days(asking: list[Promise], with_day: Container[int], year_at: YearAt) -> set[int]:
    """Years whose days a count with a yearly day is asked by: a number shares them, or came before the day did.

    Whole, „ročně“ with a day written in by a revision would be asked a second time.
    """
    numbers = [one for one in asking if is_number(one.term)]
    years = {number for one in numbers for number, _ in years_in(one.days, year_at)}
    for one in asking:
        if (
            has_yearly_day(one.term)
            and is_report(one.term)
            and numbers
            and one.days.end < numbers[-1].days.start
        ):
            years.update(number for number, _ in years_in(one.days, year_at) if number not in with_day)
    return years


# --- Owed once --------------------------------------------------------------------------------------------


def _owed_once(promises: list[Promise]) -> Iterator[tuple[date, int, date]]:
    """The day, how many, and since when; of wordings in a row the newest, unless its day came after it had ended."""
    for is_once, run in groupby(promises, key=lambda one: is_due_once(one.term) and not is_unread(one.term)):
        wordings = list(run)
        newest = wordings[-1]
        day = due_once(newest) if is_once else None
        if day and (newest.ended_on is None or day <= newest.ended_on):
            begun = [one.days.start for one in wordings if one.days]
            yield day, newest.term.count or 1, min([*begun, day])


def _owe(rows: dict[int, Row], number: int, part: Part, since: date) -> None:
    """Beside what the year asks already; it is all to be done by the last of the days."""
    row = rows.get(number)
    if row is None:
        rows[number] = Row([part], owed_by=part.days.end, since=since)
        return
    row.first = min(row.first or row.since or row.start, since)
    row.parts.append(part)
    row.last = row.owed_by = max(filter(None, [row.last, row.end]))
    row.day = None

"""How many times a term is expected in a year. Pure arithmetic; the rules are domain.md 2.3.

A share is exact (Fraction) until it is rounded once, half up; Python's round() would send 0.5 to 0.

Three kinds of rows have a day. Owed once: `due_on` without a share. „Každoročně do 31. 3.“: each year has its
day. Asked in a period that is no calendar year: `counts_from` and `due_on` are its first and last day, and it
stands in the year that holds the last.
"""

import math
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from agreements.models import ScheduleTerm
from agreements.periods import ONE_DAY, YEAR, day_of_year, months_of, offset, periods_from
from agreements.validity import Window
from agreements.vocabulary import DATED_KINDS, OPEN_KINDS, Anchor, Per, TermKind
from partnerships.vocabulary import RECORDED_BY_REPORTING
from planning.models import CountingRule, Rounding
from planning.periods import (
    YearAt,
    calendar_year_at,
    cooperation_year_at,
    cooperation_years,
    is_by_period,
    length,
    overlap,
    years_in,
)

SHARE_PLACES = Decimal("0.0001")
USUAL = CountingRule()  # the rule of who decided nothing


@dataclass(frozen=True)
class Expectation:
    """`expected` is null where nothing is owed by a date, never 0 for that; `share` is before rounding."""

    year: int
    expected: int | None
    share: Decimal | None = None
    due_on: date | None = None
    counts_from: date | None = None


@dataclass(frozen=True)
class Promise:
    """A term as one version words it; `days` are those it counts in, `whole` those it was promised for.

    `ended_on` is the last day of a promise that was cut short: by a revision without it or by an early end.
    `anchor` is the day a relative deadline runs from, where it is known.
    """

    term: ScheduleTerm
    days: Window | None
    whole: Window
    ended_on: date | None
    anchor: date | None = None


@dataclass(frozen=True)
class Part:
    """What one wording asks in one period: `rate` for all days of the `period`, of which it counts in `days`."""

    rate: Fraction
    period: Window
    days: Window

    @property
    def share(self) -> Fraction:
        return self.rate * length(self.days) / length(self.period)


@dataclass(frozen=True)
class Counted:
    """An expectation and what it is made of; owed once or asking for no number it has no parts."""

    row: Expectation
    parts: tuple[Part, ...] = ()


@dataclass
class Row:
    """Parts on their way to one row; `first` and `last` are set where it counts between them."""

    parts: list[Part] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    due_on: date | None = None


def is_unread(term) -> bool:
    """Nobody knows yet what it asks for, or by what it is fulfilled."""
    return not term.kind or (term.kind not in OPEN_KINDS and not term.event_kind)


def is_due_once(term) -> bool:
    """Owed once by a day, not every year: a dated term, or a number of times over the whole agreement."""
    return term.kind in DATED_KINDS or term.kind == TermKind.RELATIVE or is_quota(term)


def is_quota(term) -> bool:
    return term.kind == TermKind.QUOTA or (term.kind == TermKind.FREQUENCY and term.per == Per.AGREEMENT_TERM)


def is_counted(term) -> bool:
    return term.kind == TermKind.FREQUENCY and not is_quota(term) and not is_unread(term)


def expectations(term, window: Window, rule: CountingRule = USUAL) -> tuple[Expectation, ...]:
    """Everything expected of a term, one row per calendar year; a term due once has the row of its due year.

    A dated term keeps its year even outside the window: that is a warning of the agreement, the promise stands.
    """
    return expectations_of_versions([Promise(term, window, window, None)], rule)


def expectations_of_versions(promises: list[Promise], rule: CountingRule = USUAL) -> tuple[Expectation, ...]:
    return tuple(one.row for one in counted_of_versions(promises, rule))


def cooperation_year_expectations(term, window: Window) -> tuple[int | None, ...]:
    """Expected of a FREQUENCY term in each cooperation year; null for every other kind."""
    rows = counted_of_versions([Promise(term, window, window, None)], year_at=cooperation_year_at(window))
    by_number = {one.row.year: one.row for one in rows if one.parts}
    numbers = range(1, len(cooperation_years(window)) + 1)
    return tuple(by_number[number].expected if number in by_number else None for number in numbers)


def counted_of_versions(
    promises: list[Promise], rule: CountingRule = USUAL, *, year_at: YearAt = calendar_year_at
) -> tuple[Counted, ...]:
    """Of one commitment, as the versions that have it word it, the oldest first.

    Shares of versions that meet in a year are added and rounded once. What is due once stands as the newest
    version words it, unless its day came only after the promise had ended.
    """
    found = {
        number: Counted(Expectation(number, None))
        for one in promises
        if one.days and not is_counted(one.term) and due_once(one) is None
        for number, _ in years_in(one.days, year_at)
    }
    found |= {number: _counted(number, row, rule) for number, row in _rows(promises, rule, year_at).items()}
    newest = promises[-1]
    due_on = due_once(newest)
    if due_on and (newest.ended_on is None or due_on <= newest.ended_on):
        number, _ = year_at(due_on)
        found[number] = Counted(Expectation(number, newest.term.count or 1, due_on=due_on))
    return tuple(found[number] for number in sorted(found))


def due_once(promise: Promise) -> date | None:
    """The day of what is owed once; None of every other term, and where the day it runs from is not known."""
    term = promise.term
    if is_unread(term) or not is_due_once(term):
        return None
    if is_quota(term):
        return promise.whole.end
    if term.kind != TermKind.RELATIVE:
        return term.date_to
    if promise.anchor is None:
        return None
    sign = -1 if term.offset_from == Anchor.END else 1
    return offset(promise.anchor, sign * term.offset_count, term.offset_unit)


# --- Rows of what is counted ------------------------------------------------------------------------------


def _rows(promises: list[Promise], rule: CountingRule, year_at: YearAt) -> dict[int, Row]:
    """From the newest: what a revision cut in the middle of a period goes on in the period that follows."""
    rows: dict[int, Row] = {}
    resumed: Row | None = None
    for one in reversed(promises):
        if not one.days or not is_counted(one.term) or one.term.by_month:
            resumed = None
        elif is_by_period(one.term, rule) and (year_at is calendar_year_at or months_of(one.term) > YEAR):
            resumed = _by_period(one, rows, resumed, year_at)
        else:
            _by_year(one, rows, year_at)
            resumed = None
    _shorten(rows)
    for number, row in _by_day(promises, year_at).items():
        rows.setdefault(number, row)
    return rows


def _by_year(promise: Promise, rows: dict[int, Row], year_at: YearAt) -> None:
    rate = Fraction(promise.term.count * YEAR, months_of(promise.term))
    for number, year in years_in(promise.days, year_at):
        rows.setdefault(number, Row()).parts.append(Part(rate, year, overlap(year, promise.days)))


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
            row = rows.setdefault(year_at(closes)[0], Row())
            row.last = max(filter(None, [row.last, closes]))
        row.first = min(filter(None, [row.first, days.start]))
        row.parts.append(Part(Fraction(promise.term.count), period, days))
        first_row = first_row or row
    return first_row


def _shorten(rows: dict[int, Row]) -> None:
    """A row whose days are told spans all its parts; a year before it ends where it begins."""
    periods = [row for row in rows.values() if row.last]
    for row in periods:
        row.first = min([row.first, *(part.days.start for part in row.parts)])
        row.last = max([row.last, *(part.days.end for part in row.parts)])
    for row in rows.values():
        year = row.parts[0].period
        later = [one.first for one in periods if year.start < one.first <= year.end]
        if row.last is None and later:
            row.first, row.last = year.start, min(later) - ONE_DAY


def _by_day(promises: list[Promise], year_at: YearAt) -> dict[int, Row]:
    """A count of every year that has its day in it; of a moved day the later one stands.

    A report is about the year before its day.
    """
    asking = [one for one in promises if one.days and is_counted(one.term) and one.term.by_month]
    found: dict[int, Row] = {}
    for one in asking:
        for year in range(one.days.start.year, one.days.end.year + 1):
            day = day_of_year(year, one.term.by_month, one.term.by_day)
            is_report = one.term.event_kind in RECORDED_BY_REPORTING
            number, _ = year_at(date(year - 1, 12, 31) if is_report else day)
            is_later = number not in found or found[number].due_on <= day
            if asking[0].days.start <= day <= asking[-1].days.end and is_later:
                part = Part(Fraction(one.term.count), Window(day, day), Window(day, day))
                found[number] = Row([part], due_on=day)
    return found


# --- Rounding ---------------------------------------------------------------------------------------------


def _counted(number: int, row: Row, rule: CountingRule) -> Counted:
    parts = tuple(sorted(row.parts, key=lambda part: part.days.start))
    share = share_of(parts)
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    expectation = Expectation(
        number,
        rounded(parts, rule.rounding),
        share=exact.quantize(SHARE_PLACES),
        due_on=row.due_on or row.last,
        counts_from=row.first,
    )
    return Counted(expectation, parts)


def rounded(parts: tuple[Part, ...], rounding: str) -> int:
    """NOMINAL is the whole count of each period that was begun, of several wordings the highest."""
    if rounding == Rounding.NOMINAL:
        highest: dict[Window, Fraction] = {}
        for part in parts:
            highest[part.period] = max(part.rate, highest.get(part.period, part.rate))
        return sum(math.ceil(rate) for rate in highest.values())
    share = share_of(parts)
    return math.ceil(share) if rounding == Rounding.CEIL else round_half_up(share)


def share_of(parts: tuple[Part, ...]) -> Fraction:
    return sum((part.share for part in parts), Fraction(0))


def round_half_up(share: Fraction) -> int:
    return math.floor(share + Fraction(1, 2))

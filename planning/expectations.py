"""How many times a term is expected in a year. Pure arithmetic; the rules are domain.md 2.3.

A share is exact (Fraction) until it is rounded once, half up; Python's round() would send 0.5 to 0.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from agreements.models import ScheduleTerm
from agreements.validity import Window, add_years
from agreements.vocabulary import DATED_KINDS, Per, TermKind

SHARE_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Expectation:
    """`expected` is null where nothing is owed by a date, never 0 for that; `share` is before rounding."""

    year: int
    expected: int | None
    share: Decimal | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Promise:
    """A term as one version words it; `days` are those it counts in, `whole` those it was promised for.

    `ended_on` is the last day of a promise that was cut short: by a revision without it or by an early end.
    """

    term: ScheduleTerm
    days: Window | None
    whole: Window
    ended_on: date | None


def is_due_once(term) -> bool:
    """Owed once by a day, not every year: a dated term, or a number of times over the whole agreement."""
    return term.kind in DATED_KINDS or is_quota(term)


def is_quota(term) -> bool:
    return term.kind == TermKind.QUOTA or (term.kind == TermKind.FREQUENCY and term.per == Per.AGREEMENT_TERM)


def years_of(window: Window) -> range:
    return range(window.start.year, window.end.year + 1)


def expectations(term, window: Window) -> tuple[Expectation, ...]:
    """Everything expected of a term, one row per calendar year; a term due once has the row of its due year.

    A dated term keeps its year even outside the window: that is a warning of the agreement, the promise stands.
    """
    if term.kind in DATED_KINDS:
        return (Expectation(term.date_to.year, 1, due_on=term.date_to),)
    if is_quota(term):
        return (Expectation(window.end.year, term.count, due_on=window.end),)
    return tuple(_rounded(year, share) for year, share in _yearly_shares(term, window).items())


def expectations_of_versions(promises: list[Promise]) -> tuple[Expectation, ...]:
    """Of one commitment, as the versions that have it word it, the oldest first.

    Shares of versions that meet in a year are added and rounded once. What is due once stands as the newest
    version words it, unless its day came only after the promise had ended.
    """
    shares: dict[int, Fraction | None] = {}
    for one in promises:
        if one.days and not is_due_once(one.term):
            for year, share in _yearly_shares(one.term, one.days).items():
                shares[year] = _added(shares.get(year), share)
    rows = {year: _rounded(year, share) for year, share in shares.items()}
    newest = promises[-1]
    if is_due_once(newest.term):
        [row] = expectations(newest.term, newest.whole)
        if newest.ended_on is None or row.due_on <= newest.ended_on:
            rows[row.year] = row
    return tuple(rows[year] for year in sorted(rows))


def _yearly_shares(term, window: Window) -> dict[int, Fraction | None]:
    """None in each year of a term that asks for no number."""
    is_counted = term.kind == TermKind.FREQUENCY
    return {
        year: share_of(term.count, calendar_year(year), window) if is_counted else None
        for year in years_of(window)
    }


def _added(share: Fraction | None, other: Fraction | None) -> Fraction | None:
    known = [one for one in (share, other) if one is not None]
    return sum(known, Fraction(0)) if known else None


def cooperation_years(window: Window) -> tuple[Window, ...]:
    """Years counted from the start; the last may be a fragment. 29 February becomes 28 February."""
    years = []
    while (start := add_years(window.start, len(years))) <= window.end:
        end = add_years(window.start, len(years) + 1) - timedelta(days=1)
        years.append(Window(start, min(end, window.end)))
    return tuple(years)


def cooperation_year_expectations(term, window: Window) -> tuple[int | None, ...]:
    """Expected of a FREQUENCY term in each cooperation year; null for every other kind."""
    if term.kind != TermKind.FREQUENCY or is_quota(term):
        return (None,) * len(cooperation_years(window))
    whole_years = (
        Window(add_years(window.start, k), add_years(window.start, k + 1) - timedelta(days=1))
        for k in range(len(cooperation_years(window)))
    )
    return tuple(round_half_up(share_of(term.count, year, window)) for year in whole_years)


def calendar_year(year: int) -> Window:
    return Window(date(year, 1, 1), date(year, 12, 31))


def share_of(count: int, period: Window, window: Window) -> Fraction:
    """count × days of the period that lie in the window / days of the period"""
    first, last = max(period.start, window.start), min(period.end, window.end)
    overlap = max(0, (last - first).days + 1)
    return Fraction(count * overlap, (period.end - period.start).days + 1)


def round_half_up(share: Fraction) -> int:
    return math.floor(share + Fraction(1, 2))


def _rounded(year: int, share: Fraction | None) -> Expectation:
    if share is None:
        return Expectation(year, None)
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return Expectation(year, round_half_up(share), share=exact.quantize(SHARE_PLACES))

"""How many times a term is expected in a year. Pure arithmetic; the rules are domain.md 2.3.

Three kinds of rows have a day. Owed once: `due_on` without a share. „Každoročně do 31. 3.“: each year has its
day. Asked in other days than those of a calendar year: `counts_from` and `due_on` are the first and the last of
them, and it stands in the year that holds the last.

What a wording asked in its days stays asked, whatever a revision makes of it. Where a number meets in one year with
what is owed once, the row is owed once: all of it together, by the last of their days.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agreements.validity import Window
from planning.asking import Promise, due_once, is_counted
from planning.models import CountingRule
from planning.periods import YearAt, calendar_year_at, cooperation_year_at, cooperation_years, years_in
from planning.rows import Row, rows_of
from planning.shares import Part, rounded, share_of

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
class Counted:
    """An expectation and what it is made of; asking for no number, or for one thing by one day, it has no parts."""

    row: Expectation
    parts: tuple[Part, ...] = ()


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

    Shares of versions that meet in a year are added and rounded once. What is owed once stands as the newest of
    the wordings that follow one another words it, unless its day came only after they had ended.
    """
    found = {
        number: Counted(Expectation(number, None))
        for one in promises
        if one.days and not is_counted(one.term) and due_once(one) is None
        for number, _ in years_in(one.days, year_at)
    }
    found |= {
        number: counted_row(number, row, rule) for number, row in rows_of(promises, rule, year_at).items()
    }
    return tuple(found[number] for number in sorted(found))


def counted_row(number: int, row: Row, rule: CountingRule) -> Counted:
    parts = tuple(sorted(row.parts, key=lambda part: part.days.start))
    expected = rounded(parts, rule.rounding)
    if row.owed_by:
        expectation = Expectation(number, expected, due_on=row.owed_by, counts_from=row.first)
        return Counted(expectation, parts if row.first else ())
    share = share_of(parts)
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    expectation = Expectation(
        number,
        expected,
        share=exact.quantize(SHARE_PLACES),
        due_on=row.day or row.last,
        counts_from=row.first,
    )
    return Counted(expectation, parts)

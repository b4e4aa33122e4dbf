"""Numbers of any agreement with any revisions, against a loop over its days that knows nothing of the engine.

Each day carries its count divided by the days of the period it lies in. Whatever the wordings are and whenever one
followed another, the days of the agreement add up to what all rows ask for: nothing is lost and nothing is doubled.
"""

import os
from bisect import bisect_right
from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import chain, combinations, pairwise
from math import ceil

from hypothesis import example, given, settings
from hypothesis import strategies as st

from agreements.models import ScheduleTerm
from agreements.validity import Window
from agreements.vocabulary import Per, TermKind
from partnerships.vocabulary import EventKind
from planning.asking import Promise
from planning.expectations import counted_of_versions
from planning.models import CountingRule, Rounding, YearBasis
from planning.shares import share_of

DAY = timedelta(days=1)
MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.HALF_YEAR: 6}
LONGEST = 2200  # days, six years
some_histories = settings(max_examples=1000 if os.environ.get("HARD") else 60, deadline=None)

# --- The loop -----------------------------------------------------------------------------------------------


def months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, monthrange(day.year + years, month + 1)[1]))


@cache
def period_of(start: date, months: int, day: date) -> tuple[date, date]:
    """First and last day of the one the day lies in, of so many months each, counted from the start."""
    number = 0
    while months_later(start, (number + 1) * months) <= day:
        number += 1
    return months_later(start, number * months), months_later(start, (number + 1) * months) - DAY


def has_own_periods(term, basis) -> bool:
    months = term.every * MONTHS.get(term.per, 12)
    if months < 12:
        return False
    says_nothing = term.per in {"", Per.YEAR_UNSPECIFIED} and basis == YearBasis.COOPERATION_YEAR
    return months > 12 or term.per == Per.COOPERATION_YEAR or says_nothing


def days_of(wordings, window, basis) -> dict[date, tuple[Fraction, int]]:
    """What each day carries and in which year it stands; from the last day, for what was cut goes on after it."""
    starts = [start for start, _ in wordings]
    carried: dict[date, tuple[Fraction, int]] = {}
    day = window.end
    while day >= window.start:
        _, term = wordings[bisect_right(starts, day) - 1]
        own = has_own_periods(term, basis)
        if own:
            first, last = period_of(window.start, term.every * MONTHS.get(term.per, 12), day)
            rate = Fraction(term.count, (last - first).days + 1)
        else:
            months = term.every * MONTHS.get(term.per, 12)
            rate = Fraction(term.count * 12, months * (366 if monthrange(day.year, 2)[1] == 29 else 365))
        carried[day] = (
            rate,
            (_year_where_it_ends(day, last, wordings, window, basis, carried) if own else day.year),
        )
        day -= DAY
    return carried


def _year_where_it_ends(day, last, wordings, window, basis, carried) -> int:
    starts = [start for start, _ in wordings]
    place = bisect_right(starts, day) - 1
    last = min(last, window.end)
    if place == len(wordings) - 1 or last < starts[place + 1]:
        return last.year
    following = starts[place + 1]
    if has_own_periods(wordings[place + 1][1], basis):
        return carried[following][1]
    return (following - DAY).year


# --- What is compared ---------------------------------------------------------------------------------------


def term(count, per, every) -> ScheduleTerm:
    return ScheduleTerm(
        kind=TermKind.FREQUENCY, event_kind=EventKind.LP_MEETING, count=count, per=per, every=every
    )


terms = st.builds(
    term,
    st.integers(1, 20),
    st.sampled_from(
        [Per.MONTH, Per.QUARTER, Per.HALF_YEAR, Per.CALENDAR_YEAR, Per.YEAR_UNSPECIFIED, Per.COOPERATION_YEAR]
    ),
    st.sampled_from([1, 1, 1, 2, 3, 5]),
)
# turns of years and of February are where days get lost
turns = st.builds(
    lambda year, month_and_day: date(year, *month_and_day),
    st.integers(2020, 2027),
    st.sampled_from([(1, 1), (12, 31), (2, 28), (3, 1), (6, 30), (7, 1)]),
) | st.sampled_from([date(2020, 2, 29), date(2024, 2, 29)])
some_days = turns | st.dates(date(2020, 1, 1), date(2027, 12, 31))
bases = st.sampled_from(YearBasis)


@st.composite
def histories(draw, terms=terms):
    """A window and one to four wordings that follow one another in it."""
    start = draw(some_days)
    window = Window(start, start + timedelta(days=draw(st.integers(0, LONGEST))))
    inside = st.sampled_from([start]) | some_days.filter(lambda day: window.start <= day <= window.end)
    cuts = sorted({start, *draw(st.lists(inside, max_size=3))})
    return window, [(cut, draw(terms)) for cut in cuts]


def promised(window, wordings) -> list[Promise]:
    ends = [start - DAY for start, _ in wordings[1:]]
    last = Promise(wordings[-1][1], Window(wordings[-1][0], window.end), window, None)
    before = zip(wordings, ends, strict=False)
    return [*(Promise(one, Window(start, end), window, end) for (start, one), end in before), last]


FOUR_THEN_ONCE_IN_TWO = (
    Window(date(2023, 1, 1), date(2027, 12, 31)),
    [(date(2023, 1, 1), term(4, "", 1)), (date(2024, 2, 29), term(1, "", 2))],
)


ONCE_IN_TWO_THEN_IN_THREE = (
    Window(date(2023, 1, 1), date(2027, 12, 31)),
    [(date(2023, 1, 1), term(1, "", 2)), (date(2024, 7, 1), term(1, "", 3))],
)


@some_histories
@given(histories(), bases)
@example(FOUR_THEN_ONCE_IN_TWO, YearBasis.CALENDAR_YEAR)
@example(ONCE_IN_TWO_THEN_IN_THREE, YearBasis.CALENDAR_YEAR)
def test_each_year_asks_for_what_its_days_carry(history, basis):
    window, wordings = history
    carried = days_of(wordings, window, basis)
    by_year: dict[int, Fraction] = {}
    for rate, year in carried.values():
        by_year[year] = by_year.get(year, Fraction(0)) + rate

    found = counted_of_versions(promised(window, wordings), CountingRule(year_basis=basis))

    assert {one.row.year: share_of(one.parts) for one in found} == by_year


SAME = [
    [(4, Per.CALENDAR_YEAR, 1), (1, Per.QUARTER, 1), (2, Per.HALF_YEAR, 1), (1, Per.MONTH, 3)],
    [(12, Per.CALENDAR_YEAR, 1), (1, Per.MONTH, 1), (3, Per.QUARTER, 1), (6, Per.HALF_YEAR, 1)],
    [(1, Per.YEAR_UNSPECIFIED, 2), (1, Per.COOPERATION_YEAR, 2), (1, Per.MONTH, 24), (1, Per.HALF_YEAR, 4)],
    [(3, Per.COOPERATION_YEAR, 1)],
    [(2, Per.MONTH, 18), (2, Per.QUARTER, 6), (2, Per.HALF_YEAR, 3)],
]


@some_histories
@given(histories(), bases, st.data())
def test_other_words_for_the_same_change_no_row(history, basis, data):
    window, wordings = history
    meanings = st.sampled_from(data.draw(st.sampled_from(SAME)))
    again = [(start, term(*data.draw(meanings))) for start, _ in wordings]

    rule = CountingRule(year_basis=basis)
    parts = counted_of_versions(promised(window, again), rule)
    whole = counted_of_versions([Promise(again[0][1], window, window, None)], rule)

    assert [one.row for one in parts] == [one.row for one in whole]
    assert [share_of(one.parts) for one in parts] == [share_of(one.parts) for one in whole]


# --- A number, one day, nothing -----------------------------------------------------------------------------


def by(day) -> ScheduleTerm:
    return ScheduleTerm(kind=TermKind.DATE, event_kind=EventKind.LP_MEETING, date_to=day)


yearly = st.builds(
    term,
    st.integers(1, 20),
    st.sampled_from([Per.QUARTER, Per.CALENDAR_YEAR, Per.YEAR_UNSPECIFIED]),
    st.just(1),
)
on_demand = st.builds(
    ScheduleTerm, kind=st.just(TermKind.ON_DEMAND), event_kind=st.just(EventKind.LP_MEETING)
)
unread = st.builds(ScheduleTerm, raw_text=st.just("výzvy 26,42,52"))


def owed_days(wordings, window) -> list[date]:
    """Of days that follow one another the last counts, and only if it came while it was asked or nothing came after."""
    found = []
    for place, (_, one) in enumerate(wordings):
        is_last = place == len(wordings) - 1
        following, after = (None, None) if is_last else wordings[place + 1]
        if one.kind != TermKind.DATE or (after is not None and after.kind == TermKind.DATE):
            continue
        if is_last or one.date_to < following:
            found.append(one.date_to)
    return found


@some_histories
@given(histories(yearly | st.builds(by, some_days) | on_demand | unread))
@example(
    (
        Window(date(2023, 1, 1), date(2024, 12, 31)),
        [(date(2023, 1, 1), term(4, "", 1)), (date(2024, 7, 1), by(date(2024, 9, 30)))],
    )
)
def test_no_wording_takes_anything_from_another(history):
    window, wordings = history
    numbers = [(start, one if one.count else term(0, "", 1)) for start, one in wordings]
    asked: dict[int, Fraction] = {}
    for day, (rate, year) in days_of(numbers, window, YearBasis.CALENDAR_YEAR).items():
        _, one = wordings[bisect_right([start for start, _ in wordings], day) - 1]
        if one.count:
            asked[year] = asked.get(year, Fraction(0)) + rate
    days = owed_days(wordings, window)
    for day in days:
        asked[day.year] = asked.get(day.year, Fraction(0)) + 1

    found = {one.row.year: one for one in counted_of_versions(promised(window, wordings))}

    assert {year: one.row.expected for year, one in found.items() if one.row.expected is not None} == {
        year: int(share + Fraction(1, 2)) for year, share in asked.items()
    }
    assert all(found[day.year].row.due_on >= day for day in days)


# --- The whole count of an unfinished period ----------------------------------------------------------------


def most_without_a_common_day(counts: dict[Window, int]) -> int:
    """Every choice of periods is tried."""
    best = 0
    for chosen in chain.from_iterable(combinations(counts, number) for number in range(len(counts) + 1)):
        in_order = sorted(chosen, key=lambda period: period.start)
        if all(one.end < other.start for one, other in pairwise(in_order)):
            best = max(best, sum(counts[period] for period in chosen))
    return best


@some_histories
@given(histories(), bases)
def test_whole_count_is_of_periods_without_a_common_day(history, basis):
    window, wordings = history
    usual = counted_of_versions(promised(window, wordings), CountingRule(year_basis=basis))
    rule = CountingRule(year_basis=basis, rounding=Rounding.NOMINAL)

    found = counted_of_versions(promised(window, wordings), rule)

    for one, half_up in zip(found, usual, strict=True):
        counts: dict[Window, int] = {}
        for part in one.parts:
            counts[part.period] = max(ceil(part.rate), counts.get(part.period, 0))
        assert one.row.expected == max(half_up.row.expected, most_without_a_common_day(counts))

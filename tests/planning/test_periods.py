"""Counts asked in months, quarters, several years and years of cooperation; worked by hand.

Kamenice: 13. 4. 2022 – 12. 4. 2027; 263 days of 2022, 102 of 2027. Chomutov: 1. 5. 2022 – 31. 8. 2026.
"""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.models import ScheduleTerm
from agreements.periods import add_months
from agreements.validity import Window
from agreements.vocabulary import Anchor, OffsetUnit, Per, TermKind
from partnerships.vocabulary import EventKind
from planning.asking import Promise
from planning.expectations import (
    cooperation_year_expectations,
    counted_of_versions,
    expectations,
    expectations_of_versions,
)
from planning.models import CountingRule, Rounding, YearBasis
from planning.shares import share_of

CHOMUTOV = Window(date(2022, 5, 1), date(2026, 8, 31))
KAMENICE = Window(date(2022, 4, 13), date(2027, 4, 12))
BY_COOPERATION = CountingRule(year_basis=YearBasis.COOPERATION_YEAR)


def term(count=1, per=Per.YEAR_UNSPECIFIED, **fields):
    fields = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.LP_MEETING, **fields}
    return ScheduleTerm(count=count, per=per, **fields)


def rows(asked, window=KAMENICE, rule=None):
    found = expectations(asked, window, rule) if rule else expectations(asked, window)
    return [(row.year, row.expected) for row in found]


def spans(asked, window=KAMENICE, rule=None):
    found = expectations(asked, window, rule) if rule else expectations(asked, window)
    return [(row.expected, row.counts_from, row.due_on) for row in found]


# --- Shorter than a year ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "first", "whole", "last"),
    [
        (term(per=Per.MONTH), 9, 12, 3),  # 12 × 263/365 = 8.65; 12 × 102/365 = 3.35
        (term(per=Per.QUARTER), 3, 4, 1),  # 4 × 263/365 = 2.88; 1.12
        (term(per=Per.HALF_YEAR), 1, 2, 1),  # 2 × 263/365 = 1.44; 0.56
        (term(2, per=Per.QUARTER), 6, 8, 2),  # 8 × 263/365 = 5.76; 2.24
        (term(per=Per.MONTH, every=3), 3, 4, 1),  # as each quarter
        (term(per=Per.MONTH, every=5), 2, 2, 1),  # 12/5 × 263/365 = 1.73; 2.4; 0.67
    ],
    ids=["monthly", "quarterly", "half-yearly", "twice a quarter", "every 3 months", "every 5 months"],
)
def test_periods_within_a_year_are_prorated_by_days(asked, first, whole, last):
    assert rows(asked) == [(2022, first), *((year, whole) for year in range(2023, 2027)), (2027, last)]


# --- Longer than a year -----------------------------------------------------------------------------------


def test_once_in_two_years_stands_where_each_two_years_end():
    # the fragment 13. 4. 2026 – 12. 4. 2027 has 365 of the 731 days to 12. 4. 2028: 0.499
    assert spans(term(every=2)) == [
        (1, date(2022, 4, 13), date(2024, 4, 12)),
        (1, date(2024, 4, 13), date(2026, 4, 12)),
        (0, date(2026, 4, 13), date(2027, 4, 12)),
    ]


def test_twice_in_three_years_of_chomutov():
    # 1. 5. 2022 – 30. 4. 2025; then 488 days (1. 5. 2025 – 31. 8. 2026) of 1096: 2 × 488/1096 = 0.89
    assert spans(term(2, every=3), CHOMUTOV) == [
        (2, date(2022, 5, 1), date(2025, 4, 30)),
        (1, date(2025, 5, 1), date(2026, 8, 31)),
    ]


def test_once_in_eighteen_months():
    assert [row[2] for row in spans(term(per=Per.MONTH, every=18))] == [
        date(2023, 10, 12),
        date(2025, 4, 12),
        date(2026, 10, 12),
        date(2027, 4, 12),
    ]


def test_fragment_that_ends_in_the_year_of_the_period_before_is_counted_with_it():
    # 4 + 4 × 123/365 = 5.35
    assert spans(term(4, per=Per.COOPERATION_YEAR), CHOMUTOV)[-1] == (
        5,
        date(2025, 5, 1),
        date(2026, 8, 31),
    )


def test_two_years_from_29_february_end_on_the_last_day_before_it():
    window = Window(date(2024, 2, 29), date(2028, 2, 28))

    assert [row[1:] for row in spans(term(every=2), window)] == [
        (date(2024, 2, 29), date(2026, 2, 27)),
        (date(2026, 2, 28), date(2028, 2, 28)),
    ]


# --- What a year is ---------------------------------------------------------------------------------------


def test_yearly_of_kamenice_by_cooperation_years_is_five_times_whole():
    assert rows(term(4), rule=BY_COOPERATION) == [(year, 4) for year in range(2023, 2028)]


def test_text_that_says_which_year_is_stronger_than_the_setting():
    by_calendar = term(4, per=Per.CALENDAR_YEAR)

    assert rows(by_calendar, rule=BY_COOPERATION) == rows(by_calendar)
    assert rows(term(4, per=Per.COOPERATION_YEAR)) == rows(term(4), rule=BY_COOPERATION)


def test_report_is_of_a_calendar_year_in_any_case():
    report = term(event_kind=EventKind.COUNCIL_REPORT)

    assert rows(report, rule=BY_COOPERATION) == rows(report)


def test_cooperation_years_are_counted_without_being_stored():
    assert cooperation_year_expectations(term(per=Per.QUARTER), CHOMUTOV) == (4, 4, 4, 4, 1)
    assert cooperation_year_expectations(term(every=2), KAMENICE) == (None, 1, None, 1, 0)


# --- A day of each year -----------------------------------------------------------------------------------


def test_yearly_day_is_asked_in_years_that_have_it():
    found = expectations(term(by_month=3, by_day=31), KAMENICE)

    assert [(row.year, row.expected, row.due_on) for row in found] == [
        (year, 1, date(year, 3, 31)) for year in (2023, 2024, 2025, 2026, 2027)
    ]


def test_report_by_a_day_is_about_the_year_before_it():
    found = expectations(term(by_month=3, by_day=31, event_kind=EventKind.COUNCIL_REPORT), KAMENICE)

    assert [(row.year, row.due_on) for row in found] == [
        (year - 1, date(year, 3, 31)) for year in (2023, 2024, 2025, 2026, 2027)
    ]


def test_29_february_of_a_common_year_is_the_28th():
    found = expectations(term(by_month=2, by_day=29), Window(date(2023, 1, 1), date(2024, 12, 31)))

    assert [row.due_on for row in found] == [date(2023, 2, 28), date(2024, 2, 29)]


# --- Relative, unread -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "unit", "start", "due"),
    [
        (30, OffsetUnit.DAY, Anchor.APPROVAL, date(2022, 5, 19)),
        (2, OffsetUnit.WEEK, Anchor.APPROVAL, date(2022, 5, 3)),
        (3, OffsetUnit.MONTH, Anchor.SIGNATURE, date(2022, 7, 19)),
        (1, OffsetUnit.YEAR, Anchor.START, date(2023, 4, 19)),
        (6, OffsetUnit.MONTH, Anchor.END, date(2021, 10, 19)),
    ],
)
def test_relative_term_runs_from_its_day(number, unit, start, due):
    asked = term(
        None, per="", kind=TermKind.RELATIVE, offset_count=number, offset_unit=unit, offset_from=start
    )
    found = expectations_of_versions([Promise(asked, KAMENICE, KAMENICE, None, date(2022, 4, 19))])

    assert [(row.year, row.expected, row.due_on) for row in found] == [(due.year, 1, due)]


def test_relative_term_without_its_day_and_unread_term_expect_nothing():
    relative = term(
        None, per="", kind=TermKind.RELATIVE, offset_count=30, offset_unit="DAY", offset_from="START"
    )
    unread = term(None, per="", kind="", event_kind="")
    unknown_what = term(4, event_kind="")

    for asked in (relative, unread, unknown_what):
        assert rows(asked, CHOMUTOV) == [(year, None) for year in range(2022, 2027)]


# --- A change of version ----------------------------------------------------------------------------------

WHOLE = Window(date(2023, 1, 1), date(2027, 12, 31))


def changed(first, second, on):
    day_before = on - timedelta(days=1)
    promises = [Promise(first, Window(WHOLE.start, day_before), WHOLE, day_before)]
    if second:
        promises.append(Promise(second, Window(on, WHOLE.end), WHOLE, None))
    return counted_of_versions(promises)


@pytest.mark.parametrize(
    "on", [date(2024, 1, 1), date(2024, 2, 29), date(2024, 7, 1), date(2024, 12, 31), date(2025, 1, 1)]
)
@pytest.mark.parametrize(
    "asked",
    [term(4), term(per=Per.QUARTER), term(every=2), term(3, every=3), term(4, per=Per.COOPERATION_YEAR)],
    ids=["yearly", "quarterly", "in two years", "in three years", "cooperation year"],
)
def test_revision_that_repeats_a_term_changes_nothing(asked, on):
    assert [one.row for one in changed(asked, asked, on)] == list(expectations(asked, WHOLE))


def test_cut_period_goes_on_in_the_one_that_follows():
    # once in two years until 30. 6. 2024, twice in two years since: 1 × 547/731... of 2023–2024, joined
    found = changed(term(every=2), term(2, every=2), date(2024, 7, 1))

    # 2023–2024 has 731 days, 547 of them before 1. 7. 2024: 547/731 + 2 × 184/731 = 915/731 = 1.25
    assert share_of(found[0].parts) == Fraction(547 + 2 * 184, 731)
    # 2025–2026 whole; 2027 alone is 365 of 730 days of 2027–2028, which has 731: 2 × 365/731 = 0.9986
    assert [(one.row.year, one.row.expected) for one in found] == [(2024, 1), (2026, 2), (2027, 1)]


def test_every_year_that_became_every_other_year_leaves_no_day_to_both():
    found = changed(term(4), term(1, every=2), date(2024, 7, 1))

    assert [(one.row.year, one.row.expected, one.row.counts_from, one.row.due_on) for one in found] == [
        (2023, 4, None, None),
        # 4 × 182/366 = 1.99 and 184/731 = 0.25, for both end in 2024
        (2024, 2, date(2024, 1, 1), date(2024, 12, 31)),
        (2026, 1, date(2025, 1, 1), date(2026, 12, 31)),
        (2027, 0, date(2027, 1, 1), date(2027, 12, 31)),  # 365/731 = 0.499
    ]


def test_dropped_period_is_asked_until_its_last_day():
    # 1. 1. 2023 – 30. 6. 2024 are 547 of 731 days: 0.75
    [one] = changed(term(every=2), None, date(2024, 7, 1))

    assert (one.row.year, one.row.expected, one.row.due_on) == (2024, 1, date(2024, 6, 30))


def test_moved_day_of_the_year_is_asked_once():
    found = changed(term(by_month=3, by_day=31), term(by_month=9, by_day=30), date(2024, 7, 1))

    assert [(one.row.expected, one.row.due_on) for one in found] == [
        (1, date(2023, 3, 31)),
        *((1, date(year, 9, 30)) for year in range(2024, 2028)),
    ]


# --- Whatever the numbers ---------------------------------------------------------------------------------

windows = st.builds(
    lambda start, length: Window(start, start + timedelta(days=length)),
    st.dates(date(2018, 1, 1), date(2030, 12, 31)),
    st.integers(0, 3000),
)
asked_terms = st.builds(
    term,
    st.integers(1, 30),
    st.sampled_from(
        [Per.MONTH, Per.QUARTER, Per.HALF_YEAR, Per.CALENDAR_YEAR, Per.YEAR_UNSPECIFIED, Per.COOPERATION_YEAR]
    ),
    every=st.integers(1, 5),
)
bases = st.sampled_from(YearBasis)


@given(asked_terms, windows, bases)
def test_whole_count_is_never_less_than_rounded_up_and_that_than_half_up(asked, window, basis):
    found = [
        expectations(asked, window, CountingRule(rounding=rounding, year_basis=basis))
        for rounding in (Rounding.HALF_UP, Rounding.CEIL, Rounding.NOMINAL)
    ]
    for half_up, ceil, nominal in zip(*found, strict=True):
        assert 0 <= half_up.expected <= ceil.expected <= nominal.expected


@given(asked_terms, windows, bases)
def test_years_without_a_day_of_the_agreement_ask_for_nothing(asked, window, basis):
    for row in expectations(asked, window, CountingRule(year_basis=basis)):
        assert window.start.year <= row.year <= window.end.year


@given(asked_terms, windows, bases, st.data())
def test_shares_of_two_versions_sum_to_the_whole(asked, window, basis, data):
    """Wherever a revision that changes nothing cuts it."""
    rule = CountingRule(year_basis=basis)
    cut = data.draw(st.dates(window.start, window.end))
    whole = counted_of_versions([Promise(asked, window, window, None)], rule)
    promises = [Promise(asked, Window(cut, window.end), window, None)]
    if cut > window.start:
        before = cut - timedelta(days=1)
        promises.insert(0, Promise(asked, Window(window.start, before), window, before))

    parts = counted_of_versions(promises, rule)

    assert [one.row for one in parts] == [one.row for one in whole]
    assert [share_of(one.parts) for one in parts] == [share_of(one.parts) for one in whole]


@given(asked_terms, asked_terms, windows, bases, st.data())
def test_no_day_belongs_to_two_rows_whatever_a_revision_makes_of_a_term(first, second, window, basis, data):
    cut = data.draw(st.dates(window.start, window.end))
    before = cut - timedelta(days=1)
    promises = [Promise(second, Window(cut, window.end), window, None)]
    if cut > window.start:
        promises.insert(0, Promise(first, Window(window.start, before), window, before))

    found = counted_of_versions(promises, CountingRule(year_basis=basis))

    shared = [part.days for one in found for part in one.parts]
    assert sum((days.end - days.start).days + 1 for days in shared) == (window.end - window.start).days + 1
    ends = [
        (one.row.counts_from or date(one.row.year, 1, 1), one.row.due_on or date(one.row.year, 12, 31))
        for one in found
    ]
    assert all(earlier[1] < later[0] for earlier, later in pairwise(ends))


def test_month_that_lacks_the_day_ends_sooner():
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)

"""The worked values of domain.md 2.3."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.models import ScheduleTerm
from agreements.validity import Window
from agreements.vocabulary import Per, TermKind
from partnerships.vocabulary import EventKind
from planning.expectations import Expectation, cooperation_year_expectations, expectations
from planning.periods import cooperation_years

CHOMUTOV = Window(date(2022, 5, 1), date(2026, 8, 31))
KAMENICE = Window(date(2022, 4, 13), date(2027, 4, 12))


def term(kind=TermKind.FREQUENCY, count=None, date_to=None, per=Per.YEAR_UNSPECIFIED):
    return ScheduleTerm(kind=kind, event_kind=EventKind.LP_MEETING, count=count, date_to=date_to, per=per)


def expected_by_year(window, count):
    return {row.year: row.expected for row in expectations(term(count=count), window)}


@pytest.mark.parametrize(
    ("window", "count", "by_year"),
    [
        (CHOMUTOV, 1, {2022: 1, 2023: 1, 2024: 1, 2025: 1, 2026: 1}),
        (CHOMUTOV, 2, {2022: 1, 2023: 2, 2024: 2, 2025: 2, 2026: 1}),
        (CHOMUTOV, 4, {2022: 3, 2023: 4, 2024: 4, 2025: 4, 2026: 3}),
        (CHOMUTOV, 10, {2022: 7, 2023: 10, 2024: 10, 2025: 10, 2026: 7}),
        (KAMENICE, 1, {2022: 1, 2023: 1, 2024: 1, 2025: 1, 2026: 1, 2027: 0}),
        (KAMENICE, 2, {2022: 1, 2023: 2, 2024: 2, 2025: 2, 2026: 2, 2027: 1}),
        (KAMENICE, 4, {2022: 3, 2023: 4, 2024: 4, 2025: 4, 2026: 4, 2027: 1}),
        (KAMENICE, 10, {2022: 7, 2023: 10, 2024: 10, 2025: 10, 2026: 10, 2027: 3}),
    ],
)
def test_frequency_expected_in_each_calendar_year(window, count, by_year):
    assert expected_by_year(window, count) == by_year


@pytest.mark.parametrize(
    ("window", "count", "first", "last"),
    [
        (CHOMUTOV, 1, "0.67", "0.67"),
        (CHOMUTOV, 2, "1.34", "1.33"),
        (CHOMUTOV, 4, "2.68", "2.66"),
        (CHOMUTOV, 10, "6.71", "6.66"),
        (KAMENICE, 1, "0.72", "0.28"),
        (KAMENICE, 2, "1.44", "0.56"),
        (KAMENICE, 4, "2.88", "1.12"),
        (KAMENICE, 10, "7.21", "2.79"),
    ],
)
def test_frequency_shares_of_the_broken_years(window, count, first, last):
    rows = expectations(term(count=count), window)
    shares = [row.share.quantize(Decimal("0.01")) for row in rows]

    assert [shares[0], shares[-1]] == [Decimal(first), Decimal(last)]
    assert set(shares[1:-1]) == {Decimal(count)}


def test_frequency_share_keeps_four_places():
    assert expectations(term(count=4), CHOMUTOV)[0] == Expectation(2022, 3, share=Decimal("2.6849"))


def test_frequency_half_goes_up():
    half_of_a_common_year_and_one_more_day = Window(date(2023, 1, 1), date(2023, 7, 2))
    half_of_a_leap_year = Window(date(2024, 7, 2), date(2024, 12, 31))  # 183 of 366 days

    assert expected_by_year(half_of_a_leap_year, 1) == {2024: 1}
    assert expected_by_year(half_of_a_leap_year, 5) == {2024: 3}  # 2.5; round() would give 2
    assert expected_by_year(half_of_a_common_year_and_one_more_day, 1) == {2023: 1}


def test_leap_day_alone_is_one_of_366():
    rows = expectations(term(count=366), Window(date(2024, 2, 29), date(2024, 2, 29)))

    assert rows == (Expectation(2024, 1, share=Decimal("1.0000")),)


def test_cooperation_years_of_chomutov_are_four_and_a_fragment():
    years = cooperation_years(CHOMUTOV)

    assert years[0] == Window(date(2022, 5, 1), date(2023, 4, 30))
    assert years[-1] == Window(date(2026, 5, 1), date(2026, 8, 31))
    assert len(years) == 5
    # 123 of 365 days: 1.35
    assert cooperation_year_expectations(term(count=4), CHOMUTOV) == (4, 4, 4, 4, 1)


def test_cooperation_years_of_kamenice_are_five_full():
    assert len(cooperation_years(KAMENICE)) == 5
    assert cooperation_years(KAMENICE)[-1] == Window(date(2026, 4, 13), KAMENICE.end)
    assert cooperation_year_expectations(term(count=10), KAMENICE) == (10, 10, 10, 10, 10)


def test_cooperation_years_from_29_february_go_on_from_28_february():
    years = cooperation_years(Window(date(2024, 2, 29), date(2026, 2, 27)))

    assert years == (
        Window(date(2024, 2, 29), date(2025, 2, 27)),
        Window(date(2025, 2, 28), date(2026, 2, 27)),
    )


@pytest.mark.parametrize("kind", [TermKind.QUOTA, TermKind.ON_DEMAND, TermKind.MONTH])
def test_only_a_frequency_is_expected_by_cooperation_year(kind):
    odd = term(kind, count=2, date_to=date(2023, 1, 31))

    assert cooperation_year_expectations(odd, KAMENICE) == (None,) * 5


@pytest.mark.parametrize("kind", [TermKind.MONTH, TermKind.DATE, TermKind.SEASON, TermKind.PERIOD])
def test_dated_term_is_expected_once_in_the_year_of_its_end(kind):
    rows = expectations(term(kind, date_to=date(2022, 9, 30)), CHOMUTOV)

    assert rows == (Expectation(2022, 1, due_on=date(2022, 9, 30)),)


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2028, 3, 31), date(2021, 11, 30)])
def test_dated_term_outside_the_window_is_still_expected_in_its_year(day):
    rows = expectations(term(TermKind.MONTH, date_to=day), CHOMUTOV)

    assert rows == (Expectation(day.year, 1, due_on=day),)


def test_winter_belongs_to_the_year_of_its_last_day():
    rows = expectations(term(TermKind.SEASON, date_to=date(2024, 2, 29)), CHOMUTOV)

    assert [row.year for row in rows] == [2024]


@pytest.mark.parametrize(
    "quota",
    [term(TermKind.QUOTA, count=1), term(TermKind.FREQUENCY, count=1, per=Per.AGREEMENT_TERM)],
    ids=["quota", "count over the whole agreement"],
)
def test_quota_is_expected_once_at_the_end(quota):
    assert expectations(quota, KAMENICE) == (Expectation(2027, 1, due_on=date(2027, 4, 12)),)


@pytest.mark.parametrize("kind", [TermKind.ON_DEMAND, TermKind.CONDITIONAL, TermKind.NONE])
def test_open_term_expects_null_every_year(kind):
    rows = expectations(term(kind), CHOMUTOV)

    assert rows == tuple(Expectation(year, None) for year in (2022, 2023, 2024, 2025, 2026))


days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
windows = st.builds(
    lambda start, length: Window(start, start + timedelta(days=length)), days, st.integers(0, 4000)
)
counts = st.integers(1, 60)


@given(windows, counts)
def test_expected_is_never_negative_and_never_above_the_count(window, count):
    for row in expectations(term(count=count), window):
        assert 0 <= row.expected <= count
        assert abs(row.expected - row.share) <= Decimal("0.5001")


@given(windows, counts)
def test_a_full_calendar_year_expects_exactly_the_count(window, count):
    for year, expected in expected_by_year(window, count).items():
        if window.start <= date(year, 1, 1) and date(year, 12, 31) <= window.end:
            assert expected == count


@given(windows, counts, st.integers(0, 10))
def test_a_higher_count_never_expects_less(window, count, more):
    lower, higher = expected_by_year(window, count), expected_by_year(window, count + more)

    assert all(lower[year] <= higher[year] for year in lower)


@given(windows)
def test_cooperation_years_cover_the_window_without_gap_or_overlap(window):
    years = cooperation_years(window)

    assert (years[0].start, years[-1].end) == (window.start, window.end)
    for earlier, later in pairwise(years):
        assert later.start == earlier.end + timedelta(days=1)

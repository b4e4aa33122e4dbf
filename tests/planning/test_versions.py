"""Several versions of one agreement: what each promises in its days, and one year that two of them share.

Dates are chosen so that the shares can be counted by hand: 2024 has 366 days, 182 of them before 1 July.
"""

from datetime import date
from fractions import Fraction

import pytest

from agreements.models import ScheduleTerm
from agreements.validity import Window
from agreements.vocabulary import TermKind
from planning.asking import Promise
from planning.expectations import expectations_of_versions
from planning.models import Occurrence
from planning.vocabulary import StepStatus
from planning.year import year_result
from reporting.years import reportable_years
from tests.agreements.revising import agreement_from, in_force, terminate
from tests.factories import UserFactory
from tests.planning.versions import (
    DATED,
    DAY_BEFORE,
    FIRST_OF_JULY,
    QUOTA,
    YEARLY,
    changed_to,
    fresh,
    revised,
    rows,
    shares,
    term,
    without_terms,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    """A draft that will hold from 1 January 2023 to 31 December 2027."""
    return agreement_from(date(2023, 1, 1), years=5)


# --- Counted in each version's own days -------------------------------------------------------------------


def test_changed_count_is_shared_by_days(first):
    term(first, count=4)
    in_force(first)

    revised(first, changing=changed_to(count=6))

    # 2024: 4 × 182/366 + 6 × 184/366 = 1832/366 = 5.0055
    assert rows(first) == [(2023, 4), (2024, 5), (2025, 6), (2026, 6), (2027, 6)]
    assert str(shares(first)[2024]) == "5.0055"


def test_shares_of_a_year_are_rounded_once(first):
    term(first, count=5)
    in_force(first)

    revised(first, on=date(2024, 7, 2))

    # twice 183 of 366 days: 2.5 and 2.5, which rounded one by one would be 3 and 3
    assert rows(first)[1] == (2024, 5)


def test_three_thirds_of_once_a_year_are_one(first):
    term(first, count=1)
    in_force(first)

    second = revised(first, on=date(2023, 5, 1))
    revised(second, on=date(2023, 9, 1))

    # 120, 123 and 122 of 365 days: each a third, which alone is none
    assert [round(float(Fraction(days, 365)), 2) for days in (120, 123, 122)] == [0.33, 0.34, 0.33]
    assert rows(first) == [(year, 1) for year in range(2023, 2028)]


def test_removed_term_is_expected_until_the_day_before(first):
    term(first, count=4)
    in_force(first)

    revised(first, changing=without_terms)

    # 2024: 4 × 182/366 = 1.989
    assert rows(first) == [(2023, 4), (2024, 2)]


def test_added_term_is_expected_from_its_day(first):
    in_force(first)

    revised(first, changing=lambda draft: term(draft, count=2))

    # 2024: 2 × 184/366 = 1.005
    assert rows(first) == [(2024, 1), (2025, 2), (2026, 2), (2027, 2)]


def test_changed_validity_counts_from_the_agreement_s_start(first):
    term(first, count=4)
    in_force(first)

    def shorter(draft):
        draft.stated_years = 3
        draft.save()

    second = revised(first, changing=shorter)

    assert [year for year, _ in rows(first)] == [2023, 2024, 2025]
    second.refresh_from_db()
    assert second.last_day == date(2025, 12, 31)


def test_number_that_became_on_demand_is_expected_for_the_days_it_was_asked(first):
    term(first, count=4)
    in_force(first)

    revised(first, changing=changed_to(kind=TermKind.ON_DEMAND, count=None))

    assert rows(first) == [(2023, 4), (2024, 2), (2025, None), (2026, None), (2027, None)]


def test_override_survives_a_revision(first):
    term(first, count=4)
    in_force(first)
    Occurrence.objects.filter(year=2024).update(
        override=1, override_reason="Dohoda", override_at="2024-03-01T00:00Z", override_by=UserFactory()
    )

    revised(first, changing=changed_to(count=6))

    row = Occurrence.objects.get(year=2024)
    assert (row.expected, row.override, row.required) == (4, 1, 1)
    assert Occurrence.objects.get(year=2025).expected == 6


# --- Due once ---------------------------------------------------------------------------------------------


def due_days(version) -> list:
    found = Occurrence.objects.filter(commitment__agreement=version.agreement_id, due_on__isnull=False)
    return list(found.values_list("due_on", "expected"))


@pytest.mark.parametrize("was", [date(2023, 9, 30), date(2024, 9, 30), date(2026, 9, 30)])
def test_moved_day_is_due_once_as_the_newest_version_says(first, was):
    term(first, **DATED, date_to=was)
    in_force(first)

    revised(first, changing=changed_to(date_to=date(2025, 3, 31)))

    assert due_days(first) == [(date(2025, 3, 31), 1)]
    assert rows(first) == [(2025, 1)]


@pytest.mark.parametrize(
    ("due", "stays"), [(DAY_BEFORE, True), (FIRST_OF_JULY, False), (date(2026, 1, 1), False)]
)
def test_removed_day_is_still_owed_only_where_it_had_come(first, due, stays):
    term(first, **DATED, date_to=due)
    in_force(first)

    revised(first, changing=without_terms)

    assert due_days(first) == ([(due, 1)] if stays else [])


def test_day_outside_the_agreement_is_owed_after_a_revision_as_before(first):
    term(first, **DATED, date_to=date(2028, 6, 30))
    in_force(first)

    revised(first)

    assert due_days(first) == [(date(2028, 6, 30), 1)]


def test_quota_is_due_once_at_the_end_of_the_newest_version(first):
    term(first, **QUOTA, count=10)
    in_force(first)

    revised(first, changing=changed_to(count=12))

    assert due_days(first) == [(date(2027, 12, 31), 12)]


def test_removed_quota_is_owed_no_more(first):
    term(first, **QUOTA, count=10)
    in_force(first)

    revised(first, changing=without_terms)

    assert due_days(first) == []


def test_number_a_year_that_became_a_day_keeps_what_it_asked_before():
    days = Window(date(2023, 1, 1), DAY_BEFORE)
    whole = Window(date(2023, 1, 1), date(2027, 12, 31))
    yearly = Promise(ScheduleTerm(**YEARLY, count=4), days, whole, DAY_BEFORE)
    dated = Promise(ScheduleTerm(**DATED, date_to=date(2024, 12, 31)), None, whole, None)

    found = expectations_of_versions([yearly, dated])

    assert [(row.year, row.expected, row.due_on) for row in found] == [
        (2023, 4, None),
        (2024, 3, date(2024, 12, 31)),  # 4 × 182/366 + 1 = 2.99
    ]


# --- Early end --------------------------------------------------------------------------------------------


def test_nothing_is_expected_after_an_early_end(first):
    term(first, count=4)
    term(first, **DATED, date_to=date(2024, 12, 31), position=2)
    term(first, **DATED, date_to=date(2024, 3, 31), position=3)
    in_force(first)

    terminate(first, DAY_BEFORE)

    # 2024: 4 × 182/366 = 1.989
    assert sorted(rows(first)) == [(2023, 4), (2024, 1), (2024, 2)]
    assert due_days(first) == [(date(2024, 3, 31), 1)]


def test_years_before_an_early_end_are_still_counted_and_reported(first):
    term(first, count=4)
    in_force(first)
    terminate(first, DAY_BEFORE)
    today = date(2026, 11, 21)

    assert year_result(fresh(first), 2023, today=today).steps[0].terms[0].expected == 4
    assert year_result(fresh(first), 2024, today=today).steps[0].terms[0].status == StepStatus.NOT_FULFILLED
    assert reportable_years(fresh(first), today=today) == (2024, 2023)
    later = year_result(fresh(first), 2025, today=today)
    assert not later.computable
    assert "30.\N{NO-BREAK SPACE}6.\N{NO-BREAK SPACE}2024" in later.why_not

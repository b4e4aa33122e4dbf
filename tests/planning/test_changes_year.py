"""How a year stands in which a revision made something else of a term; each event counts for one of them.

Every agreement runs from 1. 1. 2023 for five years and is revised on 1. 7. 2024 (182 of 366 days before it).
"""

from datetime import date

import pytest
from django.urls import reverse

from planning.actions import write_occurrences
from planning.deadlines import Due, deadlines
from planning.debts import debts_of
from planning.models import Occurrence
from planning.sentences import remaining
from planning.vocabulary import StepStatus
from planning.whole_term import cooperation_year_results, whole_term
from tests.agreements.revising import agreement_from, in_force
from tests.factories import MembershipFactory, UserFactory
from tests.planning.browsing import text_of
from tests.planning.situations import agreement_with, event_for
from tests.planning.terms import MEETINGS, held, only_term
from tests.planning.versions import DAY_BEFORE, changed_to, fresh, revised, term
from tests.planning.worked_changes import (
    BY_MARCH,
    EVERY_TWO_YEARS,
    FOUR,
    ON_DEMAND,
    QUOTA,
    SEPTEMBER_2024,
    UNREAD,
    on,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
IN_2023 = [date(2023, month, 10) for month in (2, 4, 6, 8)]
SPRING = [date(2024, 2, 10), date(2024, 5, 10)]
NOTHING_ELSE = {"by_month": None, "by_day": None, "date_to": None, "every": 1}


def changed(before: dict, after: dict):
    """The agreement after its revision."""
    first = agreement_from(date(2023, 1, 1))
    term(first, **before)
    in_force(first)
    return fresh(revised(first, changing=changed_to(**{**NOTHING_ELSE, **after})))


def stands(agreement, year: int, today: date = TODAY) -> tuple:
    found = only_term(agreement, year, today)
    return found.expected, found.counted, found.due_on, found.status


# --- A number and one day -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "today", "counted", "status"),
    [
        ([], date(2024, 9, 30), 0, StepStatus.NOT_DUE),
        (SPRING, date(2024, 9, 30), 2, StepStatus.ONGOING),
        (SPRING, date(2024, 10, 1), 2, StepStatus.PARTIAL),
        ([*SPRING, date(2024, 9, 15)], date(2024, 10, 1), 3, StepStatus.FULFILLED),
        ([*SPRING, date(2024, 11, 1)], TODAY, 3, StepStatus.LATE),
        ([date(2024, 9, 15)], TODAY, 1, StepStatus.PARTIAL),
    ],
)
def test_year_owes_the_number_and_the_day(days, today, counted, status):
    agreement = changed(FOUR, on(SEPTEMBER_2024))
    held(agreement, [*IN_2023, *days])

    assert stands(agreement, 2023) == (4, 4, None, StepStatus.FULFILLED)
    assert stands(agreement, 2024, today) == (3, counted, SEPTEMBER_2024, status)


def test_what_is_delivered_in_the_next_year_is_late_and_owed_no_more():
    agreement = changed(FOUR, on(SEPTEMBER_2024))
    held(agreement, [*IN_2023, *SPRING])
    assert [(one.year, one.needed, one.counted) for one in debts(agreement)] == [(2026, 3, 2)]

    held(agreement, [date(2025, 2, 10)])

    carried = only_term(agreement, 2025, TODAY)
    assert (carried.carried_from, carried.status) == (2024, StepStatus.LATE)
    assert debts(agreement) == []


def test_day_of_a_later_year_is_not_met_by_what_the_number_asked_for():
    agreement = changed(FOUR, on(date(2025, 3, 31)))
    held(agreement, [*IN_2023, *SPRING])

    assert stands(agreement, 2024) == (2, 2, DAY_BEFORE, StepStatus.FULFILLED)
    assert stands(agreement, 2025) == (1, 0, date(2025, 3, 31), StepStatus.NOT_FULFILLED)
    held(agreement, [date(2024, 9, 10)])
    assert stands(agreement, 2024) == (2, 2, DAY_BEFORE, StepStatus.FULFILLED)
    assert stands(agreement, 2025) == (1, 1, date(2025, 3, 31), StepStatus.FULFILLED)


def test_quota_is_not_met_by_what_the_number_asked_for():
    agreement = changed(FOUR, QUOTA)
    held(agreement, [*IN_2023, *SPRING, date(2024, 7, 1)])

    assert stands(agreement, 2024) == (2, 2, DAY_BEFORE, StepStatus.FULFILLED)
    assert stands(agreement, 2026)[1::2] == (1, StepStatus.ONGOING)
    assert stands(agreement, 2027) == (10, 1, date(2027, 12, 31), StepStatus.ONGOING)


def test_day_that_had_come_is_owed_beside_the_number():
    agreement = changed(on(date(2024, 3, 31)), FOUR)
    held(agreement, [date(2023, 12, 1)])  # in advance

    assert stands(agreement, 2024) == (3, 1, date(2024, 12, 31), StepStatus.PARTIAL)
    held(agreement, [date(2024, 8, 1), date(2024, 12, 1)])
    assert stands(agreement, 2024) == (3, 3, date(2024, 12, 31), StepStatus.FULFILLED)
    assert stands(agreement, 2025) == (4, 0, None, StepStatus.NOT_FULFILLED)


# --- A number and none --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "then"), [(ON_DEMAND, StepStatus.ON_DEMAND), (UNREAD, StepStatus.NOT_COMPUTABLE)]
)
def test_number_replaced_by_none_was_asked_to_the_day_before(after, then):
    agreement = changed(FOUR, after)

    assert stands(agreement, 2024, DAY_BEFORE) == (2, 0, DAY_BEFORE, StepStatus.NOT_DUE)
    assert stands(agreement, 2024) == (2, 0, DAY_BEFORE, StepStatus.NOT_FULFILLED)
    assert stands(agreement, 2025)[::3] == (None, then)
    assert [(one.year, one.needed) for one in debts(agreement)] == [(2023, 4), (2024, 2)]


def test_day_that_had_come_stays_owed_where_nothing_is_asked_since():
    agreement = changed(on(date(2024, 3, 31)), ON_DEMAND)

    assert stands(agreement, 2024) == (1, 0, date(2024, 3, 31), StepStatus.NOT_FULFILLED)
    held(agreement, [date(2024, 5, 1)])
    assert stands(agreement, 2024) == (1, 1, date(2024, 3, 31), StepStatus.LATE)
    assert stands(agreement, 2025)[::3] == (None, StepStatus.ON_DEMAND)


@pytest.mark.parametrize("after", [ON_DEMAND, UNREAD])
def test_day_that_had_come_unmet_is_carried_on(after):
    agreement = changed(on(date(2024, 3, 31)), after)

    assert stands(agreement, 2025) == (1, 0, date(2024, 3, 31), StepStatus.NOT_FULFILLED)
    assert only_term(agreement, 2025, TODAY).carried_from == 2024
    assert [(one.year, one.needed) for one in debts(agreement)] == [(2026, 1)]


def test_day_that_had_come_is_met_late_where_nothing_is_asked_since():
    agreement = changed(on(date(2024, 3, 31)), ON_DEMAND)

    held(agreement, [date(2025, 2, 10)])

    assert stands(agreement, 2025) == (1, 1, date(2024, 3, 31), StepStatus.LATE)
    assert stands(agreement, 2026)[::3] == (None, StepStatus.ON_DEMAND)
    assert debts(agreement) == []


def test_day_of_each_year_and_a_number_share_the_year():
    agreement = changed(FOUR, BY_MARCH)

    # 4 × 182/366 + 1 × 184/366 = 2.49; March had passed
    assert stands(agreement, 2024) == (2, 0, None, StepStatus.NOT_FULFILLED)
    assert stands(agreement, 2025) == (1, 0, date(2025, 3, 31), StepStatus.NOT_FULFILLED)


# --- Debts, days, a period that ended -----------------------------------------------------------------------


def debts(agreement, today: date = TODAY) -> list:
    return debts_of(whole_term(agreement, today=today), today=today)


def test_debt_of_the_number_stays_where_a_day_came_instead():
    agreement = changed(FOUR, on(date(2025, 3, 31)))
    held(agreement, [*IN_2023, SPRING[0]])

    assert [(one.year, one.needed, one.counted) for one in debts(agreement)] == [(2024, 2, 1), (2026, 1, 0)]


def test_debt_of_a_day_stays_where_a_number_came_instead():
    agreement = changed(on(date(2023, 9, 30)), FOUR)

    assert [(one.year, one.needed) for one in debts(agreement, date(2024, 10, 1))] == [(2023, 1), (2024, 2)]


def test_calendar_has_the_last_day_of_both():
    agreement = changed(FOUR, on(date(2025, 3, 31)))
    manager = MembershipFactory(unit=agreement.unit).user

    found = deadlines(manager, [agreement.unit_id], first=date(2023, 1, 1), last=date(2027, 12, 30))

    assert sorted(one.day for one in found if one.what == Due.COMMITMENT) == [DAY_BEFORE, date(2025, 3, 31)]


def test_delivered_after_the_end_of_the_last_period_is_late():
    first = agreement_from(date(2023, 1, 1), timeline_to=date(2024, 9, 30))
    term(first, **EVERY_TWO_YEARS)
    agreement = in_force(first).agreement
    event_for(agreement, starts_on=date(2024, 10, 1))

    # 639 of 731 days of 2023 and 2024
    assert stands(agreement, 2024) == (1, 1, date(2024, 9, 30), StepStatus.LATE)


def test_written_again_nothing_changes():
    agreement = changed(FOUR, on(SEPTEMBER_2024))

    assert write_occurrences(agreement, by=UserFactory()) == ()


# --- Years of cooperation -----------------------------------------------------------------------------------


def test_years_of_cooperation_owe_the_same():
    agreement = changed(FOUR, on(date(2025, 3, 31)))
    held(agreement, [*IN_2023, *SPRING, date(2024, 9, 10)])

    found = {
        one.number: one.result.steps[0].terms[0] for one in cooperation_year_results(agreement, today=TODAY)
    }

    assert [(found[number].expected, found[number].counted) for number in (1, 2, 3)] == [
        (4, 4),
        (2, 2),
        (1, 1),
    ]


def decided(agreement, year: int, number: int) -> None:
    rows = Occurrence.objects.filter(commitment__agreement=agreement, year=year)
    rows.update(
        override=number, override_reason="Povodeň", override_at="2024-03-01T00:00Z", override_by=UserFactory()
    )


def test_decided_number_is_spread_over_years_of_cooperation_and_said(client):
    agreement = agreement_with(**MEETINGS, raw_text="4x ročně")  # 1. 5. 2022 – 31. 8. 2026
    decided(agreement, 2023, 2)

    found = [one.result.steps[0].terms[0] for one in cooperation_year_results(agreement, today=TODAY)]

    # 4 × 245/365 + 2 × 120/365 = 3.34; 2 × 245/365 + 4 × 121/366 = 2.66
    assert [(one.computed, one.expected) for one in found] == [(4, 3), (4, 3), (4, 4), (4, 4), (1, 1)]
    client.force_login(MembershipFactory(unit=agreement.unit).user)
    page = text_of(
        client.get(reverse("planning:whole_term", args=[agreement.pk], query={"roky": "spoluprace"}))
    )
    assert "2023 = 2 (Povodeň); 4 × 245/365 + 2 × 120/365 = 3,34 → 3" in page
    assert (
        "Rozhodnutí o jiném počtu platí pro kalendářní rok; do roků spolupráce se rozpočítá podle dnů" in page
    )


def test_pages_of_a_year_of_two_wordings_say_what_it_is_made_of(client):
    agreement = changed(FOUR, on(SEPTEMBER_2024))
    client.force_login(MembershipFactory(unit=agreement.unit).user)

    year = text_of(client.get(reverse("planning:year", args=[agreement.pk, 2024])))
    key = agreement.commitments.get().key
    how = text_of(client.get(reverse("planning:expectation", args=[agreement.pk, 2024, key])))

    assert "<strong>3×</strong>, termín 30. 9. 2024" in year
    assert "Počítá se za dobu 1. 1. 2024 – 30. 9. 2024" in year
    assert "4 × 182/366 + 1 = 2,99 → 3" in how
    assert "30. 9. 2024: 1× do tohoto dne, celé." in how


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (
            ON_DEMAND,
            "Podle potřeby nebo nabídky, žádný počet se nečeká; "
            "z dřívějšího znění po termínu chybí 2, mělo být do 30. 6. 2024.",
        ),
        (UNREAD, "Z dřívějšího znění po termínu chybí 2, mělo být do 30. 6. 2024."),
        (
            on(date(2025, 3, 31)),
            "Nejpozději 31. 3. 2025; z dřívějšího znění po termínu chybí 2, mělo být do 30. 6. 2024.",
        ),
        (on(SEPTEMBER_2024), "Nejpozději 30. 9. 2024; po termínu chybí 3, mělo být do 30. 9. 2024."),
    ],
)
def test_sentence_says_which_wording_is_not_met(after, sentence):
    agreement = changed(FOUR, after)

    said = remaining(only_term(agreement, 2024, TODAY), TODAY)

    assert said.replace("\N{NO-BREAK SPACE}", " ") == sentence

"""A year that two versions of an agreement share, and what events of its days may fulfil.

Dates are chosen so that the shares can be counted by hand: 2024 has 366 days, 182 of them before 1 July.
"""

from datetime import date

import pytest

from agreements import actions
from agreements.models import ScheduleTerm
from agreements.validity import Window
from agreements.vocabulary import OutputCode
from partnerships.vocabulary import EventKind
from planning.candidates import candidates
from planning.training import training_summary
from planning.vocabulary import StepStatus
from planning.year import year_result
from reporting.years import reportable_years
from tests.agreements.revising import agreement_from, in_force, signed, terminate
from tests.factories import ActivityFactory, OutputFactory, StepFactory, TermFactory, UserFactory
from tests.planning.situations import documented, event_for
from tests.planning.versions import (
    DAY_BEFORE,
    FIRST_OF_JULY,
    YEARLY,
    fresh,
    revised,
    term,
    without_terms,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    """A draft that will hold from 1 January 2023 to 31 December 2027."""
    return agreement_from(date(2023, 1, 1), years=5)


# --- A year of two versions -------------------------------------------------------------------------------


@pytest.fixture
def two(first):
    """Version 1 asks for 4 meetings a year and a document; from 1 July 2024 it is 6 meetings and a workshop."""
    term(first, count=4, raw_text="4x ročně")
    other = StepFactory(version=first, activity=first.activities.first(), specification="Vypuštěný krok")
    TermFactory(version=first, step=other, **{**YEARLY, "event_kind": EventKind.CONSULTATION}, count=2)
    in_force(first)

    def change(draft):
        draft.activity_steps.filter(specification="Vypuštěný krok").delete()
        draft.schedule_terms.update(count=6, raw_text="6x ročně")
        added = StepFactory(
            version=draft, activity=ActivityFactory(version=draft), specification="Přidaný krok"
        )
        TermFactory(version=draft, step=added, **{**YEARLY, "event_kind": EventKind.WORKSHOP}, count=2)

    return revised(first, changing=change)


def shown(version, year, today=date(2026, 11, 21)) -> list:
    return [
        (step.specification, step.ended_on, [(one.raw_text, one.expected) for one in step.terms])
        for step in year_result(fresh(version), year, today=today).steps
    ]


def test_year_before_shows_what_was_promised_then(two):
    assert shown(two, 2023) == [
        ("Jednání partnerství", None, [("4x ročně", 4)]),
        ("Vypuštěný krok", None, [("ročně", 2)]),
    ]


def test_year_of_the_change_shows_the_wording_of_its_end_and_what_was_left_out(two):
    # 2 × 182/366 = 0.995 and 2 × 184/366 = 1.005
    assert shown(two, 2024) == [
        ("Jednání partnerství", None, [("6x ročně", 5)]),
        ("Vypuštěný krok", DAY_BEFORE, [("ročně", 1)]),
        ("Přidaný krok", None, [("ročně", 1)]),
    ]


def test_running_year_shows_today_s_wording(two):
    assert [name for name, *_ in shown(two, 2024, today=date(2024, 3, 1))] == [
        "Jednání partnerství",
        "Vypuštěný krok",
    ]


def test_year_after_shows_the_new_version_alone(two):
    assert [name for name, *_ in shown(two, 2025)] == ["Jednání partnerství", "Přidaný krok"]


def test_years_of_all_versions_are_reported(two):
    result = year_result(fresh(two), 2024, today=date(2026, 11, 21))

    assert result.years == (2023, 2024, 2025, 2026, 2027)
    assert result.window == Window(date(2023, 1, 1), date(2027, 12, 31))
    assert reportable_years(fresh(two), today=date(2026, 11, 21)) == (2026, 2025, 2024, 2023)


def test_left_out_step_is_judged_from_the_day_it_ended(two):
    def status(today):
        return year_result(fresh(two), 2024, today=today).steps[1].status

    assert status(FIRST_OF_JULY) == StepStatus.NOT_FULFILLED
    assert year_result(fresh(two), 2024, today=FIRST_OF_JULY).steps[0].status == StepStatus.NOT_DUE


def test_delivered_events_stay_with_their_commitment_and_count_once(two):
    agreement = fresh(two)
    kept, left_out = (
        agreement.commitments.get(key=term.key)
        for term in ScheduleTerm.objects.filter(version__number=1).order_by("step__position")
    )
    for day in (date(2024, 2, 1), date(2024, 9, 1)):
        event_for(agreement, commitment=kept, starts_on=day)
    event_for(agreement, commitment=left_out, kind=EventKind.CONSULTATION, starts_on=date(2024, 3, 1))

    steps = year_result(agreement, 2024, today=date(2026, 11, 21)).steps

    assert [[one.actual for one in step.terms] for step in steps] == [[2], [1], [0]]
    assert steps[1].status == StepStatus.FULFILLED


def test_event_is_judged_by_the_wording_of_its_day(first):
    term(first, count=1)
    in_force(first)

    def ask_for_minutes(draft):
        OutputFactory(version=draft, step=draft.activity_steps.get(), code=OutputCode.MEETING_RECORD)

    second = revised(first, changing=ask_for_minutes)
    agreement = fresh(second)
    event_for(agreement, starts_on=date(2024, 2, 1))
    event_for(agreement, starts_on=date(2024, 9, 1))

    def lines():
        [one] = year_result(agreement, 2024, today=date(2026, 11, 21)).steps[0].terms
        return [line.on for line in one.done], [line.on for line in one.not_counted]

    assert lines() == ([date(2024, 2, 1)], [date(2024, 9, 1)])
    documented(agreement.commitments.get().fulfilments.get(event__starts_on=date(2024, 9, 1)).event)
    assert lines() == ([date(2024, 2, 1), date(2024, 9, 1)], [])


def test_term_left_out_of_a_step_that_stays_is_shown_in_it(first):
    term(first, count=4, position=1, raw_text="zůstává")
    term(first, count=2, position=2, raw_text="vypuštěno")
    in_force(first)
    second = revised(first, changing=lambda draft: draft.schedule_terms.filter(raw_text="vypuštěno").delete())

    [step] = year_result(fresh(second), 2024, today=date(2026, 11, 21)).steps

    assert step.ended_on is None
    assert [(one.raw_text, one.ended_on) for one in step.terms] == [
        ("zůstává", None),
        ("vypuštěno", DAY_BEFORE),
    ]


def test_activity_left_out_stands_at_the_end(first):
    term(first)
    gone = StepFactory(version=first, activity=ActivityFactory(version=first, position=0, name="Vypuštěná"))
    TermFactory(version=first, step=gone, **YEARLY, count=2)
    in_force(first)
    second = revised(first, changing=lambda draft: draft.activities.filter(name="Vypuštěná").delete())

    steps = year_result(fresh(second), 2024, today=date(2026, 11, 21)).steps

    assert [(step.activity_name, step.ended_on) for step in steps] == [
        ("Lokální partnerství", None),
        ("Vypuštěná", DAY_BEFORE),
    ]


def test_no_term_is_shown_twice(two):
    steps = year_result(fresh(two), 2024, today=date(2026, 11, 21)).steps
    keys = [one.term_key for step in steps for one in step.terms]

    assert len(keys) == len(set(keys)) == 3


def test_revision_on_the_first_day_of_a_year_leaves_nothing_in_it(first):
    term(first)
    in_force(first)
    second = revised(first, on=date(2024, 1, 1), changing=without_terms)

    assert shown(second, 2024) == [("Jednání partnerství", None, [])]
    assert shown(second, 2023) == [("Jednání partnerství", None, [("ročně", 4)])]


@pytest.mark.parametrize("versions", [1, 3])
def test_year_costs_the_same_for_any_number_of_versions(first, versions, django_assert_num_queries):
    term(first)
    newest = in_force(first)
    for month in range(1, versions):
        newest = revised(newest, on=date(2024, 3 * month, 1))
    agreement = fresh(first)

    with django_assert_num_queries(4):
        year_result(agreement, 2024, today=date(2026, 11, 21))


# --- What events may fulfil -------------------------------------------------------------------------------


def offered(version, day, kind=EventKind.LP_MEETING) -> list:
    return [one.term.raw_text for one in candidates([version.agreement.unit], kind, on=day)]


def test_event_may_fulfil_what_was_promised_on_its_day(two):
    assert offered(two, date(2024, 2, 1)) == ["4x ročně"]
    assert offered(two, FIRST_OF_JULY) == ["6x ročně"]
    assert offered(two, date(2024, 2, 1), EventKind.CONSULTATION) == ["ročně"]
    assert offered(two, FIRST_OF_JULY, EventKind.CONSULTATION) == []
    assert offered(two, date(2024, 2, 1), EventKind.WORKSHOP) == []


def test_event_before_the_agreement_may_fulfil_its_first_version(two):
    assert offered(two, date(2022, 12, 1)) == ["4x ročně"]


def test_nothing_is_fulfilled_after_an_early_end(first):
    term(first)
    in_force(first)
    terminate(first, DAY_BEFORE)

    assert offered(first, DAY_BEFORE) == ["ročně"]
    assert offered(first, FIRST_OF_JULY) == []


def test_of_two_agreements_in_turn_an_event_belongs_to_the_one_of_its_day(first):
    term(first, raw_text="předchozí")
    in_force(first)
    terminate(first, DAY_BEFORE)
    draft = actions.succeed(first.agreement, by=UserFactory(), template=first.template)
    draft.schedule_terms.update(raw_text="navazující")
    draft.stated_years = 3
    draft.save()
    in_force(signed(draft, FIRST_OF_JULY))

    assert offered(first, DAY_BEFORE) == ["předchozí"]
    assert offered(first, FIRST_OF_JULY) == ["navazující"]
    assert len({one.commitment for one in all_candidates(first)}) == 1


def test_agreement_that_ran_out_is_left_to_the_one_that_follows(first):
    first.stated_years = 1
    first.save()
    term(first, raw_text="předchozí")
    in_force(first)
    draft = actions.succeed(first.agreement, by=UserFactory(), template=first.template)
    draft.schedule_terms.update(raw_text="navazující")
    draft.stated_years = 3
    draft.save()
    in_force(signed(draft, FIRST_OF_JULY))

    # in the days between the two a late delivery is still the first one's
    assert offered(first, date(2024, 2, 1)) == ["předchozí"]
    assert offered(first, FIRST_OF_JULY) == ["navazující"]


def all_candidates(version):
    return candidates([version.agreement.unit], EventKind.LP_MEETING, on=DAY_BEFORE)


# --- Training ---------------------------------------------------------------------------------------------


def test_hours_are_those_of_the_version_that_held_at_the_year_s_end(first):
    first.hours_total = 40
    first.save()
    in_force(first)

    def more_hours(draft):
        draft.hours_total = 60
        draft.save()

    second = revised(first, changing=more_hours)

    assert training_summary(fresh(second), 2023).required == 40
    assert training_summary(fresh(second), 2024).required == 60

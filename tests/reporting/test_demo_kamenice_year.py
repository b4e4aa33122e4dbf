"""What the invented years of Česká Kamenice and Jihlava come to, worked out by hand."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from agreements.actions import complete_adoption
from agreements.models import Agreement
from agreements.queries import revision_of
from agreements.vocabulary import Section
from partnerships.models import User
from partnerships.vocabulary import EventState
from planning.training import training_summary
from planning.vocabulary import StepStatus
from planning.year import year_result
from reporting.collect import CannotCollect, collect
from reporting.demo.parties import JIHLAVA_ACCOUNTS

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
DONE, PART, NONE = StepStatus.FULFILLED, StepStatus.PARTIAL, StepStatus.NOT_FULFILLED


@pytest.fixture(scope="module")
def agreements(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEBUG=True):
            call_command("load_reference", verbosity=0)
            call_command("demo", stdout=StringIO())
        yield {row.unit.name: row for row in Agreement.objects.select_related("unit")}
        transaction.set_rollback(True)


@pytest.fixture
def kamenice(agreements):
    return agreements["Česká Kamenice"]


@pytest.fixture
def jihlava(agreements):
    return agreements["Jihlava"]


def figures(agreement, year):
    result = year_result(agreement, year, today=TODAY)
    return [
        [(term.expected, term.actual, term.status) for term in step.terms] + [step.status]
        for step in result.steps
    ]


def test_year_2023(kamenice):
    assert figures(kamenice, 2023) == [
        [(4, 4, DONE), DONE],
        [(2, 2, DONE), (1, 1, DONE), (1, 0, NONE), DONE],
        [(1, 0, NONE), NONE],
        [(2, 1, PART), (10, 11, DONE), PART],
        [(None, 0, StepStatus.NOT_DUE), StepStatus.NOT_DUE],
    ]


def test_year_2022_of_263_days(kamenice):
    assert figures(kamenice, 2022) == [
        [(3, 2, PART), PART],
        [(1, 1, DONE), (1, 0, NONE), (1, 0, NONE), NONE],
        [(1, 0, NONE), NONE],
        [(1, 1, DONE), (7, 4, PART), PART],
        [(None, 0, StepStatus.NOT_DUE), StepStatus.NOT_DUE],
    ]


def test_two_of_four_evaluated_steps_are_met(kamenice):
    result = year_result(kamenice, 2023, today=TODAY)

    assert (result.percent, result.as_reported().percent) == (50, 50)


def test_what_is_not_counted_says_why(kamenice):
    steps = year_result(kamenice, 2023, today=TODAY).steps

    assert {(line.on, line.missing) for s in steps for t in s.terms for line in t.not_counted} == {
        (date(2023, 11, 9), ("Záznam z jednání",)),
        (date(2023, 10, 12), ("Zpětná vazba",)),
        (date(2023, 12, 19), ("zatím jen naplánováno",)),
    }


def test_revision_agreed_for_2022_is_still_owed_and_explained(kamenice):
    steps = year_result(kamenice, 2023, today=TODAY).steps

    assert steps[2].terms[0].carried_from == 2022
    assert [step.deviation is not None for step in steps] == [False, False, True, False, False]
    assert [step.needs_explanation for step in steps] == [False, False, False, True, False]


def test_distance_hours_over_the_limit_are_not_counted(kamenice):
    """6 × 2 in 2022; 8 × 2 and 4 in 2023 in person, 12 × 2 at a distance."""
    summary = training_summary(kamenice, 2023)

    hours = summary.hours
    assert (hours.in_person, hours.distance, hours.counted) == (Decimal(32), Decimal(24), Decimal(52))
    assert (summary.required, summary.is_fulfilled) == (40, True)
    assert (summary.group_events, summary.individual_supports, summary.persons) == (2, 11, 8)


def test_report_has_the_average_of_five_meetings(kamenice):
    data = collect(kamenice, 2023, today=TODAY)

    told = {meeting.on: (meeting.present, meeting.seats) for meeting in data.meetings}
    assert told == {
        date(2023, 3, 16): (6, 8),
        date(2023, 5, 11): (3, 3),
        date(2023, 9, 14): (6, 8),
        date(2023, 11, 9): (2, 2),
        date(2023, 12, 7): (7, 8),
    }
    assert data.attendance_percent == 83  # 24 of 29


def test_planned_and_cancelled_events_stay_in_the_list(kamenice):
    events = kamenice.unit.events

    assert events.filter(state=EventState.CANCELLED).count() == 2
    assert [event.starts_on for event in events.filter(state=EventState.PLANNED)] == [
        date(2027, 2, 26),
        date(2023, 12, 19),
    ]


def test_jihlava_computes_nothing_and_shows_what_happened(jihlava):
    result = year_result(jihlava, 2022, today=TODAY)

    assert (result.computable, result.window) == (False, None)
    assert {term.expected for step in result.steps for term in step.terms} == {None}
    actual = [[term.actual for term in step.terms] for step in result.steps]
    assert actual == [[3], [1, 0, 0], [0], [1, 0, 0], [1], [0]]
    with pytest.raises(CannotCollect):
        collect(jihlava, 2022, today=TODAY)


def test_jihlava_counts_as_soon_as_the_approval_is_completed(jihlava):
    """Two whole years from 1 January 2022, were the approval of that day."""
    deputy = User.objects.get(email=JIHLAVA_ACCOUNTS["jihlava"].email)
    version = jihlava.versions.get()
    approval = {"decided_on": date(2022, 1, 1), "resolution_number": "1/2022", "body_text": ""}

    with transaction.atomic():
        complete_adoption(
            version,
            by=deputy,
            reason="Usnesení se našlo.",
            revision=revision_of(version, Section.APPROVAL),
            parts={"approval_unit": approval},
        )
        counted = figures(jihlava, 2022)
        transaction.set_rollback(True)

    assert counted[0] == [(4, 3, PART), PART]
    assert counted[1][:2] == [(2, 1, PART), (1, 0, NONE)]
    assert counted[4] == [(1, 1, DONE), DONE]
    assert counted[5] == [(None, 0, StepStatus.ON_DEMAND), StepStatus.ON_DEMAND]

"""Submitting a report to the council, and who may take which step."""

from datetime import date

import pytest

from agreements.vocabulary import TermKind
from partnerships.models import Event
from partnerships.vocabulary import AgencyRole, EventKind, EventState, UnitRole
from planning.models import FulfilmentState
from planning.vocabulary import StepStatus
from planning.year import year_result
from reporting import access, actions
from reporting.lifecycle import TRANSITIONS, ReportState
from reporting.models import FulfilmentReport, ReportStepLog
from tests.factories import UserFactory, member
from tests.planning.situations import agreement_with
from tests.reporting.situations import (
    SUBMITTED_ON,
    TODAY,
    printed,
    running,
    submitted,
    waiting,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(agreement):
    return member(agreement.unit)


def create(agreement, by, year=2023):
    return actions.create_report(agreement, year, by=by, today=TODAY)


def submit(report, by, on=SUBMITTED_ON):
    return actions.submit_report(report, by=by, on=on, today=TODAY)


def test_submitted_report_is_an_event_of_the_year_it_is_about(agreement, manager):
    report = submit(printed(agreement), manager)

    event = Event.objects.get(kind=EventKind.COUNCIL_REPORT)
    report.refresh_from_db()
    assert (report.state, report.submitted_on, report.submitted_by, report.submission_event) == (
        ReportState.SUBMITTED,
        SUBMITTED_ON,
        manager,
        event,
    )
    assert (event.unit, event.state, event.starts_on, event.about_year, event.title, event.created_by) == (
        agreement.unit,
        EventState.HELD,
        SUBMITTED_ON,
        2023,
        "Předložení zprávy za rok 2023 zastupitelstvu",
        manager,
    )
    assert list(report.step_log.values_list("step", "by")) == [("submit", manager.pk)]


def test_submission_fulfils_the_term_of_the_year_it_is_about_and_of_no_other(agreement, manager):
    before = year_result(agreement, 2023, today=TODAY).steps[0].status

    submit(printed(agreement), manager)

    status = {year: year_result(agreement, year, today=TODAY).steps[0].status for year in (2022, 2023, 2024)}
    assert before == StepStatus.NOT_DUE
    assert status == {2022: StepStatus.NOT_FULFILLED, 2023: StepStatus.FULFILLED, 2024: StepStatus.NOT_DUE}
    assert agreement.commitments.get().fulfilments.get().state == FulfilmentState.CONFIRMED


def test_submission_fulfils_only_the_agreement_of_the_report(agreement, manager):
    other = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.COUNCIL_REPORT, count=1)
    type(other).objects.filter(pk=other.pk).update(unit=agreement.unit)

    submit(printed(agreement), manager)

    assert not other.commitments.get().fulfilments.exists()


def test_second_click_says_that_the_step_is_closed_and_writes_nothing(agreement, manager):
    report = printed(agreement)
    submit(report, manager)

    with pytest.raises(
        actions.StepNotOpen, match="krok teď není otevřen: zpráva je předložena zastupitelstvu"
    ):
        submit(report, manager)

    assert (Event.objects.count(), ReportStepLog.objects.count()) == (1, 1)


def test_report_that_is_not_printed_cannot_be_submitted(agreement, manager):
    report = running(agreement).report

    with pytest.raises(actions.StepNotOpen, match="ještě není vytvořena"):
        submit(report, manager)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("on", "message"),
    [
        (date(2024, 3, 21), "Datum je v budoucnosti"),
        (date(2024, 2, 29), "vznikla 1.\u00a03.\u00a02024, dřív předložena být nemohla"),
    ],
)
def test_impossible_day_of_submission_is_refused(agreement, manager, on, message):
    report = printed(agreement)

    with pytest.raises(actions.WrongDate, match=message):
        submit(report, manager, on=on)

    report.refresh_from_db()
    assert report.state == ReportState.DRAFT
    assert not Event.objects.exists()


@pytest.mark.parametrize("on", [date(2024, 3, 1), TODAY])
def test_first_and_last_possible_day_of_submission(agreement, manager, on):
    assert submit(printed(agreement), manager, on=on).submitted_on == on


def test_correction_is_a_new_version_that_can_be_submitted_too(agreement, manager):
    submit(printed(agreement), manager)

    submit(printed(agreement, number=2), manager)

    assert list(FulfilmentReport.objects.values_list("number", "state")) == [
        (2, "SUBMITTED"),
        (1, "SUBMITTED"),
    ]


# --- Steps × states × roles --------------------------------------------------------------------------------

RUN = {"submit": submit}


def test_every_step_of_the_table_is_tested():
    assert set(RUN) == set(TRANSITIONS)


@pytest.mark.parametrize("state", ReportState)
@pytest.mark.parametrize("name", sorted(TRANSITIONS))
def test_step_opens_in_its_states_only(agreement, manager, name, state):
    report = {ReportState.DRAFT: printed, ReportState.SUBMITTED: submitted}[state](agreement)

    if state in TRANSITIONS[name].sources:
        assert RUN[name](report, manager).state == TRANSITIONS[name].target
    else:
        with pytest.raises(actions.StepNotOpen):
            RUN[name](report, manager)
        assert FulfilmentReport.objects.get().state == state


@pytest.mark.parametrize(
    ("role", "may_create", "may_submit"),
    [
        (UnitRole.MANAGER, True, True),
        (UnitRole.DEPUTY, True, True),
        (UnitRole.REPRESENTATIVE, False, True),
        (UnitRole.CONSULTANT, False, False),
        (UnitRole.READER, False, False),
    ],
)
def test_who_may_create_and_submit(agreement, role, may_create, may_submit):
    user, report = member(agreement.unit, role), printed(agreement)

    assert access.can_create(user, agreement) is may_create
    assert access.can_submit(user, report) is may_submit
    assert list(access.steps_for(user, report)) == (["submit"] if may_submit else [])


@pytest.mark.parametrize("agency_role", AgencyRole)
def test_agency_neither_creates_nor_submits(agreement, agency_role):
    region = agreement.unit.region if agency_role == AgencyRole.REGIONAL_HEAD else None
    user, report = UserFactory(agency_role=agency_role, region=region), printed(agreement)

    assert not access.can_create(user, agreement)
    assert not access.can_submit(user, report)


def test_report_not_printed_yet_offers_no_step(agreement, manager):
    assert access.steps_for(manager, waiting(agreement).report) == {}

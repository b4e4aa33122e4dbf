"""Which events count for a term, and why the others do not."""

from datetime import date

import pytest
from django.utils import timezone

from agreements.vocabulary import OutputCode, TermKind
from partnerships.vocabulary import EventKind, EventState, Matter, OfficialRole, Presence
from planning.models import FulfilmentState
from planning.vocabulary import StepStatus
from planning.year import year_result
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    EvidenceFactory,
    FulfilmentFactory,
    GroupFactory,
    MeetingFactory,
    OutputFactory,
    UserFactory,
)
from tests.planning.situations import (
    AFTER,
    EVALUATION_ROLES,
    agreement_with,
    attended,
    commitment_of,
    documented,
    draft,
    event_for,
    in_force,
    minuted,
    step,
)
from tests.planning.terms import DOCUMENT, MEETING_OUTPUTS, MEETINGS, only_term, reasons

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", [OutputCode.MEETING_MINUTES, OutputCode.LP_MEETING_RECORD])
def test_zaznam_and_zapis_fulfil_each_other(code):
    agreement = agreement_with([OutputCode.MEETING_RECORD], **MEETINGS)
    documented(event_for(agreement), code)

    assert only_term(agreement).actual == 1


def test_evidence_the_application_holds_itself():
    agreement = agreement_with(MEETING_OUTPUTS, **MEETINGS)
    minuted(attended(event_for(agreement)))

    assert only_term(agreement).actual == 1


def test_files_are_evidence_as_well():
    agreement = agreement_with(MEETING_OUTPUTS, **MEETINGS)
    event = event_for(agreement)
    documented(documented(event, OutputCode.MEETING_RECORD), OutputCode.ATTENDANCE_SHEET)

    assert only_term(agreement).actual == 1


def test_meeting_without_evidence_says_what_is_missing():
    agreement = agreement_with(MEETING_OUTPUTS, **MEETINGS)
    event = minuted(event_for(agreement, title="Jarní jednání"), approved=False)
    AttendanceFactory(event=event, presence=Presence.EXCUSED)

    term = only_term(agreement)

    assert (term.actual, term.status) == (0, StepStatus.NOT_FULFILLED)
    assert [(line.title, line.kind_label, line.missing) for line in term.not_counted] == [
        ("Jarní jednání", "jednání lokálního partnerství", ("Záznam z jednání", "Prezenční listina"))
    ]


def test_optional_output_is_never_required():
    version = draft()
    row = step(version, terms=[{**MEETINGS, "event_kind": EventKind.GROUP_TRAINING}])
    OutputFactory(version=version, step=row, code=OutputCode.PRESENTATION, is_optional=True)
    agreement = in_force(version)
    event_for(agreement, kind=EventKind.GROUP_TRAINING)

    assert only_term(agreement).actual == 1


def test_output_is_asked_only_of_events_it_can_document():
    agreement = agreement_with(
        [OutputCode.ATTENDANCE_SHEET, OutputCode.FEEDBACK],
        kind=TermKind.FREQUENCY,
        event_kind=EventKind.INDIVIDUAL_SUPPORT,
        count=10,
    )
    event_for(agreement, kind=EventKind.INDIVIDUAL_SUPPORT)

    assert reasons(agreement) == [("Zpětná vazba",)]


def test_evidence_of_the_commitment_documents_events_of_the_year_it_was_delivered_in():
    agreement = agreement_with([OutputCode.PSZ_DOCUMENT], **{**DOCUMENT, "date_to": date(2023, 9, 30)})
    event_for(agreement, kind=EventKind.DOCUMENT, starts_on=date(2023, 5, 1))
    EvidenceFactory(
        event=None,
        commitment=commitment_of(agreement),
        output=OutputCode.PSZ_DOCUMENT,
        document__unit=agreement.unit,
        delivered_on=date(2022, 5, 1),
    )

    assert only_term(agreement).actual == 0
    EvidenceFactory(
        event=None,
        commitment=commitment_of(agreement),
        output=OutputCode.PSZ_DOCUMENT,
        document__unit=agreement.unit,
        delivered_on=date(2023, 5, 3),
    )
    assert only_term(agreement).actual == 1


def test_evaluation_meeting_needs_its_three_roles():
    agreement = agreement_with(
        kind=TermKind.FREQUENCY,
        event_kind=EventKind.EVALUATION_MEETING,
        count=2,
        required_roles=EVALUATION_ROLES,
    )
    attended(event_for(agreement, kind=EventKind.EVALUATION_MEETING), *EVALUATION_ROLES)
    event = event_for(agreement, kind=EventKind.EVALUATION_MEETING)
    attended(event, OfficialRole.CONSULTANT, OfficialRole.MANAGER)
    AttendanceFactory(event=event, role_present=OfficialRole.REPRESENTATIVE, presence=Presence.EXCUSED)

    term = only_term(agreement)

    assert (term.actual, term.status) == (1, StepStatus.PARTIAL)
    assert [line.missing for line in term.not_counted] == [
        ("účast: pověřený zástupce územního celku pro sociální začleňování",)
    ]


@pytest.mark.parametrize(("counts", "actual"), [(True, 1), (False, 0)])
def test_working_group_counts_where_the_term_says_so(counts, actual):
    agreement = agreement_with(**MEETINGS, counts_working_groups=counts)
    event_for(agreement, kind=EventKind.WG_MEETING, group=GroupFactory())

    assert only_term(agreement).actual == actual
    assert reasons(agreement) == ([] if counts else [("druh události neodpovídá závazku",)])


@pytest.mark.parametrize(("matter", "actual"), [(Matter.AGREEMENT_FULFILMENT, 1), (Matter.PLAN, 0)])
def test_partnership_discusses_the_fulfilment_at_its_meeting(matter, actual):
    agreement = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.LP_DISCUSSION, count=1)
    event = event_for(agreement, kind=EventKind.LP_MEETING)
    AgendaItemFactory(meeting=MeetingFactory(event=event), matter=matter)

    assert only_term(agreement).actual == actual


@pytest.mark.parametrize(
    "kind", [EventKind.GROUP_TRAINING, EventKind.WORKSHOP, EventKind.SEMINAR, EventKind.COURSE]
)
def test_every_kind_of_training_is_a_group_training(kind):
    agreement = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.GROUP_TRAINING, count=2)
    event_for(agreement, kind=kind)

    assert only_term(agreement).actual == 1


def test_planned_event_does_not_count_and_cancelled_is_not_shown():
    agreement = agreement_with(**MEETINGS)
    event_for(agreement, state=FulfilmentState.CONFIRMED)
    planned, cancelled = event_for(agreement), event_for(agreement)
    type(planned).objects.filter(pk=planned.pk).update(state=EventState.PLANNED)
    type(planned).objects.filter(pk=cancelled.pk).update(state=EventState.CANCELLED, cancelled_reason="Nemoc")

    assert only_term(agreement).actual == 1
    assert reasons(agreement) == [("zatím jen naplánováno",)]


def test_proposed_fulfilment_waits_for_a_person():
    agreement = agreement_with(**MEETINGS)
    event_for(agreement, state=FulfilmentState.PROPOSED)

    assert only_term(agreement).actual == 0
    assert reasons(agreement) == [("potvrzení, že závazek plní",)]


def test_event_counts_once_for_each_of_its_commitments():
    version = draft()
    step(version, terms=[MEETINGS])
    step(version, terms=[{**MEETINGS, "count": 1}], position=9)
    agreement = in_force(version)
    first, second = agreement.commitments.all()
    event = event_for(agreement, commitment=first)
    FulfilmentFactory(
        event=event,
        commitment=second,
        state=FulfilmentState.CONFIRMED,
        confirmed_at=timezone.now(),
        confirmed_by=UserFactory(),
    )

    steps = year_result(agreement, 2023, today=AFTER).steps

    assert [step.terms[0].actual for step in steps] == [1, 1]

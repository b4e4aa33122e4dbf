from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from agreements.lifecycle import State
from agreements.models import Agreement
from agreements.vocabulary import Side
from partnerships.vocabulary import AgencyRole, EventState, TaskState, UnitRole
from planning.models import FulfilmentState
from planning.year import year_result
from reporting.board.items import Urgency
from tests.factories import (
    AgendaItemFactory,
    EventFactory,
    FollowUpTaskFactory,
    FulfilmentFactory,
    MeetingFactory,
    MeetingMailFactory,
    MembershipFactory,
    MinutesCommentFactory,
    PartnershipFactory,
    PersonFactory,
    ReportFactory,
    UnitFactory,
    UserFactory,
    VersionFactory,
    member,
    put_in_force,
    put_in_state,
)
from tests.planning.situations import documented, draft, event_for, in_force, minuted
from tests.reporting.board import TODAY, asked, board_for, cooperation, meeting_of, research, waiting
from tests.reporting.situations import printed

pytestmark = pytest.mark.django_db

REPORTED = "report"  # of last year; each situation has it


@pytest.fixture
def agreement():
    return cooperation()


@pytest.fixture
def manager(agreement):
    return member(agreement.unit)


def without_report(rows) -> dict:
    return {key: row for key, row in rows.items() if not key.startswith(REPORTED)}


# --- What is asked ----------------------------------------------------------------------------------------


def test_planned_meeting_that_passed_is_to_be_said_how_it_went(agreement, manager):
    event = meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY - timedelta(days=1))

    (row,) = without_report(asked(manager)).values()

    assert row.item.key == f"confirm:{event.pk}"
    assert row.urgency == Urgency.OVERDUE
    assert row.path == reverse("planning:event", args=[event.pk])


@pytest.mark.parametrize(
    ("has_agenda", "is_invited", "text", "page"),
    [
        (False, False, "Připravit program a pozvánky: Podzimní jednání, 7.\u00a010.\u00a02023", "minutes"),
        (True, False, "Připravit pozvánky: Podzimní jednání, 7.\u00a010.\u00a02023", "invitation"),
        (False, True, "Připravit program: Podzimní jednání, 7.\u00a010.\u00a02023", "minutes"),
    ],
)
def test_near_meeting_wants_its_agenda_and_invitations(
    agreement, manager, has_agenda, is_invited, text, page
):
    event = meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY + timedelta(days=5))
    if has_agenda:
        AgendaItemFactory(meeting=MeetingFactory(event=event))
    if is_invited:
        MeetingMailFactory(event=event)

    (row,) = without_report(asked(manager)).values()

    assert row.item.text == text
    assert row.path == reverse(f"planning:{page}", args=[event.pk])


def test_prepared_or_distant_meeting_asks_nothing(agreement, manager):
    prepared = meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY + timedelta(days=5))
    AgendaItemFactory(meeting=MeetingFactory(event=prepared))
    MeetingMailFactory(event=prepared)
    meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY + timedelta(days=8))

    assert without_report(asked(manager)) == {}


def test_minutes_are_written_then_read_by_others_then_settled_then_approved(agreement, manager):
    event = meeting_of(agreement)
    key = f"minutes:{event.pk}"
    assert asked(manager)[key].item.text.startswith("Napsat zápis")

    meeting = MeetingFactory(event=event, minutes_text="Jednalo se.")
    assert asked(manager)[key].item.text.startswith("Schválit zápis")

    meeting.circulated_at, meeting.circulated_by = "2023-09-25T08:00Z", manager
    meeting.comments_until = TODAY
    meeting.save()
    assert key not in asked(manager)
    assert waiting(manager)[key].item.text.startswith("Do 2.\u00a010.\u00a02023 se čeká")

    comment = MinutesCommentFactory(meeting=meeting)
    assert asked(manager)[key].item.text.startswith("Vypořádat připomínky k zápisu (1)")

    comment.delete()
    assert asked(manager, today=TODAY + timedelta(days=1))[key].item.text.startswith("Schválit zápis")

    meeting.minutes_approved_at, meeting.minutes_approved_by = "2023-10-03T08:00Z", manager
    meeting.save()
    assert key not in asked(manager, today=TODAY + timedelta(days=1))


def test_minutes_of_long_ago_are_not_asked_for(agreement, manager):
    event_for(agreement, state=FulfilmentState.PROPOSED, starts_on=TODAY - timedelta(days=181))

    assert not [key for key in asked(manager) if key.startswith("minutes:")]


def test_uploaded_record_needs_no_minutes(agreement, manager):
    documented(meeting_of(agreement))

    assert without_report(asked(manager)) == {}


def test_proposed_fulfilment_is_to_be_confirmed_and_missing_evidence_added(agreement, manager):
    event = event_for(agreement, state=FulfilmentState.PROPOSED, starts_on=date(2023, 9, 20))

    rows = without_report(asked(manager))

    assert f"link:{event.pk}" in rows
    evidence = rows[f"evidence:{event.pk}"]
    assert "chybí" in evidence.item.text
    assert evidence.path == reverse("planning:evidence_add", args=[event.pk])

    FulfilmentFactory._meta.model.objects.filter(event=event).delete()
    assert without_report(asked(manager)).keys() == {f"minutes:{event.pk}"}


def test_last_years_gap_is_asked_for_until_its_report_is_submitted(agreement, manager):
    event = event_for(agreement, starts_on=date(2022, 11, 3))
    key = f"evidence:{event.pk}"
    assert key in asked(manager)

    report = printed(agreement, year=2022)
    assert key in asked(manager)
    report.state, report.submitted_on, report.submitted_by = "SUBMITTED", TODAY, manager
    report.submission_event = EventFactory(unit=agreement.unit, kind="COUNCIL_REPORT", about_year=2022)
    report.save()

    assert key not in asked(manager)


def test_report_of_last_year_is_made_then_submitted(agreement, manager):
    key = f"report:{agreement.pk}:2022"
    representative = member(agreement.unit, UnitRole.REPRESENTATIVE)
    assert asked(manager)[key].path == reverse("reporting:report_list", args=[agreement.pk])
    assert key not in asked(representative)
    assert waiting(representative)[key].path == reverse("reporting:report_list", args=[agreement.pk])

    report = printed(agreement, year=2022)
    for person in (manager, representative):
        row = asked(person)[key]
        assert row.item.text == "Předložit zastupitelstvu zprávu o plnění za rok 2022"
        assert row.path == reverse("reporting:submit", args=[report.pk])
        assert row.item.due_on == date(2023, 12, 31)


def test_report_begun_and_never_submitted_is_late(agreement, manager):
    printed(agreement, year=2022)

    row = asked(manager, today=date(2024, 1, 2))[f"report:{agreement.pk}:2022"]

    assert row.urgency == Urgency.OVERDUE


def test_near_term_leads_to_the_form_that_records_it():
    agreement = cooperation(research(TODAY + timedelta(days=10)), research(TODAY + timedelta(days=20)))
    manager = member(agreement.unit)

    (row,) = without_report(asked(manager)).values()

    assert row.item.due_on == TODAY + timedelta(days=10)
    assert row.path.startswith(reverse("planning:event_add", args=[agreement.unit_id]) + "?druh=RESEARCH&")


def test_missing_day_blocks_and_stands_before_what_can_wait():
    version = draft(stated_years=None)
    agreement = in_force(version)
    event = meeting_of(agreement)

    keys = list(asked(member(agreement.unit)))

    assert keys == [f"gap:{agreement.pk}", f"minutes:{event.pk}"]


def test_agreement_about_to_end_wants_a_successor(agreement, manager):
    last_day = date(2027, 4, 18)
    Agreement.objects.filter(pk=agreement.pk).update(in_force=(date(2022, 4, 19), date(2027, 4, 19)))
    key = f"end:{agreement.pk}"
    assert key not in asked(manager, today=last_day - timedelta(days=91))
    assert asked(manager, today=last_day - timedelta(days=90))[key].item.due_on == last_day
    assert asked(manager, today=last_day + timedelta(days=1))[key].urgency == Urgency.WAITING

    earlier = put_in_force(VersionFactory(agreement__unit=agreement.unit)).agreement
    Agreement.objects.filter(pk=earlier.pk).update(in_force=(date(2016, 1, 1), date(2020, 1, 1)))
    assert key in asked(manager, today=last_day), "entered later, but older"
    VersionFactory(agreement__unit=agreement.unit)
    assert key not in asked(manager, today=last_day)


# --- Tasks ------------------------------------------------------------------------------------------------


def test_own_task_is_asked_of_its_person_and_waits_for_the_others(agreement, manager):
    person = PersonFactory()
    reader = member(agreement.unit, UnitRole.READER, person=person)
    event = documented(meeting_of(agreement))
    due = {"event": event, "person": person, "person_text": ""}
    mine = FollowUpTaskFactory(due_on=TODAY - timedelta(days=1), **due)
    distant = FollowUpTaskFactory(due_on=TODAY + timedelta(days=60), **due)
    FollowUpTaskFactory(due_on=TODAY, state=TaskState.DONE, closed_on=TODAY, **due)

    own = asked(reader)
    assert list(own) == [f"task:{mine.pk}", f"task:{distant.pk}"]
    assert own[f"task:{mine.pk}"].urgency == Urgency.OVERDUE
    assert own[f"task:{mine.pk}"].path == reverse("planning:task_list", args=[agreement.unit_id])
    assert without_report(waiting(manager)).keys() == {f"task:{mine.pk}"}
    assert waiting(manager)[f"task:{mine.pk}"].who == str(person)


# --- The Agency -------------------------------------------------------------------------------------------


def test_what_the_agency_is_to_do_never_looks_like_the_towns_delay():
    agreement = cooperation(of_agency=[research(TODAY + timedelta(days=3))])
    draft_version = put_in_state(VersionFactory(agreement=agreement, number=2), State.ASZ_REVIEW)
    manager, consultant = member(agreement.unit), member(agreement.unit, UnitRole.CONSULTANT)

    rows = without_report(waiting(manager)).values()

    assert {row.item.key.partition(":")[0] for row in rows} == {"turn", "term"}
    assert all(row.urgency == Urgency.WAITING and row.who == "ASZ" for row in rows)
    assert without_report(asked(manager)) == {}
    turn = asked(consultant)[f"turn:{draft_version.pk}:{State.ASZ_REVIEW}:{Side.ASZ}"]
    assert turn.path == reverse("agreements:version", args=[draft_version.pk])
    (lights,) = [lights for _, lights in board_for(manager).cards[0].agreements if lights]
    assert [light.is_of_agency for light in lights.rows].count(True) == 1


def test_signatures_are_asked_of_each_side_apart():
    version = put_in_state(draft(), State.APPROVED)
    manager = member(version.agreement.unit)
    consultant = member(version.agreement.unit, UnitRole.CONSULTANT)

    for person, side, other in ((manager, Side.UNIT, Side.ASZ), (consultant, Side.ASZ, Side.UNIT)):
        assert [*asked(person)] == [f"turn:{version.pk}:{State.APPROVED}:{side}"]
        assert [*waiting(person)] == [f"turn:{version.pk}:{State.APPROVED}:{other}"]


def test_consultant_reads_by_municipality_what_needs_him():
    consultant = UserFactory(agency_role=AgencyRole.CONSULTANT)
    versions = [put_in_state(draft(), State.ASZ_REVIEW) for _ in range(2)]
    for version in versions:
        MembershipFactory(user=consultant, unit=version.agreement.unit, role=UnitRole.CONSULTANT)
    cooperation()

    board = board_for(consultant)

    assert [one.unit for one in board.asked] == [version.agreement.unit for version in versions]
    assert board.asked_count == 2


# --- What is to come --------------------------------------------------------------------------------------


def test_only_what_is_still_to_come_is_listed():
    day = TODAY + timedelta(days=12)
    agreement = cooperation(research(day), research(day + timedelta(days=1)))
    manager = member(agreement.unit)
    done = agreement.commitments.get(occurrences__due_on=day)
    event_for(agreement, commitment=done, kind="RESEARCH", starts_on=TODAY - timedelta(days=3))
    planned = {"state": EventState.PLANNED, "starts_on": day, "starts_at": time(9)}
    coming = meeting_of(agreement, **planned)
    meeting_of(agreement, **planned | {"state": EventState.CANCELLED, "cancelled_reason": "Nemoc"})
    meeting_of(agreement, **planned | {"starts_on": TODAY + timedelta(days=31)})
    meeting_of(agreement, starts_on=TODAY)  # held already, its minutes are asked for elsewhere
    task = FollowUpTaskFactory(event=coming, due_on=day)
    FollowUpTaskFactory(event=coming, due_on=day, state=TaskState.DONE, closed_on=TODAY)

    keys = [entry.key for entry in board_for(manager).ahead.first]

    open_term = agreement.commitments.get(occurrences__due_on=day + timedelta(days=1))
    assert keys == [
        f"task-{coming.pk}-{task.pk}",
        f"udalost-{coming.pk}",
        f"commitment-{agreement.pk}-{open_term.occurrences.get().pk}",
    ]


def test_todays_meeting_offers_its_attendance(agreement, manager):
    today = meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY)
    meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY + timedelta(days=1))
    meeting_of(agreement, state=EventState.CANCELLED, starts_on=TODAY, cancelled_reason="Nemoc")

    assert board_for(manager).today == [today]
    assert board_for(member(agreement.unit, UnitRole.READER)).today == []


# --- The lights -------------------------------------------------------------------------------------------


def test_lights_are_those_of_the_year_page(agreement, manager):
    minuted(event_for(agreement, starts_on=date(2023, 3, 1)))

    ((_, lights),) = board_for(manager).cards[0].agreements

    terms = [term for step in year_result(agreement, 2023, today=TODAY).steps for term in step.terms]
    assert [light.status for light in lights.rows] == [term.status for term in terms]
    assert lights.rows[0].rule == "splněno 1 ze\u00a04, rok ještě neskončil"
    assert lights.path == reverse("planning:year", args=[agreement.pk, 2023])


# --- Whose ------------------------------------------------------------------------------------------------


def test_nothing_of_a_foreign_unit_is_said(agreement):
    stranger = member(UnitFactory())
    meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY + timedelta(days=2))
    meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY - timedelta(days=1))
    FollowUpTaskFactory(event=meeting_of(agreement), due_on=TODAY)
    ReportFactory(agreement=agreement, year=2022)

    board = board_for(stranger)

    assert (board.asked, board.waiting.first, board.ahead.first, board.activity) == ([], [], [], [])


def test_meeting_of_a_shared_partnership_is_asked_of_each_unit_but_kept_by_one(agreement, manager):
    other = UnitFactory()
    neighbour = member(other)
    partnership = PartnershipFactory(units=[agreement.unit, other])
    passed = meeting_of(
        agreement, partnership=partnership, state=EventState.PLANNED, starts_on=TODAY - timedelta(days=1)
    )
    held = meeting_of(agreement, partnership=partnership)

    assert f"confirm:{passed.pk}" in asked(manager)
    assert asked(neighbour).keys() == {f"confirm:{passed.pk}"}
    assert f"minutes:{held.pk}" in asked(manager)


def test_reader_is_asked_nothing_and_sees_what_waits(agreement):
    reader = member(agreement.unit, UnitRole.READER)
    event = meeting_of(agreement)

    assert asked(reader) == {}
    assert waiting(reader)[f"minutes:{event.pk}"].path == reverse("planning:event", args=[event.pk])

"""Attendance, minutes, evidence and explanations."""

import uuid

import pytest

from agreements.vocabulary import OutputCode
from partnerships.models import Attendance, Document
from partnerships.vocabulary import Matter, Presence
from planning import actions
from planning.models import DeviationComment, Evidence
from tests.factories import EventFactory, SeatFactory, UnitFactory, member
from tests.planning.browsing import PDF
from tests.planning.recording import SUPPORT, TODAY, record, stored_pdf
from tests.planning.situations import agreement_with, commitment_of, minuted

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return agreement_with([OutputCode.FEEDBACK], **SUPPORT)


@pytest.fixture
def manager(agreement):
    return member(agreement.unit)


def test_attendance_is_replaced_row_by_row(agreement, manager):
    event = record(agreement, manager)
    seat = SeatFactory()
    guest = {"name_text": "Jana Nová", "presence": Presence.GUEST}
    actions.record_attendance(
        event, by=manager, rows=[{"seat": seat, "presence": Presence.PRESENT}, guest, guest]
    )
    kept = Attendance.objects.get(seat=seat).pk

    actions.record_attendance(
        event, by=manager, revision=1, rows=[{"seat": seat, "presence": Presence.EXCUSED}, guest]
    )

    assert list(event.attendances.values_list("seat", "name_text", "presence")) == [
        (seat.pk, "", Presence.EXCUSED),
        (None, "Jana Nová", Presence.GUEST),
    ]
    assert Attendance.objects.get(seat=seat).pk == kept


def test_attendance_saved_second_is_lost(agreement, manager):
    event = record(agreement, manager)
    actions.record_attendance(event, by=manager, rows=[], revision=0)

    with pytest.raises(actions.LostSave):
        actions.record_attendance(event, by=manager, rows=[{"name_text": "Eva"}], revision=0)
    assert not event.attendances.exists()


def test_attendance_costs_the_same_for_any_number_of_rows(agreement, manager, django_assert_num_queries):
    event = record(agreement, manager)
    rows = [{"name_text": f"Osoba {n}", "presence": Presence.PRESENT} for n in range(30)]
    actions.record_attendance(event, by=manager, rows=rows[:10])

    # savepoint, lock, is it closed, revision, what is there, each kind of change
    with django_assert_num_queries(9):
        actions.record_attendance(event, by=manager, rows=rows[5:])

    assert event.attendances.count() == 25


def test_agenda_and_minutes_are_saved_and_approved_once(agreement, manager):
    event = record(agreement, manager)
    items = [{"matter": Matter.PLAN}, {"matter": Matter.OTHER, "title": "Různé"}]
    actions.save_minutes(event, by=manager, minutes_text="Jednalo se.", items=items)
    assert [str(item) for item in event.meeting.agenda_items.all()] == [
        "plán sociálního začleňování",
        "Různé",
    ]

    meeting = actions.approve_minutes(event, by=manager)

    assert meeting.minutes_approved_by == manager
    with pytest.raises(actions.Refused, match="už je schválený"):
        actions.approve_minutes(event, by=manager)
    with pytest.raises(actions.Refused, match="měnit ho už nelze"):
        actions.save_minutes(event, by=manager, minutes_text="Jinak")
    meeting.refresh_from_db()
    assert meeting.minutes_text == "Jednalo se."


@pytest.mark.parametrize("text", [None, ""])
def test_minutes_without_text_cannot_be_approved(agreement, manager, text):
    event = record(agreement, manager)
    if text is not None:
        actions.save_minutes(event, by=manager, minutes_text=text)

    with pytest.raises(actions.Refused, match="má text"):
        actions.approve_minutes(event, by=manager)


def test_same_file_sent_twice_is_one_evidence(agreement, manager, django_capture_on_commit_callbacks):
    event = record(agreement, manager)
    sent = {"by": manager, "output": OutputCode.FEEDBACK, "delivered_on": TODAY}

    with django_capture_on_commit_callbacks(execute=True):
        first = actions.attach_evidence(event, upload=stored_pdf(), **sent)
        second = actions.attach_evidence(event, upload=stored_pdf("jinak.pdf"), **sent)
        other = actions.attach_evidence(event, upload=stored_pdf(content=PDF + b"\n"), **sent)

    assert first == second != other
    assert (Evidence.objects.count(), Document.objects.count()) == (2, 2)


def test_evidence_of_a_whole_commitment(agreement, manager):
    commitment = commitment_of(agreement)

    evidence = actions.attach_evidence(
        commitment, by=manager, output=OutputCode.FEEDBACK, upload=stored_pdf(), delivered_on=TODAY
    )

    assert (evidence.event, evidence.commitment, evidence.document.unit) == (None, commitment, agreement.unit)


def test_later_explanation_replaces_the_earlier(agreement, manager):
    key = uuid.uuid4()
    actions.explain_deviation(agreement, by=manager, year=2023, step_key=key, reason="Nemoc", due_text="2024")
    actions.explain_deviation(agreement, by=manager, year=2023, step_key=key, reason="Povodeň")
    actions.explain_deviation(agreement, by=manager, year=2022, step_key=key, reason="Loni")

    assert list(DeviationComment.objects.values_list("year", "reason", "due_text")) == [
        (2022, "Loni", ""),
        (2023, "Povodeň", ""),
    ]


def test_history_says_who_recorded_the_event(agreement, manager):
    event = record(agreement, manager)

    assert event.history.get().pgh_context.metadata["user"] == manager.pk


def test_unrelated_rows_stay(agreement, manager):
    """The helpers above build what they claim: an event of another unit is not touched by any of it."""
    other = minuted(EventFactory(unit=UnitFactory()))
    actions.save_minutes(record(agreement, manager), by=manager, minutes_text="Jiné")

    other.meeting.refresh_from_db()
    assert other.meeting.minutes_text == "Jednalo se."

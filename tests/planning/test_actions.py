"""Events and what hangs on them: every action, its refusals and what it leaves behind."""

import threading
import uuid
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from agreements.vocabulary import OutputCode, TermKind
from partnerships.documents import RefusedFile
from partnerships.models import Attendance, Document, Event
from partnerships.vocabulary import EventKind, EventState, Matter, Presence
from planning import actions
from planning.models import DeviationComment, Evidence, Fulfilment, FulfilmentState
from tests.factories import EventFactory, PartnershipFactory, SeatFactory, UnitFactory, UserFactory, member
from tests.planning.situations import agreement_with, commitment_of, draft, event_for, in_force, minuted, step

pytestmark = pytest.mark.django_db
TODAY = date(2023, 6, 1)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SUPPORT = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.INDIVIDUAL_SUPPORT, "count": 10}


def pdf(name="zapis.pdf", content=PDF):
    return ContentFile(content, name=name)


@pytest.fixture
def agreement():
    return agreement_with([OutputCode.FEEDBACK], **SUPPORT)


@pytest.fixture
def manager(agreement):
    return member(agreement.unit)


def record(agreement, by, **fields):
    fields = {"kind": EventKind.INDIVIDUAL_SUPPORT, "starts_on": date(2023, 5, 1), "today": TODAY, **fields}
    return actions.record_event(agreement.unit, by=by, **fields)


# --- Recording ---------------------------------------------------------------------------------------------


def test_event_without_a_choice_only_proposes_what_it_fulfils(agreement, manager):
    event = record(agreement, manager)

    assert (event.title, event.state, event.created_by) == (
        "Individuální odborná podpora 1.\u00a05.\u00a02023",
        EventState.HELD,
        manager,
    )
    assert list(event.fulfilments.values_list("commitment", "state")) == [
        (commitment_of(agreement).pk, FulfilmentState.PROPOSED)
    ]


def test_event_with_a_choice_confirms_it_and_keeps_the_file(agreement, manager):
    event = record(
        agreement,
        manager,
        commitments=[commitment_of(agreement)],
        output=OutputCode.FEEDBACK,
        upload=pdf(),
    )

    fulfilment, evidence = event.fulfilments.get(), event.evidence.get()
    assert (fulfilment.state, fulfilment.confirmed_by) == (FulfilmentState.CONFIRMED, manager)
    assert (evidence.output, evidence.delivered_on, evidence.document.unit) == (
        OutputCode.FEEDBACK,
        date(2023, 5, 1),
        agreement.unit,
    )


def test_document_of_many_is_not_proposed_for_all_of_them(manager):
    version = draft()
    for position, day in enumerate([date(2022, 9, 30), date(2023, 9, 30)]):
        term = {"kind": TermKind.MONTH, "event_kind": EventKind.DOCUMENT, "count": None, "date_to": day}
        step(version, terms=[term], position=position)
    agreement = in_force(version)

    assert not record(agreement, manager, kind=EventKind.DOCUMENT).fulfilments.exists()


def test_held_event_cannot_lie_in_the_future_and_a_planned_one_may(agreement, manager):
    tomorrow = date(2023, 6, 2)

    with pytest.raises(actions.Refused, match="zapište jako plánované"):
        record(agreement, manager, starts_on=tomorrow)
    assert record(agreement, manager, starts_on=tomorrow, state=EventState.PLANNED).pk
    assert record(agreement, manager, starts_on=TODAY).pk


def test_form_sent_twice_records_one_event_and_one_file(agreement, manager):
    sent = {"form_key": uuid.uuid4(), "output": OutputCode.FEEDBACK, "commitments": []}

    first = record(agreement, manager, upload=pdf(), **sent)
    second = record(agreement, manager, upload=pdf(), **sent)

    assert first == second
    assert (Event.objects.count(), Document.objects.count()) == (1, 1)


def test_form_key_of_somebody_elses_event_is_no_way_to_it(agreement, manager):
    key = uuid.uuid4()
    record(agreement, manager, form_key=key)

    with pytest.raises(Exception, match="form_key"):
        record(agreement_with(**SUPPORT), UserFactory(), form_key=key)


def test_refused_file_leaves_no_event(agreement, manager):
    with pytest.raises(RefusedFile):
        record(agreement, manager, commitments=[], output=OutputCode.FEEDBACK, upload=pdf("virus.exe"))

    assert (Event.objects.count(), Document.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_record_one_event():
    agreement = agreement_with(**SUPPORT)
    manager, key, barrier, made = member(agreement.unit), uuid.uuid4(), threading.Barrier(2), []

    def click():
        barrier.wait()
        try:
            made.append(record(agreement, manager, form_key=key, commitments=[]).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 2
    assert len(set(made)) == 1
    assert Event.objects.count() == 1


# --- Changing ----------------------------------------------------------------------------------------------


def edit(event, by, revision=0, **fields):
    fields = {"commitments": [], "today": TODAY, **fields}
    return actions.edit_event(event, by=by, revision=revision, **fields)


def test_second_of_two_saves_is_lost_and_changes_nothing(agreement, manager):
    event = record(agreement, manager)
    edit(event, manager, place="Radnice", commitments=[commitment_of(agreement)])

    with pytest.raises(actions.LostSave):
        edit(event, manager, place="Jinde")

    event.refresh_from_db()
    assert (event.place, event.revision) == ("Radnice", 1)
    assert event.fulfilments.get().state == FulfilmentState.CONFIRMED


def test_cancelled_event_stays_with_its_reason_and_is_closed(agreement, manager):
    event = actions.cancel_event(record(agreement, manager), by=manager, reason="Zapsáno omylem")

    event.refresh_from_db()
    assert (event.state, event.cancelled_reason, event.revision) == (
        EventState.CANCELLED,
        "Zapsáno omylem",
        1,
    )
    for refused in (
        lambda: actions.cancel_event(event, by=manager, reason="Znovu"),
        lambda: edit(event, manager, revision=1),
        lambda: actions.record_attendance(event, by=manager, rows=[]),
        lambda: actions.save_minutes(event, by=manager),
        lambda: actions.approve_minutes(event, by=manager),
    ):
        with pytest.raises(actions.Refused, match="zrušená"):
            refused()


def test_cancelling_meanwhile_wins_over_an_open_form(agreement, manager):
    event = record(agreement, manager)
    actions.cancel_event(Event.objects.get(pk=event.pk), by=manager, reason="Omyl")

    with pytest.raises(actions.LostSave):
        edit(event, manager, place="Radnice")


@pytest.mark.parametrize("kind", [EventKind.COUNCIL_REPORT, EventKind.PSZ_REPORT])
def test_submission_of_a_report_is_not_changed_here(agreement, manager, kind):
    event = record(agreement, manager, kind=kind)

    with pytest.raises(actions.Refused):
        edit(event, manager)
    with pytest.raises(actions.Refused):
        actions.cancel_event(event, by=manager, reason="Omyl")


# --- What an event fulfils ---------------------------------------------------------------------------------


def test_confirming_replaces_what_was_proposed_or_confirmed(manager):
    version = draft()
    for position in (1, 2, 3):
        step(version, terms=[SUPPORT], position=position)
    agreement = in_force(version)
    first, second, third = agreement.commitments.all()
    event = event_for(agreement, commitment=first, kind=EventKind.INDIVIDUAL_SUPPORT)
    Fulfilment.objects.create(event=event, commitment=second, state=FulfilmentState.PROPOSED)

    actions.confirm_fulfilment(event, by=manager, commitments=[second, third])

    assert list(event.fulfilments.values_list("commitment", "state", "confirmed_by")) == [
        (second.pk, FulfilmentState.CONFIRMED, manager.pk),
        (third.pk, FulfilmentState.CONFIRMED, manager.pk),
    ]


def test_commitment_of_another_unit_is_refused(agreement, manager):
    foreign = commitment_of(agreement_with(**SUPPORT))

    with pytest.raises(ValueError, match="another unit"):
        record(agreement, manager, commitments=[foreign])
    assert Event.objects.count() == 0


def test_discussing_the_fulfilment_proposes_it(manager):
    agreement = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.LP_DISCUSSION, count=1)
    partnership = PartnershipFactory(units=[agreement.unit])
    event = record(agreement, manager, kind=EventKind.LP_MEETING, partnership=partnership)
    assert not event.fulfilments.exists()

    actions.save_minutes(event, by=manager, matters=[Matter.AGREEMENT_FULFILMENT])

    assert event.fulfilments.get().state == FulfilmentState.PROPOSED


# --- Attendance and minutes --------------------------------------------------------------------------------


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

    with django_assert_num_queries(7):  # savepoint, revision, what is there, each kind of change
        actions.record_attendance(event, by=manager, rows=rows[5:])

    assert event.attendances.count() == 25


def test_agenda_and_minutes_are_saved_and_approved_once(agreement, manager):
    event = record(agreement, manager)
    actions.save_minutes(
        event, by=manager, minutes_text="Jednalo se.", matters=[Matter.PLAN], other_items=["Různé"]
    )
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


# --- Evidence and explanations -----------------------------------------------------------------------------


def test_same_file_sent_twice_is_one_evidence(agreement, manager, django_capture_on_commit_callbacks):
    event = record(agreement, manager)
    sent = {"by": manager, "output": OutputCode.FEEDBACK, "delivered_on": TODAY}

    with django_capture_on_commit_callbacks(execute=True):
        first = actions.attach_evidence(event, upload=pdf(), **sent)
        second = actions.attach_evidence(event, upload=pdf("jinak.pdf"), **sent)
        other = actions.attach_evidence(event, upload=pdf(content=PDF + b"\n"), **sent)

    assert first == second != other
    assert (Evidence.objects.count(), Document.objects.count()) == (2, 2)


def test_evidence_of_a_whole_commitment(agreement, manager):
    commitment = commitment_of(agreement)

    evidence = actions.attach_evidence(
        commitment, by=manager, output=OutputCode.FEEDBACK, upload=pdf(), delivered_on=TODAY
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

"""Events: recorded, changed, cancelled, and what they fulfil."""

import threading
import uuid
from datetime import date

import pytest
from django.db import connection

from agreements.vocabulary import OutputCode, TermKind
from partnerships.documents import RefusedFile
from partnerships.models import Document, Event
from partnerships.vocabulary import EventKind, EventState, Matter
from planning import actions
from planning.models import Fulfilment, FulfilmentState
from tests.factories import PartnershipFactory, UserFactory, member
from tests.planning.recording import SUPPORT, TODAY, record, stored_pdf
from tests.planning.situations import agreement_with, commitment_of, draft, event_for, in_force, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return agreement_with([OutputCode.FEEDBACK], **SUPPORT)


@pytest.fixture
def manager(agreement):
    return member(agreement.unit)


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
        upload=stored_pdf(),
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

    first = record(agreement, manager, upload=stored_pdf(), **sent)
    second = record(agreement, manager, upload=stored_pdf(), **sent)

    assert first == second
    assert (Event.objects.count(), Document.objects.count()) == (1, 1)


def test_form_key_of_somebody_elses_event_is_no_way_to_it(agreement, manager):
    key = uuid.uuid4()
    record(agreement, manager, form_key=key)

    theirs = record(agreement_with(**SUPPORT), UserFactory(), form_key=key)

    assert theirs.unit != agreement.unit


def test_refused_file_leaves_no_event(agreement, manager):
    with pytest.raises(RefusedFile):
        record(agreement, manager, commitments=[], output=OutputCode.FEEDBACK, upload=stored_pdf("virus.exe"))

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


def edit(event, by, revision=0, **fields):
    fields = {"commitments": [], "units": [event.unit], "today": TODAY, **fields}
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

    with pytest.raises(actions.Refused, match="zrušená"):
        edit(event, manager, place="Radnice")


@pytest.mark.parametrize("kind", [EventKind.COUNCIL_REPORT, EventKind.PSZ_REPORT])
def test_submission_of_a_report_is_not_changed_here(agreement, manager, kind):
    event = record(agreement, manager, kind=kind)

    with pytest.raises(actions.Refused):
        edit(event, manager)
    with pytest.raises(actions.Refused):
        actions.cancel_event(event, by=manager, reason="Omyl")


def test_confirming_replaces_what_was_proposed_or_confirmed(manager):
    version = draft()
    for position in (1, 2, 3):
        step(version, terms=[SUPPORT], position=position)
    agreement = in_force(version)
    first, second, third = agreement.commitments.all()
    event = event_for(agreement, commitment=first, kind=EventKind.INDIVIDUAL_SUPPORT)
    Fulfilment.objects.create(event=event, commitment=second, state=FulfilmentState.PROPOSED)

    actions.confirm_fulfilment(event, by=manager, commitments=[second, third], units=[agreement.unit])

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

    actions.save_minutes(event, by=manager, items=[{"matter": Matter.AGREEMENT_FULFILMENT}])

    assert event.fulfilments.get().state == FulfilmentState.PROPOSED

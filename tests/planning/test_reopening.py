"""Evidence the Agency accepted closes its event; only a consultant opens it again, with a reason."""

import threading
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from partnerships.models import Event, Notice, Notification
from partnerships.vocabulary import EventKind, EventState, Presence, UnitRole
from planning import actions
from planning.models import EventReopening, Evidence
from tests.factories import (
    DocumentFactory,
    EventFactory,
    EventReopeningFactory,
    EvidenceFactory,
    MeetingFactory,
    UnitFactory,
    UserFactory,
    member,
)
from tests.planning.browsing import text_of
from tests.planning.recording import stored_pdf

pytestmark = pytest.mark.django_db
alone = pytest.mark.django_db(transaction=True)
TODAY = date(2023, 6, 1)
REASON = "Na prezenční listině chybí dva účastníci."


@pytest.fixture
def event():
    return EventFactory(kind=EventKind.PUBLIC_MEETING, title="Setkání s obyvateli")


@pytest.fixture
def evidence(event):
    return EvidenceFactory(event=event, document__unit=event.unit, document__original_name="listina.pdf")


@pytest.fixture
def manager(event):
    return member(event.unit)


@pytest.fixture
def consultant(event):
    return member(event.unit, UnitRole.CONSULTANT, name="Eva Konzultantka")


def edit(event, by):
    fresh = Event.objects.get(pk=event.pk)
    return actions.edit_event(
        fresh,
        by=by,
        today=TODAY,
        revision=fresh.revision,
        commitments=[],
        units=[event.unit],
        place="Radnice",
    )


def open_event(event):
    pass


def accepted(event):
    actions.accept_evidence(event.evidence.get(), by=UserFactory())


def cancelled(event):
    actions.cancel_event(event, by=UserFactory(), reason="Omyl")


def reopened(event):
    accepted(event)
    actions.reopen_event(event, by=UserFactory(), reason=REASON)


CHANGES = {
    "edit": edit,
    "cancel": lambda event, by: actions.cancel_event(event, by=by, reason="Omyl"),
    "attendance": lambda event, by: actions.record_attendance(
        event, by=by, rows=[{"name_text": "Jan Nový", "presence": Presence.PRESENT}]
    ),
    "minutes": lambda event, by: actions.save_minutes(event, by=by, minutes_text="Jednalo se."),
    "approve": lambda event, by: actions.approve_minutes(event, by=by),
    "decide": lambda event, by: actions.record_decision(event, by=by, text="Bere na vědomí."),
}
# What each situation answers: the beginning of the refusal, or nothing where the change is made.
SITUATIONS = {
    open_event: "",
    accepted: "Agentura uznala doklad",
    cancelled: "Událost je zrušená",
    reopened: "",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_change_of_an_event_by_its_situation(event, evidence, manager, situation, change):
    if change == "approve":
        MeetingFactory(event=event, minutes_text="Jednalo se.")
    situation(event)
    event.refresh_from_db()

    if refusal := SITUATIONS[situation]:
        with pytest.raises(actions.Refused, match=refusal):
            CHANGES[change](event, manager)
    else:
        CHANGES[change](event, manager)


ROLES = (UnitRole.MANAGER, UnitRole.DEPUTY, UnitRole.REPRESENTATIVE, UnitRole.READER, UnitRole.CONSULTANT)
STEPS = {  # (address, is it possible with the evidence open, with it accepted)
    "evidence_accept": lambda evidence: evidence.pk,
    "acceptance_withdraw": lambda evidence: evidence.pk,
    "event_reopen": lambda evidence: evidence.event_id,
}


@pytest.mark.parametrize("is_accepted", [False, True])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", ROLES)
def test_step_of_the_acceptance_by_role_and_state(client, event, evidence, role, step, is_accepted):
    user = member(event.unit, role)
    if is_accepted:
        actions.accept_evidence(evidence, by=user)
    client.force_login(user)

    response = client.post(reverse(f"planning:{step}", args=[STEPS[step](evidence)]), {"reason": REASON})

    evidence.refresh_from_db()
    if role != UnitRole.CONSULTANT:
        assert (response.status_code, bool(evidence.accepted_at)) == (403, is_accepted)
        return
    assert response.status_code == 302
    assert bool(evidence.accepted_at) == (step == "evidence_accept")
    assert EventReopening.objects.count() == (step == "event_reopen" and is_accepted)


@pytest.mark.parametrize("state", [EventState.PLANNED, EventState.CANCELLED])
def test_evidence_of_what_was_not_held_is_not_accepted(evidence, consultant, state):
    Event.objects.update(state=state, cancelled_reason="Omyl" if state == EventState.CANCELLED else "")

    with pytest.raises(actions.Refused, match="Uznat lze jen doklad události, která se uskutečnila"):
        actions.accept_evidence(evidence, by=consultant)


def test_accepted_twice_keeps_who_was_first(evidence, consultant):
    actions.accept_evidence(evidence, by=consultant)

    again = actions.accept_evidence(evidence, by=UserFactory())

    assert again.accepted_by == consultant


def test_slip_is_taken_back_only_by_its_author_the_same_day(evidence, consultant):
    actions.accept_evidence(evidence, by=consultant)
    today = timezone.localdate()

    for who, day in ((UserFactory(), today), (consultant, today + timedelta(days=1))):
        with pytest.raises(actions.Refused, match="Vzít uznání zpět může jen tatáž osoba týž den"):
            actions.withdraw_acceptance(evidence, by=who, today=day)
    actions.withdraw_acceptance(evidence, by=consultant, today=today)

    evidence.refresh_from_db()
    assert (evidence.accepted_at, evidence.accepted_by) == (None, None)


def test_reopening_clears_all_acceptances_and_tells_the_editors(event, evidence, manager, consultant):
    other = EvidenceFactory(event=event, document__unit=event.unit)
    for one in (evidence, other):
        actions.accept_evidence(one, by=consultant)

    reopening = actions.reopen_event(event, by=consultant, reason=REASON)

    assert not Evidence.objects.filter(accepted_at__isnull=False).exists()
    assert (reopening.event, reopening.by, reopening.reason) == (event, consultant, REASON)
    notice = Notice.objects.get()
    assert notice.user == manager
    assert (
        notice.text
        == f"Setkání s obyvateli: Eva Konzultantka událost znovu otevřel/a k opravě. Důvod: {REASON}"
    )
    assert REASON in Notification.objects.get(recipient=manager.email).body


def test_open_event_is_not_reopened(event, evidence, consultant):
    with pytest.raises(actions.Refused, match="žádný její doklad není uznaný"):
        actions.reopen_event(event, by=consultant, reason=REASON)
    assert not EventReopening.objects.exists()


def test_another_file_may_be_added_to_accepted_evidence(event, evidence, manager, consultant):
    actions.accept_evidence(evidence, by=consultant)

    added = actions.attach_evidence(
        event, by=manager, output="CERTIFICATE", upload=stored_pdf(), delivered_on=TODAY
    )

    assert (added.accepted_at, event.evidence.count()) == (None, 2)


# --- The database -----------------------------------------------------------------------------------------


def test_database_keeps_the_file_of_accepted_evidence(event, evidence, consultant):
    actions.accept_evidence(evidence, by=consultant)
    other = DocumentFactory(unit=event.unit)

    for change in (
        lambda: Evidence.objects.update(document=other),
        lambda: Evidence.objects.update(output="CERTIFICATE"),
        lambda: Evidence.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError, match=r"Cannot (update|delete) rows"), transaction.atomic():
            change()
    assert Evidence.objects.get().document == evidence.document


@pytest.mark.parametrize("state", [EventState.HELD, EventState.CANCELLED])
def test_database_never_deletes_what_happened(state):
    event = EventFactory(state=state, cancelled_reason="Omyl" if state == EventState.CANCELLED else "")

    with pytest.raises(ProgrammingError, match="Cannot delete rows"), transaction.atomic():
        event.delete()


def test_database_keeps_each_reopening():
    reopening = EventReopeningFactory()

    for change in (reopening.delete, lambda: EventReopening.objects.update(reason="Jiný")):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            change()


# --- Two at once ------------------------------------------------------------------------------------------


@alone
def test_acceptance_and_a_change_wait_for_each_other(event, evidence, manager, consultant):
    """The consultant holds the event; the edit that came meanwhile finds the evidence accepted."""
    is_accepted, answers = threading.Event(), []

    def change():
        try:
            is_accepted.wait(10)
            edit(event, manager)
            answers.append("edited")
        except actions.Refused as refusal:
            answers.append(str(refusal))
        finally:
            connection.close()

    thread = threading.Thread(target=change)
    thread.start()
    with transaction.atomic():
        actions.accept_evidence(evidence, by=consultant)
        is_accepted.set()
        thread.join(timeout=1)
        assert thread.is_alive()  # waits for the row
    thread.join(timeout=10)

    assert len(answers) == 1
    assert answers[0].startswith("Agentura uznala doklad")
    event.refresh_from_db()
    assert event.place == ""


# --- The page ---------------------------------------------------------------------------------------------


def page_of(client, user, event) -> str:
    client.force_login(user)
    return text_of(client.get(reverse("planning:event", args=[event.pk])))


def test_closed_event_says_why_and_whom_to_ask(client, event, evidence, manager, consultant):
    actions.accept_evidence(evidence, by=consultant)

    page = page_of(client, manager, event)

    assert "uznáno Agenturou" in page
    assert "Je-li v ní chyba, požádejte o znovuotevření konzultanta/ku ASZ: Eva Konzultantka." in page
    for address in ("event_edit", "event_cancel", "attendance", "minutes", "event_reopen"):
        assert reverse(f"planning:{address}", args=[event.pk]) not in page
    assert reverse("planning:evidence_add", args=[event.pk]) in page


def test_consultant_has_the_buttons(client, event, evidence, consultant):
    accept, withdraw = (
        reverse(f"planning:{step}", args=[evidence.pk]) for step in ("evidence_accept", "acceptance_withdraw")
    )
    reopen = reverse("planning:event_reopen", args=[event.pk])
    page = page_of(client, consultant, event)
    assert [address in page for address in (accept, withdraw, reopen)] == [True, False, False]

    actions.accept_evidence(evidence, by=consultant)

    page = page_of(client, consultant, event)
    assert [address in page for address in (accept, withdraw, reopen)] == [False, True, True]


@pytest.mark.parametrize("address", ["event_edit", "event_cancel", "attendance", "minutes"])
def test_page_of_a_change_leads_back_from_a_closed_event(
    client, event, evidence, manager, consultant, address
):
    actions.accept_evidence(evidence, by=consultant)
    client.force_login(manager)

    response = client.get(reverse(f"planning:{address}", args=[event.pk]), follow=True)

    assert response.redirect_chain == [(reverse("planning:event", args=[event.pk]), 302)]
    assert [str(one).startswith("Agentura uznala doklad") for one in response.context["messages"]] == [True]


def test_nobody_to_ask_is_said(client, event, evidence, manager):
    actions.accept_evidence(evidence, by=UserFactory())

    assert "obraťte se na regionální pracoviště ASZ" in page_of(client, manager, event)


def test_consultant_of_another_unit_does_not_find_the_evidence(client, evidence):
    client.force_login(member(UnitFactory(), UnitRole.CONSULTANT))

    response = client.post(reverse("planning:evidence_accept", args=[evidence.pk]))

    assert response.status_code == 404
    evidence.refresh_from_db()
    assert evidence.accepted_at is None

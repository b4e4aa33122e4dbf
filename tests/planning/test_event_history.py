"""The history of an event: who changed what and when, in sentences, from what the triggers wrote down."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from partnerships.models import Event
from partnerships.vocabulary import EventKind, EventState, Matter, MeetingMode, Presence, UnitRole
from planning import actions
from planning.history import EventHistory
from tests.factories import (
    EventFactory,
    EvidenceFactory,
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    SeatFactory,
    UserFactory,
    member,
)
from tests.planning.browsing import text_of
from tests.planning.recording import stored_pdf
from tests.planning.situations import AFTER, agreement_with, commitment_of

# each action in a transaction of its own: the history tells what was saved at once
pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2023, 6, 1)


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def event(partnership):
    event = EventFactory(kind=EventKind.LP_MEETING, partnership=partnership, title="Třetí jednání")
    partnership.units.add(event.unit)
    return event


@pytest.fixture
def manager(event):
    return member(event.unit, name="Jana Nová")


def told(event) -> list[list[str]]:
    """Sentences of each entry, the newest first, each behind its author and its reason."""
    return [
        [
            f"{entry.who}: {sentence}" + (f" ({entry.reason})" if entry.reason else "")
            for sentence, _ in entry.told
        ]
        for entry in EventHistory(event)[0:100]
    ]


def edit(event, by, **fields):
    fresh = Event.objects.get(pk=event.pk)
    return actions.edit_event(
        fresh, by=by, today=TODAY, revision=fresh.revision, commitments=[], units=[event.unit], **fields
    )


def test_event_is_founded_without_an_author_by_the_system(event):
    assert told(event) == [["systém: založil událost"]]


def test_changed_fields_are_told_from_what_to_what(event, manager):
    edit(event, manager, place="Radnice", starts_at=time(9), mode=MeetingMode.IN_PERSON)
    edit(event, manager, place="Knihovna")
    edit(event, manager, starts_on=date(2023, 5, 11), place="")

    assert told(event)[:3] == [
        [
            "Jana Nová: změnil/a datum z „10.\xa05.\xa02023“ na „11.\xa05.\xa02023“",
            "Jana Nová: změnil/a místo: vymazáno „Knihovna“",
        ],
        ["Jana Nová: změnil/a místo z „Radnice“ na „Knihovna“"],
        [
            "Jana Nová: změnil/a začátek: doplněno „9:00“",
            "Jana Nová: změnil/a místo: doplněno „Radnice“",
            "Jana Nová: změnil/a forma: doplněno „prezenčně“",
        ],
    ]


def test_cancelling_says_why(event, manager):
    actions.cancel_event(event, by=manager, reason="Zapsáno omylem")

    assert told(event)[0] == [
        "Jana Nová: změnil/a stav z „uskutečněno“ na „zrušeno“",
        "Jana Nová: změnil/a důvod zrušení: doplněno „Zapsáno omylem“",
    ]


def test_attendance_is_told_by_name_and_many_people_as_one(event, partnership, manager):
    seats = [
        SeatFactory(
            partnership=partnership,
            holder=PersonFactory(first_name="Eva", last_name=f"Členka {number}"),
            organisation=OrganisationFactory(name="Charita"),
        )
        for number in range(5)
    ]
    rows = [{"seat": seat, "presence": Presence.PRESENT} for seat in seats]
    actions.record_attendance(event, by=manager, rows=rows)
    rows[0]["presence"] = Presence.EXCUSED
    guest = {"name_text": "Ota Host", "presence": Presence.GUEST}
    actions.record_attendance(event, by=manager, rows=[*rows, guest])

    second, first = told(event)[:2]
    assert first == ["Jana Nová: přidal/a účast, celkem 5\xa0osob"]
    assert sorted(second) == [
        "Jana Nová: přidal/a účast „Ota Host“",
        "Jana Nová: změnil/a účast „Eva Členka 0“ – účast z „přítomen/přítomna“ na „omluven/a“",
    ]
    names = next(change.after for entry in EventHistory(event)[1:2] for _, change in entry.told)
    assert sorted(names.splitlines()) == [f"Eva Členka {number}" for number in range(5)]


def test_minutes_points_and_decisions_are_told(event, manager):
    actions.save_minutes(
        event, by=manager, minutes_text="Jednalo se.", items=[{"matter": Matter.SITUATION, "note": "Klid."}]
    )
    actions.record_decision(event, by=manager, text="Bere na vědomí.")
    actions.approve_minutes(event, by=manager)
    actions.reopen_minutes(event, by=manager, reason="Chybí host")

    reopened, approved, decided, written = told(event)[:4]
    assert reopened[0].startswith("Jana Nová: změnil/a zápis – zápis schválen: vymazáno „")
    assert reopened[0].endswith("“ (Chybí host)")
    assert approved[0].startswith("Jana Nová: změnil/a zápis – zápis schválen: doplněno „")
    assert [re.sub(r"\d+/2023", "N", one) for one in decided] == ["Jana Nová: přidal/a usnesení „N“"]
    assert sorted(written) == [
        "Jana Nová: přidal/a bod jednání „vývoj sociální situace a potřeb obyvatel“",
        "Jana Nová: přidal/a zápis: Jednalo se.",
    ]


def test_evidence_its_acceptance_and_reopening_are_told(event, manager):
    consultant = member(event.unit, UnitRole.CONSULTANT, name="Eva Konzultantka")
    evidence = actions.attach_evidence(
        event, by=manager, output="LP_MEETING_RECORD", upload=stored_pdf(), delivered_on=TODAY
    )
    actions.accept_evidence(evidence, by=consultant)
    actions.reopen_event(event, by=consultant, reason="Chybí podpis")

    assert told(event)[:3] == [
        ["Eva Konzultantka: zrušil/a uznání dokladu: „zapis.pdf“ (Chybí podpis)"],
        ["Eva Konzultantka: uznal/a doklad „zapis.pdf“"],
        ["Jana Nová: přidal/a doklad „zapis.pdf“"],
    ]


def test_person_gone_since_is_said_to_be(event, manager):
    guest = PersonFactory(first_name="Krátce", last_name="Přítomný")
    actions.record_attendance(event, by=manager, rows=[{"person": guest, "presence": Presence.GUEST}])
    actions.record_attendance(event, by=manager, rows=[])
    guest.delete()

    text = "\n".join(change.before for _, change in EventHistory(event)[0:1][0].told)
    assert "záznam, který už v aplikaci není" in text


# --- A reason for what is already counted -----------------------------------------------------------------


@pytest.fixture
def counted():
    agreement = agreement_with([], kind="FREQUENCY", event_kind=EventKind.CONSULTATION, count=4)
    manager = member(agreement.unit, name="Jana Nová")
    event = actions.record_event(
        agreement.unit,
        by=manager,
        today=AFTER,
        kind=EventKind.CONSULTATION,
        starts_on=date(2023, 5, 1),
        commitments=[commitment_of(agreement)],
    )
    return event, manager


def test_correction_of_what_is_counted_needs_a_reason_and_the_history_keeps_it(counted):
    event, manager = counted

    with pytest.raises(actions.Refused, match="Napište, proč se mění: datum, počet účastníků"):
        edit(event, manager, starts_on=date(2023, 4, 30), participant_count=3)
    edit(event, manager, starts_on=date(2023, 4, 30), reason="Překlep v datu")

    assert told(event)[0][-1:] == [
        "Jana Nová: změnil/a datum z „1.\xa05.\xa02023“ na „30.\xa04.\xa02023“ (Překlep v datu)"
    ]


def test_correction_of_what_only_describes_needs_none(counted):
    event, manager = counted

    assert edit(event, manager, place="Radnice", summary="Poradili jsme se.").place == "Radnice"


@pytest.mark.parametrize("state", [EventState.PLANNED, EventState.HELD])
def test_correction_of_what_nobody_counts_needs_none(event, manager, state):
    Event.objects.update(state=state)

    assert edit(event, manager, starts_on=date(2023, 5, 11)).starts_on == date(2023, 5, 11)


def test_form_asks_for_the_reason_beside_the_field(client, counted):
    event, manager = counted
    client.force_login(manager)
    address = reverse("planning:event_edit", args=[event.pk])
    sent = {
        "starts_on": "30. 4. 2023",
        "state": "HELD",
        "revision": 0,
        "commitments": [str(event.fulfilments.get().commitment.key)],
    }

    response = client.post(address, sent)

    assert response.status_code == 200
    assert response.context["form"].errors["reason"] == [
        "Událost už se započítává. Napište, proč se mění: datum."
    ]
    assert client.post(address, sent | {"reason": "Překlep"}).status_code == 302
    event.refresh_from_db()
    assert event.starts_on == date(2023, 4, 30)


# --- The page ---------------------------------------------------------------------------------------------


def test_page_shows_twenty_five_entries_from_the_newest(client, event, manager):
    for number in range(27):
        edit(event, manager, place=f"Místo {number}")
    client.force_login(manager)
    address = reverse("planning:event_history", args=[event.pk])

    first, second = (text_of(client.get(address, {"page": page})) for page in (1, 2))

    assert "Nalezeno: 28 záznamů, od nejnovějšího." in first
    assert first.count('class="history-head"') == 25
    assert first.index("na „Místo 26“") < first.index("na „Místo 25“")
    assert second.count('class="history-head"') == 3
    assert "založil událost" in second


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_any_number_of_rows(
    client, event, partnership, manager, rows, django_assert_num_queries
):
    for number in range(rows):
        seat = SeatFactory(
            partnership=partnership, organisation=OrganisationFactory(), holder=PersonFactory()
        )
        by = UserFactory()
        actions.record_attendance(event, by=by, rows=[{"seat": seat, "presence": Presence.PRESENT}])
        EvidenceFactory(event=event, document__original_name=f"{number}.pdf")
    client.force_login(manager)

    with django_assert_num_queries(12):
        client.get(reverse("planning:event_history", args=[event.pk]))

"""One event: two people at once, closed events, what its page says and takes."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.vocabulary import OutputCode
from partnerships.models import Event
from partnerships.vocabulary import EventKind, EventState, OfficialRole, Presence, UnitRole
from planning.models import FulfilmentState
from tests.factories import (
    EventFactory,
    RoleHoldingFactory,
    member,
)
from tests.planning.browsing import add_url, errors, pdf, sent, text_of
from tests.planning.situations import (
    EVALUATION_ROLES,
    attended,
    commitment_of,
    event_for,
    minuted,
)

pytestmark = pytest.mark.django_db


def test_double_click_records_one_event(client, agreement, partnership, manager):
    once = sent(partnership=partnership.pk)

    first, second = client.post(add_url(agreement), once), client.post(add_url(agreement), once)

    assert first.url == second.url
    assert Event.objects.count() == 1


def test_lost_save_shows_both_values_and_keeps_what_was_typed(client, agreement, partnership, manager):
    event = event_for(agreement, partnership=partnership, place="Radnice", starts_on=date(2023, 3, 9))
    Event.objects.filter(pk=event.pk).update(place="Knihovna", revision=1)
    url = reverse("planning:event_edit", args=[event.pk])

    response = client.post(
        url, sent(partnership=partnership.pk, place="Škola", revision=0, title=event.title)
    )

    assert response.status_code == 409
    assert response.context["differences"] == [("Místo", "Škola", "Knihovna")]
    assert 'name="revision" value="1"' in text_of(response)
    assert 'value="Škola"' in text_of(response)
    event.refresh_from_db()
    assert event.place == "Knihovna"


@pytest.mark.parametrize(("name", "fields"), [("attendance", {"jmeno-0-name_text": "Jana"})])
def test_lost_save_of_a_part_keeps_what_was_typed(client, agreement, partnership, manager, name, fields):
    event = event_for(agreement, partnership=partnership)
    Event.objects.filter(pk=event.pk).update(revision=1)

    response = client.post(reverse(f"planning:{name}", args=[event.pk]), {"revision": 0, **fields})

    assert response.status_code == 409
    assert "zatím nejsou uložené" in text_of(response)
    assert "Jana" in text_of(response)
    assert 'name="revision" value="1"' in text_of(response)
    assert not event.attendances.exists()


@pytest.mark.parametrize(
    "name",
    ["event_edit", "event_cancel", "attendance", "minutes", "evidence_add", "fulfilment", "minutes_approve"],
)
@pytest.mark.parametrize("why", ["cancelled", "report"])
def test_closed_event_answers_with_a_message(client, agreement, manager, name, why):
    fields = (
        {"state": EventState.CANCELLED, "cancelled_reason": "Omyl"}
        if why == "cancelled"
        else {"kind": EventKind.COUNCIL_REPORT}
    )
    event = EventFactory(unit=agreement.unit, **fields)

    response = client.post(reverse(f"planning:{name}", args=[event.pk]), {}, follow=True)

    assert response.redirect_chain == [(reverse("planning:event", args=[event.pk]), 302)]
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_cancelling_asks_for_a_reason(client, agreement, partnership, manager):
    event = event_for(agreement, partnership=partnership)
    url = reverse("planning:event_cancel", args=[event.pk])

    assert errors(client.post(url, {"reason": "  "})) == {"reason": ["Toto pole je třeba vyplnit."]}
    client.post(url, {"reason": "Zapsáno dvakrát"})

    event.refresh_from_db()
    assert (event.state, event.cancelled_reason) == (EventState.CANCELLED, "Zapsáno dvakrát")


def test_event_page_says_what_is_missing_and_where_to_add_it(client, agreement, partnership, manager):
    event = attended(event_for(agreement, partnership=partnership))

    page = text_of(client.get(reverse("planning:event", args=[event.pk])))

    assert "zatím se nepočítá" in page
    assert "chybí: Záznam z jednání LP" in page
    assert f"{reverse('planning:evidence_add', args=[event.pk])}?vystup=LP_MEETING_RECORD" in page


def test_evidence_of_the_missing_output_makes_the_event_count(client, agreement, partnership, manager):
    event = attended(event_for(agreement, partnership=partnership))
    url = reverse("planning:evidence_add", args=[event.pk])
    assert client.get(url).context["form"]["output"].initial == OutputCode.LP_MEETING_RECORD

    client.post(url, {"output": "LP_MEETING_RECORD", "delivered_on": "10. 3. 2023", "upload": pdf()})

    assert "počítá se" in text_of(client.get(reverse("planning:event", args=[event.pk])))
    assert event.evidence.get().delivered_on == date(2023, 3, 10)


def test_proposal_is_confirmed_on_the_page_of_the_event(client, agreement, partnership, manager):
    event = event_for(agreement, partnership=partnership, state=FulfilmentState.PROPOSED)
    assert "čeká na potvrzení" in text_of(client.get(reverse("planning:event", args=[event.pk])))

    client.post(
        reverse("planning:fulfilment", args=[event.pk]), {"commitments": [commitment_of(agreement).key]}
    )

    assert event.fulfilments.get().confirmed_by == manager


def test_consultant_records_but_does_not_approve_or_cancel(client, agreement, partnership):
    event = minuted(event_for(agreement, partnership=partnership), approved=False)
    client.force_login(member(agreement.unit, UnitRole.CONSULTANT))

    page = text_of(client.get(reverse("planning:event", args=[event.pk])))

    assert reverse("planning:event_edit", args=[event.pk]) in page
    assert reverse("planning:minutes_approve", args=[event.pk]) not in page
    assert reverse("planning:event_cancel", args=[event.pk]) not in page


def test_evaluation_meeting_offers_the_three_roles_with_their_holders(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, kind=EventKind.EVALUATION_MEETING)
    RoleHoldingFactory(unit=agreement.unit, role=OfficialRole.MANAGER, person__last_name="Nová")
    url = reverse("planning:attendance", args=[event.pk])
    sheet = client.get(url).context["sheet"]
    assert [row.form["name_text"].initial for row in sheet.roles] == ["", "Jan Nová", ""]

    client.post(
        url,
        {
            "revision": 0,
            "role-MANAGER-name_text": "Jan Nová",
            "role-MANAGER-presence": "PRESENT",
            "role-CONSULTANT-name_text": "Ivo Vymyšlený",
            "role-CONSULTANT-presence": "PRESENT",
            "role-REPRESENTATIVE-presence": "EXCUSED",
        },
    )

    assert list(event.attendances.values_list("role_present", "name_text", "presence")) == [
        (
            OfficialRole.REPRESENTATIVE,
            "pověřený zástupce územního celku pro sociální začleňování",
            Presence.EXCUSED,
        ),
        (OfficialRole.MANAGER, "Jan Nová", Presence.PRESENT),
        (OfficialRole.CONSULTANT, "Ivo Vymyšlený", Presence.PRESENT),
    ]
    assert set(EVALUATION_ROLES) == {row.role for row in sheet.roles}


def test_training_attendance_keeps_hours_and_released_workers(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, kind=EventKind.SEMINAR)
    url = reverse("planning:attendance", args=[event.pk])

    client.post(
        url,
        {
            "revision": 0,
            "jmeno-0-name_text": "Jana Nová",
            "jmeno-0-is_released_worker": "on",
            "jmeno-0-hours_in_person": "3,5",
            "dalsi": "1",
        },
    )

    row = event.attendances.get()
    assert (row.presence, row.is_released_worker, str(row.hours_in_person)) == (Presence.PRESENT, True, "3.5")
    assert client.get(url).context["sheet"].people[0].form["name_text"].initial == "Jana Nová"
    nameless = client.post(url, {"revision": 1, "jmeno-0-hours_in_person": "2"})
    assert nameless.context["sheet"].blanks[0].form.errors == {"name_text": ["Napište jméno."]}

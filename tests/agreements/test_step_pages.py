"""The steps in the browser's words: what their pages say, ask, refuse and lead to."""

from datetime import date

import pytest

from agreements.addresses import step_path
from agreements.lifecycle import State
from agreements.models import PartnershipOpinion, Signature, VersionStepLog
from partnerships.vocabulary import EventKind, UnitRole
from tests.agreements.taking_steps import complete_draft, sign_in, version_in
from tests.agreements.test_reading import text_of
from tests.factories import (
    AgreementFactory,
    EventFactory,
    PartnershipFactory,
    UnitFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def early_summer(time_machine):
    time_machine.move_to("2026-06-01 12:00", tick=True)


def test_page_says_what_happens_and_who_is_next(client):
    version = complete_draft()
    sign_in(client, version)

    page = text_of(client.get(step_path("submit_for_review", version.pk)))

    assert "jeho text nepůjde měnit" in page
    assert "Potom bude na řadě ASZ: posoudit návrh" in page


def test_incomplete_draft_shows_links_to_its_gaps_and_no_button(client):
    version = VersionFactory()
    sign_in(client, version)
    path = step_path("submit_for_review", version.pk)

    page = client.get(path).content.decode()
    client.post(path)

    assert "Krok zatím nelze udělat" in page
    assert "Harmonogram nemá žádnou činnost." in page
    assert f"/verze/{version.pk}/#oddil-timeline" in page or "/cinnosti/nova/" in page
    assert 'class="form-narrow"' not in page
    version.refresh_from_db()
    assert version.state == State.DRAFT


def test_second_click_says_it_is_written_already(client):
    version = complete_draft()
    sign_in(client, version)
    path = step_path("submit_for_review", version.pk)

    first = text_of(client.post(path, follow=True))
    again = text_of(client.post(path, follow=True))

    assert "Zapsáno: předloženo ASZ k posouzení." in first
    assert "Tento krok už je zapsaný" in again
    assert VersionStepLog.objects.count() == 1


def test_day_before_its_time_is_said_at_the_field(client):
    version = version_in(State.APPROVED)
    sign_in(client, version, UnitRole.REPRESENTATIVE)
    sent = {"place_text": "V Chomutově", "signed_on": "10. 5. 2026", "function_text": "Jan Vymyšlený"}

    response = client.post(step_path("sign_unit", version.pk), sent)

    assert "To je dřív, než byl popis schválen" in text_of(response)
    assert 'aria-invalid="true"' in response.content.decode()
    assert not Signature.objects.exists()


def test_signature_offers_the_place_of_the_unit(client):
    unit = UnitFactory(name="Zlín", name_locative="ve Zlíně")
    version = version_in(State.APPROVED, agreement=AgreementFactory(unit=unit))
    sign_in(client, version, UnitRole.REPRESENTATIVE)

    assert 'value="Ve Zlíně"' in client.get(step_path("sign_unit", version.pk)).content.decode()


def test_place_without_its_preposition_is_refused(client):
    version = version_in(State.APPROVED)
    sign_in(client, version, UnitRole.CONSULTANT)
    sent = {"place_text": "Praha", "signed_on": "20. 5. 2026", "function_text": "Eva Vymyšlená"}

    page = text_of(client.post(step_path("sign_asz", version.pk), sent))

    assert "například V Praze" in page
    assert not Signature.objects.exists()


def test_opinion_takes_its_day_from_the_recorded_meeting(client):
    version = version_in(State.ASZ_AGREED)
    unit = version.agreement.unit
    partnership = PartnershipFactory(units=[unit])
    meeting = EventFactory(
        unit=unit,
        kind=EventKind.LP_MEETING,
        partnership=partnership,
        starts_on=date(2026, 4, 20),
        state="HELD",
    )
    elsewhere = EventFactory(
        kind=EventKind.LP_MEETING, partnership=PartnershipFactory(), starts_on=date(2026, 4, 21), state="HELD"
    )
    sign_in(client, version)
    path = step_path("discuss", version.pk)
    sent = {"result": "DISCUSSED", "given_by": "PARTNERSHIP"}

    page = client.get(path).content.decode()
    client.post(path, {**sent, "meeting": elsewhere.pk})
    assert not PartnershipOpinion.objects.exists()
    client.post(path, {**sent, "meeting": meeting.pk})

    assert f'value="{meeting.pk}"' in page
    assert f'value="{elsewhere.pk}"' not in page
    assert PartnershipOpinion.objects.get().discussed_on == date(2026, 4, 20)


def test_opinion_on_another_day_than_its_meeting_is_refused(client):
    version = version_in(State.ASZ_AGREED)
    unit = version.agreement.unit
    meeting = EventFactory(
        unit=unit,
        kind=EventKind.LP_MEETING,
        partnership=PartnershipFactory(units=[unit]),
        starts_on=date(2026, 4, 20),
        state="HELD",
    )
    sign_in(client, version)
    sent = {"result": "DISCUSSED", "given_by": "PARTNERSHIP", "discussed_on": "1. 4. 2026"}

    other_day = client.post(step_path("discuss", version.pk), {**sent, "meeting": meeting.pk})
    no_day = client.post(step_path("discuss", version.pk), {**sent, "discussed_on": ""})

    assert "Vybrané jednání se konalo 20. 4. 2026" in text_of(other_day)
    assert "Napište den projednání, nebo vyberte jednání" in text_of(no_day)
    assert not PartnershipOpinion.objects.exists()

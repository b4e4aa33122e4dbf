"""Memoranda of a unit: written down, corrected, chosen for an agreement; with a reason once it holds."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.models import Memorandum, VersionStepLog
from tests.agreements.test_reading import text_of
from tests.factories import MemorandumFactory, put_in_force

pytestmark = pytest.mark.django_db


def address(name, agreement, *more):
    return reverse(f"agreements:{name}", args=[agreement.pk, *more])


def test_memorandum_is_written_down_and_goes_with_the_draft(client, version, manager):
    agreement = version.agreement
    data = {"dated_on": "2. 11. 2021", "approved_on": "15. 12. 2021", "reference_text": "Memorandum 2021"}

    response = client.post(address("memorandum_add", agreement), data)

    memorandum = Memorandum.objects.get()
    agreement.refresh_from_db()
    assert response.url == address("memorandum_choose", agreement)
    assert (memorandum.unit, memorandum.dated_on) == (agreement.unit, date(2021, 11, 2))
    assert agreement.memorandum == memorandum


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"reference_text": ""}, "dated_on"),
        ({"signed_on": "1. 1. 2098"}, "signed_on"),
        ({"dated_on": "32. 1. 2021"}, "dated_on"),
    ],
)
def test_fault_is_said_at_its_field(client, version, manager, data, field):
    response = client.post(address("memorandum_add", version.agreement), data)

    assert list(response.context["form"].errors) == [field]
    assert not Memorandum.objects.exists()


def test_memorandum_is_corrected(client, version, manager):
    memorandum = MemorandumFactory(unit=version.agreement.unit, reference_text="Memorandum")

    url = address("memorandum", version.agreement, memorandum.pk)
    client.post(url, {"signed_on": "3. 1. 2022", "revision": 0})

    memorandum.refresh_from_db()
    assert (memorandum.signed_on, memorandum.reference_text) == (date(2022, 1, 3), "")


def test_who_saves_second_sees_both_texts_and_a_save_sent_twice_does_not(client, version, manager):
    memorandum = MemorandumFactory(unit=version.agreement.unit)
    url = address("memorandum", version.agreement, memorandum.pk)
    first = {"reference_text": "Memorandum ze dne 2. 11. 2021", "revision": 0}

    saved, again = client.post(url, first), client.post(url, first)
    lost = client.post(url, {"reference_text": "Memorandum 2021", "revision": 0})
    over = client.post(url, {"reference_text": "Memorandum 2021", "revision": 1})

    assert [saved.status_code, again.status_code, lost.status_code, over.status_code] == [302, 302, 409, 302]
    assert "Memorandum ze dne 2. 11. 2021" in text_of(lost)
    assert 'value="Memorandum 2021"' in lost.content.decode()
    memorandum.refresh_from_db()
    assert (memorandum.reference_text, memorandum.revision) == ("Memorandum 2021", 2)


def test_memorandum_of_another_unit_is_no_choice(client, version, manager):
    other = MemorandumFactory()

    chosen = client.post(address("memorandum_choose", version.agreement), {"memorandum": other.pk})
    opened = client.get(address("memorandum", version.agreement, other.pk))

    assert (chosen.status_code, opened.status_code) == (200, 404)
    version.agreement.refresh_from_db()
    assert version.agreement.memorandum is None


def test_once_the_agreement_holds_it_takes_a_reason_and_the_log_says_so(client, version, manager):
    memorandum = MemorandumFactory(unit=version.agreement.unit, reference_text="Memorandum 2021")
    put_in_force(version)
    url = address("memorandum_choose", version.agreement)

    without = client.post(url, {"memorandum": memorandum.pk})
    client.post(url, {"memorandum": memorandum.pk, "reason": "Odkaz chyběl."})

    assert list(without.context["form"].errors) == ["reason"]
    version.agreement.refresh_from_db()
    assert version.agreement.memorandum == memorandum
    entry = VersionStepLog.objects.get()
    assert (entry.label, entry.reason) == ("zvoleno memorandum", "Odkaz chyběl.")
    assert entry.changes == ["Memorandum: neuvedeno → Memorandum 2021"]


def test_pages_say_what_to_do_when_there_is_none(client, version, manager):
    assert "Zapište to, na které popis navazuje." in text_of(
        client.get(address("memorandum_choose", version.agreement))
    )

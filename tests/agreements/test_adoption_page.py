"""What stands beside the content, completed later in the browser."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from agreements.models import Approval, StatedStart, VersionStepLog
from agreements.vocabulary import Side
from agreements.warnings import missing
from tests.agreements.adoption_data import ALL, complete, running_for_two_years
from tests.agreements.test_reading import text_of
from tests.factories import MemorandumFactory, member

pytestmark = pytest.mark.django_db

SENT = {
    "reason": "Doplněno z podepsaného výtisku.",
    "approval_unit-decided_on": "15. 12. 2021",
    "approval_unit-resolution_number": "68/23",
    "approval_unit-body_text": "zastupitelstvo města",
    "approval_asz-decided_on": "20.12.2021",
    "approval_asz-body_text": "ředitel odboru",
    "signature_unit-signed_on": "3. 1. 2022",
    "signature_unit-place_text": "V Jihlavě",
    "signature_unit-function_text": "Jan Vymyšlený, radní",
    "signature_asz-signed_on": "10. 1. 2022",
    "signature_asz-place_text": "V Praze",
    "opinion-result": "CONSENSUS",
    "opinion-discussed_on": "2. 9. 2021",
    "opinion-mode": "ONLINE",
    "opinion-given_by": "PARTNERSHIP",
    "opinion-text": "konsenzuálně  přijat",
    "start-starts_on": "",
    "start-reason": "",
}


@pytest.fixture
def version():
    return running_for_two_years()


@pytest.fixture
def manager(client, version):
    user = member(version.agreement.unit)
    client.force_login(user)
    return user


@pytest.fixture
def url(version):
    return reverse("agreements:complete_adoption", args=[version.pk])


@time_machine.travel("2026-11-21 12:00")
def test_everything_is_completed_on_one_page(client, version, manager, url):
    response = client.post(url, {**SENT, "revision": 0}, follow=True)

    page = text_of(response)
    assert response.redirect_chain[0][0] == (
        reverse("agreements:version", args=[version.pk]) + "#oddil-approval"
    )
    assert "Součet všech termínů v jednotlivých letech: 2021: 0 → 1; 2022: 0 → 7; 2023: 0 → 7." in page
    assert "Schválení územním celkem – číslo usnesení: neuvedeno → 68/23" in page
    assert "platí 15. 12. 2021 – 14. 12. 2023" in page
    assert version.opinion.text == "konsenzuálně  přijat"
    assert version.approvals.get(side=Side.ASZ).body_text == "ředitel odboru"
    assert not StatedStart.objects.exists()
    assert VersionStepLog.objects.get().by == manager


def test_stored_values_are_offered_in_czech(client, version, manager, url):
    complete(version, ALL)

    page = client.get(url).content.decode().replace("\u00a0", " ")

    for value in (
        "15. 12. 2021",
        "20. 12. 2021",
        "3. 1. 2022",
        "2. 9. 2021",
        "10. 1. 2022",
        "V Praze",
        "68/23",
    ):
        assert f'value="{value}"' in page
    assert '<option value="CONSENSUS" selected>' in page


@time_machine.travel("2022-01-05 12:00")
@pytest.mark.parametrize(
    ("typed", "part", "field", "error"),
    [
        ({"approval_unit-decided_on": "6. 1. 2022"}, "approval_unit", "decided_on", "teprve přijde"),
        ({"approval_asz-decided_on": "15. 12. 2031"}, "approval_asz", "decided_on", "teprve přijde"),
        ({"signature_asz-signed_on": "10. 1. 2022"}, "signature_asz", "signed_on", "teprve přijde"),
        ({"opinion-discussed_on": "2. 9. 2022"}, "opinion", "discussed_on", "teprve přijde"),
        ({"approval_unit-decided_on": "15. 12. 2202"}, "approval_unit", "decided_on", "mezi 2000 a 2099"),
        ({"approval_unit-decided_on": "prosinec"}, "approval_unit", "decided_on", "platné datum"),
        ({"opinion-result": ""}, "opinion", "result", "Vyberte výsledek projednání."),
        ({"start-starts_on": "1. 2. 2022"}, "start", "reason", "proč popis platí"),
        ({"start-reason": "dohodou"}, "start", "starts_on", "Napište den"),
        ({"approval_unit-resolution_number": "x" * 61}, "approval_unit", "resolution_number", "60"),
    ],
)
def test_wrong_input_is_said_at_its_field_and_everything_typed_stays(
    client, version, manager, url, typed, part, field, error
):
    sent = {**SENT, "signature_asz-signed_on": "4. 1. 2022", "revision": 0, **typed}

    response = client.post(url, sent)

    errors = {name: dict(one.errors) for name, one in response.context["form"].parts.items() if one.errors}
    assert list(errors) == [part]
    assert list(errors[part]) == [field]
    assert error in errors[part][field][0]
    page = response.content.decode()
    assert all(value in page for value in sent.values() if value and value not in {"CONSENSUS", 0})
    assert not Approval.objects.exists()


def test_reason_is_asked_for(client, version, manager, url):
    response = client.post(url, {**SENT, "reason": "  ", "revision": 0})

    assert list(response.context["form"].errors) == ["reason"]
    assert not Approval.objects.exists()


def test_unchanged_page_says_that_nothing_changed(client, version, manager, url):
    response = client.post(url, {"reason": "Kontrola.", "revision": 0, "opinion-given_by": "PARTNERSHIP"})

    assert "Žádný údaj jste nezměnili" in text_of(response)
    assert not VersionStepLog.objects.exists()


def test_lost_save_shows_both_and_can_be_saved_again(client, version, manager, url):
    client.post(url, {**SENT, "revision": 0})
    mine = {**SENT, "approval_unit-decided_on": "1. 3. 2022", "revision": 0}

    lost = client.post(url, mine)
    saved = client.post(url, {**mine, "revision": lost.context["form"]["revision"].value()})

    assert lost.status_code == 409
    assert [(one.label, one.mine, one.stored) for one in lost.context["differences"]] == [
        (
            "Schválení územním celkem – datum schválení",
            "1.\u00a03.\u00a02022",
            "15.\u00a012.\u00a02021",
        )
    ]
    assert 'value="1. 3. 2022"' in lost.content.decode()
    assert saved.status_code == 302
    assert version.approvals.get(side=Side.UNIT).decided_on == date(2022, 3, 1)


def test_double_click_saves_once(client, version, manager, url):
    answers = [client.post(url, {**SENT, "revision": 0}).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert VersionStepLog.objects.count() == 1


def test_approval_before_the_memorandum_is_saved_and_only_warned_of(client, version, manager, url):
    agreement = version.agreement
    agreement.memorandum = MemorandumFactory(unit=agreement.unit, dated_on=date(2021, 12, 16))
    agreement.save()

    client.post(url, {**SENT, "revision": 0})

    loaded = type(version).objects.with_tree().get(pk=version.pk)
    assert "approved_before_memorandum" in {one.code for one in missing(loaded, today=date(2026, 11, 21))}


def test_page_costs_the_same_however_much_is_stored(client, version, manager, url, django_assert_num_queries):
    # session, user, version, tree, the four parts of adoption in six rows, revision, the header's units
    with django_assert_num_queries(11):
        client.get(url)
    complete(version, ALL)
    with django_assert_num_queries(11):
        client.get(url)

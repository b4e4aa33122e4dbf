"""Each side writes what stands beside the content for itself."""

import pytest
from django.urls import reverse

from agreements.lifecycle import State
from agreements.models import Approval, FileReference, VersionStepLog
from agreements.vocabulary import Origin
from partnerships.vocabulary import UnitRole
from tests.agreements.taking_steps import complete_draft, sign_in, version_in
from tests.agreements.test_reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def early_summer(time_machine):
    time_machine.move_to("2026-06-01 12:00", tick=True)


def test_each_side_writes_its_own_reference_number(client):
    version = version_in(State.ASZ_REVIEW)
    url = reverse("agreements:file_reference", args=[version.pk])
    for role, part in ((UnitRole.MANAGER, "reference_unit"), (UnitRole.CONSULTANT, "reference_asz")):
        sign_in(client, version, role)
        revision = 1 if role == UnitRole.CONSULTANT else 0
        sent = {
            "revision": revision,
            "reference_unit-reference_number": "MUVT/1/2026",
            "reference_asz-reference_number": "MMR-2/2026",
        }
        assert client.post(url, sent).status_code == 302, part

    numbers = dict(FileReference.objects.values_list("side", "reference_number"))
    assert numbers == {"UNIT": "MUVT/1/2026", "ASZ": "MMR-2/2026"}
    assert set(VersionStepLog.objects.values_list("step", flat=True)) == {"file_reference"}


def test_reference_number_somebody_else_changed_is_shown_beside_mine(client):
    version = version_in(State.ASZ_REVIEW)
    url = reverse("agreements:file_reference", args=[version.pk])
    sign_in(client, version)
    client.post(url, {"revision": 0, "reference_unit-reference_number": "První"})

    response = client.post(url, {"revision": 0, "reference_unit-reference_number": "Druhé"})

    assert response.status_code == 409
    assert "První" in text_of(response)
    assert FileReference.objects.get().reference_number == "První"


@pytest.mark.parametrize(
    "state", sorted({State.IN_FORCE, State.SUPERSEDED, State.TERMINATED, State.ARCHIVED})
)
def test_reference_number_of_what_is_concluded_has_no_page_of_its_own(client, state):
    version = version_in(state)
    sign_in(client, version)

    page = client.get(reverse("agreements:file_reference", args=[version.pk]), follow=True)

    assert "doplňuje spolu se schválením" in text_of(page)


@pytest.mark.parametrize(
    ("role", "own", "foreign"),
    [
        (UnitRole.MANAGER, "approval_unit", "approval_asz"),
        (UnitRole.CONSULTANT, "approval_asz", "approval_unit"),
    ],
)
def test_what_was_agreed_here_each_side_corrects_for_itself(client, role, own, foreign):
    version = version_in(State.IN_FORCE)
    sign_in(client, version, role)
    url = reverse("agreements:complete_adoption", args=[version.pk])

    page = client.get(url).content.decode()
    sent = {f"{part}-decided_on": "12. 5. 2026" for part in (own, foreign)}
    sent |= {f"{part}-resolution_number": "ZM/99/2026" for part in (own, foreign)}
    opinion = {"opinion-result": "DISCUSSED", "opinion-discussed_on": "2. 3. 2026"}
    client.post(url, {"revision": 0, "reason": "Překlep.", **opinion, **sent})

    assert f'name="{own}-decided_on"' in page
    assert f'name="{foreign}-decided_on"' not in page
    numbers = dict(Approval.objects.values_list("side", "resolution_number"))
    changed = {"approval_unit": "UNIT", "approval_asz": "ASZ"}
    assert numbers[changed[own]] == "ZM/99/2026"
    assert numbers[changed[foreign]] != "ZM/99/2026"


def test_signature_is_not_made_past_its_step(client):
    version = version_in(State.APPROVED)
    sign_in(client, version)

    page = client.get(reverse("agreements:complete_adoption", args=[version.pk])).content.decode()

    assert "signature_unit-signed_on" not in page


def test_document_from_paper_is_copied_whole_by_the_unit(client):
    version = complete_draft(origin=Origin.PAPER)
    url = reverse("agreements:complete_adoption", args=[version.pk])
    sign_in(client, version)
    page = client.get(url).content.decode()
    sign_in(client, version, UnitRole.CONSULTANT)

    assert "approval_asz-decided_on" in page
    assert client.get(url).status_code == 403

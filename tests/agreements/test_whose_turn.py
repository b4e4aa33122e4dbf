"""Each page says whose turn it is and how far the agreement has come; „Kontrola“ says what is missing."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.addresses import step_path
from agreements.lifecycle import State
from agreements.vocabulary import Side
from partnerships.vocabulary import UnitRole, UnitType
from tests.agreements.taking_steps import complete_draft, sign_in, version_in
from tests.agreements.test_reading import text_of
from tests.factories import (
    AgreementFactory,
    SignatureFactory,
    UnitFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def early_summer(time_machine):
    time_machine.move_to("2026-06-01 12:00", tick=True)


@pytest.mark.parametrize(
    ("state", "role", "said"),
    [
        (State.DRAFT, UnitRole.MANAGER, "Na řadě jste vy – čeká na vás: dopsat návrh"),
        (State.DRAFT, UnitRole.CONSULTANT, "Na řadě: územní celek – dopsat návrh"),
        (State.ASZ_REVIEW, UnitRole.CONSULTANT, "Na řadě jste vy – čeká na vás: posoudit návrh"),
        (State.ASZ_REVIEW, UnitRole.READER, "Na řadě: ASZ – posoudit návrh"),
        (State.APPROVED, UnitRole.REPRESENTATIVE, "Na řadě jste vy – čeká na vás: zapsat podpis"),
        (State.APPROVED, UnitRole.READER, "Na řadě: územní celek i ASZ – zapsat podpis své strany"),
        (State.SUPERSEDED, UnitRole.MANAGER, "Platí novější verze."),
    ],
)
def test_page_says_whose_turn_it_is(client, state, role, said):
    version = version_in(state)
    sign_in(client, version, role)

    assert said in text_of(client.get(reverse("agreements:version", args=[version.pk])))


def test_signed_side_waits_for_the_other_one(client):
    version = version_in(State.APPROVED)
    SignatureFactory(version=version, side=Side.UNIT, signed_on=date(2026, 5, 20))
    sign_in(client, version)

    page = text_of(client.get(reverse("agreements:version", args=[version.pk])))

    assert "Na řadě: ASZ – zapsat podpis za ASZ" in page
    assert "Zapsat podpis za územní celek" not in page


@pytest.mark.parametrize(
    ("unit_type", "body", "said"),
    [
        (UnitType.TOWN, "", "předloženo zastupitelstvu"),
        (UnitType.UNION, "GENERAL_ASSEMBLY", "předloženo valné hromadě"),
        (UnitType.LAG, "", "předloženo nejvyššímu orgánu"),
    ],
)
def test_state_names_the_body_of_the_unit(client, unit_type, body, said):
    unit = UnitFactory(unit_type=unit_type, approving_body=body)
    version = version_in(State.COUNCIL_SUBMITTED, agreement=AgreementFactory(unit=unit))
    sign_in(client, version)

    for url in (reverse("agreements:version", args=[version.pk]), reverse("agreements:list")):
        assert said in text_of(client.get(url))


def test_revision_under_way_is_said_beside_the_version_in_force(client):
    version = version_in(State.IN_FORCE)
    VersionFactory(agreement=version.agreement, number=2)
    sign_in(client, version)

    page = text_of(client.get(reverse("agreements:version", args=[version.pk])))

    assert "probíhá revize" in page
    assert "Probíhá revize, verze 2 (rozpracováno)" in page


# --- Kontrola ---


def test_check_of_a_complete_draft_offers_the_step(client):
    version = complete_draft()
    sign_in(client, version)

    response = client.get(reverse("agreements:check", args=[version.pk]))

    assert "Nic nebrání předložení ASZ" in text_of(response)
    assert step_path("submit_for_review", version.pk) in response.content.decode()


def test_check_says_what_blocks_and_what_only_comes_later(client):
    version = VersionFactory()
    sign_in(client, version)

    page = text_of(client.get(reverse("agreements:check", args=[version.pk])))

    assert "Brání předložení ASZ: 5" in page
    assert "Jen upozornění" in page
    assert "Doplní se v dalších krocích" in page
    assert page.index("Harmonogram nemá žádnou činnost") < page.index("Jen upozornění")


@pytest.mark.parametrize("rows", [1, 3])
def test_check_costs_the_same_for_any_number_of_rows(client, rows, django_assert_num_queries):
    version = complete_draft()
    for _ in range(rows):
        version.planned_measures.create(position=9, text="Posílení sociální práce")
    sign_in(client, version)

    with django_assert_num_queries(8):
        client.get(reverse("agreements:check", args=[version.pk]))

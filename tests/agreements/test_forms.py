"""Data entry in the browser: what is typed is saved or kept, and nothing else can be written."""

import pytest
from django.urls import reverse

from agreements import actions, reference
from agreements.models import AgreementTemplate, AgreementVersion
from agreements.queries import revision_of
from agreements.vocabulary import Section
from tests.agreements.test_reading import text_of
from tests.factories import (
    ActivityFactory,
    PersonFactory,
    RoleAssignmentFactory,
    StepFactory,
    TermFactory,
    UnitFactory,
    member,
    put_in_force,
)

pytestmark = pytest.mark.django_db


# --- Create, header, roles --------------------------------------------------------------------------------


def test_agreement_is_founded_in_the_browser(client):
    reference.load()
    unit = UnitFactory(name="Děčín")
    client.force_login(member(unit))
    template = AgreementTemplate.objects.get(code="6")

    response = client.post(
        reverse("agreements:create", args=[unit.pk]), {"kind": "SOCIAL_INCLUSION", "template": template.pk}
    )

    version = AgreementVersion.objects.get()
    assert response.url == reverse("agreements:version", args=[version.pk])
    assert (version.unit_text, version.template) == ("Děčín", template)


def test_second_draft_leads_to_the_first(client, version, manager):
    response = client.post(
        reverse("agreements:create", args=[version.agreement.unit.pk]),
        {"kind": version.agreement.kind, "template": version.template.pk},
        follow=True,
    )

    assert response.context["version"] == version
    assert "už existuje. Pokračujte v něm." in text_of(response)


def test_header_offers_what_the_form_has(client, version, manager):
    page = client.get(reverse("agreements:edit_section", args=[version.pk, "identifikace"]))

    assert [field.label for field in page.context["form"].visible_fields()] == ["Územní celek", "Sídlo", "IČ"]


def test_header_is_saved(client, version, manager):
    url = reverse("agreements:edit_section", args=[version.pk, "identifikace"])

    response = client.post(url, {"revision": 0, "unit_text": "Lhota", "seat_text": "Náves 1", "ico_text": ""})

    version.refresh_from_db()
    assert response.url == reverse("agreements:version", args=[version.pk]) + "#oddil-header"
    assert version.seat_text == "Náves 1"


def test_too_long_text_is_said_at_its_field_and_kept(client, version, manager):
    url = reverse("agreements:edit_section", args=[version.pk, "identifikace"])

    response = client.post(url, {"revision": 0, "unit_text": "x" * 201, "seat_text": "Náves 1"})

    assert list(response.context["form"].errors) == ["unit_text"]
    assert "x" * 201 in response.content.decode()
    version.refresh_from_db()
    assert version.seat_text == ""


def test_lost_save_of_the_header_shows_both_and_can_be_saved_again(client, version, manager):
    url = reverse("agreements:edit_section", args=[version.pk, "identifikace"])
    actions.save_header(version, by=manager, revision=0, seat_text="Náves 2")
    mine = {"revision": 0, "unit_text": "Lhota", "seat_text": "Náves 1"}

    lost = client.post(url, mine)

    assert lost.status_code == 409
    assert [
        (one.label, one.mine, one.stored, one.original, one.chosen) for one in lost.context["choices"]
    ] == [("Sídlo", "Náves 1", "Náves 2", "", "")]
    version.refresh_from_db()
    assert version.seat_text == "Náves 2"

    retry = {**mine, "revision": lost.context["revision"], "vychozi": 0, "spojit": "1"}
    undecided = client.post(url, retry)
    assert undecided.status_code == 409
    assert "chybí volba" in text_of(undecided)
    saved = client.post(url, {**retry, "volba-seat_text": "moje"})

    version.refresh_from_db()
    assert saved.status_code == 302
    assert version.seat_text == "Náves 1"


def test_double_click_saves_once_and_says_nothing_is_lost(client, version, manager):
    url = reverse("agreements:edit_section", args=[version.pk, "identifikace"])
    data = {"revision": 0, "unit_text": "Lhota", "seat_text": "Náves 1"}

    answers = [client.post(url, data).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert revision_of(version, Section.HEADER) == 1


@pytest.mark.parametrize("revision", ["", "x", "-1", str(10**12)])
def test_revision_that_is_none_saves_nothing(client, version, manager, revision):
    url = reverse("agreements:edit_section", args=[version.pk, "identifikace"])

    response = client.post(url, {"revision": revision, "unit_text": "jinak"})

    assert response.status_code == 200
    version.refresh_from_db()
    assert version.unit_text == "Lhota"


def test_fields_beyond_the_form_are_not_written(client, version, manager):
    url = reverse("agreements:edit_section", args=[version.pk, "identifikace"])

    client.post(
        url, {"revision": 0, "unit_text": "Lhota", "state": "IN_FORCE", "number": 9, "origin": "PAPER"}
    )

    version.refresh_from_db()
    assert (version.state, version.number, version.origin) == ("DRAFT", 1, "HERE")


def test_roles_are_saved_person_function_and_vacancy(client, version, manager):
    person = PersonFactory(first_name="Jana", last_name="Nová", title_before="Mgr.")
    person.units.add(version.agreement.unit)
    url = reverse("agreements:edit_section", args=[version.pk, "role"])

    client.post(
        url,
        {
            "revision": 0,
            "REPRESENTATIVE-function_text": "radní",
            "MANAGER-person": person.pk,
            "REGIONAL_HEAD-is_vacant": "on",
            "REGIONAL_HEAD-deputy_text": "Petr",
        },
    )

    assert {row.role: row.text for row in version.role_assignments.all()} == {
        "REPRESENTATIVE": "radní",
        "MANAGER": "Mgr. Jana Nová",
        "REGIONAL_HEAD": "pozice není obsazena, zastupuje Petr",
    }


def test_stranger_cannot_be_put_into_a_role(client, version, manager):
    stranger = PersonFactory()
    url = reverse("agreements:edit_section", args=[version.pk, "role"])

    response = client.post(url, {"revision": 0, "MANAGER-person": stranger.pk})

    assert [list(role.errors) for role in response.context["editor"].all_forms()] == [[], ["person"], []]
    assert not version.role_assignments.exists()


def test_vacant_role_with_a_name_is_a_fault(client, version, manager):
    url = reverse("agreements:edit_section", args=[version.pk, "role"])

    response = client.post(url, {"revision": 0, "MANAGER-is_vacant": "on", "MANAGER-name_text": "Jana Nová"})

    assert "Neobsazená pozice nemůže mít zároveň jméno." in text_of(response)
    assert "Jana Nová" in response.content.decode()


def test_lost_save_of_roles_shows_both(client, version, manager):
    actions.save_roles(version, by=manager, revision=0, roles=[{"role": "MANAGER", "name_text": "Petr"}])
    url = reverse("agreements:edit_section", args=[version.pk, "role"])

    response = client.post(url, {"revision": 0, "MANAGER-name_text": "Jana"})

    assert response.status_code == 409
    (choice,) = response.context["choices"]
    assert (choice.label, choice.mine, choice.stored) == (
        "Role v popisu spolupráce – manažer sociálního začleňování: jméno s tituly",
        "Jana",
        "Petr",
    )
    assert response.context["revision"] == 1


@pytest.mark.parametrize("name", ["activity_add", "activity_edit", "take_over"])
def test_version_in_force_can_only_be_revised(client, version, manager, name):
    parent = ActivityFactory(version=version)
    put_in_force(version)
    arguments = [version.pk, parent.key] if name == "activity_edit" else [version.pk]

    for method in (client.get, client.post):
        response = method(reverse(f"agreements:{name}", args=arguments), follow=True)
        assert response.redirect_chain == [(reverse("agreements:version", args=[version.pk]), 302)]
        assert ("lze jen revizí" in text_of(response)) is (name != "take_over")


# --- Steps of the life cycle ------------------------------------------------------------------------------


def test_document_is_taken_over_in_the_browser(client, version, manager):
    StepFactory(version=version)
    url = reverse("agreements:take_over", args=[version.pk])
    page = client.get(url)

    response = client.post(url, {"reason": "Platí na papíře."}, follow=True)

    assert "Chybí datum schválení územním celkem." in text_of(page)
    assert "je převzat a platí" in text_of(response)
    version.refresh_from_db()
    assert (version.state, version.origin) == ("IN_FORCE", "PAPER")


def test_taking_over_without_steps_says_what_to_do(client, version, manager):
    response = client.post(reverse("agreements:take_over", args=[version.pk]), {"reason": "Platí."})

    assert "Doplňte alespoň jednu činnost s krokem." in text_of(response)
    assert "Platí." in response.content.decode()


# --- Prices -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_for_any_number_of_rows(
    client, version, manager, count, django_assert_num_queries
):
    parent = ActivityFactory(version=version)
    for _ in range(count):
        TermFactory(version=version, step=StepFactory(version=version, activity=parent))
    RoleAssignmentFactory(version=version)
    # session, user, version with the section, tree, three of what the document is compared with,
    # the header's units
    for slug in ("identifikace", "role"):
        with django_assert_num_queries(8):
            client.get(reverse("agreements:edit_section", args=[version.pk, slug]))
    # and what the next days of a term are counted from: the approval, the stated start
    with django_assert_num_queries(9):
        client.get(reverse("agreements:activity_edit", args=[version.pk, parent.key]))


def test_saving_the_header_is_cheap(client, version, manager, django_assert_num_queries):
    client.post(
        reverse("agreements:edit_section", args=[version.pk, "identifikace"]),
        {"revision": 0, "unit_text": "a"},
    )

    # session, user, version, revision, savepoint, raised revision, lock, update, release
    with django_assert_num_queries(9):
        client.post(
            reverse("agreements:edit_section", args=[version.pk, "identifikace"]),
            {"revision": 1, "unit_text": "b"},
        )

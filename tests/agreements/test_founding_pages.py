"""Pages that found an agreement, one that follows another, and a revision."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.lifecycle import State
from agreements.models import Agreement, AgreementVersion
from partnerships.vocabulary import UnitRole
from tests.agreements.revising import agreement_from, in_force, revision, signed, terminate
from tests.factories import (
    AgreementFactory,
    ApprovalFactory,
    StepFactory,
    TemplateFactory,
    UnitFactory,
    VersionFactory,
    member,
    put_in_state,
)

pytestmark = pytest.mark.django_db
LAST_JUNE = date(2024, 6, 30)


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def version(unit):
    """In force from 1 January 2023 to 31 December 2027."""
    return in_force(agreement_from(date(2023, 1, 1), agreement=AgreementFactory(unit=unit)))


@pytest.fixture
def manager(unit, client):
    user = member(unit)
    client.force_login(user)
    return user


def text_of(response) -> str:
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def choices(response) -> list:
    field = response.context["form"].fields.get("start")
    return [value for value, _ in field.choices] if field else []


# --- A new agreement --------------------------------------------------------------------------------------


def test_first_agreement_starts_from_an_empty_form(client, unit, manager):
    template = TemplateFactory()
    url = reverse("agreements:create", args=[unit.pk])

    page = client.get(url)
    answer = client.post(url, {"kind": "SOCIAL_INCLUSION", "template": template.pk})

    assert choices(page) == []
    assert "revize" not in page.content.decode().lower()
    draft = AgreementVersion.objects.get()
    assert answer.url == reverse("agreements:version", args=[draft.pk])
    assert (draft.template, draft.agreement.predecessor) == (template, None)


def test_what_is_in_force_is_offered_for_revision_first(client, unit, manager, version):
    page = client.get(reverse("agreements:create", args=[unit.pk]))

    text = text_of(page)
    assert text.index("Změnit text platného popisu") < text.index("Založit další popis")
    assert reverse("agreements:revise", args=[version.agreement_id]) in text
    pk = version.agreement_id
    assert choices(page) == [f"z-posledni-verze-{pk}", f"navazujici-{pk}", "prazdny"]
    assert "Navázat na popis z let 2023–2027 a vyjít z jeho poslední verze" in text


def test_what_has_ended_is_not_offered_for_revision(client, unit, manager, version):
    terminate(version, LAST_JUNE)

    page = client.get(reverse("agreements:create", args=[unit.pk]))

    assert "Změnit text platného popisu" not in text_of(page)
    assert "Navázat na popis z let 2023–2024 a vyjít" in text_of(page)


@pytest.mark.parametrize(("start", "steps"), [("z-posledni-verze", 1), ("navazujici", 0)])
def test_successor_is_founded_with_the_text_or_without(client, unit, manager, version, start, steps):
    sent = {
        "start": f"{start}-{version.agreement_id}",
        "kind": version.agreement.kind,
        "template": version.template_id,
    }

    answer = client.post(reverse("agreements:create", args=[unit.pk]), sent, follow=True)

    draft = AgreementVersion.objects.get(state=State.DRAFT)
    assert draft.agreement.predecessor == version.agreement
    assert draft.activity_steps.count() == steps
    assert "Navazuje na" in text_of(answer)
    assert reverse("agreements:detail", args=[version.agreement_id]) in text_of(answer)


def test_kind_of_a_successor_is_its_predecessor_s(client, unit, manager, version):
    sent = {
        "start": f"navazujici-{version.agreement_id}",
        "kind": "INCLUSIVE_EDUCATION",
        "template": version.template_id,
    }

    answer = client.post(reverse("agreements:create", args=[unit.pk]), sent)

    assert answer.status_code == 200
    assert answer.context["form"].errors["kind"] == [
        "Popis, na který navazujete, je druhu „sociální začleňování“."
    ]


def test_agreement_of_another_unit_can_t_be_followed(client, unit, manager, version):
    foreign = in_force(agreement_from(date(2023, 1, 1)))
    sent = {
        "start": f"z-posledni-verze-{foreign.agreement_id}",
        "kind": foreign.agreement.kind,
        "template": foreign.template_id,
    }

    answer = client.post(reverse("agreements:create", args=[unit.pk]), sent)

    assert "start" in answer.context["form"].errors
    assert Agreement.objects.filter(unit=unit).count() == 1


def test_agreement_already_followed_is_not_offered(client, unit, manager, version):
    terminate(version, LAST_JUNE)
    successor = VersionFactory(
        agreement=AgreementFactory(unit=unit, predecessor=version.agreement), stated_years=1
    )
    StepFactory(version=successor)
    ApprovalFactory(version=successor, decided_on=date(2024, 7, 1))
    in_force(successor)

    page = client.get(reverse("agreements:create", args=[unit.pk]))

    pk = successor.agreement_id
    assert choices(page) == [f"z-posledni-verze-{pk}", f"navazujici-{pk}", "prazdny"]


def test_draft_under_way_is_said_and_led_to(client, unit, manager, version):
    draft = revision(version.agreement)
    sent = {
        "start": f"navazujici-{version.agreement_id}",
        "kind": version.agreement.kind,
        "template": version.template_id,
    }
    url = reverse("agreements:create", args=[unit.pk])

    page, answer = client.get(url), client.post(url, sent)

    assert reverse("agreements:version", args=[draft.pk]) in text_of(page)
    assert answer.url == reverse("agreements:version", args=[draft.pk])
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize("agreements", [1, 3])
def test_page_costs_the_same_for_any_number_of_agreements(
    client, unit, manager, agreements, django_assert_num_queries
):
    for _ in range(agreements):
        put_in_state(VersionFactory(agreement=AgreementFactory(unit=unit)), State.TERMINATED)
    url = reverse("agreements:create", args=[unit.pk])
    client.get(url)

    # session, user, unit, predecessors, templates, drafts, the header's units and notices
    with django_assert_num_queries(8):
        client.get(url)


# --- A revision -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [UnitRole.MANAGER, UnitRole.DEPUTY, UnitRole.CONSULTANT])
def test_revision_is_founded_with_its_reason(client, unit, version, role):
    client.force_login(member(unit, role))
    url = reverse("agreements:revise", args=[version.agreement_id])
    detail = client.get(reverse("agreements:detail", args=[version.agreement_id]))
    assert url in detail.content.decode()

    answer = client.post(url, {"reason": "Mění se počet jednání."}, follow=True)

    draft = version.agreement.versions.get(number=2)
    assert answer.redirect_chain[-1][0] == reverse("agreements:version", args=[draft.pk])
    assert "Dosavadní verze zatím platí dál." in text_of(answer)
    assert draft.step_log.get().reason == "Mění se počet jednání."


def test_revision_without_a_reason_asks_for_it(client, manager, version):
    answer = client.post(reverse("agreements:revise", args=[version.agreement_id]), {"reason": " "})

    assert "reason" in answer.context["form"].errors
    assert version.agreement.versions.count() == 1


def test_second_revision_leads_to_the_first(client, manager, version):
    draft = revision(version.agreement)
    url = reverse("agreements:revise", args=[version.agreement_id])

    answer = client.post(url, {"reason": "Ještě jednou."})
    detail = client.get(reverse("agreements:detail", args=[version.agreement_id]))

    assert answer.url == reverse("agreements:version", args=[draft.pk])
    assert url not in detail.content.decode()
    assert version.agreement.versions.count() == 2


def test_what_is_not_in_force_is_not_revised(client, unit, manager):
    draft = VersionFactory(agreement=AgreementFactory(unit=unit))

    answer = client.get(reverse("agreements:revise", args=[draft.agreement_id]), follow=True)

    assert "Revidovat lze jen platný popis spolupráce." in text_of(answer)


# --- Versions on the agreement's page ---------------------------------------------------------------------


def test_versions_are_listed_with_their_days_and_what_changed(client, manager, version):
    in_force(signed(revision(version.agreement), date(2024, 7, 1)))
    revision(version.agreement)

    text = text_of(client.get(reverse("agreements:detail", args=[version.agreement_id])))

    assert "platnost 1. 1. 2023 – 30. 6. 2024" in text
    assert "platnost 1. 7. 2024 – 31. 12. 2027" in text
    assert text.index("verze 3</a>, rozpracováno") < text.index("verze 1</a>, nahrazeno revizí")
    compare = reverse("agreements:compare", args=[version.agreement_id])
    assert [number for number in (1, 2, 3) if f"{compare}?do={number}" in text] == [2, 3]


def test_replaced_version_says_the_days_it_held(client, manager, version):
    in_force(signed(revision(version.agreement), date(2024, 7, 1)))

    text = text_of(client.get(reverse("agreements:version", args=[version.pk])))

    assert "platilo 1. 1. 2023 – 30. 6. 2024" in text
    assert "platí 1. 1. 2023" not in text


def test_years_of_the_whole_agreement_are_linked_after_a_revision(client, manager, version):
    in_force(signed(revision(version.agreement), date(2025, 7, 1)))

    page = client.get(reverse("agreements:detail", args=[version.agreement_id]))

    assert page.context["years"] == [2023, 2024, 2025, 2026, 2027]


def test_agreement_that_ended_shows_the_version_that_held_before_a_draft(client, manager, version):
    draft = revision(version.agreement)
    terminate(version, LAST_JUNE)

    page = client.get(reverse("agreements:detail", args=[version.agreement_id]))

    assert page.context["version"] == version
    assert reverse("agreements:version", args=[draft.pk]) in page.content.decode()

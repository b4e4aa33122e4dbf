from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.lifecycle import State
from agreements.vocabulary import AgreementKind
from partnerships.models import TerritorialUnit
from partnerships.vocabulary import AgencyRole, JobState, OfficialRole
from reporting.checklist import first_report_steps, with_progress
from tests.factories import (
    AgreementFactory,
    DocumentFactory,
    EventFactory,
    EvidenceFactory,
    JobFactory,
    PartnershipFactory,
    ReportFactory,
    RoleHoldingFactory,
    UnitFactory,
    UserFactory,
    VersionFactory,
    member,
    put_in_force,
    put_in_state,
)

pytestmark = pytest.mark.django_db


def asked_paths(response) -> list[str]:
    return [row.item.path for asked in response.context["board"].asked for row in asked.rows.first]


def waiting_paths(response) -> list[str]:
    return [row.item.path for row in response.context["board"].waiting.first]


def in_force_of(unit):
    return put_in_force(VersionFactory(agreement=AgreementFactory(unit=unit))).agreement


def done_steps(unit) -> list[bool]:
    return [
        step.done for step in first_report_steps(with_progress(TerritorialUnit.objects.all()).get(pk=unit.pk))
    ]


def printed_report(agreement, unit):
    return ReportFactory(
        agreement=agreement,
        snapshot={},
        snapshot_sha256="0" * 64,
        template_version="1",
        document=DocumentFactory(unit=unit),
    )


def test_checklist_is_ticked_by_the_data_and_goes_when_all_is_done():
    unit = UnitFactory()
    assert done_steps(unit) == [False] * 6

    agreement = AgreementFactory(unit=unit)
    version = VersionFactory(agreement=agreement)
    assert done_steps(unit) == [False] * 6, "a draft is no agreement yet"
    put_in_force(version)
    assert done_steps(unit) == [True, False, False, False, False, False]
    RoleHoldingFactory(unit=unit, role=OfficialRole.MANAGER)
    assert done_steps(unit)[1] is False, "the representative is missing"
    RoleHoldingFactory(unit=unit, role=OfficialRole.REPRESENTATIVE)
    PartnershipFactory(units=[unit])
    assert done_steps(unit) == [True, True, True, False, False, False]
    event = EventFactory(unit=unit, state="PLANNED")
    assert done_steps(unit)[3] is False, "a planned event has not happened"
    event.state = "HELD"
    event.save()
    EvidenceFactory(event=event, document=DocumentFactory(unit=unit))
    ReportFactory(agreement=agreement, number=2)
    assert done_steps(unit) == [True, True, True, True, True, False], "an unprinted report is none"
    printed_report(agreement, unit)
    assert done_steps(unit) == []


def test_checklist_of_a_unit_ignores_everything_of_another():
    unit, other = UnitFactory(), UnitFactory()
    put_in_force(VersionFactory(agreement=AgreementFactory(unit=other)))
    EvidenceFactory(event=EventFactory(unit=other), document=DocumentFactory(unit=other))
    RoleHoldingFactory(unit=other)
    PartnershipFactory(units=[other])

    assert done_steps(unit) == [False] * 6


def test_new_unit_is_led_by_links_to_its_first_report(client):
    unit = UnitFactory(name="Chomutov")
    client.force_login(member(unit))

    page = client.get(reverse("start")).content.decode()

    assert "Co chybí k první zprávě" in page
    assert "Hotovo 0 z\u00a06." in page
    for name in (
        "agreements:create",
        "partnerships:role_add",
        "partnerships:partnership_add",
        "planning:event_add",
    ):
        assert reverse(name, args=[unit.pk]) in page


def test_reader_is_not_asked_to_write(client):
    client.force_login(member(UnitFactory(), "READER"))

    assert "Co chybí k první zprávě" not in client.get(reverse("start")).content.decode()


def test_start_shows_agreements_with_their_state_and_this_year(client, time_machine):
    time_machine.move_to(date(2023, 6, 1))
    unit = UnitFactory()
    in_force = AgreementFactory(unit=unit)
    put_in_force(VersionFactory(agreement=in_force))
    draft = AgreementFactory(unit=unit, kind=AgreementKind.INCLUSIVE_EDUCATION)
    VersionFactory(agreement=draft)
    foreign = AgreementFactory()
    client.force_login(member(unit))

    response = client.get(reverse("start"))

    page = response.content.decode()
    (card,) = response.context["board"].cards
    assert {shown.agreement: shown.is_in_force for shown, _ in card.agreements} == {
        in_force: True,
        draft: False,
    }
    assert reverse("planning:year", args=[in_force.pk, 2023]) in page
    assert reverse("planning:year", args=[draft.pk, 2023]) not in page
    assert reverse("agreements:detail", args=[foreign.pk]) not in page


def test_start_says_whose_turn_it_is_and_leads_there(client):
    version = put_in_force(VersionFactory())
    draft = VersionFactory(agreement=version.agreement, number=2)
    unit = version.agreement.unit
    address = reverse("agreements:version", args=[draft.pk])

    client.force_login(member(unit))
    response = client.get(reverse("start"))
    assert f'href="{address}">Dopsat návrh' in response.content.decode()
    assert address in asked_paths(response)
    assert "probíhá revize" in response.content.decode()

    put_in_state(draft, State.ASZ_REVIEW)
    response = client.get(reverse("start"))
    assert address not in asked_paths(response)
    assert address in waiting_paths(response)
    assert "<strong>ASZ:</strong>" in response.content.decode()

    put_in_state(draft, State.ARCHIVED)
    assert address not in client.get(reverse("start")).content.decode()


def test_start_shows_reports_under_way_of_my_units_only(client):
    unit = UnitFactory()
    report = ReportFactory(agreement=in_force_of(unit), year=timezone.localdate().year - 1)
    mine = JobFactory(report=report, state=JobState.RUNNING)
    foreign = JobFactory()
    client.force_login(member(unit))

    response = client.get(reverse("start"))

    assert reverse("reporting:job", args=[mine.key]) in waiting_paths(response)
    assert str(foreign.key) not in response.content.decode()


def test_overseer_searches_instead_of_scrolling(client):
    for name in ("Děčín", "Chomutov"):
        UnitFactory(name=name)
    client.force_login(UserFactory(agency_role=AgencyRole.DIRECTOR))

    response = client.get(reverse("start"), {"q": "decin"})

    assert [unit.name for unit in response.context["page"]] == ["Děčín"]
    assert "board" not in response.context


def test_person_without_a_unit_learns_whom_to_ask(client):
    client.force_login(UserFactory())

    assert "Přístup vám přidělí správce" in client.get(reverse("start")).content.decode()

"""Who is told about a step, and what."""

import pytest

from agreements.lifecycle import State
from partnerships.models import Notice, Notification
from partnerships.vocabulary import UnitRole
from tests.agreements.taking_steps import take, version_in
from tests.factories import (
    AgreementFactory,
    UserFactory,
    member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def early_summer(time_machine):
    time_machine.move_to("2026-06-01 12:00", tick=True)


def people_of(version) -> dict:
    unit = version.agreement.unit
    people = {role: member(unit, role) for role in UnitRole}
    return {**people, "head": UserFactory(agency_role="REGIONAL_HEAD", region=unit.region)}


def told() -> set[str]:
    assert set(Notification.objects.values_list("recipient", flat=True)) == {
        notice.user.email for notice in Notice.objects.select_related("user")
    }
    return {notice.user.email for notice in Notice.objects.select_related("user")}


EDITORS = {UnitRole.MANAGER, UnitRole.DEPUTY}
SUBMITTERS = EDITORS | {UnitRole.REPRESENTATIVE}


@pytest.mark.parametrize(
    ("name", "state", "by", "to"),
    [
        ("submit_for_review", State.DRAFT, UnitRole.MANAGER, {UnitRole.CONSULTANT}),
        ("withdraw", State.ASZ_REVIEW, UnitRole.MANAGER, {UnitRole.CONSULTANT, UnitRole.DEPUTY}),
        ("return_for_rework", State.ASZ_REVIEW, UnitRole.CONSULTANT, EDITORS),
        ("agree", State.ASZ_REVIEW, UnitRole.CONSULTANT, EDITORS),
        ("discuss", State.ASZ_AGREED, UnitRole.MANAGER, SUBMITTERS - {UnitRole.MANAGER}),
        ("note_opinion", State.DRAFT, UnitRole.MANAGER, set()),
        ("submit_to_council", State.LP_DISCUSSED, UnitRole.REPRESENTATIVE, EDITORS),
        (
            "approve",
            State.COUNCIL_SUBMITTED,
            UnitRole.DEPUTY,
            SUBMITTERS - {UnitRole.DEPUTY} | {"CONSULTANT"},
        ),
        ("reject", State.COUNCIL_SUBMITTED, UnitRole.MANAGER, {UnitRole.DEPUTY, UnitRole.CONSULTANT}),
        ("rework", State.REJECTED_BY_COUNCIL, UnitRole.MANAGER, {UnitRole.DEPUTY}),
        ("sign_unit", State.APPROVED, UnitRole.REPRESENTATIVE, {UnitRole.CONSULTANT}),
        ("sign_asz", State.APPROVED, UnitRole.CONSULTANT, SUBMITTERS),
        ("terminate", State.IN_FORCE, UnitRole.CONSULTANT, SUBMITTERS),
        ("discard", State.DRAFT, UnitRole.MANAGER, {UnitRole.DEPUTY}),
    ],
)
def test_step_tells_those_who_act_next_and_never_its_author(name, state, by, to):
    version = version_in(state)
    people = people_of(version)

    take(name, version, by=people[by])

    assert told() == {people[role].email for role in to}
    for mail in Notification.objects.all():
        assert f"/verze/{version.pk}/" in mail.body
        assert version.agreement.unit.name in mail.subject
        assert "{" not in mail.subject + mail.body


def test_mail_says_what_is_asked_and_why():
    version = version_in(State.ASZ_REVIEW)
    people = people_of(version)

    take("return_for_rework", version, by=people[UnitRole.CONSULTANT], reason="Doplňte období.")

    mail = Notification.objects.first()
    notice = Notice.objects.first()
    assert "vrátil/a návrh popisu spolupráce k dopracování." in mail.body
    assert "Důvod: Doplňte období." in mail.body
    assert "Teď je řada na vás: upravit návrh a znovu ho předložit ASZ." in mail.body
    assert "vráceno k dopracování. Čeká na vás: upravit návrh" in notice.text


def test_second_signature_tells_both_sides_that_it_holds():
    version = version_in(State.APPROVED)
    people = people_of(version)
    take("sign_unit", version, by=people[UnitRole.MANAGER])
    Notice.objects.all().delete()
    Notification.objects.all().delete()

    take("sign_asz", version, by=people[UnitRole.CONSULTANT])

    assert told() == {people[role].email for role in SUBMITTERS}
    assert "popis spolupráce platí" in Notification.objects.first().subject


def test_unit_without_a_consultant_turns_to_the_head_of_its_region_else_to_the_director():
    director = UserFactory(agency_role="DIRECTOR")
    first = version_in(State.DRAFT)
    take("submit_for_review", first)
    assert told() == {director.email}

    head = UserFactory(agency_role="REGIONAL_HEAD", region=first.agreement.unit.region)
    Notice.objects.all().delete()
    Notification.objects.all().delete()
    second = version_in(State.DRAFT, agreement=AgreementFactory(unit=first.agreement.unit))
    take("submit_for_review", second)

    assert told() == {head.email}

"""Duplicates are found and merged: everything that pointed at the one goes to the other."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agreements.models import RoleAssignment
from partnerships import actions
from partnerships.directory.duplicates import alike_organisations, alike_people
from partnerships.directory.merging import merge_of
from partnerships.directory.relations import KEPT, MOVED, moved_relations, relations_of
from partnerships.models import ContactMerge, Organisation, Person
from partnerships.vocabulary import OfficialRole, Presence
from tests.factories import (
    AttendanceFactory,
    EventFactory,
    FollowUpTaskFactory,
    MeetingMailFactory,
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    RoleAssignmentFactory,
    RoleHoldingFactory,
    SeatFactory,
    SignatureFactory,
    UnitFactory,
    UserFactory,
    VersionFactory,
    member,
    put_in_force,
)
from tests.partnerships.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(name="Chomutov")


@pytest.fixture
def manager(unit, client):
    user = member(unit)
    client.force_login(user)
    return user


def someone(unit, first, last, **fields) -> Person:
    person = PersonFactory(first_name=first, last_name=last, **fields)
    person.units.add(unit)
    return person


@pytest.fixture
def kept(unit):
    return someone(unit, "Michal", "Kratochvíl")


@pytest.fixture
def absorbed(unit):
    return someone(unit, "Michal", "Kratochvil", email="m.kratochvil@example.cz")


# --- Finding ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (("Michal", "Kratochvíl"), ("Michal", "Kratochvil"), True),  # domain.md 8.2
        (("Michal", "Kratochvíl"), ("Kratochvíl", "Michal"), True),
        (("Michal", "Kratochvíl"), ("Michal", "Kratochvýl"), True),
        (("Jan", "Novák"), ("Jana", "Nováková"), False),
        (("Michal", "Kratochvíl"), ("Eva", "Dvořáková"), False),
    ],
)
def test_people_alike(unit, one, other, found):
    someone(unit, *one)
    someone(unit, *other)

    assert bool(alike_people(Person.objects.all())) is found


def test_people_of_one_email_are_alike_whatever_their_names(unit):
    someone(unit, "Eva", "Nová", email="eva@example.cz")
    someone(unit, "Eva", "Vdaná-Stará", email="EVA@example.cz")

    assert [pair.reason for pair in alike_people(Person.objects.all())] == ["stejný e-mail"]


def test_organisations_alike_by_name_or_ico(unit):
    OrganisationFactory(name="Oblastní charita Most", ico="00261891")
    OrganisationFactory(name="Oblastni charita Most")
    OrganisationFactory(name="OCH Most", ico="00261891")

    reasons = sorted(pair.reason for pair in alike_organisations(Organisation.objects.all()))

    assert reasons == ["stejné IČO", "stejný název"]


@pytest.mark.parametrize("rows", [1, 3])
def test_duplicates_cost_the_same_for_any_number_of_rows(
    client, manager, unit, rows, django_assert_num_queries
):
    for number in range(rows):
        someone(unit, "Jan", f"Kratochvíl {number}")
        someone(unit, "Jan", f"Kratochvil {number}")

    with django_assert_num_queries(7):
        page = client.get(reverse("partnerships:duplicates", args=[unit.pk])).content.decode()

    assert "Porovnat a sloučit" in page


# --- Merging ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Person, Organisation])
def test_every_relation_is_moved_or_said_to_stay(model):
    names = [one.name for one in relations_of(model)]

    assert [name for name in names if name not in MOVED and name not in KEPT] == []
    assert len(names) > 5


def test_tables_name_no_relation_that_is_gone():
    names = {one.name for model in (Person, Organisation) for one in relations_of(model)}
    assert {*MOVED, *KEPT} == names
    assert {*MOVED} & {*KEPT} == set()


def everything_of(person, unit) -> dict[str, list]:
    """One row of each relation of a person, by the name of the relation."""
    event = EventFactory(unit=unit)
    draft = VersionFactory(agreement__unit=unit)
    return {
        "partnerships.Attendance.person": AttendanceFactory(event=event, person=person, name_text=""),
        "partnerships.FollowUpTask.person": FollowUpTaskFactory(event=event, person=person, person_text=""),
        "partnerships.MeetingMail.person": MeetingMailFactory(event=event, person=person),
        "partnerships.Person.merged_into": someone(unit, "M.", "Kratochvíl", merged_into=person),
        "partnerships.RoleHolding.person": RoleHoldingFactory(
            unit=unit, role=OfficialRole.MANAGER, person=person, valid_to=date(2024, 1, 1)
        ),
        "partnerships.RoleHolding.deputy": RoleHoldingFactory(
            unit=unit, role=OfficialRole.MANAGER, is_vacant=True, person=None, deputy=person,
            valid_to=date(2024, 1, 1),
        ),
        "partnerships.Seat.holder": SeatFactory(
            partnership=PartnershipFactory(units=[unit]), holder=person, valid_to=date(2024, 1, 1)
        ),
        "partnerships.User.person": UserFactory(person=person, name=str(person), is_active=False),
        "agreements.RoleAssignment.person": RoleAssignmentFactory(version=draft, person=person),
        "agreements.Signature.person": SignatureFactory(version=draft, person=person),
    }  # fmt: skip


def test_everything_that_pointed_at_the_one_points_at_the_other(unit, manager, kept, absorbed):
    rows = everything_of(absorbed, unit)
    assert {one.name for one in moved_relations(Person)} == {*rows}, "a relation this test knows nothing of"

    record = actions.merge_contacts(kept, absorbed, by=manager, email=absorbed.email)

    for name, row in rows.items():
        row.refresh_from_db()
        assert getattr(row, name.rpartition(".")[2]) == kept, name
    assert record.moved == {MOVED[name]: 1 for name in rows} | {"zastupování v rolích": 1}
    assert (record.person, record.absorbed_person, record.by) == (kept, absorbed, manager)
    for one in (kept, absorbed):
        one.refresh_from_db()
    assert kept.email == "m.kratochvil@example.cz"
    assert absorbed.merged_into == kept
    assert list(Person.objects.listed()) == [kept]


def test_everything_of_an_organisation_moves(unit, manager):
    kept, absorbed = OrganisationFactory(name="Charita"), OrganisationFactory(name="Charita ČR")
    for one in (kept, absorbed):
        one.units.add(unit)
    rows = {
        "partnerships.Person.organisation": someone(unit, "Eva", "Nová", organisation=absorbed),
        "partnerships.Seat.organisation": SeatFactory(
            partnership=PartnershipFactory(units=[unit]), organisation=absorbed
        ),
        "partnerships.Attendance.organisation": AttendanceFactory(organisation=absorbed),
        "partnerships.Organisation.merged_into": OrganisationFactory(merged_into=absorbed),
    }
    assert {one.name for one in moved_relations(Organisation)} == {*rows}

    actions.merge_contacts(kept, absorbed, by=manager)

    for name, row in rows.items():
        row.refresh_from_db()
        assert getattr(row, name.rpartition(".")[2]) == kept, name


def test_document_in_force_keeps_the_entry_it_quotes(unit, manager, kept, absorbed):
    version = VersionFactory(agreement__unit=unit)
    role = RoleAssignmentFactory(version=version, person=absorbed)
    put_in_force(version)

    assert [(part.label, part.settled) for part in merge_of(kept, absorbed).staying] == [
        ("role v popisech spolupráce", 1)
    ]
    actions.merge_contacts(kept, absorbed, by=manager)

    assert RoleAssignment.objects.get(pk=role.pk).person == absorbed


@pytest.mark.parametrize("says_more", ["kept", "absorbed"])
def test_of_two_attendances_of_one_event_the_one_that_says_more_stays(
    unit, manager, kept, absorbed, says_more
):
    event = EventFactory(unit=unit)
    people = {"kept": kept, "absorbed": absorbed}
    rows = {
        who: AttendanceFactory(
            event=event,
            person=person,
            name_text="",
            presence=Presence.PRESENT if who == says_more else Presence.ABSENT,
        )
        for who, person in people.items()
    }

    record = actions.merge_contacts(kept, absorbed, by=manager)

    left = event.attendances.get()
    assert (left.pk, left.person, left.presence) == (rows[says_more].pk, kept, Presence.PRESENT)
    assert record.moved["zdvojená účast odstraněna"] == 1


def test_one_account_at_the_most(unit, manager, kept, absorbed):
    for one in (kept, absorbed):
        UserFactory(person=one)

    with pytest.raises(ValidationError, match="uživatelský účet"):
        actions.merge_contacts(kept, absorbed, by=manager)

    assert not ContactMerge.objects.exists()


def test_second_merge_of_the_same_entry_is_refused(unit, manager, kept, absorbed):
    actions.merge_contacts(kept, absorbed, by=manager)

    with pytest.raises(ValidationError, match="už je sloučený"):
        actions.merge_contacts(someone(unit, "Jiný", "Člověk"), absorbed, by=manager)


def test_units_of_both_are_kept(manager, kept, absorbed):
    other = UnitFactory()
    absorbed.units.add(other)

    actions.merge_contacts(kept, absorbed, by=manager)

    assert other in kept.units.all()


# --- The page ---------------------------------------------------------------------------------------------


def test_page_shows_both_values_and_takes_the_chosen_one(client, manager, unit, kept, absorbed):
    AttendanceFactory(event=EventFactory(unit=unit), person=absorbed, name_text="")
    url = reverse("partnerships:person_merge", args=[kept.pk, absorbed.pk])

    form = client.get(url).context["form"]
    assert {name: field.initial for name, field in form.fields.items()} == {"last_name": "1", "email": "2"}

    response = client.post(url, {"last_name": "1", "email": "2"})

    assert response["Location"] == reverse("partnerships:person", args=[kept.pk])
    kept.refresh_from_db()
    assert (kept.last_name, kept.email) == ("Kratochvíl", "m.kratochvil@example.cz")


def test_entry_of_a_unit_one_does_not_edit_is_not_merged_away(client, manager, unit, kept, absorbed):
    absorbed.units.add(UnitFactory())

    assert client.get(reverse("partnerships:person_merge", args=[kept.pk, absorbed.pk])).status_code == 403
    assert client.get(reverse("partnerships:person_merge", args=[absorbed.pk, kept.pk])).status_code == 200
    (pair,) = client.get(reverse("partnerships:duplicates", args=[unit.pk])).context["page"]
    assert (pair.first, pair.second) == (absorbed, kept), "the list offers the way that is open"


@pytest.mark.parametrize("rows", [1, 3])
def test_merge_page_costs_the_same_for_any_number_of_rows(
    client, manager, unit, kept, absorbed, rows, django_assert_num_queries
):
    for _ in range(rows):
        AttendanceFactory(event=EventFactory(unit=unit), person=absorbed, name_text="")
        FollowUpTaskFactory(person=absorbed, person_text="")

    with django_assert_num_queries(13):
        client.get(reverse("partnerships:person_merge", args=[kept.pk, absorbed.pk]))


@pytest.mark.django_db(transaction=True)
def test_two_merges_of_the_same_pair_at_once_leave_one_record(unit):
    manager = member(unit)
    kept, absorbed = someone(unit, "Eva", "Nová"), someone(unit, "Eva", "Nova")

    outcomes = at_once(
        lambda: actions.merge_contacts(kept, absorbed, by=manager),
        lambda: actions.merge_contacts(absorbed, kept, by=manager),
    )

    assert outcomes == ["ValidationError", "done"]
    assert ContactMerge.objects.count() == 1

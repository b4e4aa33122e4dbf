from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from partnerships import actions
from partnerships.models import Person, RoleHolding
from partnerships.structure import roles_on
from partnerships.vocabulary import AgencyRole, OfficialRole
from tests.factories import (
    PersonFactory,
    RegionFactory,
    RoleHoldingFactory,
    UnitFactory,
    UserFactory,
    member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(name="Chomutov")


@pytest.fixture
def manager(unit, client):
    user = member(unit)
    client.force_login(user)
    return user


def test_unit_list_is_in_czech_order_and_found_without_diacritics(client):
    for name in ("Chomutov", "Hodonín", "Čáslav", "Cheb", "Děčín"):
        UnitFactory(name=name)
    client.force_login(UserFactory(agency_role=AgencyRole.DIRECTOR))

    everything = client.get(reverse("partnerships:unit_list"))
    found = client.get(reverse("partnerships:unit_list"), {"q": "decin"})

    assert [one.name for one in everything.context["page"]] == [
        "Čáslav",
        "Děčín",
        "Hodonín",
        "Cheb",
        "Chomutov",
    ]
    assert [one.name for one in found.context["page"]] == ["Děčín"]


def test_unit_list_is_filtered_by_region_and_paged(client):
    region = RegionFactory(name="Ústecký kraj")
    for number in range(26):
        UnitFactory(name=f"Lhota {number:02d}", region=region)
    UnitFactory(name="Jinde")
    client.force_login(UserFactory(agency_role=AgencyRole.DIRECTOR))

    first = client.get(reverse("partnerships:unit_list"), {"kraj": region.pk})
    second = client.get(reverse("partnerships:unit_list"), {"kraj": region.pk, "page": 2})

    assert (first.context["page"].paginator.count, len(first.context["page"].object_list)) == (26, 25)
    assert [one.name for one in second.context["page"]] == ["Lhota 25"]
    assert f"kraj={region.pk}" in first.content.decode().split('rel="next"')[1][:200]


@pytest.mark.parametrize("query", [{"kraj": "x"}, {"page": "-5"}, {"page": "999999"}, {"q": "a\x00b %_'"}])
def test_unit_list_survives_a_mangled_address(client, manager, query):
    assert client.get(reverse("partnerships:unit_list"), query).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_unit_list_costs_the_same_for_any_number_of_rows(client, rows, django_assert_num_queries):
    UnitFactory.create_batch(rows)
    client.force_login(UserFactory(agency_role=AgencyRole.DIRECTOR))
    client.get(reverse("partnerships:unit_list"))

    with django_assert_num_queries(6):  # session, user, count, rows, regions, the header's units
        response = client.get(reverse("partnerships:unit_list"))

    assert response.content.decode().count('<th scope="row">') == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_unit_page_costs_the_same_for_any_number_of_holders(
    client, manager, unit, rows, django_assert_num_queries
):
    for _ in range(rows):
        RoleHoldingFactory(unit=unit, deputy=None)
    client.get(reverse("partnerships:unit", args=[unit.pk]))

    # session, user, unit, holders, partnerships, accounts, handovers, the header's units
    with django_assert_num_queries(8):
        client.get(reverse("partnerships:unit", args=[unit.pk]))


# --- Roles ------------------------------------------------------------------------------------------------


def test_role_line_tells_holders_of_the_day_from_former_ones(unit):
    former = RoleHoldingFactory(unit=unit, valid_from=date(2020, 1, 1), valid_to=date(2022, 12, 31))
    current = RoleHoldingFactory(unit=unit, valid_from=date(2023, 1, 1))

    lines = {line.role: line for line in roles_on(unit, date(2023, 5, 1))}

    assert set(lines) == set(OfficialRole)
    assert (lines[OfficialRole.MANAGER].current, lines[OfficialRole.MANAGER].former) == (
        (current,),
        (former,),
    )
    assert lines[OfficialRole.CONSULTANT].current == ()
    assert roles_on(unit, date(2022, 12, 31))[1].former == ()


def role_form(**fields):
    return {"role": "MANAGER", "holder": "osoba", "valid_from": "1. 1. 2023", "valid_to": "", **fields}


def test_known_person_takes_a_role(client, manager, unit):
    person = PersonFactory()
    person.units.add(unit)

    response = client.post(
        reverse("partnerships:role_add", args=[unit.pk]),
        role_form(person=person.pk, function_text="vedoucí odboru"),
    )

    assert response["Location"] == reverse("partnerships:unit", args=[unit.pk])
    holding = RoleHolding.objects.get()
    assert (holding.unit, holding.role, holding.person) == (unit, OfficialRole.MANAGER, person)
    assert (holding.function_text, holding.valid_from, holding.valid_to) == (
        "vedoucí odboru",
        date(2023, 1, 1),
        None,
    )


def test_new_person_is_written_with_the_role(client, manager, unit):
    client.post(
        reverse("partnerships:role_add", args=[unit.pk]),
        role_form(holder="nova", title_before="Mgr.", first_name="Jana", last_name="Nová"),
    )

    person = Person.objects.get()
    assert (person.full_name, list(person.units.all())) == ("Mgr. Jana Nová", [unit])
    assert RoleHolding.objects.get().person == person


def test_function_and_vacancy_are_two_different_things(client, manager, unit):
    deputy = PersonFactory(is_agency_staff=True)
    url = reverse("partnerships:role_add", args=[unit.pk])

    client.post(url, role_form(holder="funkce", function_text="vedoucí odboru", deputy=deputy.pk))
    client.post(url, role_form(holder="neobsazeno", function_text="zbytek", deputy=deputy.pk))

    function, vacancy = RoleHolding.objects.order_by("pk")
    assert (function.person, function.function_text, function.is_vacant, function.deputy) == (
        None,
        "vedoucí odboru",
        False,
        None,
    )
    assert (vacancy.person, vacancy.function_text, vacancy.is_vacant, vacancy.deputy) == (
        None,
        "",
        True,
        deputy,
    )


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({}, "person", "Vyberte osobu."),
        ({"holder": "funkce"}, "function_text", "Napište funkci."),
        ({"holder": "nova", "first_name": "Jana"}, "last_name", "Vyplňte jméno i příjmení."),
        ({"holder": "neobsazeno", "valid_from": "31. 2. 2023"}, "valid_from", "Zadejte platné datum."),
        ({"holder": "neobsazeno", "valid_to": "1.1.2022"}, "valid_to", "Konec nemůže být dřív než začátek."),
    ],
)
def test_half_filled_role_says_what_is_missing_and_writes_nothing(
    client, manager, unit, fields, field, sentence
):
    response = client.post(reverse("partnerships:role_add", args=[unit.pk]), role_form(**fields))

    assert response.status_code == 200
    assert response.context["form"].errors[field] == [sentence]
    assert not RoleHolding.objects.exists()
    assert not Person.objects.exists()


def test_person_of_another_unit_is_no_choice(client, manager, unit):
    stranger = PersonFactory()
    stranger.units.add(UnitFactory())

    response = client.post(reverse("partnerships:role_add", args=[unit.pk]), role_form(person=stranger.pk))

    assert "person" in response.context["form"].errors
    assert not RoleHolding.objects.exists()


def test_role_written_twice_by_two_clicks_stays_once(client, manager, unit):
    url = reverse("partnerships:role_add", args=[unit.pk])
    client.post(url, role_form(holder="funkce", function_text="vedoucí"))

    again = client.post(url, role_form(holder="funkce", function_text="vedoucí"))

    assert again.context["form"].non_field_errors() == ["Toto obsazení role už je zapsané."]
    assert RoleHolding.objects.count() == 1


def test_new_person_is_not_left_behind_when_the_role_is_refused(client, manager, unit):
    RoleHoldingFactory(unit=unit, person=None, function_text="vedoucí", valid_from=date(2023, 1, 1))

    with pytest.raises(ValidationError):
        actions.record_holding(
            unit,
            by=manager,
            new_person={"first_name": "Jana", "last_name": "Nová"},
            role="NENÍ",
            valid_from=date(2023, 1, 1),
        )

    assert not Person.objects.filter(last_name="Nová").exists()


def test_role_ends_once(client, manager, unit):
    holding = RoleHoldingFactory(unit=unit, valid_from=date(2023, 1, 1))
    url = reverse("partnerships:role_end", args=[holding.pk])

    client.post(url, {"valid_to": "31.12.2023"})
    second = client.post(url, {"valid_to": "30. 6. 2024"}, follow=True)

    holding.refresh_from_db()
    assert holding.valid_to == date(2023, 12, 31)
    assert [str(message) for message in second.context["messages"]][-1] == "Konec už je zapsaný."


def test_role_cannot_end_before_it_started(client, manager, unit):
    holding = RoleHoldingFactory(unit=unit, valid_from=date(2023, 1, 1))

    response = client.post(reverse("partnerships:role_end", args=[holding.pk]), {"valid_to": "31.12.2022"})

    assert response.context["form"].errors["valid_to"] == ["Konec nemůže být dřív než začátek."]


def test_history_of_an_action_names_its_author(unit):
    author = member(unit)

    holding = actions.hold_role(unit, by=author, role=OfficialRole.MANAGER, is_vacant=True)

    assert holding.history.get().pgh_context.metadata["user"] == author.pk

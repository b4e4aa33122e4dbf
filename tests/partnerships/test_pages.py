from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from partnerships import actions
from partnerships.models import LocalPartnership, Organisation, Person, RoleHolding, Seat, User
from partnerships.structure import roles_on, structure_on
from partnerships.vocabulary import AgencyRole, GroupStatus, OfficialRole, OrganisationType, SeatRole
from tests.factories import (
    GroupFactory,
    PartnershipFactory,
    PersonFactory,
    RegionFactory,
    RoleHoldingFactory,
    SeatFactory,
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


@pytest.fixture
def partnership(unit):
    return PartnershipFactory(name="LP Chomutov", units=[unit])


# --- Units ------------------------------------------------------------------------------------------------


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

    with django_assert_num_queries(
        7
    ):  # session, user, unit, my roles, holders, partnerships, the header's units
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


# --- The partnership --------------------------------------------------------------------------------------


def test_partnership_is_founded_for_the_unit(client, manager, unit):
    response = client.post(
        reverse("partnerships:partnership_add", args=[unit.pk]),
        {"name": "LP Chomutov", "founder_text": "Rada města", "founded_text": "2016", "founded_on": ""},
    )

    partnership = LocalPartnership.objects.get()
    assert response["Location"] == reverse("partnerships:partnership", args=[partnership.pk])
    assert (partnership.name, list(partnership.units.all())) == ("LP Chomutov", [unit])


def test_partnership_of_the_same_name_is_refused(client, manager, unit, partnership):
    response = client.post(
        reverse("partnerships:partnership_add", args=[unit.pk]), {"name": partnership.name}
    )

    assert response.context["form"].non_field_errors() == [
        "Lokální partnerství s tímto názvem už územní celek má."
    ]


def test_group_of_the_same_name_is_refused(client, manager, partnership):
    GroupFactory(partnership=partnership, name="Bydlení")

    response = client.post(
        reverse("partnerships:group_add", args=[partnership.pk]), {"name": "Bydlení", "status": "ESTABLISHED"}
    )

    assert response.context["form"].non_field_errors() == [
        "Pracovní skupina s tímto názvem už v partnerství je."
    ]
    assert partnership.groups.count() == 1


def seat_form(**fields):
    return {"organisation_type": "STATE_POLICE", "role": "MEMBER", "has_vote": "on", **fields}


def test_seat_of_a_new_organisation_and_person_is_added_to_a_group(client, manager, unit, partnership):
    group = GroupFactory(partnership=partnership)

    response = client.post(
        reverse("partnerships:seat_add", args=[partnership.pk]),
        seat_form(
            group=group.pk,
            new_organisation="Policie ČR",
            first_name="Petr",
            last_name="Strážný",
            valid_from="1.2.2023",
        ),
    )

    assert response.status_code == 302, response.context["form"].errors
    seat = Seat.objects.get()
    assert (seat.partnership, seat.group, seat.role, seat.has_vote) == (
        partnership,
        group,
        SeatRole.MEMBER,
        True,
    )
    assert (str(seat.organisation), str(seat.holder)) == ("Policie ČR", "Petr Strážný")
    assert seat.organisation.organisation_type == OrganisationType.STATE_POLICE
    assert list(seat.organisation.units.all()) == list(seat.holder.units.all()) == [unit]
    assert seat.valid_from == date(2023, 2, 1)


def test_seat_without_function_and_organisation_is_refused(client, manager, partnership):
    response = client.post(reverse("partnerships:seat_add", args=[partnership.pk]), seat_form())

    assert response.context["form"].errors == {"function_text": ["Napište funkci, nebo vyberte organizaci."]}
    assert not Seat.objects.exists()


def test_seat_of_a_foreign_group_organisation_or_person_is_no_choice(client, manager, partnership):
    foreign = PartnershipFactory(units=[UnitFactory()])
    group = GroupFactory(partnership=foreign)
    stranger = PersonFactory()
    organisation = Organisation.objects.create(name="Cizí", organisation_type=OrganisationType.NGO)

    response = client.post(
        reverse("partnerships:seat_add", args=[partnership.pk]),
        seat_form(function_text="x", group=group.pk, holder=stranger.pk, organisation=organisation.pk),
    )

    assert set(response.context["form"].errors) == {"group", "holder", "organisation"}
    with pytest.raises(ValidationError):
        actions.add_seat(
            partnership,
            by=manager,
            organisation_type=OrganisationType.NGO,
            function_text="x",
            group=group,
        )


def test_structure_shows_the_day_asked_for(partnership):
    group = GroupFactory(partnership=partnership, founded_on=date(2023, 1, 1))
    former = SeatFactory(partnership=partnership, valid_to=date(2022, 12, 31), holder=PersonFactory())
    current = SeatFactory(partnership=partnership, valid_from=date(2023, 1, 1))
    grouped = SeatFactory(partnership=partnership, group=group, valid_from=date(2023, 1, 1))

    before, after = (structure_on(partnership, date(year, 6, 1)) for year in (2022, 2023))

    assert [(body.group, body.seats) for body in before.bodies] == [(None, (former,))]
    assert (before.seat_count, before.vacant_count) == (1, 0)
    assert [(body.group, body.seats) for body in after.bodies] == [(None, (current,)), (group, (grouped,))]
    assert (after.seat_count, after.vacant_count) == (2, 2)


@pytest.mark.parametrize("rows", [1, 3])
def test_partnership_page_costs_the_same_for_any_number_of_seats(
    client, manager, partnership, rows, django_assert_num_queries
):
    for _ in range(rows):
        SeatFactory(
            partnership=partnership, group=GroupFactory(partnership=partnership), holder=PersonFactory()
        )
    url = reverse("partnerships:partnership", args=[partnership.pk])
    client.get(url)

    # session, user, partnership, its units, unit of the page, groups, seats, my roles, the header's units
    with django_assert_num_queries(9):
        client.get(url)


@pytest.mark.parametrize("day", ["31. 2. 2023", "x", ""])
def test_partnership_on_no_day_is_shown_today(client, manager, partnership, day):
    SeatFactory(partnership=partnership)

    response = client.get(reverse("partnerships:partnership", args=[partnership.pk]), {"den": day})

    assert response.status_code == 200
    assert response.context["structure"].seat_count == 1


def test_seat_ends_and_the_consultant_may_do_it(client, unit, partnership):
    seat = SeatFactory(partnership=partnership)
    client.force_login(member(unit, "CONSULTANT"))

    client.post(reverse("partnerships:seat_end", args=[seat.pk]), {"valid_to": "31. 12. 2023"})

    seat.refresh_from_db()
    assert seat.valid_to == date(2023, 12, 31)


def test_partnership_of_two_units_is_kept_by_either(client):
    first, second = UnitFactory(name="Litvínov"), UnitFactory(name="Obrnice")
    shared = PartnershipFactory(units=[first, second])
    client.force_login(member(second))

    response = client.post(
        reverse("partnerships:group_add", args=[shared.pk]),
        {"name": "Bydlení", "status": GroupStatus.OPTIONAL},
    )
    page = client.get(response["Location"])

    assert page.context["unit"] == second
    assert shared.groups.get().name == "Bydlení"


def test_site_admin_sees_no_content_and_no_switcher(client):
    UnitFactory(name="Chomutov")
    client.force_login(User.objects.create_user("spravce@example.cz", name="Správce", is_site_admin=True))

    page = client.get(reverse("start")).content.decode()

    assert "Chomutov" not in page
    assert reverse("admin:index") in page
    assert reverse("partnerships:unit_list") not in page

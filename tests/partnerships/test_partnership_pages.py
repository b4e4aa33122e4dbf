from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from partnerships import actions
from partnerships.models import LocalPartnership, Organisation, Seat, User
from partnerships.structure import structure_on
from partnerships.vocabulary import GroupStatus, OrganisationType, SeatRole
from tests.factories import (
    GroupFactory,
    PartnershipFactory,
    PersonFactory,
    SeatFactory,
    UnitFactory,
    member,
)

pytestmark = pytest.mark.django_db


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
    current = SeatFactory(partnership=partnership, valid_from=date(2023, 1, 1), is_vacant=True)
    grouped = SeatFactory(partnership=partnership, group=group, valid_from=date(2023, 1, 1))

    before, after = (structure_on(partnership, date(year, 6, 1)) for year in (2022, 2023))

    assert [(body.group, body.seats) for body in before.bodies] == [(None, (former,))]
    assert (before.seat_count, before.vacant_count) == (1, 0)
    assert [(body.group, body.seats) for body in after.bodies] == [(None, (current,)), (group, (grouped,))]
    assert (after.seat_count, after.vacant_count) == (2, 1)


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

    # session, user, partnership, its units, groups, their areas, seats, rules, meetings, the header's units
    with django_assert_num_queries(10):
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
    assert reverse("partnerships:administration") in page
    assert reverse("partnerships:unit_list") not in page

"""Consultants of units, kept by the regional head and by the site admin."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from partnerships import actions
from partnerships.models import Notification
from partnerships.vocabulary import AgencyRole, OfficialRole, UnitRole
from tests.factories import PersonFactory, RoleHoldingFactory, UnitFactory, UserFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(name="Chomutov")


@pytest.fixture
def head(unit, client):
    user = UserFactory(agency_role=AgencyRole.REGIONAL_HEAD, region=unit.region, name="Bc. Lenka Vedoucí")
    client.force_login(user)
    return user


@pytest.fixture
def consultant():
    return UserFactory(agency_role=AgencyRole.CONSULTANT, name="Mgr. Ivo Radil", email="ivo@asz.cz")


def page(name, *args):
    return reverse(f"partnerships:{name}", args=args)


def test_head_assigns_a_consultant_who_then_sees_the_unit(client, unit, head, consultant):
    form = {"consultant": consultant.pk, "starts_on": "1. 9. 2026", "official": "on"}

    response = client.post(page("consultant_assign", unit.pk), form)

    assert response["Location"] == page("consultant_list")
    membership = unit.memberships.get()
    assert (membership.user, membership.role, membership.created_by) == (
        consultant,
        UnitRole.CONSULTANT,
        head,
    )
    holding = unit.role_holdings.get()
    assert (holding.role, str(holding.person), holding.valid_from) == (
        OfficialRole.CONSULTANT,
        "Mgr. Ivo Radil",
        date(2026, 9, 1),
    )
    assert holding.person.is_agency_staff
    assert Notification.objects.get().recipient == "ivo@asz.cz"
    shown = client.get(page("consultant_list")).content.decode()
    assert "Mgr. Ivo Radil" in shown
    assert "přidělil/a Bc. Lenka Vedoucí" in shown
    client.force_login(consultant)
    assert client.get(page("unit", unit.pk)).status_code == 200


def test_assigning_without_the_official_role_writes_none(unit, head, consultant):
    actions.assign_consultant(
        unit, by=head, consultant=consultant, starts_on=date(2026, 9, 1), official=False
    )

    assert not unit.role_holdings.exists()
    assert unit.memberships.active().count() == 1


def test_official_role_already_written_is_not_doubled(unit, head, consultant):
    consultant.person = PersonFactory(is_agency_staff=True)
    consultant.save()
    RoleHoldingFactory(unit=unit, role=OfficialRole.CONSULTANT, person=consultant.person)

    actions.assign_consultant(unit, by=head, consultant=consultant, starts_on=date(2026, 9, 1), official=True)

    assert unit.role_holdings.count() == 1


def test_second_assignment_of_the_same_consultant_is_refused_in_czech(client, unit, head, consultant):
    form = {"consultant": consultant.pk, "starts_on": "1. 9. 2026"}
    client.post(page("consultant_assign", unit.pk), form)

    response = client.post(page("consultant_assign", unit.pk), form)

    assert "Uživatel už tuto roli v územním celku má." in response.content.decode()
    assert unit.memberships.count() == 1


def test_assignment_ends_at_once_and_the_official_role_on_its_last_day(client, unit, head, consultant):
    membership = actions.assign_consultant(
        unit, by=head, consultant=consultant, starts_on=date(2026, 9, 1), official=True
    )

    client.post(page("consultant_end", membership.pk), {"ends_on": "31. 12. 2026"})
    again = client.post(page("consultant_end", membership.pk), {"ends_on": "31. 12. 2026"})

    membership.refresh_from_db()
    assert membership.ended_by == head
    assert unit.role_holdings.get().valid_to == date(2026, 12, 31)
    assert "Přístup už je ukončený." in again.content.decode()
    client.force_login(consultant)
    assert client.get(page("unit", unit.pk)).status_code == 404


def test_role_that_would_end_before_it_began_is_refused_and_the_access_stays(unit, head, consultant):
    membership = actions.assign_consultant(
        unit, by=head, consultant=consultant, starts_on=date(2026, 9, 1), official=True
    )

    with pytest.raises(ValidationError, match="Konec nemůže být dřív než začátek"):
        actions.end_consultant(membership, by=head, now=timezone.now(), ends_on=date(2026, 8, 1))
    membership.refresh_from_db()
    assert membership.ended_at is None


def test_unit_and_people_outside_the_region_do_not_exist_for_the_head(client, unit, head, consultant):
    elsewhere = UnitFactory(name="Jihlava")
    foreign = member(elsewhere, UnitRole.CONSULTANT).memberships.get()
    manager = member(unit).memberships.get()

    assert "Jihlava" not in client.get(page("consultant_list")).content.decode()
    assert client.get(page("consultant_assign", elsewhere.pk)).status_code == 404
    assert client.get(page("consultant_end", foreign.pk)).status_code == 404
    assert client.get(page("consultant_end", manager.pk)).status_code == 404, "not a consultant"


@pytest.mark.parametrize(
    "fields", [{}, {"agency_role": "CONSULTANT", "is_active": False}, {"agency_role": "ANALYST"}]
)
def test_only_active_consultants_of_the_agency_are_offered(client, unit, head, fields):
    user = UserFactory(**fields)

    response = client.post(
        page("consultant_assign", unit.pk), {"consultant": user.pk, "starts_on": "1. 9. 2026"}
    )

    assert "consultant" in response.context["form"].errors
    assert not unit.memberships.exists()


def test_header_leads_the_head_to_consultants_and_the_admin_to_the_administration(client, unit, head):
    assert f'href="{page("consultant_list")}"' in client.get(reverse("start")).content.decode()
    client.force_login(UserFactory(is_site_admin=True))

    start = client.get(reverse("start")).content.decode()
    assert f'href="{page("administration")}"' in start
    assert reverse("admin:index") not in start
    assert reverse("admin:index") in client.get(page("administration")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_consultants_costs_the_same(client, unit, head, rows, django_assert_num_queries):
    for _ in range(rows):
        member(UnitFactory(region=unit.region), UnitRole.CONSULTANT)
    client.get(page("consultant_list"))

    # session, user, count, units, their consultants, regions of the filter, the header's units
    with django_assert_num_queries(7):
        response = client.get(page("consultant_list"))

    assert response.content.decode().count('<th scope="row">') == rows + 1

"""Accounts and who gets where: what the actions allow, and the site admin's pages."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships import actions
from partnerships.models import Invitation, Membership, Notification, TerritorialUnit, User
from partnerships.vocabulary import AccountState, AgencyRole, UnitRole
from tests.factories import (
    PASSWORD,
    InvitationFactory,
    MembershipFactory,
    RegionFactory,
    UnitFactory,
    UserFactory,
    member,
)
from tests.partnerships.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(name="Chomutov")


@pytest.fixture
def admin(client):
    user = UserFactory(name="Olga Správcová", is_site_admin=True)
    client.force_login(user)
    return user


def page(name, *args):
    return reverse(f"partnerships:{name}", args=args)


def edit(user, by, **changed):
    fields = {
        name: getattr(user, name) for name in ("name", "email", "agency_role", "region", "is_site_admin")
    }
    return actions.edit_account(user, by=by, now=timezone.now(), **{**fields, **changed})


# --- Whose rows -------------------------------------------------------------------------------------------


def test_site_admin_administers_all_and_a_regional_head_the_consultants_of_the_region(unit):
    elsewhere = UnitFactory()
    consultant = member(unit, UnitRole.CONSULTANT)
    far = MembershipFactory(user=consultant, unit=elsewhere, role=UnitRole.CONSULTANT)
    manager = member(unit)
    head = UserFactory(agency_role=AgencyRole.REGIONAL_HEAD, region=unit.region)
    admin = UserFactory(is_site_admin=True)
    invitation = InvitationFactory(user=manager, created_by=admin)

    assert set(TerritorialUnit.objects.administered_by(head)) == {unit}
    assert set(User.objects.administered_by(head)) == {consultant}
    assert {one.user for one in Membership.objects.administered_by(head)} == {consultant}
    assert far not in Membership.objects.administered_by(head)
    assert not Invitation.objects.administered_by(head).exists()
    assert set(User.objects.administered_by(admin)) == {consultant, manager, head, admin}
    assert Membership.objects.administered_by(admin).count() == 3
    assert set(Invitation.objects.administered_by(admin)) == {invitation}


@pytest.mark.parametrize(
    "fields", [{}, {"agency_role": "DIRECTOR"}, {"is_site_admin": True, "is_active": False}]
)
def test_nobody_else_administers_anything(unit, fields):
    member(unit)
    user = UserFactory(**fields)

    for model in (User, Membership, TerritorialUnit, Invitation, Notification):
        assert not model.objects.administered_by(user).exists()


# --- Accounts ---------------------------------------------------------------------------------------------


def test_new_account_has_no_password_and_waits_for_an_invitation(client, admin):
    form = {"name": "Mgr. Jana Nová", "email": " Jana@Chomutov.cz ", "agency_role": "", "region": ""}

    response = client.post(page("user_add"), form)

    user = User.objects.get(email="jana@chomutov.cz")
    assert response["Location"] == page("user", user.pk)
    assert not user.has_usable_password()
    assert User.objects.with_state(timezone.now()).get(pk=user.pk).state == AccountState.NOT_INVITED
    assert user.history.latest("pgh_id").pgh_context.metadata["user"] == admin.pk


def test_second_account_with_the_same_email_is_refused_in_the_form(client, admin):
    UserFactory(email="jana@chomutov.cz")

    response = client.post(page("user_add"), {"name": "Jana", "email": "JANA@chomutov.cz"})

    assert "Uživatel s tímto e-mailem už existuje." in response.context["form"].errors["email"]
    assert User.objects.count() == 2


def test_region_without_its_role_is_refused_in_czech(client, admin):
    form = {"name": "Jana", "email": "j@a.cz", "agency_role": "DIRECTOR", "region": RegionFactory().pk}

    response = client.post(page("user_add"), form)

    assert "Kraj se vyplňuje právě u vedoucí/ho regionálního pracoviště." in response.content.decode()


def test_changed_email_ends_what_was_sent_to_the_old_one(unit):
    admin = UserFactory(is_site_admin=True)
    user = UserFactory(email="stary@chomutov.cz", password=None)
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    invitation = InvitationFactory(user=user)

    edit(user, admin, email="Novy@chomutov.cz")

    invitation.refresh_from_db()
    user.refresh_from_db()
    assert (user.email, invitation.withdrawn_by) == ("novy@chomutov.cz", admin)
    assert not EmailAddress.objects.exists()
    told = Notification.objects.values_list("recipient", flat=True)
    assert sorted(told) == ["novy@chomutov.cz", "stary@chomutov.cz"]


@pytest.mark.parametrize(
    ("role", "changed", "sentence"),
    [
        (UnitRole.MANAGER, {"is_site_admin": True}, "Správce aplikace nevidí obsah"),
        (UnitRole.MANAGER, {"agency_role": AgencyRole.ANALYST}, "Role v územním celku patří jeho lidem"),
        (UnitRole.CONSULTANT, {"agency_role": ""}, "jen účet s rolí konzultant/ka ASZ"),
    ],
)
def test_account_with_access_does_not_change_sides(unit, role, changed, sentence):
    user = member(unit, role)

    with pytest.raises(ValidationError, match=sentence):
        edit(user, UserFactory(is_site_admin=True), **changed)


# --- Deactivation -----------------------------------------------------------------------------------------


def test_deactivated_person_is_out_at_once_and_the_session_does_not_come_back(client, admin, unit):
    user = member(unit)
    browser = Client()
    browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert browser.get(page("unit", unit.pk)).status_code == 200

    client.post(page("user_deactivate", user.pk))

    assert browser.get(page("unit", unit.pk))["Location"].startswith(reverse("account_login"))
    client.post(page("user_reactivate", user.pk))
    assert browser.get(page("unit", unit.pk))["Location"].startswith(reverse("account_login"))
    assert User.objects.get(pk=user.pk).is_active


def test_nobody_deactivates_oneself(client, admin):
    UserFactory(is_site_admin=True)

    response = client.post(page("user_deactivate", admin.pk), follow=True)

    assert "Vlastní účet deaktivovat nemůžete" in response.content.decode()
    assert User.objects.get(pk=admin.pk).is_active


def test_last_active_site_admin_stays():
    last = UserFactory(is_site_admin=True)
    gone = UserFactory(is_site_admin=True, is_active=False)

    with pytest.raises(ValidationError, match="poslední aktivní správce"):
        actions.deactivate(last, by=gone, now=timezone.now())
    with pytest.raises(ValidationError, match="poslední aktivní správce"):
        edit(last, last, is_site_admin=False)
    assert User.objects.get(pk=last.pk).is_site_admin


@pytest.mark.django_db(transaction=True)
def test_two_site_admins_deactivating_each_other_at_once_leave_one():
    first, second = UserFactory(is_site_admin=True), UserFactory(is_site_admin=True)
    now = timezone.now()

    results = at_once(
        lambda: actions.deactivate(first, by=second, now=now),
        lambda: actions.deactivate(second, by=first, now=now),
    )

    assert results == ["ValidationError", "done"]
    assert User.objects.filter(is_site_admin=True, is_active=True).count() == 1


def test_deactivating_twice_says_so(client, admin):
    user = UserFactory(is_active=False)

    response = client.post(page("user_deactivate", user.pk), follow=True)

    assert "Účet už je deaktivovaný." in response.content.decode()


# --- Access -----------------------------------------------------------------------------------------------


def test_access_is_given_once_and_its_person_is_told(client, admin, unit):
    user = UserFactory(email="jana@chomutov.cz")
    form = {"unit": unit.pk, "role": UnitRole.DEPUTY}

    client.post(page("access_add", user.pk), form)
    second = client.post(page("access_add", user.pk), form)

    membership = user.memberships.get()
    assert (membership.role, membership.created_by) == (UnitRole.DEPUTY, admin)
    assert "Uživatel už tuto roli v územním celku má." in second.content.decode()
    mail = Notification.objects.get()
    assert mail.recipient == "jana@chomutov.cz"
    assert "zástup manažera/ky" in mail.body
    assert "Olga Správcová" in mail.body


def test_access_ends_once_at_the_next_request_and_keeps_who_ended_it(client, admin, unit):
    user = member(unit)
    membership = user.memberships.get()
    browser = Client()
    browser.force_login(user)
    assert browser.get(page("unit", unit.pk)).status_code == 200

    client.post(page("access_end", membership.pk))
    second = client.post(page("access_end", membership.pk), follow=True)

    membership.refresh_from_db()
    assert (membership.ended_by, membership.ended_at is not None) == (admin, True)
    assert browser.get(page("unit", unit.pk)).status_code == 404
    assert "Přístup už je ukončený." in second.content.decode()
    assert Notification.objects.get().subject == "Popis spolupráce: konec přístupu k územnímu celku Chomutov"


def test_person_without_any_access_gets_an_empty_start_page_that_says_so(client):
    client.force_login(UserFactory())

    assert "Zatím nemáte přístup k žádnému územnímu celku" in client.get(reverse("start")).content.decode()


@pytest.mark.parametrize(
    ("fields", "role", "sentence"),
    [
        ({"is_active": False}, UnitRole.READER, "deaktivovaný"),
        ({"is_site_admin": True}, UnitRole.READER, "Správce aplikace nevidí obsah"),
        ({"agency_role": AgencyRole.DIRECTOR}, UnitRole.MANAGER, "patří jeho lidem"),
        ({}, UnitRole.CONSULTANT, "konzultant/ka ASZ"),
    ],
)
def test_access_that_makes_no_sense_is_refused(unit, fields, role, sentence):
    with pytest.raises(ValidationError, match=sentence):
        actions.give_access(UserFactory(**fields), by=None, unit=unit, role=role)
    assert not Membership.objects.exists()


def test_site_admin_sees_no_content_of_the_unit_he_keeps(client, admin, unit):
    assert client.get(page("unit_edit", unit.pk)).status_code == 200
    assert client.get(page("unit", unit.pk)).status_code == 404


# --- The list ---------------------------------------------------------------------------------------------


def names(response):
    return [one.name for one in response.context["page"]]


def test_accounts_are_listed_by_surname_and_found_without_diacritics(client, admin, unit):
    for name in ("Mgr. Jana Chmelová", "Karel Čáp", "Ing. Petr Hora, Ph.D.", "Adam Cibulka"):
        UserFactory(name=name, email=f"{name.split()[-2].strip('.').lower()}{len(name)}@x.cz")

    everybody = client.get(page("user_list"))
    found = client.get(page("user_list"), {"q": "cap karel"})

    assert names(everybody) == [
        "Adam Cibulka",
        "Karel Čáp",
        "Ing. Petr Hora, Ph.D.",
        "Mgr. Jana Chmelová",
        "Olga Správcová",
    ]
    assert names(found) == ["Karel Čáp"]


def test_accounts_are_filtered_by_role_state_and_unit(client, admin, unit):
    now = timezone.now()
    member(unit, UnitRole.MANAGER, name="Manažerka")
    member(unit, UnitRole.MANAGER, name="Bývalý", is_active=False)
    UserFactory(name="Ředitel", agency_role=AgencyRole.DIRECTOR)
    InvitationFactory(user=UserFactory(name="Pozvaný", password=None))
    late = {"created_at": now - timedelta(days=9), "expires_at": now - timedelta(days=2)}
    InvitationFactory(user=UserFactory(name="Propadlý", password=None), **late)

    def found(**query):
        return set(names(client.get(page("user_list"), query)))

    assert found(role="obec-MANAGER") == {"Manažerka", "Bývalý"}
    assert found(role="obec-MANAGER", stav="ACTIVE") == {"Manažerka"}
    assert found(role="asz-DIRECTOR") == {"Ředitel"}
    assert found(role="spravce") == {"Olga Správcová"}
    assert found(stav="INVITED") == {"Pozvaný"}
    assert found(stav="INVITATION_EXPIRED") == {"Propadlý"}
    assert found(stav="DEACTIVATED") == {"Bývalý"}
    assert found(celek=unit.pk) == {"Manažerka", "Bývalý"}


@pytest.mark.parametrize(
    "query", [{"role": "x"}, {"stav": "x"}, {"celek": "x"}, {"q": "a\x00 %_'"}, {"page": "x"}]
)
def test_account_list_survives_a_mangled_address(client, admin, query):
    assert client.get(page("user_list"), query).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_account_list_costs_the_same_for_any_number_of_rows(client, admin, rows, django_assert_num_queries):
    for _ in range(rows):
        MembershipFactory(unit=UnitFactory())
    client.get(page("user_list"))

    # session, user, count, accounts, their access, units of the filter, the header's units
    with django_assert_num_queries(7):
        response = client.get(page("user_list"))

    assert response.content.decode().count('<th scope="row">') == rows + 1


@pytest.mark.parametrize("rows", [1, 3])
def test_account_page_costs_the_same_for_any_number_of_units(client, admin, rows, django_assert_num_queries):
    user = UserFactory()
    for _ in range(rows):
        MembershipFactory(user=user, created_by=admin)
    client.get(page("user", user.pk))

    # session, user, account, its access three times, handovers, invitation, the header's units
    with django_assert_num_queries(10):
        client.get(page("user", user.pk))


# --- Units ------------------------------------------------------------------------------------------------


def unit_form(**fields):
    return {
        "unit_type": "LAG",
        "name": "MAS Podralsko",
        "name_genitive": "MAS Podralsko",
        "name_locative": "v Mimoni",
        "ico": "00261891",
        "seat_address": "Náměstí 1, Mimoň",
        "postal_code": "47124",
        **fields,
    }


def test_unit_of_any_type_is_made_and_edited(client, admin):
    region = RegionFactory()

    client.post(page("unit_add"), unit_form(region=region.pk))
    unit = TerritorialUnit.objects.get()
    client.post(page("unit_edit", unit.pk), unit_form(region=region.pk, seat_address="Náměstí 2, Mimoň"))

    unit.refresh_from_db()
    assert (unit.unit_type, unit.seat_address) == ("LAG", "Náměstí 2, Mimoň")
    assert unit.history.latest("pgh_id").pgh_context.metadata["user"] == admin.pk


def test_unit_with_a_wrong_check_digit_is_not_made(client, admin):
    response = client.post(page("unit_add"), unit_form(region=RegionFactory().pk, ico="00261892"))

    assert "IČO" in response.context["form"].errors["ico"][0]
    assert not TerritorialUnit.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_unit_list_of_the_administration_costs_the_same(client, admin, rows, django_assert_num_queries):
    for _ in range(rows):
        MembershipFactory(unit=UnitFactory())
    client.get(page("administered_units"))

    with django_assert_num_queries(6):  # session, user, count, rows, regions, the header's units
        response = client.get(page("administered_units"))

    assert response.content.decode().count("1\u00a0osoba") == rows


def test_roles_read_along_with_the_person_are_those_held_now(django_assert_num_queries):
    unit, other = UnitFactory(), UnitFactory()
    person = MembershipFactory(unit=unit, role=UnitRole.MANAGER).user
    MembershipFactory(user=person, unit=unit, role=UnitRole.READER)
    ended = {"ended_at": timezone.now(), "ended_by": person}
    MembershipFactory(user=person, unit=other, role=UnitRole.MANAGER, **ended)

    read = User.objects.with_unread_notices().with_roles().get(pk=person.pk)

    with django_assert_num_queries(0):
        assert read.roles_by_unit == {unit.pk: {UnitRole.MANAGER, UnitRole.READER}}
    assert User.objects.get(pk=person.pk).roles_by_unit == read.roles_by_unit

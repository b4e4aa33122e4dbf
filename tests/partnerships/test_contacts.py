"""The directory of a unit: lists, pages of a person and of an organisation, writing them down."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from partnerships import actions
from partnerships.directory.profile import profile_of
from partnerships.directory.search import found_people, people_in
from partnerships.directory.values import PERSON_FIELDS, fingerprint_of
from partnerships.models import Organisation, Person, User
from partnerships.vocabulary import EventState, OfficialRole, OrganisationType, Presence
from tests.factories import (
    AttendanceFactory,
    EventFactory,
    FollowUpTaskFactory,
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    RoleHoldingFactory,
    SeatFactory,
    UnitFactory,
    member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory(name="Chomutov")


@pytest.fixture
def manager(unit, client) -> User:
    user = member(unit)
    client.force_login(user)
    return user


def someone(unit, first, last, **fields) -> Person:
    person = PersonFactory(first_name=first, last_name=last, **fields)
    person.units.add(unit)
    return person


def an_organisation(unit, name, **fields) -> Organisation:
    organisation = OrganisationFactory(name=name, **fields)
    organisation.units.add(unit)
    return organisation


def names_on(client, unit, **filters) -> list[str]:
    response = client.get(reverse("partnerships:people", args=[unit.pk]), filters)
    return [one.full_name for one in response.context["page"]]


# --- Lists ------------------------------------------------------------------------------------------------


def test_people_stand_in_czech_order(client, manager, unit):
    for first, last in (("Ivo", "Chalupa"), ("Ivo", "Hora"), ("Ivo", "Čermák"), ("Ivo", "Cibulka")):
        someone(unit, first, last)

    assert names_on(client, unit) == ["Ivo Cibulka", "Ivo Čermák", "Ivo Hora", "Ivo Chalupa"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("krato", True),
        ("kratochvil jan", True),
        ("JAN", True),
        ("chari", True),  # the organisation's name
        ("chvil", False),  # no beginning of a word
        ("novak", False),
    ],
)
def test_person_is_found_by_word_beginnings_without_diacritics(unit, words, found):
    someone(unit, "Jan", "Kratochvíl", organisation=an_organisation(unit, "Oblastní charita"))

    assert found_people(people_in(unit), words).exists() is found


def test_people_are_filtered_by_type_seat_and_what_is_missing(client, manager, unit):
    charity = an_organisation(unit, "Oblastní charita", organisation_type=OrganisationType.NGO)
    someone(unit, "Eva", "Úplná", organisation=charity, email="eva@example.cz")
    seated = someone(unit, "Ota", "Sedící")
    partnership = PartnershipFactory(units=[unit])
    SeatFactory(partnership=partnership, holder=seated)
    SeatFactory(partnership=partnership, holder=someone(unit, "Jan", "Bývalý"), valid_to=date(2020, 1, 1))

    assert names_on(client, unit, typ=OrganisationType.NGO) == ["Eva Úplná"]
    assert names_on(client, unit, stav="misto") == ["Ota Sedící"]
    assert names_on(client, unit, stav="neuplne") == ["Jan Bývalý", "Ota Sedící"]


def test_list_holds_the_units_own_people_and_the_agencys_who_act_in_it(client, manager, unit):
    someone(unit, "Eva", "Naše")
    someone(UnitFactory(), "Jiří", "Cizí")
    head = PersonFactory(first_name="Lenka", last_name="Vedoucí", is_agency_staff=True)
    RoleHoldingFactory(unit=unit, role=OfficialRole.REGIONAL_HEAD, person=head)
    PersonFactory(first_name="Jiná", last_name="Vedoucí", is_agency_staff=True)
    someone(unit, "Eva", "Sloučená", merged_into=head)
    someone(unit, "", "(údaje vymazány)", erased_on=date(2026, 1, 1))

    assert names_on(client, unit) == ["Eva Naše", "Lenka Vedoucí"]


def test_organisations_count_only_the_units_people(client, manager, unit):
    charity = an_organisation(unit, "Charita")
    someone(unit, "Eva", "Naše", organisation=charity)
    someone(UnitFactory(), "Jiří", "Cizí", organisation=charity)

    response = client.get(reverse("partnerships:organisations", args=[unit.pk]))

    assert [(one.name, one.people_count) for one in response.context["page"]] == [("Charita", 1)]


def test_empty_list_says_how_to_begin_and_a_filtered_one_how_to_go_back(client, manager, unit):
    url = reverse("partnerships:people", args=[unit.pk])

    assert "Zatím tu nikdo není" in client.get(url).content.decode()
    assert "Nikoho jsme nenašli" in client.get(url, {"q": "xyz"}).content.decode()


def test_workbook_holds_what_the_filter_chose(client, manager, unit):
    someone(unit, "Eva", "Nová", phone="+420 474 637 111")
    someone(unit, "Ota", "Starý")

    response = client.get(reverse("partnerships:people_xlsx", args=[unit.pk]), {"q": "nova"})

    with zipfile.ZipFile(BytesIO(response.content)) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "Nová" in texts
    assert "+420 474 637 111" in texts, "a text, whatever it begins with"
    assert "Starý" not in texts
    assert "<f>" not in sheet


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("page", "cost"), [("people", 6), ("organisations", 6)])
def test_lists_cost_the_same_for_any_number_of_rows(
    client, manager, unit, rows, page, cost, django_assert_num_queries
):
    for number in range(rows):
        organisation = an_organisation(unit, f"Organizace {number}")
        someone(unit, "Jan", f"Nový {number}", organisation=organisation)

    with django_assert_num_queries(cost):
        client.get(reverse(f"partnerships:{page}", args=[unit.pk]))


# --- One person, one organisation ------------------------------------------------------------------------


def busy(unit, person, rows: int) -> None:
    partnership = PartnershipFactory(units=[unit])
    for number in range(rows):
        seat = SeatFactory(partnership=partnership, holder=person, function_text=f"místo {number}")
        event = EventFactory(unit=unit, starts_on=date(2023, 1, 1 + number))
        AttendanceFactory(event=event, seat=seat, name_text="")
        AttendanceFactory(event=EventFactory(unit=unit), person=person, name_text="")
        RoleHoldingFactory(unit=unit, role=OfficialRole.MANAGER, person=person)
        FollowUpTaskFactory(event=event, person=person, person_text="")


@pytest.mark.parametrize("rows", [1, 3])
def test_person_costs_the_same_for_any_number_of_rows(client, manager, unit, rows, django_assert_num_queries):
    person = someone(unit, "Eva", "Nová", organisation=an_organisation(unit, "Charita"))
    busy(unit, person, rows)

    with django_assert_num_queries(11):
        client.get(reverse("partnerships:person", args=[person.pk]))


@pytest.mark.parametrize("rows", [1, 3])
def test_organisation_costs_the_same_for_any_number_of_rows(
    client, manager, unit, rows, django_assert_num_queries
):
    organisation = an_organisation(unit, "Charita")
    partnership = PartnershipFactory(units=[unit])
    for number in range(rows):
        person = someone(unit, "Eva", f"Nová {number}", organisation=organisation)
        SeatFactory(partnership=partnership, holder=person, organisation=organisation)

    with django_assert_num_queries(8):
        client.get(reverse("partnerships:organisation", args=[organisation.pk]))


def test_attendance_is_counted_by_year_at_a_seat_and_by_name(unit, manager):
    person = someone(unit, "Eva", "Nová")
    seat = SeatFactory(partnership=PartnershipFactory(units=[unit]), holder=person)

    def attends(day, presence, **who):
        AttendanceFactory(
            event=EventFactory(unit=unit, starts_on=day), presence=presence, **{"name_text": "", **who}
        )

    attends(date(2023, 3, 1), Presence.PRESENT, seat=seat)
    attends(date(2023, 6, 1), Presence.EXCUSED, seat=seat)
    attends(
        date(2023, 9, 1), Presence.PRESENT, seat=seat, name_text="Jan Náhradník"
    )  # a substitute sat there
    attends(date(2022, 9, 1), Presence.GUEST, person=person)
    planned = EventFactory(unit=unit, state=EventState.PLANNED, starts_on=date(2024, 1, 1))
    AttendanceFactory(event=planned, person=person, name_text="")

    years = [(one.year, one.present, one.excused, one.absent) for one in profile_of(person, manager).years]

    assert years == [(2023, 1, 1, 0), (2022, 1, 0, 0)]


def test_person_of_two_units_shows_each_reader_what_that_reader_sees(client, manager, unit):
    person, other = someone(unit, "Eva", "Nová"), UnitFactory(name="Jihlava")
    person.units.add(other)
    busy(other, person, 2)

    page = client.get(reverse("partnerships:person", args=[person.pk]))

    assert "Jihlava" not in page.content.decode()
    assert page.context["profile"].seats == page.context["profile"].tasks == []


def test_agencys_person_is_shown_and_not_edited(client, manager, unit):
    head = PersonFactory(first_name="Lenka", last_name="Vedoucí", is_agency_staff=True)
    head.units.add(unit)

    assert "Upravit" not in client.get(reverse("partnerships:person", args=[head.pk])).content.decode()
    assert client.get(reverse("partnerships:person_edit", args=[head.pk])).status_code == 403


def test_merged_person_leads_to_the_one_that_stayed(client, manager, unit):
    kept = someone(unit, "Eva", "Nová")
    merged = someone(unit, "Eva", "Nova", merged_into=kept)

    response = client.get(reverse("partnerships:person", args=[merged.pk]))

    assert response["Location"] == reverse("partnerships:person", args=[kept.pk])


# --- Writing ----------------------------------------------------------------------------------------------


def test_person_is_added_once_however_often_the_form_is_sent(client, manager, unit):
    sent = {"first_name": "Eva", "last_name": "Nová", "email": "eva@example.cz"}

    for _ in range(2):
        response = client.post(reverse("partnerships:person_add", args=[unit.pk]), sent)

    person = Person.objects.get(last_name="Nová")
    assert response["Location"] == reverse("partnerships:person", args=[person.pk])
    assert list(person.units.all()) == [unit]


def test_another_person_of_the_same_name_is_added_knowingly(client, manager, unit):
    someone(unit, "Jan", "Novák")
    url = reverse("partnerships:person_add", args=[unit.pk])
    sent = {"first_name": "Jan", "last_name": "Novák", "email": "mladsi@example.cz"}

    assert "už v kontaktech je" in client.post(url, sent).content.decode()
    assert client.post(url, {**sent, "same_name": "on"}).status_code == 302
    assert Person.objects.filter(last_name="Novák").count() == 2


@pytest.mark.parametrize("ico", ["123", "00261892"])
def test_organisation_with_a_wrong_ico_is_refused_at_its_field(client, manager, unit, ico):
    sent = {"name": "Charita", "organisation_type": OrganisationType.NGO, "ico": ico}

    response = client.post(reverse("partnerships:organisation_add", args=[unit.pk]), sent)

    assert list(response.context["form"].errors) == ["ico"]


def test_organisation_known_by_its_ico_is_not_written_twice(manager, unit):
    an_organisation(unit, "Charita", ico="00261891")

    with pytest.raises(ValidationError, match="už v kontaktech je"):
        actions.add_organisation(
            unit, by=manager, name="Oblastní charita", ico="00261891", organisation_type=OrganisationType.NGO
        )


def test_edit_is_kept_in_the_history_with_its_author(client, manager, unit):
    person = someone(unit, "Eva", "Nová")
    seen = fingerprint_of(person, PERSON_FIELDS)

    client.post(
        reverse("partnerships:person_edit", args=[person.pk]),
        {"first_name": "Eva", "last_name": "Vdaná", "seen": seen},
    )

    newest = person.history.latest("pgh_id")
    assert (newest.last_name, newest.pgh_context.metadata["user"]) == ("Vdaná", manager.pk)


def test_who_saves_over_newer_values_is_asked_first(client, manager, unit):
    person = someone(unit, "Eva", "Nová")
    url = reverse("partnerships:person_edit", args=[person.pk])
    mine = {
        "first_name": "Eva",
        "last_name": "Nová",
        "phone": "111",
        "seen": fingerprint_of(person, PERSON_FIELDS),
    }
    Person.objects.filter(pk=person.pk).update(phone="222")

    lost = client.post(url, mine)

    assert lost.status_code == 409
    assert lost.context["differences"] == [("Telefon", "111", "222")]
    person.refresh_from_db()
    assert person.phone == "222"
    again = client.post(url, {**mine, "seen": lost.context["form"]["seen"].value()})
    assert again.status_code == 302


def test_forms_have_no_free_text_about_a_person(client, manager, unit):
    page = client.get(reverse("partnerships:person_add", args=[unit.pk])).content.decode()

    assert "<textarea" not in page
    assert "o etnickém původu" in page


@time_machine.travel("2026-11-21 12:00 +0100")
def test_save_costs_a_fixed_number_of_queries(client, manager, unit, django_assert_max_num_queries):
    person = someone(unit, "Eva", "Nová")
    sent = {"first_name": "Eva", "last_name": "Jiná", "seen": fingerprint_of(person, PERSON_FIELDS)}

    with django_assert_max_num_queries(10):
        client.post(reverse("partnerships:person_edit", args=[person.pk]), sent)

"""„Co kdo dluží“: the pages, their price and the workbook of the same rows."""

from datetime import date

import pytest
from django.urls import reverse

from partnerships.models import Event
from partnerships.vocabulary import AgencyRole, EventState, UnitRole
from planning.actions.debts import READER_WAITS_FOR, refresh_all_debts
from reporting.debts.page import PAGE_SIZE
from tests import factories as make
from tests.planning.situations import event_for, in_force, step
from tests.reporting.debts import MEETINGS, TODAY, decided, document, line, owing
from tests.workbooks import sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_debts")]


@pytest.fixture
def director():
    return make.UserFactory(agency_role=AgencyRole.DIRECTOR)


@pytest.mark.parametrize("number", [1, 3, 60])
def test_page_costs_the_same_for_any_number_of_agreements(client, number, django_assert_num_queries):
    """Session, user, units of the header, what is stale, the count, the rows, roles."""
    agreements = [owing(f"Celek {place}", MEETINGS, document(date(2023, 3, 31))) for place in range(number)]
    consultant = make.UserFactory(agency_role=AgencyRole.CONSULTANT)
    for agreement in agreements:
        make.MembershipFactory(user=consultant, unit=agreement.unit, role=UnitRole.CONSULTANT)
        event_for(agreement, commitment=agreement.commitments.first(), starts_on=date(2023, 5, 2))
    refresh_all_debts(today=TODAY)
    client.force_login(consultant)

    with django_assert_num_queries(6):
        response = client.get(reverse("reporting:debts"))

    assert response.context["figures"].total == 2 * number
    assert response.content.decode().count('role="cell" data-label="Do kdy"') == min(2 * number, PAGE_SIZE)


@pytest.mark.parametrize("steps", [1, 3, 30])
def test_page_of_a_unit_costs_the_same(client, steps, django_assert_num_queries):
    agreement = owing("Aš", *[MEETINGS] * steps)
    refresh_all_debts(today=TODAY)
    client.force_login(make.member(agreement.unit))

    with django_assert_num_queries(7):  # and the unit itself
        client.get(reverse("reporting:unit_debts", args=[agreement.unit.pk]))


@pytest.mark.parametrize("number", [1, 3])
def test_page_that_computes_first_costs_the_same(client, director, number, django_assert_num_queries):
    for place in range(number):
        owing(f"Celek {place}")
    client.force_login(director)

    with django_assert_num_queries(21):  # 16 of the computing and what is stale once more
        client.get(reverse("reporting:debts"))


def test_page_shows_what_was_recorded_a_moment_ago(client):
    agreement = owing("Aš")
    client.force_login(make.member(agreement.unit))
    address = reverse("reporting:unit_debts", args=[agreement.unit.pk])
    assert "zbývají 4 ze 4" in client.get(address).content.decode().replace("\u00a0", " ")

    event_for(agreement, starts_on=date(2023, 10, 5))

    assert "zbývají 3 ze 4" in client.get(address).content.decode().replace("\u00a0", " ")


def test_planned_event_is_the_last_step_and_does_not_count(client):
    agreement = owing("Aš")
    event = event_for(agreement, starts_on=date(2023, 12, 1), title="Prosincové jednání")
    Event.objects.filter(pk=event.pk).update(state=EventState.PLANNED)

    found = line(make.member(agreement.unit))

    assert (found.debt.last_event.title, found.debt.counted) == ("Prosincové jednání", 0)
    assert "zatím jen naplánováno" in found.debt.lacks


def test_nothing_owed_is_praised_only_where_something_was_promised(client, director):
    client.force_login(director)
    assert "Zatím není co sledovat" in client.get(reverse("reporting:debts")).content.decode()

    agreement = owing("Aš")
    decided(agreement, year=2023)
    assert "Nikdo nic nedluží" in client.get(reverse("reporting:debts")).content.decode()
    page = client.get(reverse("reporting:debts"), {"q": "nic"}).content.decode()
    assert "Nic jsme nenašli" in page


def test_agreement_without_known_days_is_named_and_not_praised(client, director):
    version = make.VersionFactory(stated_years=5, agreement__unit__name="Jihlava")
    step(version, terms=[MEETINGS])
    agreement = in_force(version)
    client.force_login(director)

    page = client.get(reverse("reporting:debts")).content.decode()

    assert "Nikdo nic nedluží" not in page
    assert f'href="{reverse("planning:year", args=[agreement.pk, 2023])}"' in page


def test_page_says_that_it_is_being_computed(client, director):
    for place in range(READER_WAITS_FOR + 1):
        owing(f"Celek {place}")
    client.force_login(director)

    page = client.get(reverse("reporting:debts")).content.decode().replace("\u00a0", " ")
    assert "zbývá 1 popis spolupráce" in page
    assert "přepočítává" not in client.get(reverse("reporting:debts")).content.decode()


def test_last_page_and_what_is_past_it(client, director):
    owing("Aš", *[MEETINGS] * (PAGE_SIZE + 1))
    client.force_login(director)

    for number in ("2", "99", "x"):
        response = client.get(reverse("reporting:debts"), {"page": number})
        assert response.status_code == 200
    second = client.get(reverse("reporting:debts"), {"page": "99"}).context["page"]
    assert (second.number, len(second)) == (2, 1)


def test_workbook_has_the_same_rows_in_the_same_order(client, director):
    owing("Aš", MEETINGS, document(date(2023, 3, 31)))
    owing("Beroun", MEETINGS)
    client.force_login(director)

    response = client.get(reverse("reporting:debts_export"), {"razeni": "termin", "celek": "as"})

    (heading, first, second), _ = sheet_of(response)
    assert heading["A"] == "Územní celek"
    assert ([first["A"], second["A"]], [first["J"], second["J"]]) == (["Aš", "Aš"], [1, 4])
    assert first["L"] == (TODAY - date(2023, 3, 31)).days

"""What every page has around it: head, switcher, errors."""

from datetime import date

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.factories import UnitFactory, member

pytestmark = pytest.mark.django_db


def test_header_names_the_unit_and_offers_the_others(client):
    chomutov, jihlava, _foreign = (UnitFactory(name=name) for name in ("Chomutov", "Jihlava", "Kladno"))
    user = member(chomutov)
    user.memberships.create(unit=jihlava, role="READER")
    client.force_login(user)

    page = client.get(reverse("partnerships:unit", args=[chomutov.pk])).content.decode()
    header = page[page.index("<header") : page.index("</header>")]

    assert 'aria-label="Územní celek Chomutov"' in header
    assert reverse("partnerships:unit", args=[jihlava.pk]) in header
    assert "Kladno" not in header


def test_visitor_sees_neither_menu_nor_token(client):
    page = client.get(reverse("account_login")).content.decode()

    assert "hlavni-nabidka" not in page
    assert 'name="csrf-token"' not in page


@pytest.mark.parametrize("signed_in", [True, False])
def test_unknown_address_answers_in_czech(client, signed_in):
    if signed_in:
        client.force_login(member(UnitFactory()))

    response = client.get("/neni/")

    assert response.status_code == 404
    assert "Stránku jsme nenašli" in response.content.decode()


def test_refused_person_learns_who_may_do_it(client):
    unit = UnitFactory()
    client.force_login(member(unit, "READER"))

    response = client.get(reverse("partnerships:role_add", args=[unit.pk]))

    assert response.status_code == 403
    assert "vaše role nestačí" in response.content.decode()


def test_form_without_a_token_changes_nothing_and_says_why():
    unit = UnitFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(member(unit))

    response = client.post(reverse("partnerships:partnership_add", args=[unit.pk]), {"name": "LP"})

    assert response.status_code == 403
    assert "Formulář vypršel" in response.content.decode()
    assert not unit.partnerships.exists()


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "429.html", "500.html"])
def test_error_page_needs_nothing_of_the_request(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string(name)

    assert page.count("<h1>") == 1
    assert 'lang="cs"' in page


@pytest.mark.parametrize(
    ("template", "context", "text"),
    [
        ("{{ day|date_cz }}", {"day": None}, ""),
        ("{{ day|date_cz }}", {"day": date(2023, 3, 5)}, "5.\u00a03.\u00a02023"),
        ("{{ day|date_words }}", {"day": date(2023, 3, 5)}, "5.\u00a0března\u00a02023"),
        ("{{ n|number_cz }}", {"n": 1234.5}, "1\u00a0234,5"),
        ("{{ n|percent_cz }}", {"n": 75}, "75\u00a0%"),
        ('{{ n|counted:"hodina" }}', {"n": 5}, "5\u00a0hodin"),
        ("{{ text|tie }}", {"text": "v obci"}, "v\u00a0obci"),
    ],
)
def test_filters_write_czech(template, context, text):
    assert engines["django"].from_string(template).render(context) == text

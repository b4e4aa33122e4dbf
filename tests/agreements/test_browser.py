"""What only a browser shows: rows added by the server without losing a letter, notes reached by the keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agreements import reference
from agreements.models import AgreementTemplate, ScheduleTerm
from tests.factories import VersionFactory, member
from tests.pages import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def version():
    reference.load()
    return VersionFactory(template=AgreementTemplate.objects.get(code="5"))


@pytest.fixture
def signed_in(page, live_server, version):
    user = member(version.agreement.unit)
    page.context.add_cookies([session_cookie(user, live_server.url)])
    return lambda name: page.goto(live_server.url + reverse(name, args=[version.pk]))


def test_added_term_is_where_one_goes_on_writing(page, signed_in):
    signed_in("agreements:activity_add")
    page.get_by_label("Činnost", exact=True).fill("Lokální partnerství")
    first = page.get_by_role("group", name="Termín 1")
    first.get_by_label("Termín, jak je psán").fill("Minimálně 4x ročně")
    first.get_by_label("Druh termínu").select_option(label="opakovaně")
    first.get_by_label("Co se počítá").select_option(label="jednání lokálního partnerství")
    first.get_by_label("Kolikrát").fill("4")

    page.get_by_role("button", name="Přidat termín").click()

    second = page.get_by_role("group", name="Termín 2")
    expect(second.get_by_label("Termín, jak je psán")).to_be_focused()
    page.keyboard.type("a projednání")
    assert second.get_by_label("Termín, jak je psán").input_value() == "a projednání"
    second.get_by_role("button", name="Smazat").click()
    page.get_by_text("Termín 2 „a projednání“ – smazáno").wait_for()
    page.get_by_role("button", name="Uložit činnost").click()
    page.get_by_text("Uloženo.").wait_for()
    assert [(term.raw_text, term.count) for term in ScheduleTerm.objects.all()] == [("Minimálně 4x ročně", 4)]


def test_note_opens_and_closes_by_the_keyboard(page, signed_in):
    signed_in("agreements:version")
    note = page.locator("#poznamka-seat")
    mark = page.get_by_role("button", name="Poznámka 1")
    assert not note.is_visible()

    mark.focus()
    page.keyboard.press("Enter")
    assert note.is_visible()
    page.keyboard.press("Escape")

    assert not note.is_visible()
    assert mark.evaluate("mark => mark === document.activeElement")

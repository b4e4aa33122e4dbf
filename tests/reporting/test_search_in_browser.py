"""The search field as people use it: by keyboard, by mouse, without JavaScript, on a bad line."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import axe
from tests import factories as make
from tests.pages import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def manager():
    unit = make.UnitFactory(name="Chomutov")
    for last_name in ("Novák", "Novotná"):
        make.PersonFactory(first_name="Jan", last_name=last_name).units.add(unit)
    make.EventFactory(unit=unit, title="O novém domě")
    return make.member(unit)


@pytest.fixture
def start(page, live_server, manager):
    page.context.add_cookies([session_cookie(manager, live_server.url)])
    page.goto(live_server.url + reverse("start"))
    return page


def field_of(page):
    return page.get_by_role("combobox", name="Hledat")


def options_of(page):
    return page.get_by_role("option")


def test_slash_arrows_and_enter_open_what_was_chosen(start):
    start.keyboard.press("/")
    start.keyboard.type("nov")
    field = field_of(start)
    expect(options_of(start)).to_have_count(4)  # and all results
    expect(start.locator(".search-form [role=status]")).to_have_text("Návrhů: 3. Vybírejte šipkami.")
    expect(field).to_have_attribute("aria-expanded", "true")

    start.keyboard.press("ArrowDown")
    start.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "navrh-2")
    expect(options_of(start).nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    assert not axe.violations(start)
    start.keyboard.press("ArrowUp")
    start.keyboard.press("Enter")

    expect(start).to_have_url(re.compile(r"/osoby/\d+/"))
    expect(start.locator("h1")).to_contain_text("Novák")


def test_escape_closes_and_enter_searches_everything(start):
    field = field_of(start)
    field.press_sequentially("nov")
    expect(options_of(start)).to_have_count(4)
    field.press("Escape")
    expect(start.locator("#hledat-navrhy")).to_be_hidden()
    expect(field).to_have_value("nov")

    field.press("Enter")

    expect(start.locator("h1")).to_have_text("Hledání: nov")
    expect(start.locator(".search-lines mark").first).to_have_text("nov", ignore_case=True)
    expect(field_of(start)).to_have_value("nov")


def test_suggestion_is_chosen_by_mouse_and_leaving_closes(start):
    field_of(start).press_sequentially("nov")
    options_of(start).nth(2).click()
    expect(start).to_have_url(re.compile(r"/udalosti/\d+/"))

    field_of(start).press_sequentially("nov")
    expect(options_of(start)).to_have_count(4)
    start.locator("footer p").click()
    expect(start.locator("#hledat-navrhy")).to_be_hidden()


def test_one_letter_asks_nothing_and_nothing_found_is_said(start):
    asked = []
    start.on("request", lambda request: "/hledat/" in request.url and asked.append(request.url))
    field = field_of(start)
    field.press_sequentially("n")
    start.wait_for_timeout(500)
    assert not asked

    field.fill("xyz")
    expect(start.locator(".search-form [role=status]")).to_have_text("Nic jsme nenašli.")
    expect(start.locator("#hledat-navrhy")).to_be_hidden()


def test_slash_typed_in_a_field_stays_there(start, live_server, manager):
    unit = manager.memberships.get().unit
    start.goto(live_server.url + reverse("planning:event_list", args=[unit.pk]))
    other = start.locator("main input[name=q]")
    other.press_sequentially("a/b")

    expect(other).to_have_value("a/b")
    expect(field_of(start)).not_to_be_focused()


def test_lost_connection_is_not_said_as_an_unsaved_work(start):
    field = field_of(start)
    start.context.set_offline(True)
    field.press_sequentially("nov")
    start.wait_for_timeout(800)

    expect(start.locator("#cast-stranky-selhala")).to_have_count(0)
    expect(start.locator("#hledat-navrhy")).to_be_hidden()


def test_field_works_without_javascript(browser, browser_context_args, live_server, manager):
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    context.add_cookies([session_cookie(manager, live_server.url)])
    page = context.new_page()
    page.goto(live_server.url + reverse("start"))
    page.locator("#hledat-vse").fill("novotna")
    page.locator("#hledat-vse").press("Enter")

    expect(page.locator(".search-lines a")).to_have_text("Jan Novotná")
    context.close()

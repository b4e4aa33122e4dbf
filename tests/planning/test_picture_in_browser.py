"""The picture of a timeline on a phone and by the keyboard; what axe finds in it, empty, filled and narrowed."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.local.processes import wait_until
from planning.vocabulary import StepStatus
from tests import axe
from tests.factories import member
from tests.pages import session_cookie
from tests.planning.situations import draft, in_force, step
from tests.planning.terms import DOCUMENT, MEETINGS, held

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def agreement():
    version = draft()
    step(version, specification="Jednání", terms=[MEETINGS])
    step(version, specification="Dokument", terms=[{**DOCUMENT, "date_to": date(2023, 5, 31)}])
    agreement = in_force(version)
    held(agreement, [date(2023, 3, 1)], commitment=agreement.commitments.earliest("pk"))
    return agreement


@pytest.fixture
def page(browser, live_server, agreement, browser_context_args):
    context = browser.new_context(**browser_context_args | {"viewport": PHONE})
    context.add_cookies([session_cookie(member(agreement.unit), live_server.url)])
    page = context.new_page()
    page.goto(live_server.url + reverse("planning:year", args=[agreement.pk, 2023]))
    yield page
    context.close()


def faults_of(page) -> list[str]:
    violations = axe.violations(page)
    return [f"{rule['id']}: {node['target']}" for rule in violations for node in rule["nodes"]]


def region(page):
    return page.get_by_role("region", name="Harmonogram v roce 2023 – obrázek")


def test_on_a_phone_the_picture_scrolls_in_its_frame_by_the_keyboard(page):
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    region(page).focus()
    expect(region(page)).to_be_focused()

    page.keyboard.press("ArrowRight")

    scrolled = "document.querySelector('.timeline-region').scrollLeft > 0"
    assert wait_until(lambda: page.evaluate(scrolled), 5)
    expect(page.locator(".timeline-hint")).to_be_visible()


def test_every_event_is_reached_by_the_keyboard_through_the_table(page, agreement):
    summary = page.get_by_text("Totéž jako tabulka")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # the table's own frame
    page.keyboard.press("Tab")

    event = agreement.unit.events.get()
    assert page.evaluate("document.activeElement.getAttribute('href')") == reverse(
        "planning:event", args=[event.pk]
    )


def test_narrowing_works_and_is_said(page):
    page.get_by_text("Vybrat kroky podle odpovědnosti").click()
    page.get_by_label("Stav", exact=True).select_option(StepStatus.NOT_FULFILLED)
    page.get_by_role("button", name="Vybrat").click()

    said = page.get_by_role("status").filter(has_text="Zobrazeno")
    expect(said).to_have_text("Zobrazeno 1 ze 2 kroků. Výběr: Stav – nesplněno")
    expect(page.get_by_label("Stav", exact=True)).to_be_visible()
    assert faults_of(page) == []


@pytest.mark.parametrize("query", ["", "?strana=UNIT", "?stav=nesmysl"])
def test_axe_finds_nothing_on_the_year(page, query):
    page.goto(page.url + query)
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")

    assert faults_of(page) == []


@pytest.mark.parametrize("query", ["", "?roky=spoluprace", "?roky=spoluprace&stav=nesmysl", "?strana=UNIT"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_the_whole_term(page, live_server, agreement, width, query):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url + reverse("planning:whole_term", args=[agreement.pk]) + query)
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert faults_of(page) == []


def test_whole_term_is_narrowed_by_the_keyboard_and_keeps_its_years(page, live_server, agreement):
    page.goto(
        live_server.url + reverse("planning:whole_term", args=[agreement.pk], query={"roky": "spoluprace"})
    )
    page.get_by_text("Vybrat kroky podle odpovědnosti").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Stav", exact=True).select_option(StepStatus.NOT_FULFILLED)
    page.get_by_label("Stav", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    said = page.get_by_role("status").filter(has_text="Zobrazeno")
    expect(said).to_contain_text("Výběr: Stav – nesplněno")
    expect(page.get_by_role("link", name="Roky spolupráce")).to_have_attribute("aria-current", "page")
    page.emulate_media(media="print")
    expect(said).to_be_visible()
    expect(page.get_by_label("Stav", exact=True)).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Kalendářní roky").click()
    expect(said).to_contain_text("Výběr: Stav – nesplněno")
    page.get_by_role("link", name="Zrušit výběr").click()
    expect(said).to_have_text("Zobrazeno 2 ze 2 kroků")

"""A deadline read while it is typed: shown, used and split by the keyboard, on a computer and on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agreements import reference
from agreements.models import AgreementTemplate, ScheduleTerm
from tests import axe
from tests.factories import VersionFactory, member
from tests.pages import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CELL = "2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ\nProjednání LP 1x ročně"
FIRST = "#steps-0-terms-0-cteni"


@pytest.fixture
def version():
    reference.load()
    return VersionFactory(template=AgreementTemplate.objects.get(code="5"))


@pytest.fixture
def opened(page, live_server, version):
    page.emulate_media(reduced_motion="reduce")
    page.context.add_cookies([session_cookie(member(version.agreement.unit), live_server.url)])
    page.goto(live_server.url + reverse("agreements:activity_add", args=[version.pk]))
    return page


def text_of(page, number=1):
    return page.get_by_role("group", name=f"Termín {number}", exact=True).get_by_label("Termín, jak je psán")


def faults_of(page) -> list[str]:
    return [
        f"{rule['id']}: {node['target']}"
        for rule in axe.violations(page)
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("width", [1280, 390])
def test_reading_is_used_by_keyboard_and_saved_as_a_person_confirmed_it(opened, width):
    page = opened
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_label("Činnost", exact=True).fill("Jednání lokálního partnerství")
    text_of(page).focus()
    page.keyboard.type("Minimálně 4x ročně")

    button = page.locator(FIRST).get_by_role("button", name="Použít toto čtení")
    button.wait_for()
    assert text_of(page).evaluate("field => field === document.activeElement")
    assert page.locator("#id_steps-0-terms-0-count").input_value() == ""
    assert faults_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Tab")
    assert button.evaluate("button => button === document.activeElement")
    page.keyboard.press("Enter")

    expect(page.locator(FIRST)).to_contain_text("Nastaveno podle textu.")
    expect(page.locator("#id_steps-0-terms-0-kind")).to_be_focused()
    page.get_by_role("button", name="Uložit činnost").press("Enter")
    page.get_by_text("Uloženo.").wait_for()
    term = ScheduleTerm.objects.get()
    assert (term.raw_text, term.kind, term.count, term.bound) == ("Minimálně 4x ročně", "FREQUENCY", 4, "MIN")
    assert (term.parse_status, bool(term.confirmed_by)) == ("PARSED", True)


def test_cell_of_several_terms_is_split_by_keyboard(opened):
    page = opened
    text_of(page).focus()
    page.evaluate("text => document.execCommand('insertText', false, text)", CELL)

    split = page.locator(FIRST).get_by_role("button", name="Rozdělit na 2 termíny")
    split.wait_for()
    assert faults_of(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    text_of(page, 2).wait_for()
    expect(text_of(page)).to_be_focused()
    assert [text_of(page, number).input_value() for number in (1, 2)] == CELL.split("\n")
    page.get_by_role("button", name="Uložit činnost").press("Enter")
    page.get_by_text("Uloženo.").wait_for()
    assert [(one.raw_text, one.kind) for one in ScheduleTerm.objects.order_by("position")] == [
        (line, "FREQUENCY") for line in CELL.split("\n")
    ]


def test_autosave_keeps_the_text_and_saves_no_reading_nobody_used(opened):
    page = opened
    text_of(page).focus()
    page.keyboard.type("Minimálně 4x ročně")
    expect(page.locator(FIRST)).to_contain_text("Z textu čteme")
    expect(page.get_by_text("Uloženo ")).to_be_visible(timeout=15000)

    term = ScheduleTerm.objects.get()
    assert (term.raw_text, term.kind, term.count, term.parse_status) == (
        "Minimálně 4x ročně",
        "",
        None,
        "UNPARSED",
    )


def test_fields_of_another_kind_are_put_away_unless_something_is_in_them(opened):
    page = opened
    kind = page.locator("#id_steps-0-terms-0-kind")
    count, offset = (
        page.locator("#id_steps-0-terms-0-count"),
        page.locator("#id_steps-0-terms-0-offset_count"),
    )
    day = page.locator("#id_steps-0-terms-0-date_to")

    kind.select_option("RELATIVE")
    expect(offset).to_be_visible()
    expect(count).to_be_hidden()
    kind.select_option("FREQUENCY")
    expect(count).to_be_visible()
    expect(offset).to_be_hidden()
    count.fill("4")
    kind.select_option("MONTH")
    expect(day).to_be_visible()
    expect(count).to_be_visible()  # what is in it would be saved unseen


def test_reading_that_does_not_come_leaves_the_person_writing(opened):
    page = opened
    page.route("**/cteni-terminu/", lambda route: route.abort())
    text_of(page).focus()
    page.keyboard.type("dvakrát ročně")

    expect(page.locator(FIRST)).to_contain_text("Čtení teď není k dispozici.")
    assert text_of(page).input_value() == "dvakrát ročně"
    assert text_of(page).evaluate("field => field === document.activeElement")


def test_without_scripts_the_text_is_read_by_a_button(browser, live_server, version):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([session_cookie(member(version.agreement.unit), live_server.url)])
    page = context.new_page()
    page.goto(live_server.url + reverse("agreements:activity_add", args=[version.pk]))
    text_of(page).fill("do 30 dnů od schválení")
    page.get_by_role("button", name="Přečíst text").click()
    page.get_by_role("button", name="Použít toto čtení").click()

    expect(page.locator(FIRST)).to_contain_text("Nastaveno podle textu.")
    assert page.locator("#id_steps-0-terms-0-offset_count").input_value() == "30"
    expect(page.locator("#id_steps-0-terms-0-offset_count")).to_be_visible()
    context.close()

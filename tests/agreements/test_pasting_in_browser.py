"""A table copied and pasted with the keys of a real browser; the pages by axe, on a phone and by the keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agreements.models import Activity
from reporting.demo import chomutov_timeline
from tests.agreements.clipboard import headings, table, timeline_table, word
from tests.agreements.pasting_data import MEETINGS, RESEARCH, names_of
from tests.agreements.test_sections_in_browser import faults_of, out_of_keyboard
from tests.factories import ActivityFactory, StepFactory, member
from tests.pages import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# what Word leaves, styles and all; a page of a browser cannot put that into the clipboard itself
PASTE = """([html, text]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", text);
    const paste = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
    document.querySelector("textarea[name=text]").dispatchEvent(paste);
}"""


@pytest.fixture
def complaints(page, live_server, version):
    """The paste page, opened; gives what its console complains of."""
    user = member(version.agreement.unit)
    page.emulate_media(reduced_motion="reduce")
    page.context.add_cookies([session_cookie(user, live_server.url)])
    found = []
    page.on("console", lambda message: message.type == "error" and found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.goto(live_server.url + reverse("agreements:paste_timeline", args=[version.pk]))
    return found


def paste(page, html):
    page.evaluate(PASTE, [html, "činnost\tspecifikace"])


def show(page):
    page.get_by_role("button", name="Zobrazit náhled").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Náhled harmonogramu")


def take(page):
    page.get_by_role("button", name="Vložit vybrané činnosti").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Popis spolupráce")


def test_table_copied_in_a_browser_is_pasted_taken_and_taken_back(page, version, complaints):
    source = page.context.new_page()
    source.set_content(table(headings(), MEETINGS, RESEARCH))
    source.keyboard.press("Control+a")
    source.keyboard.press("Control+c")
    source.close()
    page.get_by_label("Tabulka").focus()
    page.keyboard.press("Control+v")
    expect(page.get_by_role("status").filter(has_text="Tabulka je vložená, řádků: 3")).to_be_visible()

    show(page)
    expect(page.get_by_text("Vloží se 2 činnosti, 2 kroky a 2 termíny")).to_be_visible()
    page.get_by_label("Vložit tuto činnost Výzkumná činnost").uncheck()
    take(page)

    assert names_of(version) == ["Lokální partnerství"]
    page.get_by_role("button", name="Vrátit").click()
    expect(page.get_by_text("Vložení je vrácené")).to_be_visible()
    assert names_of(version) == []
    assert complaints == []


def test_timeline_from_word_is_pasted(page, version, complaints):
    paste(page, word(timeline_table(chomutov_timeline.ACTIVITIES, period="OBDOBÍ KVĚTEN 2022 – SRPEN 2026")))

    show(page)
    expect(page.get_by_text("Mimo činnosti, nevkládá se: „OBDOBÍ KVĚTEN 2022")).to_be_visible()
    take(page)

    assert names_of(version) == [name for name, _ in chomutov_timeline.ACTIVITIES]
    assert complaints == []


def test_text_changed_after_pasting_is_what_is_read(page, version, complaints):
    paste(page, table(headings(), MEETINGS))
    page.get_by_label("Tabulka").fill("činnost\tspecifikace\nPopis\tJednání")

    expect(page.get_by_role("status").filter(has_text="Text jste upravili")).to_be_visible()
    show(page)
    take(page)

    assert names_of(version) == ["Popis"]


def test_pages_by_axe_on_a_narrow_screen_and_by_the_keyboard(page, version, complaints):
    StepFactory(version=version, activity=ActivityFactory(version=version, name="Stará činnost"))
    found = {"empty": [*faults_of(page), *out_of_keyboard(page)]}
    page.get_by_role("button", name="Zobrazit náhled").click()
    expect(page.get_by_text("Vložte sem tabulku")).to_be_visible()
    found["refused"] = faults_of(page)

    long = ["Slovo" * 70, "", "<b>https://priklad.cz/" + "x" * 100 + "</b>", "", "=1+1", "květen 2022"]
    paste(page, table(MEETINGS, ["", *RESEARCH[1:]], long))
    show(page)
    found["preview"] = [*faults_of(page), *out_of_keyboard(page)]
    page.get_by_label("Nahradit celý harmonogram").check()
    page.get_by_role("button", name="Vložit vybrané činnosti").click()
    expect(page.get_by_text("Potvrďte, že se dosavadní činnosti mají smazat.")).to_be_visible()
    found["not agreed"] = faults_of(page)

    assert Activity.objects.count() == 1
    page.get_by_label("Ano, dosavadní činnosti smazat").check()
    take(page)
    page.get_by_role("link", name="Vložit z Excelu nebo Wordu").click()
    expect(page.get_by_role("heading", name="Vložené tabulky, které jde vrátit")).to_be_visible()
    found["to be taken back"] = [*faults_of(page), *out_of_keyboard(page)]

    assert found == {where: [] for where in found}
    assert complaints == []

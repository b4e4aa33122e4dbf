"""The main job in a real browser: a meeting is recorded, the year counts it, the council's PDF contains it."""

import re
import subprocess
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import expect

from agreements.models import Agreement
from reporting.demo.files import evidence_file
from reporting.demo.parties import CHOMUTOV_ACCOUNTS, JIHLAVA_ACCOUNTS, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.worker]
PRINTING_TAKES = 60_000  # milliseconds at most, on a machine that runs other tests beside
HELD_ON = date(2023, 12, 12)
PLACE = "Magistrát, zasedací síň č. 2"


@pytest.fixture
def agreement(live_worker):
    with override_settings(DEBUG=True):
        call_command("load_reference")
        call_command("demo", stdout=StringIO())
    return Agreement.objects.get(unit__name="Chomutov")


@pytest.fixture
def minutes(tmp_path) -> Path:
    path = tmp_path / "zapis-12-prosince.pdf"
    document = evidence_file(path.name, title="Zápis z jednání", day=HELD_ON, lines=["Bod 1"])
    path.write_bytes(document.read())
    return path


def log_in(page, live_server, account):
    page.goto(f"{live_server.url}/ucet/prihlaseni/")
    page.get_by_label("E-mail").fill(account.email)
    page.get_by_label("Heslo").fill(PASSWORD)
    page.get_by_role("button", name="Přihlásit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nástěnka")


def test_manager_takes_a_meeting_from_the_form_to_the_councils_pdf(
    page, live_server, agreement, minutes, browser, tmp_path
):
    year_page = f"{live_server.url}/popisy/{agreement.pk}/rok/2023/"
    log_in(page, live_server, CHOMUTOV_ACCOUNTS["manager"])

    page.goto(year_page)
    expect(partnership_step(page)).to_contain_text("3 ze 4")
    page.get_by_role("link", name="Zaznamenat: jednání lokálního partnerství").first.click()
    page.get_by_label("Datum").fill("12. 12. 2023")
    page.get_by_label("Místo").fill(PLACE)
    page.get_by_label("Záznam z jednání LP").set_input_files(minutes)
    page.get_by_role("button", name="Uložit").click()
    page.get_by_role("button", name="Všichni přítomni").click()
    page.get_by_role("link", name="Hotovo").click()
    page.wait_for_url(lambda url: "/ucast/" not in url)

    page.goto(year_page)
    expect(partnership_step(page)).to_contain_text("4 ze 4")
    page.get_by_role("button", name="Vytvořit zprávu za rok 2023").click()
    download_link = page.get_by_role("link", name="Stáhnout").first
    expect(download_link).to_be_visible(timeout=PRINTING_TAKES)
    with page.expect_download() as download:
        download_link.click()
    report = tmp_path / "zprava.pdf"
    download.value.save_as(report)

    text = text_of(report)
    assert "12. 12. 2023" in text
    assert "Uskutečnila se 4 jednání lokálního partnerství a jeho pracovních skupin (plán 4)" in text
    assert "9z9" in text.replace(" ", "")

    addresses = [year_page, page.url, download_link.get_attribute("href")]
    assert statuses_for_a_stranger(browser, live_server, addresses) == [404, 404, 404]


def partnership_step(page):
    return page.locator("section", has=page.get_by_role("heading", name=re.compile("^Lokální partnerství")))


def text_of(path: Path) -> str:
    printed = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout
    return re.sub(r"\s+", " ", printed.decode().replace("\u00a0", " "))


def statuses_for_a_stranger(browser, live_server, addresses) -> list[int]:
    """The same addresses as the manager of another town."""
    context = browser.new_context()
    page = context.new_page()
    log_in(page, live_server, JIHLAVA_ACCOUNTS["jihlava"])
    statuses = [
        context.request.get(f"{live_server.url}{address.removeprefix(live_server.url)}").status
        for address in addresses
    ]
    context.close()
    return statuses

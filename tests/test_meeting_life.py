"""A manager at a meeting with a phone: twenty members ticked off, ten of them without a line, a guest, decisions and
a task; the printed minutes hold them, the year counts the meeting and the report says the average attendance."""

import re
import subprocess
import zipfile
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from agreements.models import Agreement
from config.local.processes import wait_until
from partnerships.vocabulary import EventKind, Presence
from tests import factories as make
from tests.pages import session_cookie
from tests.world import add_activity

pytestmark = [pytest.mark.browser, pytest.mark.worker]
PRINTING_TAKES = 60_000  # milliseconds at most, on a machine that runs other tests beside
HELD_ON = date(2023, 5, 10)
SEATS = 20
APPROVED_ON = date(2022, 4, 19)


@pytest.fixture
def partnership(live_worker):
    call_command("load_reference")
    unit = make.UnitFactory(name="Vrbatov", name_genitive="Vrbatova", name_locative="ve Vrbatově")
    partnership = make.PartnershipFactory(name="Lokální partnerství Vrbatov", units=[unit])
    for number in range(1, SEATS + 1):
        make.SeatFactory(
            partnership=partnership,
            function_text=f"členské místo {number:02}",
            holder=make.PersonFactory(first_name="Člen", last_name=f"Číslo {number:02}"),
        )
    make.PartnershipDocumentFactory(partnership=partnership)
    return partnership


@pytest.fixture
def agreement(partnership):
    version = make.VersionFactory(
        agreement__unit=partnership.units.get(), stated_from_year=2022, stated_to_year=2025, stated_years=4
    )
    make.ApprovalFactory(version=version, decided_on=APPROVED_ON, resolution_number="ZM 1/22")
    term = add_activity(version)
    make.put_in_force(version)
    Agreement.objects.filter(pk=version.agreement_id).update(in_force=(APPROVED_ON, date(2026, 4, 18)))
    commitment = make.CommitmentFactory(agreement=version.agreement, key=term.key)
    make.OccurrenceFactory(commitment=commitment, year=HELD_ON.year, expected=4)
    return version.agreement


@pytest.fixture
def earlier_meeting(partnership):
    """Fifteen of twenty were there."""
    event = make.EventFactory(
        unit=partnership.units.get(),
        kind=EventKind.LP_MEETING,
        partnership=partnership,
        starts_on=date(2023, 2, 8),
    )
    for number, seat in enumerate(partnership.seats.order_by("pk")):
        presence = Presence.PRESENT if number < 15 else Presence.EXCUSED
        make.AttendanceFactory(event=event, name_text="", seat=seat, presence=presence)


class Hand:
    """Counts what a person does on the screen."""

    def __init__(self):
        self.interactions = 0

    def tap(self, what):
        self.interactions += 1
        what.click()

    def write(self, where, text):
        self.interactions += 1
        where.fill(text)


@pytest.fixture
def phone(browser, live_server, agreement):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="cs-CZ", timezone_id="Europe/Prague"
    )
    manager = make.member(agreement.unit, name="Jana Nová")
    context.add_cookies([session_cookie(manager, live_server.url)])
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def test_meeting_from_the_invitation_to_the_report(phone, live_server, agreement, earlier_meeting, tmp_path):
    hand = Hand()
    year_page = live_server.url + reverse("planning:year", args=[agreement.pk, HELD_ON.year])
    record_meeting(phone, hand, year_page)
    event_page = phone.url.split("ucast")[0]

    take_attendance(phone, hand)
    assert hand.interactions < 60
    phone.goto(event_page)
    record_decisions_and_a_task(phone)
    write_minutes(phone)

    prints_page = event_page + "tisk/"
    assert_minutes_hold_it_all(text_of_pdf(stored_pdf(phone, prints_page, tmp_path)))
    assert_minutes_hold_it_all(text_of_word(word_file(phone, prints_page, tmp_path)))
    phone.goto(year_page)
    expect(phone.get_by_text("1 ze 4").first).to_be_visible()
    # by hand: 10 of 20 in May and 15 of 20 in February, 25 of 40 is 62.5
    assert "Průměrná účast členů na jednáních byla 63 %" in report_of(phone, tmp_path)


def record_meeting(phone, hand, year_page):
    phone.goto(year_page)
    hand.tap(phone.get_by_role("link", name="Zaznamenat: jednání lokálního partnerství").first)
    hand.write(phone.get_by_label("Datum").first, "10. 5. 2023")
    hand.write(phone.get_by_label("Místo"), "Radnice")
    hand.tap(phone.get_by_role("button", name="Uložit"))
    phone.wait_for_url("**/ucast/**")


def take_attendance(phone, hand):
    hand.tap(phone.get_by_role("button", name="Všichni přítomni"))
    expect(phone.locator(".save-status")).to_contain_text("Uloženo")

    phone.context.set_offline(True)
    for number in range(1, 11):
        row = phone.get_by_role("group", name=f"členské místo {number:02}")
        hand.tap(row.get_by_text("omluven/a" if number % 2 else "chyběl/a", exact=True))
    expect(phone.locator(".save-status")).to_contain_text("na odeslání čeká: 10")
    phone.context.set_offline(False)
    expect(phone.locator(".save-status")).to_contain_text("Uloženo")

    hand.write(phone.get_by_label("Jméno, nebo výběr z kontaktů"), "Jana Hostovská")
    hand.write(phone.get_by_label("Organizace a funkce").last, "Charita")
    hand.tap(phone.get_by_role("button", name="Přidat"))
    expect(phone.locator(".save-status")).to_contain_text("Uloženo")
    expect(phone.locator("[data-counter]")).to_contain_text("10 z 20", use_inner_text=True)


def record_decisions_and_a_task(phone):
    phone.get_by_role("link", name="Zapsat usnesení").click()
    phone.get_by_label("Znění").fill("Partnerství doporučuje zřídit dluhovou poradnu.")
    phone.get_by_label("Pro").first.fill("10")
    phone.get_by_role("button", name="Uložit a zapsat další").click()
    phone.get_by_label("Znění").fill("Partnerství bere na vědomí zprávu o bydlení.")
    phone.get_by_role("button", name="Uložit a zapsat z něj úkol").click()
    phone.get_by_label("Co je potřeba udělat").fill("Svolat skupinu k bydlení")
    phone.get_by_label("Kdo, není-li v seznamu").fill("sociální odbor")
    phone.get_by_label("Do kdy").fill("30. 6. 2023")
    phone.get_by_role("button", name="Uložit", exact=True).click()
    expect(phone.locator("#usneseni")).to_contain_text("2/2023")
    expect(phone.locator("#ukoly")).to_contain_text("Svolat skupinu k bydlení")


def write_minutes(phone):
    phone.get_by_role("link", name=re.compile("program a zápis")).first.click()
    phone.get_by_role("button", name="Vložit obvyklé body").click()
    phone.get_by_label("Průběh a závěr").first.fill("Skupina představila stav bydlení.")
    phone.get_by_label("Závěry").fill("Příští jednání bude v září.")
    phone.get_by_role("button", name="Uložit", exact=True).click()
    phone.locator("#zapis").get_by_role("link", name="Schválit zápis").click()
    phone.get_by_role("button", name="Schválit zápis").click()
    expect(phone.locator("#zapis")).to_contain_text("schválen")


def stored_pdf(phone, prints_page, tmp_path):
    """Ordered by the approval itself."""

    def is_stored():
        phone.goto(prints_page)
        return phone.get_by_role("link", name="Stáhnout PDF schváleného zápisu").is_visible()

    assert wait_until(is_stored, PRINTING_TAKES / 1000, pause=0.5)
    link = phone.get_by_role("link", name="Stáhnout PDF schváleného zápisu")
    return downloaded(phone, link, tmp_path / "zapis.pdf")


def word_file(phone, prints_page, tmp_path):
    phone.goto(prints_page)
    phone.get_by_role("button", name=re.compile(r"zápis z jednání \(Word\)")).click()
    link = phone.get_by_role("link", name="Stáhnout Word")
    expect(link).to_be_visible(timeout=PRINTING_TAKES)
    return downloaded(phone, link, tmp_path / "zapis.docx")


def downloaded(phone, link, path):
    with phone.expect_download() as download:
        link.click()
    download.value.save_as(path)
    return path


def report_of(phone, tmp_path):
    phone.get_by_role("button", name="Vytvořit zprávu za rok 2023").click()
    link = phone.get_by_role("link", name="Stáhnout").first
    expect(link).to_be_visible(timeout=PRINTING_TAKES)
    return text_of_pdf(downloaded(phone, link, tmp_path / "zprava.pdf"))


def assert_minutes_hold_it_all(text):
    for fact in (
        "Jana Hostovská",
        "členské místo 20",
        "1/2023",
        "Partnerství doporučuje zřídit dluhovou poradnu.",
        "2/2023",
        "Partnerství bere na vědomí zprávu o bydlení.",
        "Svolat skupinu k bydlení",
        "30. 6. 2023",
        "Skupina představila stav bydlení.",
        "Příští jednání bude v září.",
    ):
        assert fact in text


def text_of_pdf(path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout
    return plain(text.decode())


def text_of_word(path):
    with zipfile.ZipFile(path) as archive:
        return plain(re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode()))


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u2060", ""))

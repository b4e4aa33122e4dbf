"""The whole life of an agreement in a real browser, by the people who live it: from an empty form to a revision
that supersedes it, and one taken over from paper whose approval is completed later. The town is invented."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from agreements.lifecycle import State
from agreements.models import AgreementTemplate, AgreementVersion
from partnerships.czech import format_date
from partnerships.vocabulary import AgencyRole, UnitRole
from planning.models import Occurrence
from tests.factories import PASSWORD, TermFactory, UnitFactory, UserFactory, VersionFactory, member

pytestmark = pytest.mark.browser
TODAY = timezone.localdate()
DAY = format_date(TODAY)


@pytest.fixture
def town(transactional_db):
    call_command("load_reference")
    return UnitFactory(name="Vrbatov", name_genitive="Vrbatova", name_locative="ve Vrbatově")


@pytest.fixture
def people(town, browser, live_server):
    """Each with a browser of their own, opened when first needed."""
    accounts = {
        "manager": member(town, name="Jana Nová"),
        "representative": member(town, UnitRole.REPRESENTATIVE, name="Petr Starý"),
        "consultant": member(town, UnitRole.CONSULTANT, name="Eva Poradná"),
        "director": UserFactory(name="Ivo Ředitel", agency_role=AgencyRole.DIRECTOR),
    }
    people = People(browser, live_server, accounts)
    yield people
    people.sign_in_again()


class People:
    def __init__(self, browser, live_server, accounts):
        self.browser, self.live_server, self.accounts = browser, live_server, accounts
        self.opened = {}

    def __call__(self, who):
        if who not in self.opened:
            page = self.browser.new_context(locale="cs-CZ").new_page()
            page.set_default_timeout(20_000)
            log_in(page, self.live_server, self.accounts[who].email)
            self.opened[who] = page
        return self.opened[who]

    def sign_in_again(self):
        for page in self.opened.values():
            page.context.close()
        self.opened.clear()


def log_in(page, live_server, email):
    page.goto(f"{live_server.url}/ucet/prihlaseni/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Heslo").fill(PASSWORD)
    page.get_by_role("button", name="Přihlásit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nástěnka")


class Desk:
    """One person at the pages of one version."""

    def __init__(self, page, live_server, version):
        self.page, self.base = page, live_server.url
        self.version = version

    def open(self, path=""):
        self.page.goto(f"{self.base}/verze/{self.version.pk}/{path}")

    def fill(self, section, fields, rows=()):
        """`rows` are (the formset they are added to, their fields by the name within the row)."""
        self.open(f"oddil/{section}/")
        for label, text in fields.items():
            self.page.locator(f"[name={label}]").fill(text)
        for number, (prefix, row) in enumerate(rows):
            self.page.locator(f"button[value='pridat {prefix}']").click()
            for name, text in row.items():
                self.page.locator(f"[name='{prefix}-{number}-{name}']").fill(text)
        self.page.get_by_role("button", name="Uložit", exact=True).click()
        expect(self.page.locator("#zpravy")).to_contain_text("Uloženo.")

    def step(self, label, fields=None, choices=None):
        """Takes a step from its button on the page of the version."""
        self.open()
        self.page.get_by_role("link", name=label, exact=True).click()
        for name, text in (fields or {}).items():
            self.page.locator(f"[name={name}]").fill(text)
        for name, value in (choices or {}).items():
            self.page.locator(f"select[name={name}]").select_option(value)
        self.page.locator("form.form-narrow").get_by_role("button", name=label, exact=True).click()
        expect(self.page).not_to_have_url(re.compile("/krok/"), timeout=20_000)

    def sees_state(self, state):
        self.version.refresh_from_db()
        assert self.version.state == state, self.page.locator("main").inner_text()[:600]


@pytest.fixture
def desk(people, live_server):
    return lambda who, version: Desk(people(who), live_server, version)


SECTIONS = [
    ("role", {
        "REPRESENTATIVE-name_text": "Petr Starý",
        "MANAGER-name_text": "Jana Nová",
        "REGIONAL_HEAD-name_text": "Ivo Krajský",
    }, ()),
    ("platnost", {"validity_text": "5 let", "stated_years": "5"}, ()),
    ("zamereni", {}, [("areas", {"local_label": "Bydlení", "description": "Zabydlování rodin s dětmi"})]),
    ("partnerstvi", {"partnership_text": "Poradní orgán města.", "founder_text": "rada města"}, ()),
    ("plan", {"plan_character": "Plán města na pět let."}, ()),
]  # fmt: skip


FOR_ASZ = {"body_text": "Ivo Ředitel, ředitel odboru"}


def write_activity(it, name, count):
    it.open("cinnosti/nova/")
    fill = {
        "name": name,
        "steps-0-specification": "Projednání plnění popisu spolupráce",
        "steps-0-responsibilities-0-raw_text": "Organizační zajištění",
        "steps-0-responsibilities-1-raw_text": "Odborné zajištění",
        "steps-0-terms-0-raw_text": f"{count}x ročně",
        "steps-0-terms-0-count": str(count),
    }
    for field, text in fill.items():
        it.page.locator(f"[name='{field}']").fill(text)
    it.page.locator("[name='steps-0-terms-0-kind']").select_option("FREQUENCY")
    it.page.locator("[name='steps-0-terms-0-event_kind']").select_option("LP_MEETING")
    it.page.get_by_role("button", name="Uložit činnost").click()
    expect(it.page.locator("#zpravy")).to_contain_text("Uloženo.")


def adopt(desk, version, *, number, has_opinion):
    """From the Agency's desk to both signatures; the partnership's opinion may be there already."""
    manager, consultant = desk("manager", version), desk("consultant", version)
    day = format_date(timezone.localdate())
    consultant.step("Odsouhlasit za ASZ", {"decided_on": day, **FOR_ASZ})
    if not has_opinion:
        manager.sees_state(State.ASZ_AGREED)
        manager.step(
            "Zapsat stanovisko lokálního partnerství", {"discussed_on": day}, {"result": "CONSENSUS"}
        )
    manager.sees_state(State.LP_DISCUSSED)
    desk("representative", version).step("Předložit ke schválení", {"day": day})
    manager.sees_state(State.COUNCIL_SUBMITTED)
    manager.step("Zapsat schválení", {"decided_on": day, "resolution_number": number})
    manager.sees_state(State.APPROVED)
    desk("representative", version).step(
        "Zapsat podpis za územní celek", {"signed_on": day, "function_text": "Petr Starý, starosta"}
    )
    manager.sees_state(State.APPROVED)
    desk("director", version).step(
        "Zapsat podpis za ASZ", {"signed_on": day, "function_text": "Ivo Ředitel, ředitel odboru"}
    )
    manager.sees_state(State.IN_FORCE)


def test_agreement_goes_from_an_empty_form_to_a_revision_that_supersedes_it(town, people, desk, live_server):
    page = people("manager")
    page.goto(f"{live_server.url}/celky/{town.pk}/popisy/novy/")
    template = AgreementTemplate.objects.get(code="5")
    page.locator("[name=template]").select_option(str(template.pk))
    page.locator("main form").get_by_role("button", name="Založit").click()
    version = AgreementVersion.objects.get(agreement__unit=town)
    manager, consultant = desk("manager", version), desk("consultant", version)

    manager.open("krok/predlozit-asz/")
    expect(page.locator("main")).to_contain_text("Krok zatím nelze udělat")
    for slug, fields, rows in SECTIONS:
        manager.fill(slug, fields, rows)
    write_activity(manager, "Lokální partnerství", 4)
    manager.step("Předložit ASZ k posouzení")
    manager.sees_state(State.ASZ_REVIEW)

    consultant.step("Vrátit k dopracování", {"reason": "Doplňte, koho se bydlení týká."})
    manager.sees_state(State.RETURNED)
    manager.open()
    expect(page.locator("main")).to_contain_text("Doplňte, koho se bydlení týká.")
    manager.fill("zamereni", {"areas-0-description": "Zabydlování rodin s dětmi a seniorů"})
    manager.step("Předložit ASZ k posouzení")
    consultant.step("Odsouhlasit za ASZ", {"decided_on": DAY, **FOR_ASZ})
    manager.step("Zapsat stanovisko lokálního partnerství", {"discussed_on": DAY}, {"result": "CONSENSUS"})
    manager.step("Předložit ke schválení", {"day": DAY})
    manager.step("Zapsat neschválení", {"day": DAY, "reason": "Chybí závazek k ubytovnám."})
    manager.sees_state(State.REJECTED_BY_COUNCIL)
    manager.step("Přepracovat", {"reason": "Doplníme ubytovny."})
    manager.sees_state(State.RETURNED)
    manager.step("Předložit ASZ k posouzení")
    adopt(desk, version, number="ZM/1/2026", has_opinion=True)
    assert occurrences(version, TODAY.year + 1) == [4]

    with time_machine.travel(timezone.now() + timedelta(days=370)):
        revise(town, version, people, desk, live_server)


def occurrences(version, year):
    rows = Occurrence.objects.filter(commitment__agreement=version.agreement, year=year)
    return list(rows.values_list("expected", flat=True))


def revise(town, first, people, desk, live_server):
    """A year later; the version in force stays as it is until the second signature on the new one."""
    people.sign_in_again()
    page = people("manager")
    page.goto(f"{live_server.url}/popisy/{first.agreement_id}/revize/")
    page.locator("[name=reason]").fill("Partnerství se bude scházet častěji.")
    page.locator("main form").get_by_role("button", name="Založit revizi").click()
    second = AgreementVersion.objects.get(agreement=first.agreement, number=2)
    manager = desk("manager", second)
    activity = second.activities.get()
    manager.open(f"cinnosti/{activity.key}/")
    page.locator("[name='steps-0-terms-0-raw_text']").fill("6x ročně")
    page.locator("[name='steps-0-terms-0-count']").fill("6")
    page.get_by_role("button", name="Uložit činnost").click()
    expect(page.locator("#zpravy")).to_contain_text("Uloženo.")
    page.goto(f"{live_server.url}/popisy/{first.agreement_id}/porovnani/?od=1&do=2")
    expect(page.locator("main table ins").first).to_contain_text("6x")
    manager.step("Předložit ASZ k posouzení")
    assert State(AgreementVersion.objects.get(pk=first.pk).state) == State.IN_FORCE
    adopt(desk, second, number="ZM/7/2027", has_opinion=False)
    first.refresh_from_db()
    assert first.state == State.SUPERSEDED
    assert first.in_effect.upper == second.in_effect.lower == timezone.localdate()
    assert occurrences(second, timezone.localdate().year + 1) == [6]
    page.goto(f"{live_server.url}/popisy/{first.agreement_id}/")
    expect(page.locator("main")).to_contain_text("verze 2")


def test_agreement_from_paper_computes_once_its_approval_is_completed(town, people, desk, live_server):
    version = VersionFactory(
        agreement__unit=town, template=AgreementTemplate.objects.get(code="5"), stated_years=5
    )
    term = TermFactory(version=version, count=4)
    manager, page = desk("manager", version), people("manager")
    manager.open("prevzit/")
    page.locator("[name=reason]").fill("Platí na papíře, usnesení dohledáme.")
    page.locator("main form").get_by_role("button", name="Převzít platný dokument").click()
    manager.sees_state(State.IN_FORCE)

    year_page = f"{live_server.url}/popisy/{version.agreement_id}/rok/2023/"
    page.goto(year_page)
    expect(page.locator("main")).to_contain_text("chybí datum schválení")
    page.get_by_role("link", name="Doplnit datum schválení").click()
    page.locator("[name=approval_unit-decided_on]").fill("19. 4. 2022")
    page.locator("[name=approval_unit-resolution_number]").fill("ZM/3/2022")
    page.locator("[name=reason]").fill("Usnesení jsme dohledali.")
    page.locator("main form").get_by_role("button", name=re.compile("Doplnit|Uložit")).first.click()
    expect(page.locator("#zpravy")).to_contain_text("Očekávané plnění se přepočítalo")
    page.goto(year_page)
    expect(page.locator("main")).to_contain_text("Očekává se\n4×")
    assert Occurrence.objects.get(commitment__key=term.key, year=2023).expected == 4

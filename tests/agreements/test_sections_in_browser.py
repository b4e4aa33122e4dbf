"""Each section and an activity by axe, at 320 px and by keyboard: empty, filled, with errors, after a lost save."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agreements import actions, reference
from agreements.models import Activity, AgreementTemplate, PlannedMeasure
from tests import axe
from tests.agreements.browser_data import ONE_STEP, activity
from tests.agreements.section_data import FILLED, address
from tests.factories import VersionFactory, member
from tests.pages import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# what is no good in each section, by the field on the filled page
WRONG = {
    "identifikace": {"unit_text": "x" * 600},
    "role": {"MANAGER-deputy_text": "Petr"},
    "projekt": {"hours_total": "10"},
    "platnost": {"valid_to": "32. 1. 2022"},
    "zamereni": {"areas-0-local_label": "", "areas-0-goals-0-target_value": "mnoho"},
    "partnerstvi": {"founder_text": "x" * 600, "groups-0-name": ""},
    "drivejsi-strategie": {"strategies-0-from_year": "24", "strategies-1-title": ""},
    "plan": {"plan_to_year": "2020", "strategies-0-title": ""},
    "opatreni": {"measures-0-text": ""},
    "kontakt-kraje": {"regional_contact_text": "x" * 600},
    "harmonogram": {"timeline_to": "1. 5. 2021"},
}

LISTEN = """() => {
    const look = (one) => ["outline", "boxShadow", "borderColor"].map((name) => getComputedStyle(one)[name]).join();
    const radios = new Set();
    const isFirst = (one) => one.type !== "radio" || one.checked
        || !(radios.has(one.name) || document.querySelector(`[name="${one.name}"]:checked`) || !radios.add(one.name));
    const all = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const controls = [...document.querySelectorAll("main :is(" + all + ")")].filter(
        (one) => one.checkVisibility({ visibilityProperty: true }) && one.type !== "hidden" && isFirst(one));
    const calm = new Map(controls.map((one) => [one, look(one)]));
    window.left = new Set(controls);
    const meet = () => {
        const here = document.activeElement;
        if (look(here) !== calm.get(here)) window.left.delete(here);
    };
    document.addEventListener("focusin", meet);
    controls[0].focus({ focusVisible: true });
    return controls.length;
}"""


@pytest.fixture
def version():
    reference.load()
    return VersionFactory(template=AgreementTemplate.objects.get(code="5"))


@pytest.fixture
def user(page, live_server, version):
    user = member(version.agreement.unit)
    page.emulate_media(reduced_motion="reduce")
    page.context.add_cookies([session_cookie(user, live_server.url)])
    return user


def faults_of(page) -> list[str]:
    found = [
        f"{rule['id']}: {node['target']}"
        for rule in axe.violations(page)
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]
    page.set_viewport_size({"width": 320, "height": 900})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found + ([f"{width} px wide"] if width > 320 else [])


def out_of_keyboard(page) -> list[str]:
    """What Tab does not come to, or comes to without showing where it is; one radio stands for its group."""
    for _ in range(page.evaluate(LISTEN) - 1):
        page.keyboard.press("Tab")
    return page.evaluate("[...window.left].map((control) => control.outerHTML.slice(0, 120))")


def type_in(page, values: dict[str, str]) -> None:
    for name, value in values.items():
        field = page.locator(f"[name='{name}']")
        field.evaluate("field => field.removeAttribute('maxlength')")
        field.fill(value)


@pytest.mark.parametrize("slug", FILLED)
def test_section_has_no_serious_fault_empty_filled_and_wrong(page, live_server, client, version, user, slug):
    url, faults = live_server.url + address(version, slug), {}
    page.goto(url)
    faults["empty"] = faults_of(page)
    client.force_login(user)
    assert client.post(address(version, slug), {"revision": 0, **FILLED[slug]}).status_code == 302
    page.goto(url)
    faults["filled"] = faults_of(page) + out_of_keyboard(page)
    type_in(page, WRONG[slug])
    page.get_by_role("button", name="Uložit", exact=True).press("Enter")
    page.get_by_text("Nic zatím není uložené.").wait_for()
    faults["wrong"] = faults_of(page)

    assert not any(faults.values()), faults


def test_activity_has_no_serious_fault_empty_filled_and_wrong(page, live_server, client, version, user):
    new, faults = reverse("agreements:activity_add", args=[version.pk]), {}
    page.goto(live_server.url + new)
    faults["empty"] = faults_of(page)
    client.force_login(user)
    assert client.post(new, activity(ONE_STEP)).status_code == 302
    stored = reverse("agreements:activity_edit", args=[version.pk, Activity.objects.get().key])
    page.goto(live_server.url + stored)
    faults["filled"] = faults_of(page) + out_of_keyboard(page)
    type_in(page, {"name": "", "steps-0-terms-0-count": ""})
    page.get_by_role("button", name="Uložit činnost").press("Enter")
    page.locator(".invalid-feedback").first.wait_for()
    page.get_by_text("Další údaje o termínu").press("Enter")
    faults["wrong"] = faults_of(page)

    assert not any(faults.values()), faults


def test_rows_are_written_moved_and_saved_by_keyboard(page, live_server, version, user):
    page.goto(live_server.url + address(version, "opatreni"))

    for number, text in enumerate(["první", "druhé"], start=1):
        page.get_by_role("button", name="Přidat opatření").press("Enter")
        expect(page.locator(f"#id_measures-{number - 1}-text")).to_be_focused()
        page.keyboard.type(text)
    page.get_by_role("button", name=re.compile("Výš.*Opatření 2")).press("Enter")
    expect(page.locator("#id_measures-0-text")).to_have_value("druhé")
    page.get_by_role("button", name="Uložit", exact=True).press("Enter")
    page.wait_for_url("**/verze/*/#oddil-*")

    assert [row.text for row in PlannedMeasure.objects.all()] == ["druhé", "první"]
    page.get_by_role("button", name="Vrátit").press("Enter")
    page.get_by_text("Vráceno, jak to bylo předtím.").wait_for()
    assert not PlannedMeasure.objects.exists()


def test_lost_save_is_put_together_by_keyboard(page, live_server, version, user):
    page.goto(live_server.url + address(version, "identifikace"))
    actions.save_header(version, by=user, revision=0, unit_text="jejich", seat_text="jejich sídlo")
    page.locator("#id_unit_text").fill("moje")
    page.evaluate("document.querySelector('#oddil').submit()")

    page.get_by_text("Vaše změny zatím nejsou uložené.").wait_for()
    assert faults_of(page) == []
    page.get_by_role("group", name="Územní celek").get_by_label("Moje").press("Space")
    page.get_by_role("button", name="Uložit vybrané").press("Enter")
    page.wait_for_url("**/verze/*/#oddil-*")

    version.refresh_from_db()
    assert (version.unit_text, version.seat_text) == ("moje", "jejich sídlo")

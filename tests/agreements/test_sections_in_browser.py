"""Each section by axe and at 320 px: empty, filled, with errors."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from agreements import reference
from agreements.models import AgreementTemplate
from tests.agreements.section_data import FILLED, address
from tests.factories import VersionFactory, member
from tests.pages import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def version():
    reference.load()
    return VersionFactory(template=AgreementTemplate.objects.get(code="5"))


@pytest.fixture
def user(page, live_server, version):
    user = member(version.agreement.unit)
    page.context.add_cookies([session_cookie(user, live_server.url)])
    return user


def faults_of(page) -> list[str]:
    found = [
        f"{rule['id']}: {node['target']}"
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]
    page.set_viewport_size({"width": 320, "height": 900})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found + ([f"{width} px wide"] if width > 320 else [])


@pytest.mark.parametrize("slug", FILLED)
def test_section_has_no_serious_fault_empty_filled_and_wrong(page, live_server, client, version, user, slug):
    url, faults = live_server.url + address(version, slug), {}
    page.goto(url)
    faults["empty"] = faults_of(page)
    client.force_login(user)
    assert client.post(address(version, slug), {"revision": 0, **FILLED[slug]}).status_code == 302
    page.goto(url)
    faults["filled"] = faults_of(page)
    for field in page.locator("main input[type=text]").all():
        field.fill("x" * 600)
    page.get_by_role("button", name="Uložit", exact=True).click()
    page.get_by_text("Nic zatím není uložené.").wait_for()
    faults["wrong"] = faults_of(page)

    assert not any(faults.values()), faults

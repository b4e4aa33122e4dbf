"""A year planned on a phone by the keyboard, and taken back."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from partnerships.models import Event
from tests import axe
from tests.factories import PartnershipFactory, member
from tests.pages import session_cookie
from tests.planning.situations import draft, in_force, step
from tests.planning.test_plan import AS_CHOMUTOV

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
YEAR = timezone.localdate().year + 1


def faults(page):
    violations = axe.violations(page)
    return [rule["id"] for rule in violations if rule["impact"] in {"serious", "critical"}]


def test_year_is_planned_and_taken_back_on_a_phone(page, live_server):
    version = draft(stated_years=10, timeline_to=None)
    step(version, terms=AS_CHOMUTOV[:3])
    agreement = in_force(version)
    PartnershipFactory(units=[agreement.unit])
    page.context.add_cookies([session_cookie(member(agreement.unit), live_server.url)])
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(live_server.url + reverse("planning:year", args=[agreement.pk, YEAR]))
    page.get_by_role("link", name="Naplánovat rok").press("Enter")
    first = page.get_by_role("group", name="Událost 1", exact=True)
    first.get_by_label("Datum").fill(f"1. 1. {YEAR}")
    page.get_by_role("button", name="Naplánovat vybrané události").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Zatím jsme nic nezapsali")
    expect(first).to_contain_text("Státní svátek")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    first.get_by_label("Naplánovat").uncheck()
    page.get_by_role("button", name="Naplánovat vybrané události").press("Enter")
    page.get_by_text("Naplánováno: 5 událostí.").wait_for()
    page.get_by_role("button", name="Vrátit").press("Enter")
    page.get_by_text("z kalendáře je pryč 5 událostí").wait_for()
    assert not Event.objects.exists()

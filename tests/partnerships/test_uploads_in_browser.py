"""The line goes in the middle of a file: what is there stays there, and the form waits for the rest."""

import hashlib

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.local.processes import wait_until
from partnerships.models import Document, UploadInProgress
from tests import factories as make
from tests.pages import session_cookie
from tests.partnerships.test_uploads import CONTENT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "zapis.pdf"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def form(page, live_server):
    event = make.EventFactory()
    page.context.add_cookies([session_cookie(make.member(event.unit), live_server.url)])
    page.goto(live_server.url + reverse("planning:evidence_add", args=[event.pk]))
    return page


def field(page):
    return page.locator("input[type=file]")


def lose_from(page, number):
    """Parts from this one on are lost until the line is back; returns what brings it back."""
    seen = []

    def lose(route):
        if route.request.method == "POST":
            seen.append(route.request.url)
        return route.abort() if len(seen) > number else route.continue_()

    page.route("**/nahravani/*-*/", lose)
    return lambda: page.unroute("**/nahravani/*-*/", lose)


def assert_stored():
    assert wait_until(Document.objects.exists, 10)
    document = Document.objects.get()
    assert document.sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_file_goes_on_where_it_stopped(form, scan):
    restore = lose_from(form, 2)
    field(form).set_input_files(scan)
    expect(form.locator(".upload")).to_contain_text("Nahrávání se přerušilo na 77 %.")
    assert UploadInProgress.objects.get().received == 2 * 512 * 1024

    restore()
    form.get_by_role("button", name="Pokračovat v nahrávání").click()
    expect(form.locator(".upload")).to_contain_text("Soubor zapis.pdf je nahraný.")
    form.get_by_role("button", name="Nahrát doklad").click()

    assert_stored()


def test_page_opened_again_goes_on_with_the_same_file(form, scan):
    restore = lose_from(form, 1)
    field(form).set_input_files(scan)
    expect(form.locator(".upload")).to_contain_text("Nahrávání se přerušilo")
    restore()
    form.reload()
    sent = []
    form.on("request", lambda request: sent.append(request.headers.get("upload-offset")))

    field(form).set_input_files(scan)

    expect(form.locator(".upload")).to_contain_text("je nahraný")
    assert [one for one in sent if one] == [str(512 * 1024), str(2 * 512 * 1024)]
    assert UploadInProgress.objects.count() == 1


def test_form_sent_too_early_waits_for_the_file(form, scan):
    waiting = []
    form.route("**/nahravani/", lambda route: waiting.append(route))
    field(form).set_input_files(scan)
    form.get_by_role("button", name="Nahrát doklad").click()
    expect(form.locator(".upload")).to_contain_text("pak se formulář uloží sám")

    waiting[0].continue_()

    expect(form.get_by_text("Doklad je nahraný.")).to_be_visible()
    assert_stored()


def test_mistake_in_the_form_costs_no_file(form, scan):
    form.get_by_label("Odevzdáno dne").fill("31. 2. 2023")
    field(form).set_input_files(scan)
    form.get_by_role("button", name="Nahrát doklad").click()
    expect(form.get_by_text("Zadejte platné datum.")).to_be_visible()
    expect(form.locator(".upload")).to_contain_text("Soubor zapis.pdf je nahraný.")

    form.get_by_label("Odevzdáno dne").fill("9. 5. 2023")
    form.get_by_role("button", name="Nahrát doklad").click()

    assert_stored()


def test_refused_file_is_said_at_once_and_another_may_be_chosen(form, scan, tmp_path):
    wrong = tmp_path / "zapis.exe"
    wrong.write_bytes(b"MZ")
    field(form).set_input_files(wrong)
    expect(form.locator(".upload")).to_contain_text("Tento druh souboru nepřijímáme.")
    expect(field(form)).to_be_focused()

    field(form).set_input_files(scan)
    expect(form.locator(".upload")).to_contain_text("je nahraný")
    form.get_by_role("button", name="Vybrat jiný soubor").click()
    expect(field(form)).to_be_visible()
    assert wait_until(lambda: not UploadInProgress.objects.exists(), 10)


def test_without_a_script_the_file_goes_with_the_form(browser, live_server, scan):
    event = make.EventFactory()
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([session_cookie(make.member(event.unit), live_server.url)])
    page = context.new_page()
    page.goto(live_server.url + reverse("planning:evidence_add", args=[event.pk]))
    field(page).set_input_files(scan)
    page.get_by_role("button", name="Nahrát doklad").click()

    assert_stored()
    assert not UploadInProgress.objects.exists()

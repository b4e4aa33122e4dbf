"""The panel of comments beside the text: by the keyboard alone, on a phone, without losing what was typed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from agreements.models import CommentThread
from partnerships.vocabulary import UnitRole
from tests import axe
from tests.factories import CommentFactory, StepFactory, VersionFactory, member
from tests.pages import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Nejneobhospodařovávatelnějšími" * 8


@pytest.fixture
def step():
    return StepFactory(version=VersionFactory())


@pytest.fixture
def opened(page, live_server, step):
    """The page of the version as the consultant sees it; what its console complains of is a failure."""
    user = member(step.version.agreement.unit, UnitRole.CONSULTANT)
    page.context.add_cookies([session_cookie(user, live_server.url)])
    complaints = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(live_server.url + reverse("agreements:version", args=[step.version.pk]))
    yield page
    assert complaints == []


def open_panel(page, step):
    page.locator(f"#pripominky-{step.key}").focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open] [data-panel-heading]").wait_for()
    wait_for_the_panel(page)


def wait_for_the_panel(page):
    """Its new content has been read out from the heading, nothing moves the focus any more."""
    expect(page.locator("dialog[open] [data-panel-heading]")).to_be_focused()


def test_thread_is_raised_answered_and_resolved_by_the_keyboard(opened, step):
    open_panel(opened, step)
    opened.get_by_label("Text připomínky").focus()
    opened.keyboard.type("Kdo jednání svolá?")
    opened.get_by_role("button", name="Uložit připomínku").focus()
    opened.keyboard.press("Enter")
    opened.get_by_role("status").get_by_text("Připomínka je uložená.").wait_for()
    wait_for_the_panel(opened)

    opened.get_by_role("link", name="Odpovědět").focus()
    opened.keyboard.press("Enter")
    opened.get_by_label("Odpověď").wait_for()
    wait_for_the_panel(opened)
    opened.get_by_label("Odpověď").focus()
    opened.keyboard.type("Vedoucí odboru.")
    opened.get_by_role("button", name="Odpovědět").focus()
    opened.keyboard.press("Enter")
    opened.get_by_text("Odpověď je uložená.").wait_for()
    wait_for_the_panel(opened)
    opened.get_by_role("button", name="Označit za vyřešenou").focus()
    opened.keyboard.press("Enter")
    opened.get_by_text("Připomínka je vyřešená.").wait_for()

    opened.keyboard.press("Escape")
    opened.locator("dialog[open]").wait_for(state="detached")
    expect(opened.locator(f"#pripominky-{step.key}")).to_be_focused()
    thread = CommentThread.objects.get()
    assert list(thread.comments.values_list("text", flat=True)) == ["Kdo jednání svolá?", "Vedoucí odboru."]
    assert thread.resolved_at is not None


def test_number_at_the_row_is_refreshed(opened, step):
    link = opened.locator(f"#pripominky-{step.key}")
    assert "(1" not in link.inner_text()
    open_panel(opened, step)
    opened.get_by_label("Text připomínky").fill("Proč?")
    opened.get_by_role("button", name="Uložit připomínku").click()
    opened.get_by_text("Připomínka je uložená.").wait_for()

    opened.get_by_role("button", name="Zavřít").click()

    assert "(1" in link.inner_text()
    assert "(1" in opened.locator("#pripominky-timeline").inner_text()


def test_empty_comment_is_said_at_its_field(opened, step):
    open_panel(opened, step)
    opened.evaluate("document.querySelectorAll('dialog form').forEach((form) => { form.noValidate = true; })")
    opened.get_by_role("button", name="Uložit připomínku").click()

    expect(opened.locator("dialog [name=text][aria-invalid=true]")).to_be_focused()


def test_typed_text_is_not_thrown_away_unasked(opened, step):
    open_panel(opened, step)
    opened.get_by_label("Text připomínky").fill("Rozepsáno")
    asked = []
    opened.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))

    opened.get_by_role("button", name="Zavřít").click()

    assert asked == ["Rozepsaný text se zahodí. Opravdu zavřít?"]
    assert opened.get_by_label("Text připomínky").input_value() == "Rozepsáno"


def test_ended_session_is_said_in_the_panel(opened, step):
    opened.context.clear_cookies()

    opened.locator(f"#pripominky-{step.key}").click()

    opened.get_by_text("nejspíš skončilo přihlášení").wait_for()
    assert opened.locator("dialog input[type=password]").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_panel_has_no_serious_fault(opened, step, width):
    CommentFactory(
        thread__raised_in=step.version, thread__section="TIMELINE", thread__key=step.key, text=LONG
    )
    opened.set_viewport_size({"width": width, "height": 800})
    open_panel(opened, step)
    opened.get_by_text("Upozornit někoho jmenovitě").click()

    violations = axe.violations(opened)

    assert [rule["id"] for rule in violations if rule["impact"] in {"serious", "critical"}] == []
    assert opened.evaluate("document.querySelector('dialog').scrollWidth") <= width
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    sizes = opened.locator(".comment-link, dialog button, dialog summary").evaluate_all(
        "links => links.map((link) => Math.min(link.offsetWidth, link.offsetHeight))"
    )
    assert min(sizes) >= 24

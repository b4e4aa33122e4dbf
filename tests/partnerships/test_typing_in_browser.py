"""Typing counts as being there; a session that ended meanwhile is said before anything is sent."""

import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import expect

from config.local.processes import wait_until
from partnerships.session_end import SEEN
from tests import factories as make
from tests.pages import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session(page, live_server):
    """Of a manager who has had a form open for twenty minutes."""
    unit = make.UnitFactory()
    cookie = session_cookie(make.member(unit), live_server.url)
    page.context.add_cookies([cookie])
    page.clock.install()
    page.goto(live_server.url + reverse("partnerships:role_add", args=[unit.pk]))
    session = SessionStore(cookie["value"])
    session[SEEN] = int(time.time()) - 20 * 60
    session.save()
    page.clock.fast_forward("20:00")
    return session


def type_something(page):
    page.locator("main form input[type=text]:visible").first.fill("vedoucí odboru")


def test_typing_is_noted_as_activity(page, session):
    type_something(page)

    def noted():
        return SessionStore(session.session_key)[SEEN] > time.time() - 60

    assert wait_until(noted, 10)
    expect(page.locator("#konec-prihlaseni")).to_have_count(0)


def test_ended_session_is_said_while_the_text_is_still_there(page, session):
    session.delete()

    type_something(page)

    expect(page.locator("#konec-prihlaseni [role=alert]")).to_contain_text("Přihlášení skončilo.")
    expect(page.locator("main form input[type=text]:visible").first).to_have_value("vedoucí odboru")


def test_person_is_warned_in_time_and_one_key_is_enough(page, session):
    """T-15: said at least two minutes before the end, and the reader stays where he was."""
    field = page.locator("main form input[type=text]:visible").first
    field.focus()
    page.clock.fast_forward("06:01")
    warning = page.locator("#konec-prihlaseni [role=alert]")
    expect(warning).to_contain_text("Stiskněte kteroukoli klávesu")
    left = page.evaluate("Number(localStorage.getItem('popis.konec')) - Date.now()")

    page.keyboard.press("Shift")

    expect(warning).to_have_count(0)
    assert left >= 2 * 60 * 1000
    assert SessionStore(session.session_key)[SEEN] > time.time() - 60
    assert field.evaluate("field => field === document.activeElement")


def test_warning_is_taken_back_by_what_another_window_does(page, session):
    page.clock.fast_forward("06:01")
    expect(page.locator("#konec-prihlaseni")).to_be_visible()

    page.evaluate("localStorage.setItem('popis.konec', Date.now() + 20 * 60 * 1000)")
    page.clock.fast_forward("00:06")

    expect(page.locator("#konec-prihlaseni")).to_have_count(0)

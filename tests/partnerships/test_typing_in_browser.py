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
    expect(page.locator("#zpravy [role=alert]")).to_have_count(0)


def test_ended_session_is_said_while_the_text_is_still_there(page, session):
    session.delete()

    type_something(page)

    expect(page.locator("#zpravy [role=alert]")).to_contain_text("Přihlášení mezitím skončilo.")
    expect(page.locator("main form input[type=text]:visible").first).to_have_value("vedoucí odboru")

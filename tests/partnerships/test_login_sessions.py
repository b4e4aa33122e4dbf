"""How a session ends, and the list of devices (T-19)."""

import time

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.devices import device_name
from tests.factories import PASSWORD, UserFactory
from tests.partnerships.sign_in import sign_in

pytestmark = pytest.mark.django_db
START = 1_800_000_000
MINUTE = 60
HOUR = 60 * MINUTE


@pytest.fixture
def user():
    return UserFactory(email="jana@example.cz")


@pytest.fixture
def clock(client, user):
    with time_machine.travel(START, tick=False) as clock:
        sign_in(client, user)
        yield clock


def is_in(client) -> bool:
    return client.get(reverse("start")).status_code == 200


# --- The end by itself ------------------------------------------------------------------------------------


def test_half_an_hour_without_a_click_ends_the_session(client, clock):
    clock.shift(30 * MINUTE - 1)
    assert is_in(client)
    clock.shift(30 * MINUTE)

    assert not is_in(client)
    assert not Session.objects.filter(session_data__contains="_auth_user").exists()


def test_clicks_keep_the_session_for_twelve_hours_and_no_longer(client, clock):
    for _ in range(12 * 3 - 1):
        clock.shift(20 * MINUTE)
        assert is_in(client)
    clock.shift(20 * MINUTE)

    assert not is_in(client)


@pytest.mark.parametrize(
    ("clicks", "words"), [([30 * MINUTE], "30 minut nic"), ([29 * MINUTE] * 25, "nejdéle 12 hodin")]
)
def test_login_says_why_and_leads_back(client, user, clock, clicks, words):
    wanted = reverse("partnerships:unit_list") + "?q=chom"
    for shift in clicks:
        clock.shift(shift)
        login = client.get(wanted, follow=True)

    back = client.post(login.redirect_chain[-1][0], {"login": user.email, "password": PASSWORD})

    assert words in login.content.decode()
    assert back["Location"] == wanted


def test_session_without_its_times_is_over(client, user):
    client.force_login(user)
    session = client.session
    del session["started_at"]
    session.save()

    assert not is_in(client)


def test_activity_is_written_at_most_once_a_minute(client, clock):
    def writes() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert is_in(client)
        return sum("UPDATE" in query["sql"] or "INSERT" in query["sql"] for query in captured)

    counts = []
    for shift in (0, 30, 29, 1, 30, 30):
        clock.shift(shift)
        counts.append(writes())

    assert counts == [0, 0, 0, 2, 0, 2]  # the session and its row in the list of devices


# --- The end on purpose -----------------------------------------------------------------------------------


def test_logout_ends_the_session_on_the_server(client, user):
    sign_in(client, user)
    kept = client.cookies["sessionid"].value

    client.post(reverse("account_logout"))

    thief = Client()
    thief.cookies["sessionid"] = kept
    assert not is_in(thief)
    assert not Session.objects.filter(session_key=kept).exists()


def test_signing_in_changes_the_session_key(client, user):
    client.get(reverse("start"), follow=True)
    client.cookies["sessionid"] = "podstrceny-klic-0123456789abcdef"

    sign_in(client, user)

    assert client.cookies["sessionid"].value != "podstrceny-klic-0123456789abcdef"


def test_one_device_is_signed_out_and_the_others_stay(client, user):
    first, second = Client(), Client()
    for browser in (first, second, client):
        sign_in(browser, user)
    listed = client.get(reverse("usersessions_list")).context["sessions"]
    victim = next(one for one in listed if one.session_key == first.cookies["sessionid"].value)

    client.post(reverse("session_end", args=[victim.pk]))

    assert [is_in(browser) for browser in (first, second, client)] == [False, True, True]


def test_device_of_another_person_is_not_signed_out(client, user):
    stranger = Client()
    sign_in(stranger, UserFactory(email="cizi@example.cz"))
    sign_in(client, user)
    session = stranger.get(reverse("usersessions_list")).context["sessions"][0]

    answer = client.post(reverse("session_end", args=[session.pk]))

    assert answer.status_code == 404
    assert is_in(stranger)


WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"{WINDOWS} Chrome/140.0 Safari/537.36", "Chrome, počítač s Windows"),
        (f"{WINDOWS} Chrome/140.0 Safari/537.36 Edg/140.0", "Microsoft Edge, počítač s Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox, počítač s Linuxem"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Mobile Safari/604.1", "Safari, telefon iPhone"),
        ("Starý prohlížeč", "Starý prohlížeč"),
        ("", "neznámé zařízení"),
    ],
)
def test_device_has_a_name_a_person_knows(user_agent, name):
    assert device_name(user_agent) == name


def test_list_shows_the_current_device_first(client, user):
    for browser in (Client(headers={"user-agent": "Firefox/140 Windows"}), client):
        sign_in(browser, user)
        time.sleep(0.01)

    page = client.get(reverse("usersessions_list"))

    assert page.context["sessions"][0].session_key == client.cookies["sessionid"].value
    assert "Firefox, počítač s Windows" in page.content.decode()

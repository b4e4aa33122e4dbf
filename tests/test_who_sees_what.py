"""Every address of the site × every kind of person × GET and POST, on one world built once.

The expected answers stand in tests/<app>/pages.py; an address that stands in none of them fails here.
"""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.access import EVERYONE, NOT_SIGNED_IN, PUBLIC, READERS, Page
from tests.pages import PAGES, browsers
from tests.world import build_world

WHO = sorted(EVERYONE)
SHORT = [
    "anonymous",
    "consultant",
    "manager",
    "other_manager",
    "site_admin",
]  # who asks in a run without HARD=1
# allauth's own pages: (anonymous, signed in). 302 of an anonymous leads to the login, of the others away from it.
ACCOUNT_PAGES = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "account_signup": (200, 302),
    "account_change_password": (302, 200),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    "account_reset_password_from_key": (200, 200),
    "usersessions_list": (302, 200),
    "session_end": (302, 405),
    "still_here": (200, 200),
    "account_reauthenticate": (302, 200),
    "mfa_index": (302, 200),
    "mfa_authenticate": (302, 302),  # without a password just typed, it is not its turn
    "mfa_reauthenticate": (302, 302),  # without a code, the password asks
    "mfa_activate_totp": (302, 302),  # the password once more first
    "mfa_deactivate_totp": (302, 404),
    "mfa_view_recovery_codes": (302, 404),
    "mfa_generate_recovery_codes": (302, 302),
}
ACCOUNT_ARGS = {"account_reset_password_from_key": ["1", "spatny-klic"], "session_end": [1]}


def all_urls(patterns, namespace=""):
    """(name with namespace, names of its arguments) of every address the resolver knows."""
    for entry in patterns:
        if isinstance(entry, URLPattern):
            yield (
                namespace + (entry.name or f"without a name: {entry.pattern}"),
                list(entry.pattern.regex.groupindex),
            )
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from all_urls(entry.url_patterns, inner)


URLS = list(all_urls(get_resolver().url_patterns))
ADMIN_URLS = {name: arguments for name, arguments in URLS if name.startswith("admin:") and " " not in name}


# --- One world for the module, every request rolled back ---------------------------------------------------


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        yield build_world()


@pytest.fixture(scope="module")
def clients(world):
    """One signed-in browser per kind of person; the inactive one was signed in before."""
    return browsers(world.people)


@pytest.fixture
def ask(clients):
    def ask(who, method, url):
        with rolled_back():
            response = getattr(clients[who], method)(url)
            content = response.getvalue() if response.streaming else response.content
        return response, content

    return ask


# --- The table --------------------------------------------------------------------------------------------


def test_every_address_stands_in_a_table():
    existing = {name for name, _ in URLS}
    existing = {name for name in existing if not name.startswith("admin:without a name")}  # its redirects
    listed = {*PAGES, *ACCOUNT_PAGES, *ADMIN_URLS}
    assert existing - listed == set(), "not in a table"
    assert listed - existing == set(), "the table names what does not exist"


def expected_status(page: Page, method: str, who: str) -> int:
    rule = getattr(page, method)
    if rule is not None:
        return rule.status(who)
    needs_login = page.get is not PUBLIC
    return 302 if needs_login and who in NOT_SIGNED_IN else 405


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_answers(ask, world, name, method):
    """Everybody in one test: a test of its own for each would cost more than the question."""
    page = PAGES[name]
    url = reverse(name, args=page.args(world))
    for who in WHO:
        response, content = ask(who, method, url)
        assert_answer(page, method, who, response, content)


def assert_answer(page, method, who, response, content):
    expected = expected_status(page, method, who)
    if expected == 200 and method == "post":
        assert response.status_code in {200, 302, 409, 422}, who
        assert not leads_to_login(response), who
    else:
        assert response.status_code == expected, who
        assert leads_to_login(response) is (expected == 302), who
    assert_headers(response, who)
    if expected == 404 and who not in READERS:
        assert "Chomutov" not in content.decode(), f"the stranger learns whose it is: {who}"


OTHER_METHODS = ("put", "patch", "delete", "options", "trace")


@pytest.mark.parametrize("who", WHO if settings.SPEED_UP == 1 else SHORT)
def test_no_page_answers_other_methods(ask, world, who):
    """T-01: HEAD is GET without the page; any other method brings nothing to anybody."""
    for number, (name, page) in enumerate(PAGES.items()):
        url = reverse(name, args=page.args(world))
        # all are refused in one place; in a short run each page is asked by one of them, another each time
        for method in OTHER_METHODS if settings.SPEED_UP == 1 else [OTHER_METHODS[number % 5]]:
            response, content = ask(who, method, url)
            assert response.status_code in {302, 403, 404, 405}, (method, url)
            assert "Chomutov" not in content.decode(), (method, url)
        if page.get:
            assert ask(who, "head", url)[0].status_code == expected_status(page, "get", who), url


def leads_to_login(response) -> bool:
    return response.status_code == 302 and response["Location"].startswith(reverse(settings.LOGIN_URL))


def assert_headers(response, who):
    """T-10 and T-24 of every answer, errors included."""
    assert "default-src 'none'" in response["Content-Security-Policy"]
    if who not in NOT_SIGNED_IN:
        assert "Cookie" in response.get("Vary", ""), who
        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", ")), who


@pytest.mark.parametrize("who", ["anonymous", "manager", "site_admin"])
@pytest.mark.parametrize("name", sorted(ACCOUNT_PAGES))
def test_account_page_answers(ask, name, who):
    response, _ = ask(who, "get", reverse(name, args=ACCOUNT_ARGS.get(name, [])))

    assert response.status_code == ACCOUNT_PAGES[name][who != "anonymous"]
    assert_headers(response, who)


@pytest.mark.parametrize("who", sorted(EVERYONE - {"site_admin"}))
def test_administration_is_closed_to_all_but_the_site_admin(ask, who):
    for name in ADMIN_URLS.keys() - {"admin:login", "admin:logout"}:
        given = {"app_label": "partnerships"}
        url = reverse(name, args=[given.get(argument, "1") for argument in ADMIN_URLS[name]])

        response, _ = ask(who, "get", url)

        assert response.status_code == 302, name
        assert response["Location"].startswith((reverse(settings.LOGIN_URL), reverse("admin:login")))


@pytest.mark.parametrize(("who", "status"), [("anonymous", 302), ("manager", 403), ("site_admin", 302)])
def test_login_of_the_administration_is_the_one_of_the_site(ask, who, status):
    response, _ = ask(who, "get", reverse("admin:login"))

    assert response.status_code == status
    assert leads_to_login(response) is (who == "anonymous")


@pytest.mark.parametrize("name", sorted(name for name in ADMIN_URLS if name.endswith(("changelist", "add"))))
def test_administration_opens_to_the_site_admin(ask, name):
    response, _ = ask("site_admin", "get", reverse(name))

    assert response.status_code in ({200, 403} if name.endswith("add") else {200})


def test_deactivated_person_is_out_at_the_next_request(world):
    with rolled_back():
        client = Client()
        client.force_login(world.people["reader"])
        assert client.get(reverse("start")).status_code == 200

        world.people["reader"].__class__.objects.filter(pk=world.people["reader"].pk).update(is_active=False)

        assert leads_to_login(client.get(reverse("start")))

"""T-22: nothing is changed from another site; that looking changes nothing is in test_rights.py."""

import pytest
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from tests.isolation import tripwire
from tests.isolation.addresses import EVERYTHING, addresses
from tests.isolation.browsing import forms_found
from tests.isolation.conftest import rolled_back
from tests.test_who_sees_what import ACCOUNT_ARGS, ACCOUNT_PAGES, ADMIN_URLS

FORGERIES = {
    "no token": {},
    "wrong token": {"data": {"csrfmiddlewaretoken": "x" * 64}},
    "token of another": {"headers": {"X-CSRFToken": "y" * 64}},
    "plain text": {"data": "a=1", "content_type": "text/plain"},
    "another origin": {"headers": {"Origin": "https://jinde.example"}},
}
UNSAFE = ("post", "put", "patch", "delete")


# Who has the link of a mail may write, signed in or not: another site has nothing to forge with.
WITHOUT_COOKIES = ["planning:minutes_shared"]


def urls_of_the_site(site) -> list[str]:
    given = {"app_label": "partnerships"}
    accounts = [reverse(name, args=ACCOUNT_ARGS.get(name, [])) for name in ACCOUNT_PAGES]
    admin = [
        reverse(name, args=[given.get(argument, "1") for argument in arguments])
        for name, arguments in ADMIN_URLS.items()
    ]
    return [*(one.url for one in addresses(site)), *accounts, *admin]


@pytest.mark.parametrize("forgery", FORGERIES)
@pytest.mark.parametrize("who", ["manager", "site_admin", "anonymous"])
def test_request_from_another_site_is_refused(site, who, forgery):
    client = Client(enforce_csrf_checks=True)
    if who != "anonymous":
        client.force_login(site.world.people[who])
    for url in urls_of_the_site(site):
        if resolve(url).view_name in WITHOUT_COOKIES:
            continue
        for method in UNSAFE if EVERYTHING else UNSAFE[:1]:
            with rolled_back(), tripwire.watched() as writes:
                response = getattr(client, method)(url, **FORGERIES[forgery])

            assert response.status_code == 403, (method, url)
            assert writes == [], (method, url)


def test_right_token_from_another_origin_is_refused(site):
    client = Client(enforce_csrf_checks=True)
    client.force_login(site.world.people["manager"])
    for form in forms_found(site, "manager"):
        if form.name in WITHOUT_COOKIES:
            continue
        client.get(form.page)
        token = client.cookies["csrftoken"].value
        for headers in ({"Origin": "https://jinde.example"}, {"Origin": "null"}):
            with rolled_back(), tripwire.watched() as writes:
                sent = {**form.filled(), "csrfmiddlewaretoken": token}
                response = client.post(form.action, sent, headers=headers)

            assert response.status_code == 403, form.name
            assert writes == [], form.name


def test_no_view_is_exempt_but_the_one_without_cookies():
    def callbacks(patterns):
        for one in patterns:
            yield from callbacks(one.url_patterns) if hasattr(one, "url_patterns") else [one.callback]

    found = [one for one in callbacks(get_resolver().url_patterns) if getattr(one, "csrf_exempt", False)]
    assert found == [resolve(reverse(name, args=["odkaz"])).func for name in WITHOUT_COOKIES]

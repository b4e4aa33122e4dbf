"""The who × page table of the whole site, put together from each app's part, and a walk through it."""

from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.test import Client
from django.urls import reverse

from partnerships.models import User
from partnerships.session_end import SEEN
from tests.access import Page

APPS = ("partnerships", "agreements", "planning", "reporting", "config")
TABLES = [
    import_module(f"tests.{app}.{path.stem}")
    for app in APPS
    # the accounts last: whoever walks the table and clicks hands an agenda over there
    for path in sorted((Path(__file__).parent / app).glob("*pages.py"), key=lambda one: one.stem == "pages")
    if not path.name.startswith("test_")
]
PAGES: dict[str, Page] = {name: page for table in TABLES for name, page in table.PAGES.items()}
LOOKERS = ("manager", "consultant", "representative", "director", "site_admin", "anonymous")
# What the table does not hold: allauth's pages and the way into the administration.
ACCOUNT_VISITS = (
    ("account_login", "anonymous"),
    ("account_reset_password", "anonymous"),
    ("account_reset_password_done", "anonymous"),
    ("account_reset_password_from_key_done", "anonymous"),
    ("account_signup", "anonymous"),
    ("account_inactive", "anonymous"),
    ("account_change_password", "manager"),
    ("account_logout", "manager"),
    ("usersessions_list", "manager"),
    ("mfa_index", "manager"),
    ("account_reauthenticate", "manager"),
    ("start", "director"),
    ("start", "site_admin"),
    ("partnerships:unit_list", "director"),
    ("admin:index", "site_admin"),
    ("admin:partnerships_notification_changelist", "site_admin"),
)


class Visit(NamedTuple):
    name: str
    who: str
    url: str


def visits(world) -> list[Visit]:
    """Each page once, as the first of LOOKERS who gets it, and each page without an account."""
    walk = [Visit(name, who, reverse(name)) for name, who in ACCOUNT_VISITS]
    for name, page in PAGES.items():
        if page.get and page.picture:
            who = next(who for who in LOOKERS if who in page.get.allowed)
            walk.append(Visit(name, who, reverse(name, args=page.args(world))))
    return walk


def browsers(people: dict[str, User]) -> dict[str, Client]:
    """One for each person, signed in, and one for nobody. They were seen at work only a while from now, so that no
    question of a long walk finds them idle or has to note that they are not."""
    clients = {"anonymous": Client()}
    for who, user in people.items():
        clients[who] = Client()
        clients[who].force_login(user)
        session = clients[who].session
        session[SEEN] += settings.SESSION_COOKIE_AGE
        session.save()
    return clients


def session_cookie(user, site: str) -> dict:
    """What a browser needs to be signed in, without typing the password on every page."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": site}

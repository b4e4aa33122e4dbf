"""Every address of the site with the ids of our unit, and what may be put in their place."""

import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import django_filters
from django.conf import settings
from django.http import QueryDict
from django.test.client import ClientHandler
from django.urls import NoReverseMatch, resolve, reverse

from tests.access import Page
from tests.pages import PAGES
from tests.test_architecture import APPS

EVERYTHING = settings.SPEED_UP == 1  # HARD=1: every row for every person; else each thing once
NOBODYS_NAME = "nikoho"
READ_FROM_ADDRESS = re.compile(r'GET\.get(?:list)?\(\s*"(\w+)"|GET\[\s*"(\w+)"|"(\w+)" in \w+\.GET')


class Address(NamedTuple):
    name: str
    page: Page
    own: list  # its arguments in our unit
    foreign: list  # and in the foreign one

    @property
    def url(self) -> str:
        return reverse(self.name, args=self.own)

    @property
    def foreign_url(self) -> str:
        return reverse(self.name, args=self.foreign)

    @property
    def is_about_a_row(self) -> bool:
        return self.own != self.foreign

    @property
    def is_of_the_administration(self) -> bool:
        """Accounts and units for whoever looks after them; everybody else is refused, whatever the id."""
        return is_of_the_administration(self.page)

    @property
    def is_secret_link(self) -> bool:
        """Its key is the right itself: whoever has the link gets the page."""
        rule = self.page.get or self.page.post
        return "anonymous" in rule.allowed

    def with_foreign(self, identifiers: list[str]) -> Iterator[str]:
        """The address with one argument after the other replaced by everything that fits its place."""
        for place, own in enumerate(self.own):
            if own == self.foreign[place]:
                continue
            for text in {*identifiers, str(self.foreign[place])}:
                if isinstance(own, int) != text.isdigit() or isinstance(own, UUID) != is_uuid(text):
                    continue
                try:
                    yield reverse(self.name, args=[*self.own[:place], text, *self.own[place + 1 :]])
                except NoReverseMatch:
                    continue


def is_of_the_administration(page: Page) -> bool:
    rule = page.get or page.post
    return "site_admin" in rule.allowed and "reader" not in rule.allowed


def is_uuid(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4


def addresses(site) -> list[Address]:
    return [
        Address(name, page, page.args(site.world), page.args(site.foreign.world))
        for name, page in sorted(PAGES.items())
    ]


# --- What views read after the question mark --------------------------------------------------------------


def modules_of(app: str) -> Iterator:
    package = importlib.import_module(app)
    for found in pkgutil.walk_packages(package.__path__, f"{app}."):
        if not {"migrations", "management", "demo", "local"} & set(found.name.split(".")):
            yield importlib.import_module(found.name)


@cache
def query_names() -> dict[str, frozenset[str]]:
    """By app: names its views and filters read from the address."""
    names = defaultdict(set)
    for app in (*APPS, "config"):
        for module in modules_of(app):
            for found in READ_FROM_ADDRESS.findall(Path(module.__file__).read_text()):
                names[app] |= {name for name in found if name}
            for one in vars(module).values():
                if isinstance(one, type) and issubclass(one, django_filters.FilterSet):
                    names[app] |= set(one.base_filters)
    return {app: frozenset({*found, "page", "next"}) for app, found in names.items()}


def query_names_of(url: str) -> frozenset[str]:
    return query_names().get(resolve(url).func.__module__.split(".")[0], frozenset({"next"}))


class NotedQuery(QueryDict):
    """Knows which names were looked for in it, there or not; so do its copies."""

    def __init__(self, *args, **kwargs):
        self.wanted: set[str] = set()
        super().__init__(*args, **kwargs)
        self.wanted.clear()

    def __copy__(self):
        return self._noting_with(super().__copy__())

    def __deepcopy__(self, memo):
        return self._noting_with(super().__deepcopy__(memo))

    def _noting_with(self, copy):
        copy.wanted = self.wanted
        return copy

    def __getitem__(self, name):
        self.wanted.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.wanted.add(name)
        return super().__contains__(name)

    def getlist(self, name, default=None):
        self.wanted.add(name)
        return super().getlist(name, default)


class NotingHandler(ClientHandler):
    def get_response(self, request):
        request.GET = NotedQuery(request.META["QUERY_STRING"])
        return super().get_response(request)


def names_wanted(site, who: str, url: str) -> frozenset[str]:
    """What the page looks for after the question mark: up to the first name it looks for, a question with that name
    alone goes the way of a question with a name of nobody's."""
    wanted = site.ask(who, "get", f"{url}?{NOBODYS_NAME}=1").wsgi_request.GET.wanted
    looks_through_all = NOBODYS_NAME in wanted
    return frozenset(wanted | query_names_of(url) if looks_through_all else wanted)

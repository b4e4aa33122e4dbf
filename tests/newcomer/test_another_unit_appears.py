"""T-09: counters, filters, orders, totals and choices are those of the person's own rows.

Apart from tests/isolation/, whose tests share a site where the other unit has been from the beginning."""

import re

import pytest
from django.urls import reverse

from tests.isolation.addresses import is_of_the_administration
from tests.isolation.conftest import rolled_back
from tests.isolation.foreign import build_foreign_world, unpacked
from tests.isolation.test_existence import constant
from tests.isolation.test_side_effects import WITHOUT_COOKIES
from tests.pages import PAGES, browsers
from tests.world import build_world

# Regions and forms of the methodology are everybody's; the other unit brings some of its own.
VOCABULARIES = re.compile(rb"<option[^>]*>\s*Zku\xc5\xa1ebn\xc3\xad (?:kraj|vzor) \d+\s*</option>\s*")
# A link signed anew each time, and a page that says when one's calendar was read last: here by the walk itself.
APART = {*WITHOUT_COOKIES, "planning:feed"}
LOOKING = ("manager", "consultant", "regional_head", "representative")


@pytest.fixture
def pages_before_and_after(django_db_blocker, django_db_setup):
    with django_db_blocker.unblock(), rolled_back():
        world = build_world()
        clients = browsers({who: world.people[who] for who in LOOKING})
        before = pages_of(world, clients)
        build_foreign_world(world)
        yield before, pages_of(world, clients)


def pages_of(world, clients) -> dict:
    found = {}
    for name, page in PAGES.items():
        if is_of_the_administration(page) or name in APART:
            continue
        for who in clients.keys() & (page.get.allowed if page.get else set()):
            url = reverse(name, args=page.args(world))
            response = clients[who].get(url)
            body = response.getvalue() if response.streaming else response.content
            found[who, url] = VOCABULARIES.sub(b"", constant(unpacked(body)))
    return found


def test_nothing_changes_when_another_unit_appears(pages_before_and_after):
    before, after = pages_before_and_after

    assert len(before) > 60
    assert [place for place in before if before[place] != after[place]] == []

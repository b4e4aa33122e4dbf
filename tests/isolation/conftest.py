from collections.abc import Mapping
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client

from partnerships.vocabulary import UnitRole
from tests import factories as make
from tests.isolation import tripwire
from tests.isolation.addresses import NotingHandler
from tests.isolation.foreign import Foreign, build_foreign_world, ids_of
from tests.pages import browsers
from tests.world import World, build_world

LATER_IDS = range(800_000_000, 810_000_000)  # of what the questions write


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Answer(NamedTuple):
    """What is kept of a response when many tests look at it."""

    status_code: int
    headers: Mapping
    body: bytes
    writes: list


class Site(NamedTuple):
    """Our unit, a foreign one, and a browser for each person of ours."""

    world: World
    foreign: Foreign
    clients: dict[str, Client]
    memory: dict  # pages already walked through
    answers: dict[tuple, Answer]

    def ask(self, who: str, method: str, url: str, data=None, **extra):
        """The answer with its whole `body` and what it wrote; nothing of it lasts."""
        client = self.clients[who]
        cookies = client.cookies.copy()
        with rolled_back(), tripwire.watched() as writes:
            response = getattr(client, method)(url, data, **extra)
            response.body = response.getvalue() if response.streaming else response.content
        is_look = method == "get"
        response.writes = [one for one in writes if not (is_look and one.table in tripwire.COPIES)]
        client.cookies = cookies  # neither a message nor a new session stays for the next question
        return response

    def once(self, who: str, method: str, url: str) -> Answer:
        """To a question that several tests ask: nothing of it lasts, so the answer stays the same."""
        question = who, method, url
        if question not in self.answers:
            response = self.ask(*question)
            answer = Answer(response.status_code, response.headers, response.body, response.writes)
            self.answers[question] = answer
        return self.answers[question]


@pytest.fixture(scope="package")
def site(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        world = build_world()
        foreign = build_foreign_world(world)
        # one of our people works for two units, so that forms which then ask for the unit are met
        make.MembershipFactory(user=world.people["deputy"], unit=world.other_unit, role=UnitRole.DEPUTY)
        clients = browsers(world.people)
        for browser in clients.values():
            browser.handler = NotingHandler(enforce_csrf_checks=False)
        tripwire.install()
        with ids_of(LATER_IDS):
            yield Site(world, foreign, clients, {}, {})

from contextlib import contextmanager
from typing import NamedTuple

import pytest
from django.db import transaction
from django.test import Client

from tests.isolation import tripwire
from tests.isolation.foreign import Foreign, build_foreign_world
from tests.world import World, build_world


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Site(NamedTuple):
    """Our unit, a foreign one, and a browser for each person of ours."""

    world: World
    foreign: Foreign
    clients: dict[str, Client]

    def ask(self, who: str, method: str, url: str, data=None, **extra):
        """The answer with its whole `body` and what it wrote; nothing of it lasts."""
        with rolled_back(), tripwire.watched() as writes:
            response = getattr(self.clients[who], method)(url, data, **extra)
            response.body = response.getvalue() if response.streaming else response.content
        response.writes = writes
        return response


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        world, foreign = build_world(), build_foreign_world()
        clients = {"anonymous": Client()}
        for who, user in world.people.items():
            clients[who] = Client()
            clients[who].force_login(user)
        tripwire.install()
        yield Site(world, foreign, clients)

"""A unit whose manager is signed in, with its partnership."""

import pytest

from tests.factories import PartnershipFactory, UnitFactory, member


@pytest.fixture
def unit():
    return UnitFactory(name="Chomutov")


@pytest.fixture
def manager(unit, client):
    user = member(unit)
    client.force_login(user)
    return user


@pytest.fixture
def partnership(unit):
    return PartnershipFactory(name="LP Chomutov", units=[unit])

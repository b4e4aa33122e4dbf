from datetime import datetime

import pytest
from django.utils import timezone

from partnerships.vocabulary import UnitRole
from tests.factories import member
from tests.reporting.situations import reporting_agreement


@pytest.fixture
def agreement():
    return reporting_agreement()


@pytest.fixture
def manager(agreement, client):
    user = member(agreement.unit, name="Mgr. Jana Vymyšlená")
    client.force_login(user)
    return user


@pytest.fixture
def reader(agreement, client):
    client.force_login(member(agreement.unit, UnitRole.READER))


@pytest.fixture
def day_of_debts(time_machine):
    time_machine.move_to(datetime(2023, 11, 20, 9, tzinfo=timezone.get_current_timezone()))

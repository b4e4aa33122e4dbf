"""Readers who come at the same moment, and somebody who records an event meanwhile."""

from datetime import date

import pytest

from agreements.models import Agreement
from planning.actions.debts import bring_up_to_date
from planning.debts import stale
from planning.models import Debt, DebtMark
from tests.partnerships.at_once import at_once
from tests.planning.debts import NOW, computed, situation, stored
from tests.planning.situations import event_for

pytestmark = pytest.mark.django_db(transaction=True)


def look():
    bring_up_to_date(Agreement.objects.all(), today=NOW)


def test_readers_at_once_compute_each_debt_once():
    agreement = situation()

    assert at_once(*[look] * 4) == ["done"] * 4

    assert stored(agreement) == computed(agreement)
    assert not DebtMark.objects.exists()


def test_event_recorded_meanwhile_is_never_lost():
    agreement = situation()
    days = [date(2024, 1, day) for day in (15, 16, 17)]
    steps = [lambda day=day: event_for(agreement, starts_on=day) for day in days]

    assert at_once(look, *steps, look, look) == ["done"] * 6

    if stale(Agreement.objects.all(), today=NOW).exists():
        look()
    assert stored(agreement) == computed(agreement)
    assert Debt.objects.filter(year=2024).exists()

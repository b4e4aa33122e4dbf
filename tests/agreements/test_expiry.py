"""What the clock says about agreements that end: once each, to the people of the agreement."""

from datetime import date

import pytest
import time_machine
from django.core.management import call_command

from agreements.actions.expiry import say_what_ends, what_to_say
from agreements.lifecycle import State
from agreements.models import Agreement, VersionStepLog
from partnerships.models import Notice, Notification
from partnerships.vocabulary import UnitRole
from tests.agreements.taking_steps import complete_adoption, version_in
from tests.factories import member

pytestmark = pytest.mark.django_db
LAST_DAY = date(2027, 4, 18)


@pytest.fixture
def version():
    version = version_in(State.IN_FORCE)
    Agreement.objects.update(in_force=(date(2022, 4, 19), date(2027, 4, 19)))
    for role in UnitRole:
        member(version.agreement.unit, role)
    member(version.agreement.unit, UnitRole.MANAGER, is_active=False)
    return version


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2027, 1, 17), ""),
        (date(2027, 1, 18), "ends_in_90"),
        (date(2027, 3, 18), "ends_in_90"),
        (date(2027, 3, 19), "ends_in_30"),
        (date(2027, 4, 18), "ends_in_30"),
        (date(2027, 4, 19), "expired"),
        (date(2030, 1, 1), "expired"),
    ],
)
def test_one_thing_is_true_on_a_day(today, said):
    assert what_to_say(LAST_DAY, today=today) == said


def test_each_thing_is_said_once_to_everybody_concerned(version):
    for today in ("2027-01-18", "2027-01-19", "2027-03-19", "2027-04-19", "2027-04-20", "2028-01-01"):
        say_what_ends(today=date.fromisoformat(today))

    assert list(VersionStepLog.objects.values_list("step", "by", "day")) == [
        ("ends_in_90", None, LAST_DAY),
        ("ends_in_30", None, LAST_DAY),
        ("expired", None, LAST_DAY),
    ]
    told = 4  # manager, deputy, representative, consultant; no reader and nobody who has left
    assert Notice.objects.count() == Notification.objects.count() == 3 * told
    mail = Notification.objects.filter(subject__contains="platnost uplynula").first()
    assert "uplynula dnem 18.\u00a04.\u00a02027" in mail.body
    assert f"/verze/{version.pk}/" in mail.body


def test_version_stays_in_force_and_its_adoption_can_be_corrected(version):
    say_what_ends(today=date(2027, 5, 1))

    version.refresh_from_db()
    assert version.state == State.IN_FORCE


def test_last_day_that_moved_is_said_again(version):
    say_what_ends(today=date(2027, 5, 1))
    complete_adoption(version)  # approved on 11 May 2026, for five years

    assert say_what_ends(today=date(2027, 5, 1)) == 0
    assert say_what_ends(today=date(2031, 5, 11)) == 1
    assert VersionStepLog.objects.filter(step="expired").count() == 2


@pytest.mark.parametrize("state", sorted(set(State) - {State.IN_FORCE}))
def test_only_what_is_in_force_ends_by_the_clock(state):
    version_in(state)
    Agreement.objects.update(in_force=(date(2022, 4, 19), date(2027, 4, 19)))

    assert say_what_ends(today=date(2027, 5, 1)) == 0


def test_agreement_without_known_days_does_not_end():
    version_in(State.IN_FORCE)

    assert say_what_ends(today=date(2027, 5, 1)) == 0


@time_machine.travel("2027-04-18 23:30+00:00")  # 01:30 of the next day in Prague
def test_command_goes_by_the_day_in_prague(version, capsys):
    call_command("expire_agreements")

    assert VersionStepLog.objects.get().step == "expired"

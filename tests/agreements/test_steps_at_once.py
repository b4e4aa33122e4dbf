"""T-17, T-18: many clicks at once make one step, one row of the log and one mail."""

import threading

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from agreements import actions
from agreements.actions.expiry import say_what_ends
from agreements.addresses import step_path
from agreements.lifecycle import State
from agreements.models import Agreement, Signature, VersionStepLog
from partnerships.models import Notice, Notification
from partnerships.vocabulary import UnitRole
from tests.agreements.taking_steps import TODAY, complete_draft, take, version_in
from tests.factories import member

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 50 if settings.SPEED_UP == 1 else 20


def at_once(step, times: int) -> list[str]:
    """Runs the step in threads that start together, each on a connection of its own."""
    barrier, results = threading.Barrier(times), []

    def run():
        try:
            barrier.wait()
            step()
            results.append("done")
        except actions.Refused as refusal:
            results.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(results)


def test_many_submits_are_one():
    version = complete_draft()
    consultant = member(version.agreement.unit, UnitRole.CONSULTANT)
    manager = member(version.agreement.unit)

    results = at_once(lambda: take("submit_for_review", version, by=manager), CLICKS)

    assert results == ["StepNotOpen"] * (CLICKS - 1) + ["done"]
    version.refresh_from_db()
    assert version.state == State.ASZ_REVIEW
    assert VersionStepLog.objects.count() == 1
    assert Notification.objects.get().recipient == consultant.email
    assert Notice.objects.get().user == consultant


def test_two_signatures_at_once_bring_it_into_force_once():
    version = version_in(State.APPROVED)
    manager, consultant = member(version.agreement.unit), member(version.agreement.unit, UnitRole.CONSULTANT)
    sides = iter([("sign_unit", manager), ("sign_asz", consultant)])
    lock = threading.Lock()

    def sign():
        with lock:
            name, by = next(sides)
        take(name, version, by=by)

    assert at_once(sign, 2) == ["done", "done"]
    version.refresh_from_db()
    assert version.state == State.IN_FORCE
    assert Signature.objects.count() == 2
    assert Agreement.objects.get().in_force is not None


def test_double_click_on_the_page_is_one_step():
    version = complete_draft()
    manager = member(version.agreement.unit)
    statuses = []

    def click():
        client = Client()
        client.force_login(manager)
        statuses.append(client.post(step_path("submit_for_review", version.pk)).status_code)

    assert at_once(click, 2) == ["done", "done"]
    assert VersionStepLog.objects.count() == 1
    assert set(statuses) <= {200, 302}


def test_two_clocks_say_it_once():
    version_in(State.IN_FORCE)
    Agreement.objects.update(in_force=("2020-01-01", "2025-01-01"))

    at_once(lambda: say_what_ends(today=TODAY), 4)

    assert VersionStepLog.objects.count() == 1

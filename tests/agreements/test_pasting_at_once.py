"""Of many who paste at once from the same state one is accepted, and nobody waits for another for ever."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections

from agreements import actions
from agreements.models import Activity, PastedTimeline
from agreements.queries import revisions_of_activities
from tests.agreements.pasting_data import names_of
from tests.factories import ActivityFactory, VersionFactory, member

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 200 if os.environ.get("HARD") else 5
WRITERS = 8


@pytest.fixture
def crowd():
    """Threads that start together; gives what each ended with."""
    executor = ThreadPoolExecutor(WRITERS)

    def one(save, number, together):
        together.wait()
        try:
            return save(number)
        except actions.StaleSection as refusal:
            return refusal

    def all_at_once(save, number=WRITERS):
        together = Barrier(number, timeout=60)
        return list(executor.map(lambda which: one(save, which, together), range(number)))

    yield all_at_once
    all_at_once(lambda number: connections.close_all())
    executor.shutdown()


@pytest.fixture
def version():
    return VersionFactory()


@pytest.fixture
def user(version):
    return member(version.agreement.unit)


def activity(name):
    return {"name": name, "steps": []}


def test_one_form_sent_many_times_at_once_is_taken_once(crowd, version, user):
    form_key = uuid4()

    outcomes = crowd(
        lambda number: actions.paste_timeline(version, by=user, form_key=form_key, activities=[activity("A")])
    )

    assert sorted(is_first for _, is_first in outcomes) == [False] * (WRITERS - 1) + [True]
    assert names_of(version) == ["A"]
    assert PastedTimeline.objects.count() == 1


def test_of_many_who_replace_the_timeline_one_is_accepted(crowd, version, user):
    for number in range(3):
        ActivityFactory(version=version, position=number)
    for _ in range(ROUNDS):
        seen = revisions_of_activities(version)

        def replace(number, seen=seen):
            rows = [activity(f"{number} {one}") for one in range(3)]
            return actions.paste_timeline(version, by=user, form_key=uuid4(), activities=rows, replaced=seen)

        outcomes = crowd(replace)

        assert sum(isinstance(outcome, actions.StaleSection) for outcome in outcomes) == WRITERS - 1
        assert len({name.split()[0] for name in names_of(version)}) == 1
        assert Activity.objects.count() == 3


def test_replacing_and_saving_at_once_do_not_wait_for_each_other(crowd, version, user):
    """Half of them save an activity nobody has saved yet, half replace the whole timeline."""
    for _ in range(ROUNDS):
        Activity.objects.all().delete()
        kept = [ActivityFactory(version=version, position=number).key for number in range(WRITERS)]
        seen = revisions_of_activities(version)

        def write(number, kept=kept, seen=seen):
            if number % 2:
                rows = [activity("Nová")]
                return actions.paste_timeline(
                    version, by=user, form_key=uuid4(), activities=rows, replaced=seen
                )
            return actions.save_activity(
                version, by=user, key=kept[number], revision=0, name="Uložená", steps=[]
            )

        outcomes = crowd(write)

        pasted = [outcome for outcome in outcomes if isinstance(outcome, tuple)]
        saved = [outcome for outcome in outcomes if outcome in kept]
        assert len(pasted) <= 1
        assert pasted or len(saved) == WRITERS // 2
        assert not (pasted and saved)

"""Of many who save one section from the same state exactly one is accepted (T-12). HARD=1 takes a thousand rounds."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from agreements import actions
from agreements.models import Activity, SectionRevision
from agreements.queries import activity_values, stored_values
from agreements.vocabulary import Section
from tests.agreements.browser_data import ONE_STEP, sent_by_browser
from tests.agreements.browser_data import activity as activity_data
from tests.factories import VersionFactory, member

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 1000 if os.environ.get("HARD") else 20
WRITERS = 20


@pytest.fixture
def crowd():
    """Threads with connections of their own that start together; gives what each ended with."""
    executor = ThreadPoolExecutor(WRITERS)
    barrier = Barrier(WRITERS, timeout=60)

    def one(save, number, together):
        together.wait()
        try:
            return save(number)
        except actions.StaleSection as refusal:
            return refusal

    def all_at_once(save, number=WRITERS):
        together = barrier if number == WRITERS else Barrier(number, timeout=60)
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


def test_of_twenty_who_save_an_activity_one_is_accepted(crowd, version, user, record_property):
    key = uuid4()
    for round_number in range(ROUNDS):

        def save(number, base=round_number):
            text = f"kolo {base}, kdo {number}"
            actions.save_activity(
                version, by=user, key=key, revision=base, name=text, steps=[{"specification": text}]
            )
            return text

        outcomes = crowd(save)

        accepted = [outcome for outcome in outcomes if isinstance(outcome, str)]
        refused = [outcome for outcome in outcomes if not isinstance(outcome, str)]
        stored = stored_values(version, Section.TIMELINE, key)
        assert len(accepted) == 1
        assert (stored["name"], stored["steps"][0]["specification"]) == (accepted[0], accepted[0])
        assert len(stored["steps"]) == 1
        assert {refusal.stored["name"] for refusal in refused} == {accepted[0]}
        assert {refusal.revision for refusal in refused} == {round_number + 1}
    assert SectionRevision.objects.get(activity_key=key).revision == ROUNDS
    record_property("rounds", ROUNDS)


def test_of_twenty_who_save_a_section_one_is_accepted(crowd, version, user):
    for round_number in range(ROUNDS):

        def save(number, base=round_number):
            text = f"kolo {base}, kdo {number}"
            actions.save_header(version, by=user, revision=base, seat_text=text, unit_text=text)
            return text

        outcomes = crowd(save)

        [accepted] = [outcome for outcome in outcomes if isinstance(outcome, str)]
        stored = stored_values(version, Section.HEADER)
        assert (stored["seat_text"], stored["unit_text"]) == (accepted, accepted)
    assert SectionRevision.objects.get(section=Section.HEADER).revision == ROUNDS


@pytest.mark.parametrize("by_itself", [True, False])
def test_of_two_browsers_one_is_accepted_and_the_other_shown_both_texts(crowd, version, user, by_itself):
    clients = [Client(headers={"X-Autosave": "yes"} if by_itself else {}) for _ in range(2)]
    for client in clients:
        client.force_login(user)
    clients[0].post(reverse("agreements:activity_add", args=[version.pk]), activity_data(ONE_STEP))
    stored = Activity.objects.get()
    url = reverse("agreements:activity_edit", args=[version.pk, stored.key])
    for round_number in range(ROUNDS):
        opened = sent_by_browser(clients[0].get(url))

        def save(number, base=round_number, opened=opened):
            return clients[number].post(url, {**opened, "name": f"kolo {base}, okno {number}"})

        answers = crowd(save, 2)

        winner = next(number for number, answer in enumerate(answers) if answer.status_code != 409)
        lost = answers[1 - winner]
        assert lost.status_code == 409
        assert activity_values(stored)["name"] == f"kolo {round_number}, okno {winner}"
        if by_itself:
            assert (answers[winner].status_code, lost.json()) == (200, {"conflict": True})
        else:
            html = lost.content.decode()
            assert answers[winner].status_code == 302
            assert f"kolo {round_number}, okno 0" in html
            assert f"kolo {round_number}, okno 1" in html

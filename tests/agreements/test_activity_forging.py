"""Forged keys and counters in the form of an activity (CVE-2026-87975 and the like)."""

import time
from uuid import uuid4

import pytest
from django.urls import reverse

from agreements.models import Activity, ActivityStep, ScheduleTerm
from agreements.queries import revision_of
from agreements.vocabulary import Section
from tests.agreements.browser_data import MEETINGS, ONE_STEP, activity, sent_by_browser, step
from tests.agreements.test_reading import text_of
from tests.factories import (
    OutputFactory,
    StepFactory,
    TermFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("whose", ["another activity", "another unit", "nobody"])
def test_forged_key_is_refused(client, version, manager, whose):
    mine = StepFactory(version=version)
    foreign = {
        "another activity": OutputFactory(version=version, raw_text="cizí"),
        "another unit": OutputFactory(raw_text="cizí"),
        "nobody": None,
    }[whose]
    key = foreign.key if foreign else uuid4()
    sent = step(0, key=mine.key, specification="přepsáno", outputs=[{"key": key, "code": "CERTIFICATE"}])

    response = client.post(
        reverse("agreements:activity_edit", args=[version.pk, mine.activity.key]), activity(sent)
    )

    assert "k této části nepatří" in text_of(response)
    mine.refresh_from_db()
    assert mine.specification == "Jednání partnerství"
    if foreign:
        foreign.refresh_from_db()
        assert foreign.raw_text == "cizí"


def test_activity_of_another_version_has_no_page_here(client, version, manager):
    foreign = TermFactory(version=VersionFactory()).step.activity
    for name in ("activity_edit", "activity_delete", "activity_move"):
        url = reverse(f"agreements:{name}", args=[version.pk, foreign.key])
        assert client.post(url, activity(ONE_STEP, direction="up")).status_code == 404

    assert Activity.objects.get() == foreign


@pytest.mark.parametrize(
    "forged",
    [
        {"steps-TOTAL_FORMS": 100000},
        {"steps-0-terms-TOTAL_FORMS": 100000},
        {"steps-TOTAL_FORMS": 40, **{f"steps-{n}-terms-TOTAL_FORMS": 20 for n in range(40)}},
    ],
)
def test_too_many_rows_are_refused_quickly(client, version, manager, forged):
    StepFactory(version=version)
    started = time.monotonic()

    response = client.post(
        reverse("agreements:activity_add", args=[version.pk]), {**activity(ONE_STEP), **forged}
    )

    assert response.status_code == 413
    assert time.monotonic() - started < 1
    assert ActivityStep.objects.count() == 1


@pytest.mark.parametrize("total", ["", "-3", "x", "9" * 30])
def test_nonsense_counters_change_nothing(client, version, manager, total):
    data = {**activity(ONE_STEP), "steps-TOTAL_FORMS": total}

    response = client.post(reverse("agreements:activity_add", args=[version.pk]), data)

    assert response.status_code in {200, 400, 413}
    assert not Activity.objects.exists()


def test_rows_that_did_not_come_are_not_deleted(client, version, manager):
    """A form cut short on its way, or counters forged to nothing."""
    client.post(reverse("agreements:activity_add", args=[version.pk]), activity(ONE_STEP))
    stored = Activity.objects.get()
    url = reverse("agreements:activity_edit", args=[version.pk, stored.key])
    opened = sent_by_browser(client.get(url))

    for counter in ("steps-TOTAL_FORMS", "steps-0-terms-TOTAL_FORMS"):
        response = client.post(url, {**opened, counter: 0})
        assert "Formulář nepřišel celý" in text_of(response)

    assert ScheduleTerm.objects.count() == 1
    assert revision_of(version, Section.TIMELINE, stored.key) == 1


def test_step_with_rows_is_deleted_with_them(client, version, manager):
    client.post(reverse("agreements:activity_add", args=[version.pk]), activity(ONE_STEP))
    url = reverse("agreements:activity_edit", args=[version.pk, Activity.objects.get().key])
    opened = sent_by_browser(client.get(url))

    response = client.post(url, {**opened, "steps-0-DELETE": "on"})

    assert response.status_code == 302
    assert not ActivityStep.objects.exists()
    assert not ScheduleTerm.objects.exists()


@pytest.mark.parametrize("field", ["count", "target_events", "target_participants"])
def test_number_too_large_for_its_column_is_said_at_its_field(client, version, manager, field):
    sent = step(0, specification="Jednání", terms=[{**MEETINGS, field: "765000001234"}])

    response = client.post(reverse("agreements:activity_add", args=[version.pk]), activity(sent))

    assert response.status_code == 200
    assert "menší nebo rovna" in text_of(response)
    assert not Activity.objects.exists()


# --- Large forms (T-16) -------------------------------------------------------------------------------------

WHOLE_TERM = {**MEETINGS, "bound": "MIN", "per": "YEAR_UNSPECIFIED", "subject": "předmět", "season": "AUTUMN"}


@pytest.mark.parametrize("terms", [15, 290])
def test_large_activity_is_saved_whole(client, version, manager, terms):
    """The largest of the demo has 9 terms in 3 steps; 290 terms are near the most that the form takes."""
    fields = len(sent_by_browser(client.get(reverse("agreements:activity_add", args=[version.pk]))))
    per_step = [WHOLE_TERM] * min(58, terms)
    steps = [step(n, specification=f"krok {n}", terms=per_step) for n in range(terms // len(per_step))]
    sent = activity(*steps)
    started = time.monotonic()

    response = client.post(reverse("agreements:activity_add", args=[version.pk]), sent)

    assert response.status_code == 302
    assert ScheduleTerm.objects.count() == terms
    assert terms < 100 or len(sent) > 1000
    assert time.monotonic() - started < 20
    assert fields < 100


@pytest.mark.parametrize("headers", [{}, {"X-Autosave": "yes"}])
def test_more_fields_than_any_form_has_are_answered_cleanly(client, version, manager, headers):
    url = reverse("agreements:activity_add", args=[version.pk])
    sent = {**activity(ONE_STEP), **{f"vymysl-{n}": "x" for n in range(8001)}}

    response = client.post(url, sent, headers=headers)

    assert response.status_code == 413
    assert "nic z něj se neuložilo" in text_of(response)
    assert not Activity.objects.exists()

"""What the page of an activity gets back when it saves itself while somebody types."""

import pytest
from django.urls import reverse

from agreements import actions
from agreements.models import Activity, ExpectedOutput, ScheduleTerm
from agreements.queries import activity_values, revision_of
from agreements.vocabulary import Section
from tests.agreements.browser_data import MEETINGS, ONE_STEP, activity, sent_by_browser, step
from tests.factories import put_in_force

pytestmark = pytest.mark.django_db
AUTOSAVE = {"X-Autosave": "yes"}


@pytest.fixture
def new(version):
    return reverse("agreements:activity_add", args=[version.pk])


def test_saved_draft_says_its_revision_keys_and_address(client, version, manager, new):
    answer = client.post(new, activity(ONE_STEP), headers=AUTOSAVE)

    stored = Activity.objects.get()
    term, output = ScheduleTerm.objects.get(), ExpectedOutput.objects.get()
    said = answer.json()
    assert answer.status_code == 200
    assert said["revision"] == revision_of(version, Section.TIMELINE, stored.key) == 1
    assert said["address"] == reverse("agreements:activity_edit", args=[version.pk, stored.key])
    assert said["keys"]["steps-0-terms-0-key"] == str(term.key)
    assert said["keys"]["steps-0-outputs-0-key"] == str(output.key)
    assert len(said["keys"]) == 4  # the empty output is no row
    assert "saved_at" in said


def test_second_save_with_the_keys_changes_the_same_rows(client, version, manager, new):
    said = client.post(new, activity(ONE_STEP), headers=AUTOSAVE).json()
    typed = {**activity(ONE_STEP), **said["keys"], "revision": said["revision"], "name": "Nový název"}

    again = client.post(said["address"], typed, headers=AUTOSAVE).json()

    assert again["revision"] == 2
    assert again["keys"] == {}
    assert ScheduleTerm.objects.get().key.hex in said["keys"]["steps-0-terms-0-key"].replace("-", "")
    assert Activity.objects.get().name == "Nový název"


def test_answer_lost_on_the_way_is_given_again(client, version, manager, new):
    """The same sent twice: once saved, twice answered alike, with the keys of the rows that are stored."""
    key = client.get(new).context["form"]["new_key"].value()
    sent = activity(ONE_STEP, new_key=key)

    first, second = (client.post(new, sent, headers=AUTOSAVE).json() for _ in range(2))

    assert (first["revision"], first["keys"]) == (second["revision"], second["keys"])
    assert Activity.objects.count() == 1


def test_conflict_is_said_and_changes_nothing(client, version, manager, new):
    said = client.post(new, activity(ONE_STEP), headers=AUTOSAVE).json()
    key = Activity.objects.get().key
    actions.save_activity(version, by=manager, key=key, revision=1, name="Od kolegy", steps=[])

    answer = client.post(
        said["address"], {**activity(ONE_STEP, name="Moje"), "revision": 1}, headers=AUTOSAVE
    )

    assert (answer.status_code, answer.json()) == (409, {"conflict": True})
    assert Activity.objects.get().name == "Od kolegy"


def test_fault_is_said_by_the_name_of_its_field(client, version, manager, new):
    sent = activity(step(0, specification="x", terms=[{**MEETINGS, "count": ""}]))

    answer = client.post(new, sent, headers=AUTOSAVE)

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["steps-0-terms-0-count"]
    assert not Activity.objects.exists()


def test_fault_of_a_deleted_row_is_none(client, version, manager, new):
    sent = activity(step(0, specification="x", terms=[{**MEETINGS, "count": "", "DELETE": "on"}]))

    assert client.post(new, sent, headers=AUTOSAVE).status_code == 200


def test_version_that_went_on_is_not_written(client, version, manager, new):
    put_in_force(version)

    answer = client.post(new, activity(ONE_STEP), headers=AUTOSAVE)

    assert answer.status_code == 302
    assert not Activity.objects.filter(name="Partnerství").exists()


def test_copy_kept_by_the_browser_is_shown_with_its_added_rows_and_not_saved(client, version, manager, new):
    copy = activity(ONE_STEP, step(1, specification="Druhý krok", terms=[{"raw_text": "rozepsaný termín"}]))

    page = client.post(new, {**copy, "obnovit": "ano"})

    html = page.content.decode()
    assert page.status_code == 200
    assert "Druhý krok" in html
    assert "rozepsaný termín" in html
    assert "data-unsaved" in html
    assert "invalid-feedback" not in html
    assert not Activity.objects.exists()
    client.post(
        new,
        {**sent_by_browser(page), "steps-1-terms-0-kind": "NONE", "steps-1-terms-0-event_kind": "DOCUMENT"},
    )
    assert [row["specification"] for row in activity_values(Activity.objects.get())["steps"]] == [
        "Jednání",
        "Druhý krok",
    ]

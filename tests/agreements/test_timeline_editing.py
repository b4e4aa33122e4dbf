"""Saving activities: which rows may be written, and in which order they stand."""

from uuid import uuid4

import pytest
from django.db import connection

from agreements import actions
from agreements.models import (
    Activity,
    AgreementVersion,
    ScheduleTerm,
    SectionRevision,
)
from agreements.queries import stored_values
from agreements.vocabulary import Section
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    OutputFactory,
    StepFactory,
    TermFactory,
    UserFactory,
    VersionFactory,
)

TERM = {"raw_text": "2x ročně", "kind": "FREQUENCY", "event_kind": "LP_MEETING", "count": 2}
STEP = {
    "specification": "Jednání",
    "outputs": [{"code": "MEETING_RECORD"}],
    "responsibilities": [{"side": "UNIT", "code": "ORGANISATION"}, {"side": "ASZ", "code": "EXPERT"}],
    "terms": [TERM],
}


@pytest.fixture
def version(db):
    return VersionFactory()


@pytest.fixture
def user(db):
    return UserFactory()


# --- The timeline -----------------------------------------------------------------------------------------


def test_activity_is_written_and_read_back_in_one_shape(version, user):
    key = actions.save_activity(version, by=user, name="Partnerství", steps=[STEP, STEP])
    stored = stored_values(version, Section.TIMELINE, key)

    actions.save_activity(version, by=user, key=key, revision=1, **stored)

    assert stored_values(version, Section.TIMELINE, key) == stored
    assert stored["name"] == "Partnerství"
    assert [len(step["responsibilities"]) for step in stored["steps"]] == [2, 2]
    assert {term.confirmed_by for term in ScheduleTerm.objects.all()} == {user}


def test_steps_are_reordered_added_and_deleted(version, user):
    steps = [{**STEP, "specification": text} for text in ("první", "druhý", "třetí")]
    key = actions.save_activity(version, by=user, name="", steps=steps)
    first, _, third = stored_values(version, Section.TIMELINE, key)["steps"]

    actions.save_activity(
        version, by=user, key=key, revision=1, name="", steps=[third, {"specification": "nový"}, first]
    )

    stored = stored_values(version, Section.TIMELINE, key)["steps"]
    assert [step["specification"] for step in stored] == ["třetí", "nový", "první"]
    assert [step["key"] for step in stored if step["key"] in {first["key"], third["key"]}] == [
        third["key"],
        first["key"],
    ]
    assert ScheduleTerm.objects.count() == 2


def test_activities_stand_one_after_another(version, user):
    for name in ("a", "b"):
        actions.save_activity(version, by=user, name=name, steps=[])

    assert [(row.name, row.position) for row in version.activities.all()] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize("of_whom", ["another activity", "another version", "nobody", "twice"])
def test_foreign_keys_are_refused_and_nothing_is_written(version, user, of_whom):
    mine = StepFactory(version=version)
    own = OutputFactory(version=version, step=mine)
    foreign = {
        "another activity": OutputFactory(version=version, step=StepFactory(version=version)).key,
        "another version": OutputFactory().key,
        "nobody": uuid4(),
        "twice": own.key,
    }[of_whom]
    rows = [{"key": own.key, "code": "OTHER"}, {"key": foreign, "code": "OTHER"}]
    step = {"key": mine.key, "specification": "přepsáno", "outputs": rows}

    with pytest.raises(actions.UnknownRow):
        actions.save_activity(version, by=user, key=mine.activity.key, name="přepsáno", steps=[step])

    mine.refresh_from_db()
    assert mine.specification == "Jednání partnerství"
    assert set(type(own).objects.values_list("code", flat=True)) == {"MEETING_RECORD"}
    assert not SectionRevision.objects.exists()


def test_deleted_activity_is_gone_with_its_rows(version, user):
    key = actions.save_activity(version, by=user, name="", steps=[STEP])

    actions.delete_activity(version, by=user, revision=1, key=key)

    assert not ScheduleTerm.objects.exists()
    with pytest.raises(actions.StaleSection) as refusal:
        actions.save_activity(version, by=user, key=key, revision=1, name="pozdě", steps=[])
    assert refusal.value.stored is None


def test_activity_changed_meanwhile_is_not_deleted(version, user):
    key = actions.save_activity(version, by=user, name="", steps=[STEP])
    actions.save_activity(version, by=user, key=key, revision=1, name="doplněno", steps=[])

    with pytest.raises(actions.StaleSection):
        actions.delete_activity(version, by=user, revision=1, key=key)

    assert Activity.objects.get(key=key).name == "doplněno"


@pytest.mark.parametrize(
    ("name", "places", "order"), [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc")]
)
def test_activity_moves_and_stops_at_the_ends(version, user, name, places, order):
    for position, one in enumerate("abc", start=1):
        ActivityFactory(version=version, name=one, position=position)
    key = Activity.objects.get(name=name).key

    actions.move_activity(version, by=user, revision=0, key=key, by_places=places)

    assert "".join(row.name for row in version.activities.all()) == order


def test_activity_of_another_version_does_not_move(version, user):
    with pytest.raises(actions.UnknownRow):
        actions.move_activity(version, by=user, revision=0, key=ActivityFactory().key, by_places=1)


@pytest.mark.parametrize("count", [1, 3])
def test_saving_an_activity_costs_the_same_for_any_number_of_rows(
    version, user, count, django_assert_num_queries
):
    key = actions.save_activity(version, by=user, name="a", steps=[STEP] * count)
    stored = stored_values(version, Section.TIMELINE, key)

    # savepoint, revision, version with the rows, snapshot, release
    with django_assert_num_queries(5):
        actions.save_activity(version, by=user, key=key, revision=1, **stored)
    for step in stored["steps"]:
        step["specification"] += " jinak"
        step["terms"][0]["count"] += 1
    # and the steps and the terms, each at once
    with django_assert_num_queries(7):
        actions.save_activity(version, by=user, key=key, revision=2, **stored)


def test_history_names_the_author(version, user):
    actions.save_header(version, by=user, revision=0, seat_text="Náměstí 1")

    context = AgreementVersion.history.rel.related_model.objects.latest("pk").pgh_context
    assert context.metadata["user"] == user.pk
    assert connection.in_atomic_block


def test_terms_of_another_agreement_are_left_alone(version, user):
    other = TermFactory(version=VersionFactory(agreement=AgreementFactory()))

    actions.save_activity(version, by=user, name="", steps=[])

    assert ScheduleTerm.objects.get() == other

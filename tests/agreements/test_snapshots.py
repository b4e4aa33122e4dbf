"""Each save keeps what it replaced; undo brings it back as a save of its own."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from agreements import actions
from agreements.models import Activity, FocusGoal, SectionRevision, SectionSnapshot
from agreements.queries import SECTION_ROWS, revision_of, stored_values, values_before
from agreements.vocabulary import Section
from tests.factories import (
    PersonFactory,
    SectionRevisionFactory,
    ThematicAreaFactory,
    UserFactory,
    VersionFactory,
    put_in_force,
)

pytestmark = pytest.mark.django_db
STEP = {
    "specification": "Jednání",
    "outputs": [{"code": "MEETING_RECORD"}],
    "responsibilities": [{"side": "UNIT", "code": "ORGANISATION"}],
    "terms": [
        {"raw_text": "do května", "kind": "MONTH", "event_kind": "LP_MEETING", "date_to": date(2023, 5, 31)}
    ],
}


@pytest.fixture
def version():
    return VersionFactory()


@pytest.fixture
def user():
    return UserFactory()


def full(section) -> dict:
    """Every kind of value there is in the sections: texts, dates, numbers, choices, rows of vocabularies."""
    goal = {"statement": "30 bytů", "target_value": Decimal("30.50"), "baseline_on": date(2022, 1, 1)}
    return {
        Section.HEADER: {"unit_text": "Lhota"},
        Section.ROLES: {"roles": [{"role": "MANAGER", "name_text": "Jan", "person": PersonFactory()}]},
        Section.VALIDITY: {"stated_years": 5, "valid_to": date(2027, 4, 12), "is_transitional": True},
        Section.FOCUS: {
            "focus_text": "Úvod",
            "areas": [
                {"local_label": "Bydlení", "thematic_area": ThematicAreaFactory(), "goals": [goal]},
                {"local_label": "Dluhy", "goals": [{"statement": "a"}, {"statement": "b"}]},
            ],
        },
        Section.PARTNERSHIP: {
            "partnership_text": "Orgán",
            "groups": [{"name": "Bydlení", "status": "OPTIONAL"}],
            "seats": [{"text": "Charita", "organisation_type": "NGO"}],
            "matters": [{"matter": "PLAN", "text": "plán"}],
        },
        Section.LEGACY: {
            "is_transition_from_kpsvl": True,
            "strategies": [{"title": "SPSZ", "is_revised": None}, {"title": "TAP", "is_revised": False}],
        },
        Section.PLAN: {"plan_character": "Komplexní", "strategies": [{"title": "Komunitní plán"}]},
        Section.MEASURES: {"measures": [{"text": "a"}, {"text": "b"}]},
    }[section]


WHOLE = [section for section in Section if section in SECTION_ROWS] + [Section.HEADER, Section.VALIDITY]


@pytest.mark.parametrize("section", WHOLE)
def test_section_emptied_comes_back_as_it_was(version, user, section):
    actions.save_section(version, section=section, by=user, revision=0, **full(section))
    before = stored_values(version, section)
    emptied = {name: [] if isinstance(value, list) else None for name, value in before.items()}
    for name, value in before.items():
        if isinstance(value, (str, bool)):
            emptied[name] = type(value)()
    actions.save_section(version, section=section, by=user, revision=1, **emptied)
    assert stored_values(version, section) != before

    actions.restore(version, section, to_revision=1, by=user, revision=2)

    assert stored_values(version, section) == before
    assert revision_of(version, section) == 3


@pytest.mark.parametrize("section", WHOLE)
def test_values_as_they_are_read_are_what_a_save_takes(version, user, section, django_assert_num_queries):
    actions.save_section(version, section=section, by=user, revision=0, **full(section))
    before = stored_values(version, section)

    # savepoint, revision, version with the rows, snapshot, release: nothing differs, so no row is written
    with django_assert_num_queries(5):
        actions.save_section(version, section=section, by=user, revision=1, **before)

    assert stored_values(version, section) == before


def test_snapshot_says_what_was_replaced_and_by_whom(version, user):
    for revision, text in enumerate(["a", "b", "c"]):
        actions.save_header(version, by=user, revision=revision, unit_text=text)

    kept = SectionSnapshot.objects.values_list("revision", "values__unit_text", "by")
    assert list(kept) == [(0, "", user.pk), (1, "a", user.pk), (2, "b", user.pk)]
    assert values_before(version, Section.HEADER, 1)["unit_text"] == "a"


def test_lost_save_leaves_no_snapshot(version, user):
    actions.save_header(version, by=user, revision=0, unit_text="a")
    with pytest.raises(actions.StaleSection):
        actions.save_header(version, by=user, revision=0, unit_text="b")

    assert SectionSnapshot.objects.count() == 1


def test_deleted_activity_comes_back_with_its_keys_and_place(version, user):
    key = actions.save_activity(version, by=user, name="první", steps=[STEP])
    actions.save_activity(version, by=user, name="druhá", steps=[])
    before = stored_values(version, Section.TIMELINE, key)
    actions.delete_activity(version, by=user, revision=1, key=key)

    actions.restore(version, Section.TIMELINE, key, to_revision=1, by=user, revision=2)

    assert stored_values(version, Section.TIMELINE, key) == before
    assert [row.name for row in version.activities.all()] == ["první", "druhá"]


def test_undone_new_activity_is_gone(version, user):
    key = actions.save_activity(version, by=user, name="omyl", steps=[STEP])

    actions.restore(version, Section.TIMELINE, key, to_revision=0, by=user, revision=1)

    assert not Activity.objects.exists()


def test_undo_loses_to_a_save_meanwhile(version, user):
    for revision in (0, 1):
        actions.save_measures(version, by=user, revision=revision, measures=[{"text": f"{revision}"}])

    with pytest.raises(actions.StaleSection):
        actions.restore(version, Section.MEASURES, to_revision=0, by=user, revision=1)

    assert version.planned_measures.get().text == "1"


@pytest.mark.parametrize(("to_revision", "revision"), [(0, 0), (5, 2), (7, 9)])
def test_there_must_be_something_to_go_back_to(version, user, to_revision, revision):
    with pytest.raises(actions.Refused):
        actions.restore(version, Section.HEADER, to_revision=to_revision, by=user, revision=revision)


def test_undo_in_force_is_refused(version, user):
    actions.save_header(version, by=user, revision=0, unit_text="a")
    put_in_force(version)

    with pytest.raises(actions.FrozenVersion):
        actions.restore(version, Section.HEADER, to_revision=0, by=user, revision=1)


# --- Rows -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_saving_one_changed_row_costs_the_same(version, user, count, django_assert_num_queries):
    areas = [{"local_label": f"{n}", "goals": [{"statement": "a"}]} for n in range(count)]
    actions.save_focus(version, by=user, revision=0, areas=areas)
    stored = stored_values(version, Section.FOCUS)
    stored["areas"][-1]["goals"][0]["statement"] = "b"

    # savepoint, revision, version with the rows, snapshot, goals, release
    with django_assert_num_queries(6):
        actions.save_focus(version, by=user, revision=1, **stored)

    assert FocusGoal.objects.order_by("position").last().statement == "b"


def test_goal_moves_to_another_area_and_survives_its_own(version, user):
    areas = [{"local_label": "a", "goals": [{"statement": "cíl"}]}, {"local_label": "b"}]
    actions.save_focus(version, by=user, revision=0, areas=areas)
    first, second = stored_values(version, Section.FOCUS)["areas"]
    goal = first["goals"][0]

    actions.save_focus(version, by=user, revision=1, areas=[{**second, "goals": [goal]}])

    moved = FocusGoal.objects.get()
    assert (moved.key, moved.focus_area.local_label) == (goal["key"], "b")


@pytest.mark.parametrize("kind", ["foreign", "made up", "twice"])
def test_key_that_the_section_does_not_hold_is_refused(version, user, kind):
    other = VersionFactory()
    actions.save_measures(other, by=user, revision=0, measures=[{"text": "cizí"}])
    actions.save_measures(version, by=user, revision=0, measures=[{"text": "vlastní"}])
    own = version.planned_measures.get().key
    keys = {"foreign": [other.planned_measures.get().key], "made up": [uuid4()], "twice": [own, own]}[kind]

    with pytest.raises(actions.UnknownRow):
        actions.save_measures(
            version, by=user, revision=1, measures=[{"key": key, "text": "jinak"} for key in keys]
        )

    assert other.planned_measures.get().text == "cizí"
    assert version.planned_measures.get().text == "vlastní"


def test_row_a_form_never_saw_is_not_deleted_by_silence(version, user):
    actions.save_measures(version, by=user, revision=0, measures=[{"text": "a"}, {"text": "b"}])
    first = version.planned_measures.first()

    with pytest.raises(actions.IncompleteForm):
        actions.save_measures(
            version, by=user, revision=1, measures=[{"key": first.key, "text": "a"}], seen={first.key}
        )

    assert version.planned_measures.count() == 2


# --- Inherited --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["saved", "confirmed"])
def test_inherited_section_is_confirmed(version, user, how):
    row = SectionRevisionFactory(version=version, section=Section.PLAN, is_inherited=True)

    if how == "saved":
        actions.save_plan(version, by=user, revision=0, plan_depth="jinak")
    else:
        actions.confirm_inherited(version, Section.PLAN, by=user, revision=0)

    row.refresh_from_db()
    assert (row.is_inherited, row.revision) == (False, 1 if how == "saved" else 0)


def test_text_changed_meanwhile_is_not_confirmed_unseen(version, user):
    SectionRevisionFactory(version=version, section=Section.PLAN, is_inherited=True, revision=3)

    with pytest.raises(actions.StaleSection):
        actions.confirm_inherited(version, Section.PLAN, by=user, revision=2)

    assert SectionRevision.objects.get().is_inherited

"""Saving a section: who was first, which rows may be written, and nothing half-written."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections

from agreements import actions
from agreements.models import (
    Activity,
    FocusGoal,
    RoleAssignment,
    ScheduleTerm,
    SectionRevision,
)
from agreements.queries import activity_values, revision_of, stored_values
from agreements.vocabulary import AgreementKind, Section, Tier
from tests.factories import (
    TemplateFactory,
    UnitFactory,
    UserFactory,
    VersionFactory,
    put_in_force,
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


# --- New agreements ---------------------------------------------------------------------------------------


def test_new_agreement_knows_its_unit(user):
    unit = UnitFactory(name="Chomutov", seat_address="Zborovská 4602, Chomutov", postal_code="43001")

    version = actions.create_agreement(
        unit, by=user, kind=AgreementKind.SOCIAL_INCLUSION, template=TemplateFactory()
    )

    assert (version.number, version.state, version.origin) == (1, "DRAFT", "HERE")
    assert (version.unit_text, version.ico_text) == ("Chomutov", "00261891")
    assert version.seat_text == "Zborovská 4602, Chomutov, 430\u00a001"


def test_second_draft_of_a_kind_is_refused_and_leads_to_the_first(user):
    draft = VersionFactory()
    agreement = draft.agreement

    with pytest.raises(actions.DraftExists) as refusal:
        actions.create_agreement(agreement.unit, by=user, kind=agreement.kind, template=draft.template)

    assert refusal.value.version == draft
    assert agreement.unit.agreements.count() == 1


def test_draft_of_another_kind_is_no_obstacle(user):
    draft = VersionFactory()

    actions.create_agreement(
        draft.agreement.unit, by=user, kind=AgreementKind.INCLUSIVE_EDUCATION, template=draft.template
    )

    assert draft.agreement.unit.agreements.count() == 2


# --- Who was first ----------------------------------------------------------------------------------------


def test_save_raises_the_revision(version, user):
    actions.save_header(version, by=user, revision=0, seat_text="Náměstí 1")
    actions.save_header(version, by=user, revision=1, seat_text="Náměstí 2")

    version.refresh_from_db()
    assert version.seat_text == "Náměstí 2"
    assert revision_of(version, Section.HEADER) == 2
    assert revision_of(version, Section.ROLES) == 0


@pytest.mark.parametrize("sent", [0, 2, 99])
def test_stale_save_is_refused_with_what_is_stored(version, user, sent):
    actions.save_header(version, by=user, revision=0, seat_text="první")

    with pytest.raises(actions.StaleSection) as refusal:
        actions.save_header(version, by=user, revision=sent, seat_text="druhý", ico_text="1")

    assert refusal.value.revision == 1
    assert refusal.value.stored["seat_text"] == "první"
    version.refresh_from_db()
    assert (version.seat_text, version.ico_text) == ("první", "")


def test_sections_do_not_stand_in_each_others_way(version, user):
    actions.save_header(version, by=user, revision=0, seat_text="Náměstí 1")
    actions.save_roles(version, by=user, revision=0, roles=[{"role": "MANAGER", "name_text": "Jana"}])

    assert stored_values(version, Section.ROLES)["roles"][0]["name_text"] == "Jana"


def in_two_threads(save) -> list:
    """Both start from the same state at the same moment; gives what each ended with."""
    barrier, outcomes = Barrier(2), []

    def run(number):
        try:
            barrier.wait(timeout=10)
            save(number)
            outcomes.append("saved")
        except Exception as refusal:  # judged by the test, and none may be lost in the thread
            outcomes.append(refusal)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[number]) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("was_saved_before", [False, True])
def test_of_two_parallel_saves_one_wins(was_saved_before):
    version, user, key = VersionFactory(), UserFactory(), uuid4()
    revision = 0
    if was_saved_before:
        actions.save_activity(version, by=user, key=key, revision=0, name="", steps=[STEP])
        revision = 1
        # the same rows from both, as two browsers send them
    steps = activity_values(Activity.objects.get(key=key))["steps"] if was_saved_before else [STEP]

    outcomes = in_two_threads(
        lambda number: actions.save_activity(
            version, by=user, key=key, revision=revision, name=f"z okna {number}", steps=steps * 1
        )
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["StaleSection", "str"]
    activity = Activity.objects.get(version=version)
    loser = next(outcome for outcome in outcomes if outcome != "saved")
    assert loser.stored["name"] == activity.name
    assert activity.steps.count() == 1
    assert ScheduleTerm.objects.filter(version=version).count() == 1
    assert revision_of(version, Section.TIMELINE, key) == revision + 1


@pytest.mark.parametrize(
    "save",
    [
        lambda version, user: actions.save_header(version, by=user, revision=0, seat_text="jiné"),
        lambda version, user: actions.save_roles(version, by=user, revision=0, roles=[]),
        lambda version, user: actions.save_activity(version, by=user, name="nová", steps=[]),
        lambda version, user: actions.save_measures(version, by=user, revision=0, measures=[]),
        lambda version, user: actions.set_approval(version, by=user, side="UNIT", resolution_number="1"),
        lambda version, user: actions.set_opinion(version, by=user, result="DISCUSSED"),
    ],
)
def test_version_in_force_is_not_edited(version, user, save):
    put_in_force(version)

    with pytest.raises(actions.FrozenVersion):
        save(version, user)

    assert not SectionRevision.objects.exists()


# --- The sections -----------------------------------------------------------------------------------------


def test_field_of_another_section_is_a_mistake_of_the_caller(version, user):
    with pytest.raises(TypeError):
        actions.save_header(version, by=user, revision=0, validity_text="5 let")


def test_roles_keep_their_keys_and_empty_ones_go(version, user):
    actions.save_roles(
        version,
        by=user,
        revision=0,
        roles=[{"role": "MANAGER", "name_text": "Jana"}, {"role": "REPRESENTATIVE", "name_text": "Milan"}],
    )
    key = RoleAssignment.objects.get(role="MANAGER").key

    actions.save_roles(
        version,
        by=user,
        revision=1,
        roles=[
            {"role": "REPRESENTATIVE", "name_text": "", "is_vacant": False},
            {"role": "MANAGER", "is_vacant": True, "deputy_text": "Petr"},
        ],
    )

    row = RoleAssignment.objects.get(version=version)
    assert (row.key, row.text) == (key, "pozice není obsazena, zastupuje Petr")


def test_focus_keeps_goals_under_their_area(version, user):
    areas = [
        {"local_label": "Bydlení", "tier": Tier.PRIORITY, "goals": [{"statement": "30 bytů"}]},
        {"local_label": "Dluhy", "tier": Tier.OTHER},
    ]
    actions.save_focus(version, by=user, revision=0, areas=areas)

    assert list(FocusGoal.objects.values_list("focus_area__local_label", "statement")) == [
        ("Bydlení", "30 bytů")
    ]


def test_rows_left_out_are_deleted_and_the_rest_reordered(version, user):
    actions.save_measures(
        version, by=user, revision=0, measures=[{"text": "a"}, {"text": "b"}, {"text": "c"}]
    )
    keys = dict(version.planned_measures.values_list("text", "key"))

    actions.save_measures(
        version,
        by=user,
        revision=1,
        measures=[
            {"key": keys["c"], "text": "c"},
            {"text": "nové"},
            {"key": keys["a"], "text": "a upravené"},
        ],
    )

    assert [(row.text, row.position) for row in version.planned_measures.all()] == [
        ("c", 1),
        ("nové", 2),
        ("a upravené", 3),
    ]
    assert version.planned_measures.get(text="a upravené").key == keys["a"]

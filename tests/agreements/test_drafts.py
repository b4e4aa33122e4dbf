"""Where a version to write on comes from: a first draft, a revision, an agreement that follows."""

from datetime import date

import pytest

from agreements import actions
from agreements.lifecycle import UNDER_WAY, State
from agreements.models import SectionRevision
from agreements.queries import revision_of
from agreements.vocabulary import AgreementKind, Origin, Section
from tests.agreements.revising import agreement_from, in_force, revision
from tests.factories import (
    AgreementFactory,
    TemplateFactory,
    UnitFactory,
    UserFactory,
    VersionFactory,
    put_in_state,
)
from tests.partnerships.at_once import at_once

pytestmark = pytest.mark.django_db
KIND = AgreementKind.SOCIAL_INCLUSION


@pytest.fixture
def version():
    """In force from 13 April 2022 for five years."""
    return in_force(agreement_from(date(2022, 4, 13), timeline_text="duben 2022 – duben 2027"))


@pytest.fixture
def user():
    return UserFactory()


def created(unit, **fields):
    return actions.create_agreement(
        unit, by=UserFactory(), **{"kind": KIND, "template": TemplateFactory(), **fields}
    )


# --- A first draft ----------------------------------------------------------------------------------------


def test_first_draft_is_logged_with_its_author(user):
    draft = actions.create_agreement(UnitFactory(), by=user, kind=KIND, template=TemplateFactory())

    assert [(one.step, one.by) for one in draft.step_log.all()] == [("created", user)]


@pytest.mark.parametrize("state", State)
def test_second_draft_of_a_kind_waits_for_the_first(state):
    first = put_in_state(VersionFactory(), state)

    if state in UNDER_WAY:
        with pytest.raises(actions.DraftExists) as refusal:
            created(first.agreement.unit)
        assert refusal.value.version == first
    else:
        assert created(first.agreement.unit).agreement != first.agreement


def test_other_kinds_and_units_have_drafts_of_their_own():
    first = VersionFactory()

    created(first.agreement.unit, kind=AgreementKind.INCLUSIVE_EDUCATION)
    created(UnitFactory())


# --- A revision -------------------------------------------------------------------------------------------


def test_revision_is_the_next_version_with_the_same_rows(version, user):
    draft = actions.revise(version.agreement, by=user, reason=" Mění se počty. ")

    assert (draft.agreement, draft.number, draft.state) == (version.agreement, 2, State.DRAFT)
    assert draft.origin == Origin.HERE
    assert keys(draft) == keys(version)
    log = draft.step_log.get()
    assert (log.step, log.by, log.reason, log.label) == ("revised", user, "Mění se počty.", "založena revize")
    version.refresh_from_db()
    assert version.state == State.IN_FORCE


def keys(version) -> set:
    return set(version.activity_steps.values_list("key", flat=True))


def test_revision_starts_from_the_version_in_force_and_counts_on_after_discarded_drafts(version, user):
    put_in_state(revision(version.agreement), State.ARCHIVED)

    assert revision(version.agreement).number == 3


@pytest.mark.parametrize("reason", ["", " \n"])
def test_revision_needs_a_reason(version, reason):
    with pytest.raises(actions.StepNotOpen, match="důvod"):
        actions.revise(version.agreement, by=UserFactory(), reason=reason)


@pytest.mark.parametrize("state", sorted(UNDER_WAY))
def test_one_revision_at_a_time(version, state):
    draft = put_in_state(revision(version.agreement), state)

    with pytest.raises(actions.DraftExists) as refusal:
        revision(version.agreement)
    assert refusal.value.version == draft


@pytest.mark.parametrize("state", sorted(set(State) - UNDER_WAY - {State.IN_FORCE}))
def test_only_what_is_in_force_is_revised(state):
    version = put_in_state(VersionFactory(), state)

    with pytest.raises(actions.StepNotOpen, match="jen platný"):
        revision(version.agreement)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_start_a_revision_at_once_one_is_sent_to_the_other_s():
    agreement = in_force(agreement_from(date(2022, 4, 13))).agreement

    results = at_once(lambda: revision(agreement), lambda: revision(agreement))

    assert results == ["DraftExists", "done"]
    assert agreement.versions.count() == 2


# --- An agreement that follows ----------------------------------------------------------------------------


def test_successor_starts_from_the_last_version_without_the_dates_of_the_old_period(version, user):
    draft = actions.succeed(version.agreement, by=user, template=version.template)

    assert draft.agreement != version.agreement
    assert draft.agreement.predecessor == version.agreement
    assert (draft.agreement.unit, draft.agreement.kind) == (version.agreement.unit, KIND)
    assert draft.agreement.memorandum is None
    assert draft.number == 1
    assert keys(draft) == keys(version)
    assert (draft.stated_years, draft.timeline_text) == (None, "")
    assert not draft.approvals.exists()
    assert [one.step for one in draft.step_log.all()] == ["succeeded"]


def test_every_section_and_activity_of_a_successor_is_inherited_until_it_is_saved(version, user):
    activity = version.activities.get()
    draft = actions.succeed(version.agreement, by=user, template=version.template)

    assert inherited(draft) == {
        (section, None)
        for section in Section
        if section not in {Section.VALIDITY, Section.TIMELINE, Section.OPINION, Section.APPROVAL}
    } | {(Section.TIMELINE, activity.key)}
    actions.save_regional_contact(
        draft, by=user, revision=0, regional_contact_status="NOT_RELEVANT", regional_contact_text=""
    )
    assert (Section.REGIONAL_CONTACT, None) not in inherited(draft)
    assert revision_of(draft, Section.REGIONAL_CONTACT) == 1


def inherited(draft) -> set:
    rows = SectionRevision.objects.filter(version=draft, is_inherited=True)
    return {(Section(section), key) for section, key in rows.values_list("section", "activity_key")}


def test_successor_under_another_form_takes_its_mark(version, user):
    template = TemplateFactory(headings={"annex_mark": "Příloha č. 7"})

    draft = actions.succeed(version.agreement, by=user, template=template)

    assert (draft.template, draft.annex_text) == (template, "Příloha č. 7")


def test_successor_from_an_empty_form_names_its_predecessor(version):
    draft = created(version.agreement.unit, predecessor=version.agreement)

    assert draft.agreement.predecessor == version.agreement
    assert not draft.activities.exists()
    assert [one.step for one in draft.step_log.all()] == ["succeeded"]


def test_successor_follows_the_newest_version_that_held(version, user):
    ended = put_in_state(version, State.TERMINATED)
    put_in_state(VersionFactory(agreement=ended.agreement, number=2, focus_text="odloženo"), State.ARCHIVED)

    assert actions.succeed(ended.agreement, by=user, template=ended.template).focus_text == ""


def test_nothing_follows_what_never_held(user):
    never = put_in_state(VersionFactory(), State.ARCHIVED)

    with pytest.raises(actions.StepNotOpen, match="platí nebo platil"):
        actions.succeed(never.agreement, by=user, template=never.template)


def test_only_one_agreement_follows_another(version, user):
    successor = AgreementFactory(unit=version.agreement.unit, predecessor=version.agreement)
    put_in_state(VersionFactory(agreement=successor), State.SUPERSEDED)

    with pytest.raises(actions.StepNotOpen, match="už jiný navazuje"):
        actions.succeed(version.agreement, by=user, template=version.template)


def test_discarded_successor_is_not_in_the_way(version, user):
    put_in_state(actions.succeed(version.agreement, by=user, template=version.template), State.ARCHIVED)

    assert actions.succeed(version.agreement, by=user, template=version.template).number == 1


@pytest.mark.parametrize("kind", [AgreementKind.INCLUSIVE_EDUCATION, KIND])
def test_agreement_does_not_follow_one_of_another_unit_or_kind(version, kind):
    unit = version.agreement.unit if kind != KIND else UnitFactory()

    with pytest.raises(actions.Refused, match="téhož"):
        created(unit, kind=kind, predecessor=version.agreement)


def test_successor_waits_for_the_revision_under_way(version, user):
    draft = revision(version.agreement)

    with pytest.raises(actions.DraftExists) as refusal:
        actions.succeed(version.agreement, by=user, template=version.template)
    assert refusal.value.version == draft

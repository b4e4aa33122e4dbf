"""One version replaces another in one step, or nothing happens; of two steps at once one wins."""

from datetime import date

import pytest

from agreements import actions
from agreements.lifecycle import State
from agreements.models import AgreementVersion, VersionStepLog
from agreements.signals import version_in_force
from planning.models import Occurrence
from tests import factories
from tests.agreements.revising import agreement_from, in_force, revision, signed
from tests.factories import TermFactory, UserFactory, VersionFactory
from tests.partnerships.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Version 1 in force from 2023 with a term, and its revision ready to be."""
    first = agreement_from(date(2023, 1, 1))
    TermFactory(version=first, step=first.activity_steps.get())
    in_force(first)
    return first, signed(revision(first.agreement), date(2024, 7, 1))


def whole(agreement) -> tuple:
    versions = agreement.versions.order_by("number").values_list("number", "state", "in_effect")
    log = VersionStepLog.objects.filter(version__agreement=agreement).count()
    return list(versions), log, list(Occurrence.objects.order_by("pk").values_list("year", "expected"))


def test_receiver_that_fails_takes_everything_with_it(two):
    first, second = two
    before = whole(first.agreement)

    def fail(sender, **told):
        raise RuntimeError("receiver")

    version_in_force.connect(fail)
    try:
        with pytest.raises(RuntimeError, match="receiver"):
            in_force(second)
    finally:
        version_in_force.disconnect(fail)

    assert whole(first.agreement) == before
    assert before[0][0][1] == State.IN_FORCE
    in_force(second)
    assert [state for _, state, _ in whole(first.agreement)[0]] == [State.SUPERSEDED, State.IN_FORCE]


def test_versions_follow_one_another_without_a_gap_and_the_log_says_so(two):
    first, second = two

    in_force(second)

    first.refresh_from_db()
    assert (first.state, first.last_day) == (State.SUPERSEDED, date(2024, 6, 30))
    assert (second.in_effect.lower, second.last_day) == (date(2024, 7, 1), date(2027, 12, 31))
    assert [(entry.step, entry.by) for entry in first.step_log.all()][-1] == ("supersede", None)


def test_version_that_had_run_out_does_not_hold_on_until_the_next(two):
    first = in_force(agreement_from(date(2020, 1, 1), years=2))
    draft = revision(first.agreement)
    draft.stated_years = 5
    draft.save()

    in_force(signed(draft, date(2023, 3, 1)))

    first.refresh_from_db()
    assert first.last_day == date(2021, 12, 31)
    assert (draft.in_effect.lower, draft.last_day) == (date(2023, 3, 1), date(2024, 12, 31))


def test_revision_of_what_has_no_known_start_counts_from_its_own_day():
    first = VersionFactory(stated_years=2)
    factories.StepFactory(version=first)
    in_force(first)

    second = in_force(signed(revision(first.agreement), date(2023, 3, 1)))

    assert (second.in_effect.lower, second.last_day) == (date(2023, 3, 1), date(2025, 2, 28))
    first.refresh_from_db()
    assert first.in_effect is None


@pytest.mark.django_db(transaction=True)
def test_of_two_who_bring_a_version_into_force_at_once_one_wins_and_the_other_is_told():
    first = in_force(agreement_from(date(2023, 1, 1)))
    second = signed(revision(first.agreement), date(2024, 7, 1))
    told = []

    def take_over():
        try:
            actions.take_over(second, by=user, reason="Platí na papíře.")
        except actions.Refused as refusal:
            told.append(str(refusal))
            raise

    user = UserFactory()
    results = at_once(take_over, take_over)

    assert results == ["StepNotOpen", "done"]
    assert told == ["Tento krok teď nelze udělat, stav popisu je „platné“."]
    states = first.agreement.versions.order_by("number").values_list("state", flat=True)
    assert list(states) == [State.SUPERSEDED, State.IN_FORCE]
    assert VersionStepLog.objects.filter(step="supersede").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_agreements_of_a_kind_at_once_only_one_comes_into_force():
    first = agreement_from(date(2023, 1, 1))
    other = agreement_from(date(2024, 1, 1), agreement=factories.AgreementFactory(unit=first.agreement.unit))
    told, user = [], UserFactory()

    def take_over(version):
        try:
            actions.take_over(version, by=user, reason="Platí na papíře.")
        except actions.Refused as refusal:
            told.append(str(refusal))
            raise

    results = at_once(lambda: take_over(first), lambda: take_over(other))

    assert results == ["Refused", "done"]
    assert told == ["V této době už platí jiný popis spolupráce téhož druhu."]
    assert AgreementVersion.objects.in_force().count() == 1

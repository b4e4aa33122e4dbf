"""Steps × states, and each step's outcome in plain words."""

from datetime import date

import pytest

from agreements import actions
from agreements.lifecycle import State, open_transitions
from agreements.models import Agreement, VersionStepLog
from agreements.queries import revision_of
from agreements.signals import version_in_force
from agreements.vocabulary import Origin, Section, Side
from planning.models import Occurrence
from tests.factories import (
    AgreementFactory,
    ApprovalFactory,
    StepFactory,
    TermFactory,
    UserFactory,
    VersionFactory,
    put_in_state,
)

pytestmark = pytest.mark.django_db
REASON = "Platí na papíře."
ACTIONS = {
    "take_over": lambda version: actions.take_over(version, by=UserFactory(), reason=REASON),
    "complete_adoption": lambda version: approve(version, date(2022, 4, 19)),
}


def approve(version, decided_on):
    revision = revision_of(version, Section.APPROVAL)
    approval = {"decided_on": decided_on, "resolution_number": "ZaMě 343/22", "body_text": ""}
    return actions.complete_adoption(
        version, by=UserFactory(), reason=REASON, revision=revision, parts={"approval_unit": approval}
    )


def version_in(state):
    version = VersionFactory(stated_years=5)
    TermFactory(version=version)
    return put_in_state(version, state)


def test_table_says_this():
    assert sorted(open_transitions(State.DRAFT)) == [
        "complete_adoption", "discard", "note_opinion", "submit_for_review", "take_over",
    ]  # fmt: skip
    assert sorted(open_transitions(State.IN_FORCE)) == ["complete_adoption", "terminate"]


@pytest.mark.parametrize("name", sorted(ACTIONS))
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_step_needs_a_reason(name, reason, monkeypatch):
    monkeypatch.setitem(globals(), "REASON", reason)
    version = version_in(State.DRAFT)

    with pytest.raises(actions.StepNotOpen, match="důvod"):
        ACTIONS[name](version)

    version.refresh_from_db()
    assert version.state == State.DRAFT
    assert not version.approvals.exists()


def test_taking_over_brings_a_paper_document_into_force_for_its_days():
    version = version_in(State.DRAFT)
    ApprovalFactory(version=version, decided_on=date(2022, 4, 19))
    user = UserFactory()

    actions.take_over(version, by=user, reason=f" {REASON} ")

    version.refresh_from_db()
    agreement = Agreement.objects.get()
    log = VersionStepLog.objects.get()
    assert (version.state, version.origin) == (State.IN_FORCE, Origin.PAPER)
    assert (agreement.in_force.lower, agreement.last_day) == (date(2022, 4, 19), date(2027, 4, 18))
    assert (log.step, log.by, log.reason) == ("take_over", user, REASON)
    assert Occurrence.objects.count() == 6


def test_document_without_approval_is_in_force_on_no_known_days():
    actions.take_over(version_in(State.DRAFT), by=UserFactory(), reason=REASON)

    assert Agreement.objects.get().in_force is None
    assert not Occurrence.objects.exists()


def test_empty_timeline_is_not_taken_over():
    version = VersionFactory()

    with pytest.raises(actions.StepNotOpen, match="alespoň jednu činnost"):
        actions.take_over(version, by=UserFactory(), reason=REASON)

    version.refresh_from_db()
    assert version.state == State.DRAFT


def test_two_agreements_of_a_kind_do_not_run_at_once():
    first = version_in(State.DRAFT)
    unit = first.agreement.unit
    second = VersionFactory(agreement=AgreementFactory(unit=unit), stated_years=5)
    StepFactory(version=second)
    for version, approved in ((first, date(2022, 4, 19)), (second, date(2027, 4, 18))):
        ApprovalFactory(version=version, decided_on=approved)
    actions.take_over(first, by=UserFactory(), reason=REASON)

    with pytest.raises(actions.Refused, match="už platí jiný popis spolupráce téhož druhu"):
        actions.take_over(second, by=UserFactory(), reason=REASON)

    second.refresh_from_db()
    assert second.state == State.DRAFT
    second.approvals.update(decided_on=date(2027, 4, 19))
    actions.take_over(second, by=UserFactory(), reason=REASON)


def test_newer_version_in_force_ends_the_one_before():
    first = version_in(State.IN_FORCE)
    second = VersionFactory(agreement=first.agreement, number=2)
    StepFactory(version=second)

    actions.take_over(second, by=UserFactory(), reason=REASON)

    first.refresh_from_db()
    assert first.state == State.SUPERSEDED
    assert [entry.step for entry in first.step_log.all()] == ["supersede"]
    assert list(first.agreement.versions.in_force()) == [second]


def test_receiver_that_fails_takes_the_step_with_it():
    version = version_in(State.DRAFT)

    def fail(**kwargs):
        raise RuntimeError("plánování spadlo")

    version_in_force.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            actions.take_over(version, by=UserFactory(), reason=REASON)
    finally:
        version_in_force.disconnect(fail)

    version.refresh_from_db()
    assert version.state == State.DRAFT
    assert not VersionStepLog.objects.exists()


def test_completed_approval_of_a_version_in_force_recounts_its_days():
    version = version_in(State.IN_FORCE)

    approve(version, date(2022, 4, 19))
    before = dict(Occurrence.objects.values_list("year", "expected"))
    approve(version, date(2023, 1, 1))

    assert version.approvals.get(side=Side.UNIT).resolution_number == "ZaMě 343/22"
    assert Agreement.objects.get().last_day == date(2027, 12, 31)
    assert before == {2022: 3, 2023: 4, 2024: 4, 2025: 4, 2026: 4, 2027: 1}
    assert dict(Occurrence.objects.values_list("year", "expected")) == dict.fromkeys(range(2023, 2028), 4)
    assert list(VersionStepLog.objects.values_list("step", flat=True)) == ["adoption_completed"] * 2


def test_approval_of_a_draft_brings_nothing_into_force():
    version = version_in(State.DRAFT)

    ACTIONS["complete_adoption"](version)

    assert Agreement.objects.get().in_force is None
    assert not Occurrence.objects.exists()

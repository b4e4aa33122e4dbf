"""Each step's outcome in plain words: what it writes, what it takes back, and what it refuses."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from agreements import actions
from agreements.lifecycle import State
from agreements.models import (
    Agreement,
    AgreementVersion,
    Approval,
    PartnershipOpinion,
    Signature,
    Termination,
)
from agreements.vocabulary import OpinionResult, Side
from agreements.warnings import missing
from planning.models import Occurrence
from tests.agreements.taking_steps import OPINION, TODAY, complete_draft, take, version_in
from tests.factories import (
    ApprovalFactory,
    OpinionFactory,
    SignatureFactory,
    StepFactory,
    UserFactory,
    VersionFactory,
    put_in_state,
)

pytestmark = pytest.mark.django_db


def walk(version, *names):
    for name in names:
        take(name, version)
    version.refresh_from_db()
    return version


# The days of the steps in taking_steps lie in spring; this is when they were written down.
TO_FORCE = ("submit_for_review", "agree", "discuss", "submit_to_council", "approve", "sign_unit", "sign_asz")


@pytest.fixture
def draft():
    return complete_draft()


@pytest.fixture(autouse=True)
def early_spring(time_machine):
    time_machine.move_to("2026-03-01 12:00", tick=True)


def test_whole_way_ends_in_force_with_consent_of_both_sides(draft):
    walk(draft, *TO_FORCE)

    agreement = Agreement.objects.get()
    assert draft.state == State.IN_FORCE
    assert {(row.side, row.decided_on, row.resolution_number) for row in Approval.objects.all()} == {
        (Side.ASZ, date(2026, 4, 1), ""),
        (Side.UNIT, date(2026, 5, 11), "ZM/12/2026"),
    }
    assert Signature.objects.filter(place_text="V Praze").count() == 2
    assert (agreement.in_force.lower, agreement.last_day) == (date(2026, 5, 11), date(2031, 5, 10))
    assert Occurrence.objects.count() == 6
    assert [entry.step for entry in draft.step_log.all()] == list(TO_FORCE)
    assert draft.step_log.get(step="approve").day == date(2026, 5, 11)


def test_opinion_given_before_the_agency_agreed_saves_a_step(draft):
    walk(draft, "note_opinion", "submit_for_review", "agree")

    assert draft.state == State.LP_DISCUSSED


def test_first_signature_leaves_it_waiting_whichever_side_it_is():
    for first, second in (("sign_unit", "sign_asz"), ("sign_asz", "sign_unit")):
        version = version_in(State.APPROVED)

        assert walk(version, first).state == State.APPROVED
        assert walk(version, second).state == State.IN_FORCE


def test_side_signs_once():
    version = walk(version_in(State.APPROVED), "sign_unit")

    with pytest.raises(actions.StepNotOpen, match="Podpis za územní celek už je zapsaný"):
        take("sign_unit", version, function_text="Někdo jiný")

    assert Signature.objects.get().function_text == "Jan Vymyšlený"


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (State.ASZ_AGREED, "withdraw"),
        (State.LP_DISCUSSED, "return_for_rework"),
        (State.REJECTED_BY_COUNCIL, "rework"),
    ],
)
def test_text_opened_again_has_nobodys_consent(state, name):
    version = version_in(state)
    ApprovalFactory(version=version, side=Side.UNIT)

    walk(version, name)

    assert version.state == State.RETURNED
    assert not Approval.objects.exists()
    assert Approval.pgh_event_model.objects.filter(pgh_label="delete").exists(), "the history keeps them"


def test_what_the_agency_returns_instead_of_signing_has_no_signature_left(draft):
    walk(draft, *TO_FORCE[: TO_FORCE.index("sign_unit") + 1])
    assert Signature.objects.exists()

    walk(draft, "return_for_rework")

    assert draft.state == State.RETURNED
    assert not Signature.objects.exists()
    assert not Approval.objects.exists()


def test_kept_opinion_of_an_earlier_text_is_said(draft):
    def codes():
        loaded = AgreementVersion.objects.with_tree().get()
        return {one.code for one in missing(loaded, today=TODAY)}

    walk(draft, "note_opinion", "submit_for_review")
    assert "opinion_of_earlier_text" not in codes()
    walk(draft, "return_for_rework")
    assert "opinion_of_earlier_text" in codes()
    walk(draft, "note_opinion")
    assert "opinion_of_earlier_text" not in codes()


# --- What keeps a step from being taken -------------------------------------------------------------------


def test_incomplete_draft_is_not_handed_over():
    version = VersionFactory()

    with pytest.raises(actions.StepNotOpen, match="není úplný, chybí 5"):
        take("submit_for_review", version)


def test_draft_is_complete_only_with_every_part(draft):
    StepFactory(version=draft, specification="")

    with pytest.raises(actions.StepNotOpen, match="není úplný"):
        take("submit_for_review", draft)


def test_section_taken_from_the_predecessor_must_be_confirmed(draft):
    draft.section_revisions.create(section="PLAN", is_inherited=True)

    with pytest.raises(actions.StepNotOpen, match="chybí 1\u00a0položka"):
        take("submit_for_review", draft)


@pytest.mark.parametrize("factory", [ApprovalFactory, SignatureFactory])
def test_consent_filled_in_beforehand_does_not_pass_for_one_given_here(draft, factory):
    factory(version=draft)

    with pytest.raises(actions.StepNotOpen, match="převezměte ho jako platný dokument"):
        take("submit_for_review", draft)


@pytest.mark.parametrize(
    ("opinion", "name"),
    [
        (None, "submit_to_council"),
        ({"discussed_on": None}, "submit_to_council"),
        ({"discussed_on": date(2026, 3, 2), "result": OpinionResult.NOT_STATED}, "submit_to_council"),
        (None, "approve"),
    ],
)
def test_council_decides_only_after_the_partnership(opinion, name):
    state = {"submit_to_council": State.LP_DISCUSSED, "approve": State.COUNCIL_SUBMITTED}[name]
    version = put_in_state(complete_draft(), state)
    ApprovalFactory(version=version, side=Side.ASZ, decided_on=date(2026, 4, 1))
    if opinion:
        OpinionFactory(version=version, **opinion)

    with pytest.raises(actions.StepNotOpen, match="Chybí stanovisko"):
        take(name, version)


@pytest.mark.parametrize("name", ["submit_to_council", "approve"])
def test_council_decides_only_after_the_agency(name):
    state = {"submit_to_council": State.LP_DISCUSSED, "approve": State.COUNCIL_SUBMITTED}[name]
    version = version_in(state)
    version.approvals.all().delete()

    with pytest.raises(actions.StepNotOpen, match="Chybí souhlas na straně ASZ"):
        take(name, version)


def test_approval_needs_a_number():
    version = version_in(State.COUNCIL_SUBMITTED)

    with pytest.raises(actions.Refused, match="číslo usnesení"):
        take("approve", version, resolution_number=" ")

    version.refresh_from_db()
    assert version.state == State.COUNCIL_SUBMITTED
    assert not version.step_log.exists()


@pytest.mark.parametrize(
    ("name", "state", "field", "day", "why"),
    [
        ("agree", State.ASZ_REVIEW, "decided_on", TODAY + timedelta(days=1), "teprve přijde"),
        ("discuss", State.ASZ_AGREED, "discussed_on", TODAY + timedelta(days=1), "teprve přijde"),
        ("submit_to_council", State.LP_DISCUSSED, "day", date(2026, 3, 31), "odsouhlasila ASZ"),
        ("sign_unit", State.APPROVED, "signed_on", date(2026, 5, 10), "byl popis schválen"),
        ("sign_asz", State.APPROVED, "signed_on", date(2026, 5, 10), "byl popis schválen"),
    ],
)
def test_day_that_cannot_be_is_said_at_its_field(name, state, field, day, why):
    version = version_in(state)

    with pytest.raises(actions.DayRefused, match=why) as refusal:
        take(name, version, **{field: day})

    assert refusal.value.field == field
    version.refresh_from_db()
    assert version.state == state


@pytest.mark.parametrize("name", ["approve", "reject"])
def test_council_decides_no_earlier_than_it_was_asked(name):
    version = walk(version_in(State.LP_DISCUSSED), "submit_to_council")
    field = {"approve": "decided_on", "reject": "day"}[name]

    with pytest.raises(actions.DayRefused, match="předložen ke schválení"):
        take(name, version, **{field: date(2026, 5, 3)})


def test_agency_agrees_no_earlier_than_it_was_asked(draft):
    walk(draft, "submit_for_review")

    with pytest.raises(actions.DayRefused, match="předložen ASZ"):
        take("agree", draft, decided_on=date(2026, 2, 28))


# --- The end ----------------------------------------------------------------------------------------------


def test_early_end_shortens_the_agreement_and_keeps_what_was(draft):
    walk(draft, *TO_FORCE)

    walk(draft, "terminate")

    agreement = Agreement.objects.get()
    assert draft.state == State.TERMINATED
    assert (agreement.in_force.lower, agreement.last_day) == (date(2026, 5, 11), date(2027, 6, 30))
    assert Termination.objects.get().body_text == "zastupitelstvo"
    assert not Occurrence.objects.filter(year__gt=2027).exclude(expected=0).exists()


@pytest.mark.parametrize(
    ("ends_on", "why"),
    [(date(2026, 5, 10), "začala platit až 11"), (date(2031, 5, 11), "platí jen do 10")],
)
def test_early_end_lies_within_the_agreement(draft, ends_on, why):
    walk(draft, *TO_FORCE)

    with pytest.raises(actions.DayRefused, match=why):
        take("terminate", draft, ends_on=ends_on)


def test_revision_of_what_was_ended_is_not_concluded(draft):
    walk(draft, *TO_FORCE, "terminate")
    revision = complete_draft(agreement=draft.agreement, number=2)

    with pytest.raises(actions.StepNotOpen, match="ukončena předčasně"):
        take("submit_for_review", revision)
    with pytest.raises(actions.StepNotOpen, match="ukončena předčasně"):
        actions.take_over(revision, by=UserFactory(), reason="Na papíře.")


def test_second_version_supersedes_the_first(draft):
    walk(draft, *TO_FORCE)
    revision = complete_draft(agreement=draft.agreement, number=2)
    later = {"signed_on": date(2026, 5, 25)}

    walk(revision, *TO_FORCE[:-2])
    for name in TO_FORCE[-2:]:
        take(name, revision, **later)

    draft.refresh_from_db()
    assert (draft.state, draft.in_effect.upper) == (State.SUPERSEDED, date(2026, 5, 25))
    assert draft.step_log.last().step == "supersede"
    assert draft.step_log.last().by is None


# --- What the database says -------------------------------------------------------------------------------


def test_database_refuses_what_was_not_agreed_on_both_sides(draft):
    rows = AgreementVersion.objects.filter(pk=draft.pk)
    walk(draft, "submit_for_review", "agree", "discuss", "submit_to_council")

    with pytest.raises(IntegrityError, match="číslo usnesení"), transaction.atomic():
        rows.update(state=State.APPROVED)
    walk(draft, "approve", "sign_unit")
    with pytest.raises(IntegrityError, match="podpis některé ze stran"), transaction.atomic():
        rows.update(state=State.IN_FORCE)
    with pytest.raises(IntegrityError, match="životní cyklus"), transaction.atomic():
        rows.update(state=State.ASZ_REVIEW)


@pytest.mark.parametrize(
    "part", ["approval_unit", "approval_asz", "signature_unit", "signature_asz", "opinion"]
)
def test_what_was_agreed_here_is_corrected_never_emptied(draft, part):
    walk(draft, *TO_FORCE)

    with pytest.raises(actions.Refused, match="opravit, ne smazat"):
        actions.complete_adoption(draft, by=UserFactory(), reason="Omyl.", revision=0, parts={part: None})


def test_later_opinion_replaces_the_earlier_one(draft):
    take("note_opinion", draft)
    take("note_opinion", draft, **{**OPINION, "text": "bez připomínek"})

    assert PartnershipOpinion.objects.get().text == "bez připomínek"

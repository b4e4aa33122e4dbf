"""What each step needs beside the right state, so that a test of one step can be about that step."""

from datetime import date

from agreements import actions
from agreements.lifecycle import State
from agreements.queries import revision_of
from agreements.vocabulary import OpinionResult, RegionalContactStatus, Section, Side
from partnerships.vocabulary import UnitRole
from tests.factories import (
    ActivityFactory,
    ApprovalFactory,
    FocusAreaFactory,
    OpinionFactory,
    ResponsibilityFactory,
    StepFactory,
    TermFactory,
    UserFactory,
    VersionFactory,
    member,
    put_in_state,
)

TODAY = date(2026, 6, 1)
REASON = "Důvod, který čte druhá strana."
OPINION = {
    "result": OpinionResult.DISCUSSED,
    "discussed_on": date(2026, 3, 2),
    "mode": "",
    "given_by": "PARTNERSHIP",
    "text": "",
    "meeting": None,
}
SIGNATURE = {"signed_on": date(2026, 5, 20), "place_text": "V Praze", "function_text": "Jan Vymyšlený"}
# By the step, what is written at it.
SENT = {
    "submit_for_review": {},
    "withdraw": {"reason": REASON},
    "return_for_rework": {"reason": REASON},
    "agree": {"decided_on": date(2026, 4, 1), "body_text": "ředitel odboru"},
    "discuss": OPINION,
    "note_opinion": OPINION,
    "submit_to_council": {"day": date(2026, 5, 4)},
    "approve": {"decided_on": date(2026, 5, 11), "resolution_number": "ZM/12/2026"},
    "reject": {"day": date(2026, 5, 11), "reason": REASON},
    "rework": {"reason": REASON},
    "sign_unit": SIGNATURE,
    "sign_asz": SIGNATURE,
    "terminate": {"ends_on": date(2027, 6, 30), "body_text": "zastupitelstvo", "reason": REASON},
    "discard": {"reason": REASON},
}


def take(name, version, *, by=None, today=TODAY, **changes):
    """The step as its page takes it."""
    sent = {**SENT[name], **changes}
    return actions.ACTIONS[name](version, by=by or UserFactory(), today=today, **sent)


def complete_draft(**fields):
    """A draft nothing keeps from being handed over: the template asks for no header."""
    version = VersionFactory(
        validity_text="5 let",
        stated_years=5,
        partnership_text="Lokální partnerství tvoří město a jeho organizace.",
        plan_character="Plán sociálního začleňování města.",
        regional_contact_status=RegionalContactStatus.NOT_RELEVANT,
        **fields,
    )
    FocusAreaFactory(version=version)
    step = StepFactory(version=version, activity=ActivityFactory(version=version))
    for side in Side:
        ResponsibilityFactory(version=version, step=step, side=side)
    TermFactory(version=version, step=step)
    return version


# What stands beside the content of a version that came to the state by its steps.
CONSENT = {State.ASZ_AGREED, State.LP_DISCUSSED, State.COUNCIL_SUBMITTED, State.APPROVED, State.IN_FORCE}
DISCUSSED = CONSENT - {State.ASZ_AGREED}
DECIDED = {State.APPROVED, State.IN_FORCE}


def version_in(state, **fields):
    """A version as it is in the state, with what the steps to it left behind."""
    version = complete_draft(**fields)
    if state in CONSENT:
        ApprovalFactory(version=version, side=Side.ASZ, decided_on=date(2026, 4, 1))
    if state in DISCUSSED:
        OpinionFactory(version=version, discussed_on=date(2026, 3, 2))
    if state in DECIDED:
        ApprovalFactory(
            version=version, side=Side.UNIT, decided_on=date(2026, 5, 11), resolution_number="ZM/12/2026"
        )
    return put_in_state(version, state)


def complete_adoption(version, by=None):
    """A corrected number of the resolution."""
    row = {"decided_on": date(2026, 5, 11), "resolution_number": "ZM/13/2026", "body_text": ""}
    return actions.complete_adoption(
        version,
        by=by or UserFactory(),
        reason=REASON,
        revision=revision_of(version, Section.APPROVAL),
        parts={"approval_unit": row},
    )


def sign_in(client, version, role=UnitRole.MANAGER):
    user = member(version.agreement.unit, role)
    client.force_login(user)
    return user

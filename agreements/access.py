"""Who may write agreements; which ones one sees is `visible_to`, what is possible now is lifecycle.py."""

from agreements.adoption import FILE_REFERENCES, PARTS, PARTS_OF_SIDE
from agreements.lifecycle import CONSULTANT, HEADS, SUBMITTERS, State, Transition, open_transitions
from agreements.models import Agreement, AgreementVersion
from agreements.vocabulary import Origin, Side
from partnerships.access import EDITORS, can_edit_unit, has_role
from partnerships.models import TerritorialUnit, User
from partnerships.vocabulary import AgencyRole, UnitRole

COMMENTERS = SUBMITTERS | CONSULTANT
REVIEWERS = CONSULTANT | {UnitRole.REPRESENTATIVE}
SIGNERS = {"sign_unit": Side.UNIT, "sign_asz": Side.ASZ}


def can_create(user: User, unit: TerritorialUnit) -> bool:
    return can_edit_unit(user, unit)


def can_revise(user: User, agreement: Agreement) -> bool:
    return has_role(user, agreement.unit_id, EDITORS | CONSULTANT)


def can_edit(user: User, version: AgreementVersion) -> bool:
    return can_edit_unit(user, version.agreement.unit)


def can_comment(user: User, agreement: Agreement) -> bool:
    """Whoever writes or reviews the agreement; a reader and an analyst read what is said."""
    return has_role(user, agreement.unit_id, COMMENTERS) or _acts_for_agency(user, HEADS, agreement.unit)


def can_comment_internally(user: User, agreement: Agreement) -> bool:
    return bool(user.agency_role) and can_comment(user, agreement)


def can_review(user: User, agreement: Agreement) -> bool:
    """Mark the agreement as checked; whoever writes it has nothing to check."""
    return has_role(user, agreement.unit_id, REVIEWERS) or _acts_for_agency(user, HEADS, agreement.unit)


def can_take(user: User, step: Transition, version: AgreementVersion) -> bool:
    """In the unit, or from the Agency: a regional head in the unit's region, a director everywhere."""
    unit = version.agreement.unit
    if not user.is_active:
        return False
    return has_role(user, unit.pk, step.roles) or _acts_for_agency(user, step.agency, unit)


def _acts_for_agency(user: User, roles: frozenset[AgencyRole], unit: TerritorialUnit) -> bool:
    if not user.is_active or user.agency_role not in roles:
        return False
    return user.agency_role != AgencyRole.REGIONAL_HEAD or user.region_id == unit.region_id


def steps_for(user: User, version: AgreementVersion) -> dict[str, Transition]:
    """The buttons: what is open in this state, is this person's to do and has not been done by this side."""
    mine = {
        name: step
        for name, step in open_transitions(State(version.state)).items()
        if can_take(user, step, version)
    }
    may_sign = mine.keys() & SIGNERS.keys()
    signed = {row.side for row in version.signatures.all() if row.signed_on} if may_sign else set()
    return {
        name: step
        for name, step in mine.items()
        if SIGNERS.get(name) not in signed and (name != "complete_adoption" or adoption_parts(user, version))
    }


def adoption_parts(user: User, version: AgreementVersion) -> frozenset[str]:
    """Parts of the adoption this person may complete.

    A document from paper was agreed elsewhere, so the unit's editors copy both sides of it. What was agreed
    here stands as each side wrote it: it corrects its own part, and makes no new one past the steps.
    """
    if version.origin == Origin.PAPER or version.state == State.DRAFT:
        return frozenset(PARTS) if can_edit(user, version) else frozenset()
    own = {part for side in sides_of(user, version) for part in PARTS_OF_SIDE[side]}
    written = {f"approval_{row.side.lower()}" for row in version.approvals.all()}
    written |= {f"signature_{row.side.lower()}" for row in version.signatures.all()}
    free = {"opinion", "start"} if version.state == State.IN_FORCE else {"opinion"}
    return frozenset(own & (written | free | set(FILE_REFERENCES.values())))


def sides_of(user: User, version: AgreementVersion) -> list[Side]:
    """The sides the person writes for."""
    unit = version.agreement.unit
    is_asz = has_role(user, unit.pk, CONSULTANT) or _acts_for_agency(user, HEADS, unit)
    return [side for side, writes in ((Side.UNIT, can_edit(user, version)), (Side.ASZ, is_asz)) if writes]


def units_to_create_in(user: User) -> list[int]:
    return [unit_id for unit_id, roles in user.roles_by_unit.items() if roles & EDITORS]

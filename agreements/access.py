"""Who may write agreements; which ones one sees is `visible_to`, what is possible now is lifecycle.py."""

from agreements.lifecycle import CONSULTANT, HEADS, SUBMITTERS, State, Transition, open_transitions
from agreements.models import Agreement, AgreementVersion
from partnerships.access import EDITORS, can_edit_unit, has_role
from partnerships.models import TerritorialUnit, User
from partnerships.vocabulary import AgencyRole, UnitRole

COMMENTERS = SUBMITTERS | CONSULTANT
REVIEWERS = CONSULTANT | {UnitRole.REPRESENTATIVE}
# Steps that have a page.
PAGES = frozenset({"take_over", "complete_adoption"})


def can_create(user: User, unit: TerritorialUnit) -> bool:
    return can_edit_unit(user, unit)


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
    return has_role(user, unit.pk, step.roles) or _acts_for_agency(user, step.agency, unit)


def _acts_for_agency(user: User, roles: frozenset[AgencyRole], unit: TerritorialUnit) -> bool:
    if not user.is_active or user.agency_role not in roles:
        return False
    return user.agency_role != AgencyRole.REGIONAL_HEAD or user.region_id == unit.region_id


def steps_for(user: User, version: AgreementVersion) -> dict[str, Transition]:
    """The buttons: what is open in this state and is this person's to do."""
    return {
        name: step
        for name, step in open_transitions(State(version.state)).items()
        if name in PAGES and can_take(user, step, version)
    }


def units_to_create_in(user: User) -> list[int]:
    return [unit_id for unit_id, roles in user.roles_by_unit.items() if roles & EDITORS]

"""Who may do what with the units and what belongs to them; which rows one sees is `visible_to`."""

from partnerships.models import LocalPartnership, Organisation, Person, TerritorialUnit, User
from partnerships.vocabulary import AgencyRole, UnitRole

EDITORS = frozenset({UnitRole.MANAGER, UnitRole.DEPUTY})
RECORDERS = EDITORS | {UnitRole.CONSULTANT}
SUBMITTERS = EDITORS | {UnitRole.REPRESENTATIVE}


def has_role(user: User, unit_id: int, roles: frozenset[UnitRole]) -> bool:
    return bool(roles & user.roles_by_unit.get(unit_id, set()))


def can_edit_unit(user: User, unit: TerritorialUnit) -> bool:
    """Write what the unit promises and who holds its roles."""
    return has_role(user, unit.pk, EDITORS)


def can_record(user: User, unit: TerritorialUnit) -> bool:
    """Write down what happened in the unit: events, attendance, evidence."""
    return has_role(user, unit.pk, RECORDERS)


def can_edit_partnership(user: User, partnership: LocalPartnership) -> bool:
    """A partnership may serve several units; the editors of any of them keep it."""
    return any(has_role(user, unit.pk, RECORDERS) for unit in partnership.units.all())


def can_edit_contact(user: User, contact: Person | Organisation) -> bool:
    """An editor of any of its units; the Agency's own people, merged and erased entries are only read."""
    if (
        contact.merged_into_id
        or getattr(contact, "erased_on", None)
        or getattr(contact, "is_agency_staff", False)
    ):
        return False
    return any(has_role(user, unit.pk, EDITORS) for unit in contact.units.all())


def can_close_contact(user: User, contact: Person | Organisation) -> bool:
    """Merge it into another one or erase it: everything of it changes, so an editor of all its units."""
    return can_edit_contact(user, contact) and all(
        has_role(user, unit.pk, EDITORS) for unit in contact.units.all()
    )


# --- Accounts ---------------------------------------------------------------------------------------------


def can_administer(user: User) -> bool:
    """Accounts, units and who gets where; the content of the units stays closed."""
    return user.is_active and user.is_site_admin


def can_assign_consultants(user: User) -> bool:
    return can_administer(user) or (user.is_active and user.agency_role == AgencyRole.REGIONAL_HEAD)


def can_see_accounts(user: User, unit: TerritorialUnit) -> bool:
    """Who has access to the unit and who handed its agenda to whom."""
    return has_role(user, unit.pk, SUBMITTERS)


def can_hand_over(user: User, unit: TerritorialUnit, leaver: User) -> bool:
    """One's own agenda, and that of an editor who may no longer be able to do it himself.

    A representative is appointed by the unit, so no other account of the unit ends his access.
    """
    if not (has_role(user, unit.pk, SUBMITTERS) and has_role(leaver, unit.pk, SUBMITTERS)):
        return False
    return user == leaver or not has_role(leaver, unit.pk, frozenset({UnitRole.REPRESENTATIVE}))

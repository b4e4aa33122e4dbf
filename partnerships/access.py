"""Who may do what with the units and what belongs to them; which rows one sees is `visible_to`."""

from partnerships.models import LocalPartnership, TerritorialUnit, User
from partnerships.vocabulary import UnitRole

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

"""Who may write agreements; which ones one sees is `visible_to`, what is possible now is lifecycle.py."""

from agreements.lifecycle import State, Transition, open_transitions
from agreements.models import AgreementVersion
from partnerships.access import EDITORS, can_edit_unit, has_role
from partnerships.models import TerritorialUnit, User


def can_create(user: User, unit: TerritorialUnit) -> bool:
    return can_edit_unit(user, unit)


def can_edit(user: User, version: AgreementVersion) -> bool:
    return can_edit_unit(user, version.agreement.unit)


def can_take(user: User, step: Transition, version: AgreementVersion) -> bool:
    return has_role(user, version.agreement.unit_id, step.roles)


def steps_for(user: User, version: AgreementVersion) -> dict[str, Transition]:
    """The buttons: what is open in this state and is this person's to do."""
    return {
        name: step
        for name, step in open_transitions(State(version.state)).items()
        if can_take(user, step, version)
    }


def units_to_create_in(user: User) -> list[int]:
    return [unit_id for unit_id, roles in user.roles_by_unit.items() if roles & EDITORS]

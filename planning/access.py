"""Who may do what with events, their evidence and the explanations; which rows one sees is `visible_to`."""

from agreements.models import Agreement
from partnerships import access
from partnerships.models import Event, FollowUpTask, TerritorialUnit, User
from planning.closing import CONSULTANT


def can_record(user: User, unit: TerritorialUnit) -> bool:
    return access.can_record(user, unit)


def can_record_event(user: User, event: Event) -> bool:
    """Its content, attendance, minutes and evidence; a report's submission is written by the report's step.

    A meeting of a shared partnership is kept by the people of all its units.
    """
    return bool(units_recorded_by(user, event))


def units_recorded_by(user: User, event: Event) -> list[TerritorialUnit]:
    """For whose agreements this person may say what the event fulfils."""
    return [unit for unit in event.units if access.can_record(user, unit)]


def can_decide_event(user: User, event: Event) -> bool:
    """Approve its minutes, cancel it: the unit that recorded it."""
    return access.has_role(user, event.unit_id, access.EDITORS)


def can_accept_evidence(user: User, event: Event) -> bool:
    """And open the event again: the Agency's consultant of one of its units."""
    return any(access.has_role(user, unit.pk, CONSULTANT) for unit in event.units)


def can_explain(user: User, agreement: Agreement) -> bool:
    return access.has_role(user, agreement.unit_id, access.EDITORS)


def can_decide_counts(user: User, agreement: Agreement) -> bool:
    """How expectations are counted, and single numbers: the unit's manager and the consultant."""
    return access.has_role(user, agreement.unit_id, access.RECORDERS)


def units_of_task(task: FollowUpTask) -> list[TerritorialUnit]:
    served = task.partnership.units.all() if task.partnership_id else ()
    return [task.unit, *(unit for unit in served if unit.pk != task.unit_id)]


def can_record_task(user: User, task: FollowUpTask) -> bool:
    """Like the meeting it comes from; it goes on also when the meeting is closed."""
    return any(access.can_record(user, unit) for unit in units_of_task(task))


def can_comment_minutes(user: User, event: Event) -> bool:
    """Whoever has a role in one of the event's units, readers too; who only looks on from the Agency does not."""
    return any(user.roles_by_unit.get(unit.pk) for unit in event.units)

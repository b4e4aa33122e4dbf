"""Who may do what with events, their evidence and the explanations; which rows one sees is `visible_to`."""

from agreements.models import Agreement
from partnerships import access
from partnerships.models import Event, TerritorialUnit, User


def can_record(user: User, unit: TerritorialUnit) -> bool:
    return access.can_record(user, unit)


def can_record_event(user: User, event: Event) -> bool:
    """Its content, attendance, minutes and evidence; a report's submission is written by the report's step."""
    return access.has_role(user, event.unit_id, access.RECORDERS)


def can_decide_event(user: User, event: Event) -> bool:
    """Approve its minutes, cancel it."""
    return access.has_role(user, event.unit_id, access.EDITORS)


def can_explain(user: User, agreement: Agreement) -> bool:
    return access.has_role(user, agreement.unit_id, access.EDITORS)

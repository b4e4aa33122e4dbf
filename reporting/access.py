"""Who may create and submit reports; which ones one sees is `visible_to`, what is possible now is lifecycle.py."""

from agreements.models import Agreement
from partnerships.access import EDITORS, has_role
from partnerships.models import User
from reporting.lifecycle import TRANSITIONS, ReportState, Transition, open_transitions
from reporting.models import FulfilmentReport


def can_create(user: User, agreement: Agreement) -> bool:
    return has_role(user, agreement.unit_id, EDITORS)


def can_see_portfolio(user: User) -> bool:
    """„Moje obce“ are for the people of the Agency; which units stand there is `visible_to`."""
    return user.is_active and bool(user.agency_role)


def can_edit_texts(user: User) -> bool:
    return user.is_authenticated and user.is_site_admin


def can_take(user: User, step: Transition, report: FulfilmentReport) -> bool:
    return has_role(user, report.agreement.unit_id, step.roles)


def can_submit(user: User, report: FulfilmentReport) -> bool:
    return can_take(user, TRANSITIONS["submit"], report)


def steps_for(user: User, report: FulfilmentReport) -> dict[str, Transition]:
    """The buttons: what is open in this state and is this person's to do; a report not printed yet has none."""
    if not report.is_printed:
        return {}
    body = report.agreement.unit.body
    return {
        name: step.said_to(body)
        for name, step in open_transitions(ReportState(report.state)).items()
        if can_take(user, step, report)
    }

"""Who of the Agency consults which unit."""

from datetime import date, datetime

from partnerships.actions.accounts import end_access, give_access
from partnerships.actions.people import end, hold_role, person_for
from partnerships.actions.transactions import action
from partnerships.handover import known_person
from partnerships.models import Membership, TerritorialUnit, User
from partnerships.vocabulary import OfficialRole, UnitRole


@action
def assign_consultant(
    unit: TerritorialUnit, *, by: User, consultant: User, starts_on: date, official: bool
) -> Membership:
    """Access starts at once; `official` also writes the role into the unit's list from the day."""
    membership = give_access(consultant, by=by, unit=unit, role=UnitRole.CONSULTANT)
    if official:
        person = person_for(consultant, unit, is_agency_staff=True)
        if not _open_holdings(unit, person).exists():
            hold_role(unit, by=by, role=OfficialRole.CONSULTANT, person=person, valid_from=starts_on)
    return membership


@action
def end_consultant(membership: Membership, *, by: User, now: datetime, ends_on: date) -> Membership:
    """Access ends at once, the role in the unit's list on the last day."""
    membership = end_access(membership, by=by, now=now)
    person = known_person(membership.user, membership.unit)
    if person is not None:
        for holding in _open_holdings(membership.unit, person):
            end(holding, ends_on)
    return membership


def _open_holdings(unit, person):
    return unit.role_holdings.filter(role=OfficialRole.CONSULTANT, person=person, valid_to=None)

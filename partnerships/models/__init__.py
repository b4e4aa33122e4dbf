from partnerships.models.accounts import Invitation, Membership, User
from partnerships.models.bodies import LocalPartnership, Organisation, Seat, WorkingGroup
from partnerships.models.documents import Document
from partnerships.models.events import AgendaItem, Attendance, Event, Meeting
from partnerships.models.handovers import Handover
from partnerships.models.jobs import Job, JobWords, job_constraints
from partnerships.models.notifications import Notice, Notification
from partnerships.models.people import Person, RoleHolding
from partnerships.models.units import OfVisibleUnit, Region, TerritorialUnit, ThematicArea

__all__ = [
    "AgendaItem",
    "Attendance",
    "Document",
    "Event",
    "Handover",
    "Invitation",
    "Job",
    "JobWords",
    "LocalPartnership",
    "Meeting",
    "Membership",
    "Notice",
    "Notification",
    "OfVisibleUnit",
    "Organisation",
    "Person",
    "Region",
    "RoleHolding",
    "Seat",
    "TerritorialUnit",
    "ThematicArea",
    "User",
    "WorkingGroup",
    "job_constraints",
]

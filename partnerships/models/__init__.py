from partnerships.models.accounts import Invitation, Membership, User
from partnerships.models.attendance import Attendance
from partnerships.models.bodies import LocalPartnership, Seat, WorkingGroup
from partnerships.models.calendars import CalendarFeed
from partnerships.models.documents import Document
from partnerships.models.events import Event, EventSeries, not_over
from partnerships.models.handovers import Handover
from partnerships.models.jobs import Job, JobWords, job_constraints
from partnerships.models.meetings import (
    AgendaItem,
    Decision,
    FollowUpTask,
    Meeting,
    MeetingMail,
    MinutesComment,
)
from partnerships.models.merges import ContactMerge
from partnerships.models.notifications import Notice, Notification, NotificationAttachment
from partnerships.models.organisations import Organisation
from partnerships.models.people import Person, RoleHolding
from partnerships.models.rules import PartnershipDocument
from partnerships.models.units import OfVisibleUnit, Region, TerritorialUnit, ThematicArea
from partnerships.models.uploads import UploadInProgress

__all__ = [
    "AgendaItem",
    "Attendance",
    "CalendarFeed",
    "ContactMerge",
    "Decision",
    "Document",
    "Event",
    "EventSeries",
    "FollowUpTask",
    "Handover",
    "Invitation",
    "Job",
    "JobWords",
    "LocalPartnership",
    "Meeting",
    "MeetingMail",
    "Membership",
    "MinutesComment",
    "Notice",
    "Notification",
    "NotificationAttachment",
    "OfVisibleUnit",
    "Organisation",
    "PartnershipDocument",
    "Person",
    "Region",
    "RoleHolding",
    "Seat",
    "TerritorialUnit",
    "ThematicArea",
    "UploadInProgress",
    "User",
    "WorkingGroup",
    "job_constraints",
    "not_over",
]

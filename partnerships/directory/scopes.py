"""To which units a row belongs, so that a name is looked for in the person's own units and nowhere else."""

from collections.abc import Callable
from functools import reduce
from operator import or_

from django.db.models import Q

from partnerships.models import TerritorialUnit, User

Units = list[TerritorialUnit]
OF_EVENT = ("unit__in", "partnership__units__in")


def through(*paths: str) -> Callable[[Units], Q]:
    return lambda units: reduce(or_, (Q(**{path: units}) for path in paths))


def of_people(path: str) -> Callable[[Units], Q]:
    """What was sent to those who have or had access to the units."""
    return lambda units: Q(
        **{
            f"{path}__in": User.objects.filter(memberships__unit__in=units).values(
                "pk" if path == "user" else "email"
            )
        }
    )


# The way from a row to the units it belongs to; a model that is not here is not searched for names.
SCOPES: dict[str, Callable[[Units], Q]] = {
    "partnerships.RoleHolding": through("unit__in"),
    "partnerships.Seat": through("partnership__units__in"),
    "partnerships.LocalPartnership": through("units__in"),
    "partnerships.Attendance": through(*(f"event__{path}" for path in OF_EVENT)),
    "partnerships.FollowUpTask": through(*OF_EVENT),
    "partnerships.MinutesComment": through(*(f"meeting__event__{path}" for path in OF_EVENT)),
    "partnerships.Event": through(*OF_EVENT),
    "partnerships.EventSeries": through(*OF_EVENT),
    "partnerships.Meeting": through(*(f"event__{path}" for path in OF_EVENT)),
    "partnerships.AgendaItem": through(*(f"meeting__event__{path}" for path in OF_EVENT)),
    "partnerships.Decision": through(*OF_EVENT),
    "partnerships.MeetingMail": through(*(f"event__{path}" for path in OF_EVENT)),
    "partnerships.Notification": of_people("recipient"),
    "partnerships.NotificationAttachment": of_people("notification__recipient"),
    "partnerships.Notice": of_people("user"),
    "partnerships.Handover": through("unit__in"),
    "reporting.Digest": of_people("user"),
    "partnerships.Document": through(*OF_EVENT),
    "agreements.AgreementVersion": through("agreement__unit__in"),
    "agreements.RoleAssignment": through("version__agreement__unit__in"),
    "agreements.Signature": through("version__agreement__unit__in"),
    "agreements.StatedSeat": through("version__agreement__unit__in"),
    "agreements.PartnershipOpinion": through("version__agreement__unit__in"),
    "agreements.SectionSnapshot": through("version__agreement__unit__in"),
    "agreements.Comment": through("thread__agreement__unit__in"),
    "agreements.CommentThread": through("agreement__unit__in"),
    "planning.DeviationComment": through("agreement__unit__in"),
    "reporting.FulfilmentReport": through("agreement__unit__in"),
}
# What the rows of the history don't keep a column of.
HISTORY_SCOPES = {"partnerships.LocalPartnership": through("pgh_obj__units__in")}
# Approved minutes and their decisions are the record of the meeting; the database refuses to change them.
APPROVED = {
    "partnerships.Meeting": "minutes_approved_at__isnull",
    "partnerships.AgendaItem": "meeting__minutes_approved_at__isnull",
    "partnerships.Decision": "event__meeting__minutes_approved_at__isnull",
}
WHY_APPROVED = "schválený zápis je dokladem o jednání, uchovává se ve veřejném zájmu"

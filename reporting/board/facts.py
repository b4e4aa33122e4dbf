"""All that the start page knows, read at once: the same number of queries for one unit and for ten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from agreements.lifecycle import EFFECTIVE
from agreements.models import Agreement, AgreementVersion, VersionStepLog
from agreements.vocabulary import MINUTES
from partnerships.models import (
    AgendaItem,
    Event,
    FollowUpTask,
    LocalPartnership,
    MeetingMail,
    MinutesComment,
    TerritorialUnit,
    User,
    not_over,
)
from partnerships.vocabulary import MEETING_KINDS, EventState, MailKind, TaskState
from planning.deadlines import Deadline, deadlines, of_units
from planning.models import Evidence, Fulfilment, FulfilmentState
from planning.results import YearResult
from planning.series import to_confirm
from planning.year import wording_day, year_results
from reporting.lifecycle import ReportState
from reporting.models import FulfilmentReport

AHEAD = timedelta(days=30)
TASKS_AHEAD = timedelta(days=14)
# Minutes nobody has asked for so long are left to the page of the event.
MINUTES_WITHIN = timedelta(days=180)


@dataclass(frozen=True)
class Facts:
    """`versions` and `results` are by the pk of their agreement, the newest version first."""

    user: User
    today: date
    units: list[TerritorialUnit]
    versions: dict[int, list[AgreementVersion]]
    results: dict[int, YearResult]
    events: list[Event]
    tasks: list[FollowUpTask]
    deadlines: list[Deadline]

    @property
    def by_pk(self) -> dict[int, TerritorialUnit]:
        return {unit.pk: unit for unit in self.units}

    @property
    def agreements(self) -> list[Agreement]:
        return [versions[0].agreement for versions in self.versions.values()]

    def units_of(self, row: Event | FollowUpTask) -> list[TerritorialUnit]:
        """Of the units here: the one that recorded it and those its partnership serves."""
        by_pk = self.by_pk
        return [by_pk[pk] for pk in dict.fromkeys([row.unit_id, *row.served]) if pk in by_pk]


def facts_of(user: User, units: list[TerritorialUnit], *, today: date) -> Facts:
    versions = _versions(user, units, today)
    return Facts(
        user=user,
        today=today,
        units=units,
        versions=versions,
        results=_results(versions, today),
        events=list(_events(user, units, today)),
        tasks=list(_tasks(user, units, today)),
        deadlines=deadlines(user, [unit.pk for unit in units], first=today, last=today + AHEAD),
    )


# --- Agreements -------------------------------------------------------------------------------------------


def _versions(user, units, today: date) -> dict[int, list[AgreementVersion]]:
    """With the reports of each agreement and the day of its version's last step."""
    steps = VersionStepLog.objects.filter(version=OuterRef("pk")).order_by()
    last_step = steps.values("version").annotate(last=Max("at")).values("last")
    versions = (
        AgreementVersion.objects.visible_to(user)
        .filter(agreement__unit__in=units)
        .with_days()
        .select_related("agreement__unit")
        .annotate(last_step_at=Subquery(last_step), reports=ArraySubquery(_reports(user, today)))
        .held_first(wording_day(today.year, today=today))
    )
    rows = sorted(versions, key=lambda one: one.agreement_id)  # stable: each keeps its own order
    return {pk: list(own) for pk, own in groupby(rows, key=lambda one: one.agreement_id)}


def _reports(user, today: date) -> QuerySet[FulfilmentReport]:
    """Of last year and whatever has not been submitted, the newest first."""
    reports = FulfilmentReport.objects.visible_to(user).filter(agreement=OuterRef("agreement"))
    reports = reports.filter(Q(year__gte=today.year - 1) | Q(state=ReportState.DRAFT))
    return reports.order_by("-year", "-number").values(
        row=JSONObject(
            pk="pk",
            year="year",
            number="number",
            state="state",
            document="document_id",
            job_key="job__key",
            job_state="job__state",
        )
    )


def _results(versions: dict[int, list[AgreementVersion]], today: date) -> dict[int, YearResult]:
    agreements = [own[0].agreement for own in versions.values()]
    effective = [one for own in versions.values() for one in own if one.state in EFFECTIVE]
    return year_results(agreements, effective, today.year, today=today)


# --- Events and tasks -------------------------------------------------------------------------------------


def _events(user, units, today: date) -> QuerySet[Event]:
    """Those to come, those whose day passed, and held ones with something left to do; cancelled ones never."""
    proposed = Fulfilment.objects.filter(event=OuterRef("pk"), state=FulfilmentState.PROPOSED)
    is_ahead = Q(state=EventState.PLANNED, starts_on__lte=today + AHEAD) & not_over(today)
    is_recent = Q(state=EventState.HELD, starts_on__gte=today - MINUTES_WITHIN)
    lacks_minutes = is_recent & Q(
        kind__in=sorted(MEETING_KINDS), meeting__minutes_approved_at=None, has_record=False
    )
    return (
        Event.objects.visible_to(user)
        .filter(of_units([unit.pk for unit in units]))
        .annotate(
            is_to_confirm=Exists(to_confirm(units, today).filter(pk=OuterRef("pk"))),
            is_proposed=Exists(proposed),
            served=_served(),
            **_of_meeting(),
        )
        .filter(is_ahead | Q(is_to_confirm=True) | lacks_minutes | Q(state=EventState.HELD, is_proposed=True))
        .select_related("unit", "group", "meeting")
        .order_by("starts_on", "starts_at", "pk")
    )


def _served() -> ArraySubquery:
    units = LocalPartnership.units.through.objects.filter(localpartnership=OuterRef("partnership"))
    return ArraySubquery(units.values("territorialunit"))


def _of_meeting() -> dict:
    comments = MinutesComment.objects.filter(meeting__event=OuterRef("pk"), settled_at=None).order_by()
    number = comments.values("meeting").annotate(number=Count("pk")).values("number")
    agenda = AgendaItem.objects.filter(meeting__event=OuterRef("pk"))
    invited = MeetingMail.objects.filter(event=OuterRef("pk"), kind=MailKind.INVITATION)
    record = Evidence.objects.filter(event=OuterRef("pk"), output__in=sorted(MINUTES))
    return {
        "has_record": Exists(record),
        "open_comments": Coalesce(Subquery(number), 0),
        "has_agenda": Exists(agenda),
        "has_notes": Exists(agenda.exclude(note="")),
        "is_invited": Exists(invited),
    }


def _tasks(user, units: Iterable[TerritorialUnit], today: date) -> QuerySet[FollowUpTask]:
    """Open ones: all of the person's own, of the others those that are late or will be due soon."""
    own = Q(person=user.person_id) if user.person_id else Q(pk__in=[])
    near = of_units([unit.pk for unit in units]) & Q(due_on__lte=today + TASKS_AHEAD)
    return (
        FollowUpTask.objects.visible_to(user)
        .filter(own | near, state=TaskState.OPEN)
        .annotate(served=_served())
        .select_related("person", "unit", "event")
        .order_by("due_on", "pk")
    )

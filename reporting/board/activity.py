"""„Kdo co naposledy udělal“: what the history and the logs of steps say of the last weeks, in one query."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import BigIntegerField, CharField, DateTimeField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone

from agreements.lifecycle import LOGGED_STEPS, SAID_BY_THE_CLOCK
from agreements.models import AgreementVersion, VersionStepLog
from partnerships.models import Decision, Event, FollowUpTask, TerritorialUnit, User
from partnerships.vocabulary import EventState, TaskState
from planning.deadlines import of_units
from planning.models import Evidence
from reporting.models import FulfilmentReport, ReportStepLog

ROWS = 10
WITHIN = timedelta(days=60)


class Deed(NamedTuple):
    """As the query gives it: `what` and `state` choose the sentence, `row` is what its page is found by."""

    at: datetime
    what: str
    who: str | None
    unit: int
    text: str
    state: str
    row: int | None


@dataclass(frozen=True)
class Said:
    at: datetime
    who: str
    sentence: str
    path: str
    unit_name: str


def activity_of(user: User, units: list[TerritorialUnit], *, today: date) -> list[Said]:
    """The newest first; what one person did again and again with one thing on one day is said once."""
    names = {unit.pk: unit.name for unit in units}
    since = timezone.make_aware(datetime.combine(today - WITHIN, time.min))
    parts = [part(user, names, since) for part in (_events, _evidence, _tasks, _decisions, _steps, _reports)]
    columns = [f"said_{name}" for name in Deed._fields]
    newest = [part.order_by("-said_at").values_list(*columns)[: 3 * ROWS] for part in parts]
    deeds = newest[0].union(*newest[1:], all=True).order_by("-said_at")[: 3 * ROWS]
    return [_said(deed, names) for deed in _once([Deed(*row) for row in deeds])][:ROWS]


def _once(deeds: list[Deed]) -> Iterator[Deed]:
    """Whatever somebody changed in what he wrote the same day belongs to the writing."""
    written = {_sitting(deed) for deed in deeds if deed.what.endswith(":insert")}
    told = set()
    for deed in deeds:
        is_more = deed.what.endswith(":update") and (deed.what, deed.state) not in SENTENCES
        same = (*_sitting(deed), deed.what, deed.state)
        if same not in told and not (is_more and _sitting(deed) in written):
            told.add(same)
            yield deed


def _sitting(deed: Deed) -> tuple:
    return timezone.localdate(deed.at), deed.who, deed.what.partition(":")[0], deed.row


# --- The query --------------------------------------------------------------------------------------------

TYPES = {
    "at": DateTimeField(),
    "what": CharField(),
    "who": CharField(),
    "unit": BigIntegerField(),
    "text": CharField(),
    "state": CharField(),
    "row": BigIntegerField(),
}


def _part(rows: QuerySet, **columns) -> QuerySet:
    return rows.annotate(**{f"said_{name}": Cast(columns[name], kind) for name, kind in TYPES.items()})


def _history(rows: QuerySet, since: datetime, what: str, **columns) -> QuerySet:
    """What the triggers wrote down about the rows; who stood behind it is in the context."""
    events = rows.model._meta.get_field("history").related_model.objects.order_by()
    by = Cast(KeyTextTransform("user", "pgh_context__metadata"), BigIntegerField())
    return _part(
        events.filter(pgh_obj__in=rows.order_by().values("pk"), pgh_created_at__gte=since).alias(by=by),
        at=F("pgh_created_at"),
        what=Concat(Value(f"{what}:"), "pgh_label"),
        who=Subquery(User.objects.filter(pk=OuterRef("by")).values("name")),
        **columns,
    )


def _events(user, units, since) -> QuerySet:
    rows = Event.objects.visible_to(user).filter(of_units(units))
    return _history(rows, since, "event", unit=F("unit"), text=F("title"), state=F("state"), row=F("pgh_obj"))


def _evidence(user, units, since) -> QuerySet:
    rows = Evidence.objects.visible_to(user).filter(
        event__in=Event.objects.visible_to(user).filter(of_units(units)).values("pk")
    )
    columns = {"unit": F("event__unit"), "text": F("event__title"), "row": F("event")}
    return _history(rows, since, "evidence", state=Value(""), **columns).filter(pgh_label="insert")


def _tasks(user, units, since) -> QuerySet:
    rows = FollowUpTask.objects.visible_to(user).filter(of_units(units))
    return _history(rows, since, "task", unit=F("unit"), text=F("text"), state=F("state"), row=F("event"))


def _decisions(user, units, since) -> QuerySet:
    rows = Decision.objects.visible_to(user).filter(of_units(units))
    label = Concat("number", Value("/"), "year", output_field=CharField())
    return _history(rows, since, "decision", unit=F("unit"), text=label, state=Value(""), row=F("event"))


def _steps(user, units, since) -> QuerySet:
    versions = AgreementVersion.objects.visible_to(user).filter(agreement__unit__in=units)
    steps = VersionStepLog.objects.filter(version__in=versions, at__gte=since)
    return _part(
        steps.exclude(step__in=sorted(SAID_BY_THE_CLOCK)),
        at=F("at"),
        what=Value("step"),
        who=F("by__name"),
        unit=F("version__agreement__unit"),
        text=F("version__number"),
        state=F("step"),
        row=F("version"),
    )


def _reports(user, units, since) -> QuerySet:
    reports = FulfilmentReport.objects.visible_to(user).filter(agreement__unit__in=units)
    return _part(
        ReportStepLog.objects.filter(report__in=reports, at__gte=since),
        at=F("at"),
        what=Value("report"),
        who=F("by__name"),
        unit=F("report__agreement__unit"),
        text=F("report__year"),
        state=F("step"),
        row=F("report"),
    )


# --- The sentences ----------------------------------------------------------------------------------------

# By what happened and the state the row came to, else by what happened alone.
SENTENCES = {
    ("event:insert", EventState.PLANNED): "naplánováno: {0}",
    "event:insert": "zapsána událost: {0}",
    ("event:update", EventState.CANCELLED): "zrušeno: {0}",
    "event:update": "upravena událost: {0}",
    "event:delete": "smazán plán: {0}",
    "evidence:insert": "přiložen doklad: {0}",
    "task:insert": "zadán úkol: {0}",
    ("task:update", TaskState.DONE): "splněn úkol: {0}",
    ("task:update", TaskState.CANCELLED): "zrušen úkol: {0}",
    "task:update": "upraven úkol: {0}",
    "task:delete": "smazán úkol: {0}",
    "decision:insert": "zapsáno usnesení {0}",
    "decision:update": "upraveno usnesení {0}",
    "decision:delete": "zrušeno usnesení {0}",
    "report": "předložena zpráva o plnění za rok {0}",
}
PAGES = {"step": "agreements:version", "report": "reporting:report"}


def _said(deed: Deed, names: dict[int, str]) -> Said:
    if deed.what == "step":
        sentence = f"popis spolupráce, verze {deed.text}: {LOGGED_STEPS[deed.state]}"
    else:
        pattern = SENTENCES.get((deed.what, deed.state)) or SENTENCES[deed.what]
        sentence = pattern.format(deed.text)
    page = PAGES.get(deed.what, "planning:event")
    path = reverse(page, args=[deed.row]) if deed.row else ""
    return Said(deed.at, deed.who or "systém", sentence, path, names.get(deed.unit, ""))

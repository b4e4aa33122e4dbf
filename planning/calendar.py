"""Everything that has a day: meetings, training, deadlines of commitments, tasks, the end of agreements.

The calendar pages, the feed and the start page read this one function, two queries for any number of rows.
"""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse

from agreements.vocabulary import AgreementKind
from partnerships.czech import counted, format_days, format_times, format_times_of_days
from partnerships.models import Event, LocalPartnership, TerritorialUnit, User, not_over
from partnerships.unit_words import kind_label
from partnerships.vocabulary import TRAINING_KINDS, EventKind, EventState
from planning.deadlines import Deadline, Due, deadlines, of_units
from planning.vocabulary import EntryKind

KIND_OF_EVENT = {
    EventKind.LP_MEETING: EntryKind.PARTNERSHIP,
    EventKind.LP_DISCUSSION: EntryKind.PARTNERSHIP,
    EventKind.WG_MEETING: EntryKind.GROUP,
    EventKind.EVALUATION_MEETING: EntryKind.WITH_AGENCY,
    EventKind.COOPERATION_MEETING: EntryKind.WITH_AGENCY,
    **dict.fromkeys(TRAINING_KINDS, EntryKind.TRAINING),
    EventKind.INDIVIDUAL_SUPPORT: EntryKind.TRAINING,
    EventKind.CONSULTATION: EntryKind.TRAINING,
    EventKind.DOCUMENT: EntryKind.DOCUMENT,
    EventKind.RESEARCH: EntryKind.DOCUMENT,
}  # everything else is for the public and the bodies of the unit


@dataclass(frozen=True)
class Entry:
    """One line of the calendar; `key` stays the same as long as the thing lives."""

    key: str
    kind: EntryKind
    on: date
    title: str
    path: str
    until: date | None = None  # the last day of what takes more than one
    starts_at: time | None = None
    ends_at: time | None = None
    detail: str = ""
    place: str = ""
    online_url: str = ""
    state: str = ""  # of an event
    unit_names: tuple[str, ...] = ()

    @property
    def is_cancelled(self) -> bool:
        return self.state == EventState.CANCELLED

    @property
    def last_day(self) -> date:
        return self.until or self.on

    @property
    def days(self) -> str:
        """Of what takes more than one; nothing where the day it stands under says it."""
        return format_days(self.on, self.until) if self.last_day > self.on else ""

    @property
    def times(self) -> str:
        words = format_times_of_days if self.last_day > self.on else format_times
        return words(self.starts_at, self.ends_at)


def entries(
    user: User,
    units: Iterable[TerritorialUnit],
    *,
    first: date,
    last: date,
    kinds: Iterable[EntryKind] | None = None,
) -> list[Entry]:
    """Of these units, as far as the person sees them, between the days; cancelled events are said to be so."""
    names = {unit.pk: unit.name for unit in units}
    wanted = frozenset(EntryKind if kinds is None else kinds)
    found = [*_event_entries(user, names, first, last), *_deadline_entries(user, names, first, last)]
    return sorted((one for one in found if one.kind in wanted), key=in_the_day)


def month_of(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def in_the_day(entry: Entry) -> tuple:
    """What takes the whole day stands first."""
    return entry.on, entry.starts_at or time.min, list(EntryKind).index(entry.kind), entry.title, entry.key


# --- Events -----------------------------------------------------------------------------------------------


def kind_of(event: Event) -> EntryKind:
    return KIND_OF_EVENT.get(EventKind(event.kind), EntryKind.PUBLIC)


def _event_entries(user, names: dict[int, str], first: date, last: date) -> Iterator[Entry]:
    served = LocalPartnership.units.through.objects.filter(localpartnership=OuterRef("partnership"))
    events = (
        Event.objects.visible_to(user)
        .filter(not_over(first), of_units(names), starts_on__lte=last)
        .select_related("unit", "group")
        .annotate(served=ArraySubquery(served.values("territorialunit")))
    )
    return (entry_of(event, names) for event in events)


def entry_of(event: Event, names: dict[int, str]) -> Entry:
    """`names` are those of the units the reader sees; of a shared partnership the others are not his to know."""
    concerned = [event.unit_id, *sorted(set(event.served) - {event.unit_id})]
    return Entry(
        key=f"udalost-{event.pk}",
        kind=kind_of(event),
        on=event.starts_on,
        until=event.ends_on,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        title=event.title,
        detail=event.group.name if event.group_id else kind_label(event.kind, event.unit.body),
        place=event.place,
        online_url=event.online_url,
        state=event.state,
        path=reverse("planning:event", args=[event.pk]),
        unit_names=tuple(names[pk] for pk in concerned if pk in names),
    )


# --- What is due on a day ---------------------------------------------------------------------------------


def _deadline_entries(user, names: dict[int, str], first: date, last: date) -> Iterator[Entry]:
    return (deadline_entry(one, names) for one in deadlines(user, names, first=first, last=last))


def deadline_entry(one: Deadline, names: dict[int, str]) -> Entry:
    # a task of a shared partnership may have been written by a unit the reader doesn't see
    name = (names[one.of_unit],) if one.of_unit in names else ()
    return Entry(
        key=f"{one.what}-{one.parent}-{one.row}", on=one.day, unit_names=name, **DEADLINES[one.what](one)
    )


def _commitment(one: Deadline) -> dict:
    title = " – ".join(filter(None, [one.label, one.detail])) or "závazek bez názvu"
    return {"kind": EntryKind.DEADLINE, "title": f"Termín: {title}", "path": _year_page(one)}


def _year(one: Deadline) -> dict:
    return {
        "kind": EntryKind.DEADLINE,
        "title": f"Konec období pro závazky roku {one.number}",
        "detail": f"V plnění za rok se počítá {counted(one.count, 'závazek')}.",
        "path": _year_page(one),
    }


def _year_page(one: Deadline) -> str:
    return reverse("planning:year", args=[one.parent, one.number])


def _task(one: Deadline) -> dict:
    place = ("planning:event", one.parent) if one.parent else ("planning:task_list", one.of_unit)
    return {
        "kind": EntryKind.TASK,
        "title": f"Úkol: {one.label}",
        "detail": one.detail,
        "path": reverse(place[0], args=[place[1]]),
    }


def _end(one: Deadline) -> dict:
    return {
        "kind": EntryKind.AGREEMENT,
        "title": "Poslední den platnosti popisu spolupráce",
        "detail": AgreementKind(one.label).label,
        "path": reverse("agreements:detail", args=[one.row]),
    }


DEADLINES = {Due.COMMITMENT: _commitment, Due.YEAR: _year, Due.TASK: _task, Due.AGREEMENT: _end}

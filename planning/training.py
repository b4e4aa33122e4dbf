"""Training: events, participants and the hours of released workers against the commitment (domain.md 1.4).

The text leaves open whether the hours are the unit's or each worker's, so both are computed. The commitment
runs over the whole agreement: `hours` are cumulative up to the end of the year, the counts are the year's.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from agreements.models import Agreement
from agreements.vocabulary import HoursScope
from partnerships.models import Attendance, Event
from partnerships.vocabulary import TRAINING_KINDS, EventKind, Presence
from planning.year import Known, held_first

ZERO = Decimal(0)


@dataclass(frozen=True)
class Hours:
    """Distance hours above the limit are shown but not counted."""

    in_person: Decimal = ZERO
    distance: Decimal = ZERO
    distance_max: int | None = None

    @property
    def distance_counted(self) -> Decimal:
        return self.distance if self.distance_max is None else min(self.distance, Decimal(self.distance_max))

    @property
    def counted(self) -> Decimal:
        return self.in_person + self.distance_counted


@dataclass(frozen=True)
class TrainingSummary:
    """`persons` are different people known by name, `participations` every presence: two different numbers.

    `required` is null where the agreement states no hours; `is_fulfilled` is null then as well.
    """

    group_events: int
    individual_supports: int
    persons: int
    participations: int
    cumulative_events: int
    cumulative_participations: int
    hours: Hours
    hours_of_year: Hours
    hours_by_worker: tuple[tuple[str, Hours], ...]
    required: int | None
    distance_max: int | None
    scope: HoursScope
    is_fulfilled: bool | None


def training_summary(agreement: Agreement, year: int, *, known: Known | None = None) -> TrainingSummary:
    """Held events of the unit up to the end of the year; two queries, one where the agreement is `known`."""
    effective = known.versions[agreement.pk] if known else agreement.versions.effective()
    version = next(iter(held_first(effective, date(year, 12, 31))), None)
    events = [event for event in _events(agreement) if event.year <= year]
    groups = [event for event in events if event.is_training]
    here = [event for event in groups if event.year == year]
    limit = version and version.hours_distance_max
    by_worker = _hours_by_worker(groups, limit)
    total = _hours([row for event in groups for row in _released(event)], limit)
    scope = HoursScope(version.hours_scope) if version else HoursScope.PER_UNIT
    return TrainingSummary(
        group_events=len(here),
        individual_supports=sum(
            event.kind == EventKind.INDIVIDUAL_SUPPORT and event.year == year for event in events
        ),
        persons=len({_identity(row) for event in here for row in event.present}),
        participations=sum(_participations(event) for event in here),
        cumulative_events=len(groups),
        cumulative_participations=sum(_participations(event) for event in groups),
        hours=total,
        hours_of_year=_hours([row for event in here for row in _released(event)], limit),
        hours_by_worker=by_worker,
        required=version and version.hours_total,
        distance_max=limit,
        scope=scope,
        is_fulfilled=_is_fulfilled(version and version.hours_total, scope, total, by_worker),
    )


def _events(agreement: Agreement):
    present = Attendance.objects.filter(
        event=OuterRef("pk"), presence__in=[Presence.PRESENT, Presence.GUEST]
    ).values(
        values=JSONObject(
            person="person",
            person_first="person__first_name",
            person_last="person__last_name",
            holder="seat__holder",
            holder_first="seat__holder__first_name",
            holder_last="seat__holder__last_name",
            seat="seat",
            name="name_text",
            released="is_released_worker",
            in_person="hours_in_person",
            distance="hours_distance",
        )
    )
    kinds = [*TRAINING_KINDS, EventKind.INDIVIDUAL_SUPPORT]
    return (
        Event.objects.held()
        .filter(unit=agreement.unit_id, kind__in=kinds)
        .annotate(present=ArraySubquery(present))
        .order_by("starts_on", "pk")
    )


def _identity(row) -> tuple:
    """Who a row of attendance is: the same person under a seat and by name can't be told from two."""
    person = row["person"] or row["holder"]
    if person:
        return ("person", person)
    return ("seat", row["seat"]) if row["seat"] else ("name", " ".join(row["name"].casefold().split()))


def _name(row) -> str:
    for prefix in ("person", "holder"):
        if row[f"{prefix}_last"]:
            return f"{row[f'{prefix}_first']} {row[f'{prefix}_last']}"
    return row["name"]


def _participations(event) -> int:
    return len(event.present) or event.participant_count or 0


def _released(event) -> list[tuple]:
    """(row, in person, distance) of each released worker; the event's hours where the row says none."""
    return [
        (
            row,
            _decimal(row["in_person"], event.hours_in_person),
            _decimal(row["distance"], event.hours_distance),
        )
        for row in event.present
        if row["released"]
    ]


def _decimal(own, of_event) -> Decimal:
    return Decimal(str(own)) if own is not None else of_event or ZERO


def _hours(rows, limit) -> Hours:
    return Hours(sum((row[1] for row in rows), ZERO), sum((row[2] for row in rows), ZERO), limit)


def _hours_by_worker(events, limit) -> tuple[tuple[str, Hours], ...]:
    rows = defaultdict(list)
    for event in events:
        for row in _released(event):
            rows[_identity(row[0])].append(row)
    return tuple((_name(of_worker[0][0]), _hours(of_worker, limit)) for of_worker in rows.values())


def _is_fulfilled(required, scope, total, by_worker) -> bool | None:
    if required is None:
        return None
    if scope == HoursScope.PER_PERSON:
        return bool(by_worker) and all(hours.counted >= required for _, hours in by_worker)
    return total.counted >= required

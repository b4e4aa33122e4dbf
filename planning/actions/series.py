"""Meetings planned at once; each is then moved, held or cancelled on its own."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid5

from django.db import IntegrityError

from partnerships.actions import action
from partnerships.models import Event, EventSeries, LocalPartnership, TerritorialUnit, User, WorkingGroup
from partnerships.vocabulary import EventKind, EventState
from planning.actions.events import Refused, check_open, check_state, default_title, raise_revision
from planning.candidates import Candidate, candidates, turning_days
from planning.models import Fulfilment, FulfilmentState


def plan_series(unit: TerritorialUnit, *, by: User, form_key: UUID, **given) -> EventSeries:
    """A form sent twice plans one series: the second time the whole transaction fails on the key of the form."""
    try:
        return _plan_series(unit, by=by, form_key=form_key, **given)
    except IntegrityError:
        first = planned_by_form(unit, by=by, form_key=form_key)
        if first is None:
            raise
        return first


@action
def _plan_series(
    unit: TerritorialUnit,
    *,
    by: User,
    kind: EventKind,
    title: str,
    days: Iterable[date],
    form_key: UUID,
    partnership: LocalPartnership | None = None,
    group: WorkingGroup | None = None,
    **fields,
) -> EventSeries:
    """One planned event for each day, each proposing what it will fulfil."""
    body = {"partnership": partnership, "group": group}
    series = EventSeries.objects.create(
        unit=unit, kind=kind, title=title, created_by=by, form_key=_key(unit, by, form_key), **body
    )
    _plan(series, sorted(set(days)), by=by, **body, **fields)
    return series


def planned_by_form(unit: TerritorialUnit, *, by: User, form_key: UUID) -> EventSeries | None:
    """What the form has already planned, when it is sent again."""
    return EventSeries.objects.filter(form_key=_key(unit, by, form_key)).first()


def _key(unit: TerritorialUnit, by: User, form_key: UUID) -> UUID:
    """Bound to the person and the unit: a key of anybody else must not even collide."""
    return uuid5(form_key, f"{unit.pk} {by.pk}")


def _plan(series: EventSeries, days: list[date], *, by: User, **fields) -> None:
    events = [
        Event(
            unit=series.unit,
            kind=series.kind,
            state=EventState.PLANNED,
            series=series,
            starts_on=day,
            created_by=by,
            **fields,
        )
        for day in days
    ]
    for event in events:
        event.title = default_title(event)
    Event.objects.bulk_create(events)
    fitting = fitting_by_day(events)
    Fulfilment.objects.bulk_create(
        Fulfilment(event=event, commitment=one.commitment, state=FulfilmentState.PROPOSED)
        for event in events
        for one in fitting[event.last_day]
        if one.is_obvious
    )


def fitting_by_day(events: list[Event]) -> dict[date, list[Candidate]]:
    """Of events alike, by day; asked once for all days between which no agreement changes what it says."""
    units, kind = events[0].units, EventKind(events[0].kind)
    turns = turning_days(units)
    found: dict[int, list[Candidate]] = {}
    by_day = {}
    for day in {event.last_day for event in events}:
        stage = bisect_right(turns, day)
        if stage not in found:
            found[stage] = candidates(units, kind, on=day)
        by_day[day] = found[stage]
    return by_day


@action
def hold_event(event: Event, *, by: User, today: date) -> Event:
    """What was planned took place; the people of its list are then asked who came."""
    event = check_open(event)
    if event.state != EventState.PLANNED:
        raise Refused("Událost už je zapsaná jako uskutečněná.")
    check_state(EventState.HELD, event.last_day, today=today)
    raise_revision(event, None, state=EventState.HELD)
    event.refresh_from_db()
    return event

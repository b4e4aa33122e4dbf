"""Meetings planned at once; each is then moved, held or cancelled on its own."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid5

from django.db import IntegrityError
from django.db.models import Count

from partnerships.actions import action
from partnerships.models import Event, EventSeries, LocalPartnership, TerritorialUnit, User, WorkingGroup
from partnerships.vocabulary import EventKind, EventState
from planning.actions.events import Refused, check_open, check_state, default_title, raise_revision
from planning.candidates import Candidate, candidates, turning_days
from planning.models import Fulfilment, FulfilmentState


def plan_series(unit: TerritorialUnit, *, by: User, form_key: UUID, **given) -> EventSeries:
    """A form sent twice plans one series: the second time the whole transaction fails on the key of the form.

    `planned` says how many meetings the series has.
    """
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
    days = sorted(set(days))
    _plan(series, days, by=by, **body, **fields)
    series.planned = len(days)
    return series


def planned_by_form(unit: TerritorialUnit, *, by: User, form_key: UUID) -> EventSeries | None:
    """What the form has already planned, when it is sent again."""
    rows = EventSeries.objects.filter(form_key=_key(unit, by, form_key))
    return rows.annotate(planned=Count("events")).first()


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
    propose_fulfilments(events)


def propose_fulfilments(events: Iterable[Event]) -> None:
    """What each of the new events obviously fulfils; those of one unit alike are asked about together."""
    alike = defaultdict(list)
    for event in events:
        alike[event.kind, event.partnership_id].append(event)
    fitting = {place: fitting_by_day(own) for place, own in alike.items()}
    Fulfilment.objects.bulk_create(
        Fulfilment(event=event, commitment=one.commitment, state=FulfilmentState.PROPOSED)
        for place, own in alike.items()
        for event in own
        for one in fitting[place][event.last_day]
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

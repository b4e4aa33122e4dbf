"""Meetings planned at once; each is then moved, held or cancelled on its own."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from partnerships.actions import action
from partnerships.models import Event, EventSeries, LocalPartnership, TerritorialUnit, User, WorkingGroup
from partnerships.vocabulary import EventKind, EventState
from planning.actions.events import Refused, check_open, check_state, default_title, raise_revision
from planning.candidates import Candidate, candidates
from planning.models import Fulfilment, FulfilmentState


@action
def plan_series(
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
    """One planned event for each day, each proposing what it will fulfil; a form sent twice plans one series."""
    body = {"partnership": partnership, "group": group}
    series = EventSeries(
        unit=unit,
        kind=kind,
        title=title,
        created_by=by,
        form_key=uuid5(form_key, f"{unit.pk} {by.pk}"),
        **body,
    )
    try:
        with transaction.atomic():
            series.save()
            _plan(series, sorted(set(days)), by=by, **body, **fields)
    except IntegrityError:
        first = planned_by_form(unit, by=by, form_key=form_key)
        if first is None:
            raise
        return first
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
        for one in fitting[event.starts_on]
        if one.is_obvious
    )


def fitting_by_day(events: list[Event]) -> dict[date, list[Candidate]]:
    """By day. The first and the last day tell whether the agreements change their wording in between."""
    units, kind = events[0].units, EventKind(events[0].kind)
    found = {day: candidates(units, kind, on=day) for day in {events[0].starts_on, events[-1].starts_on}}
    first, last = found[events[0].starts_on], found[events[-1].starts_on]
    is_one_wording = [one.term.pk for one in first] == [one.term.pk for one in last]
    for event in events:
        if event.starts_on not in found:
            found[event.starts_on] = first if is_one_wording else candidates(units, kind, on=event.starts_on)
    return found


@action
def hold_event(event: Event, *, by: User, today: date) -> Event:
    """What was planned took place; the people of its list are then asked who came."""
    event = check_open(event)
    if event.state != EventState.PLANNED:
        raise Refused("Událost už je zapsaná jako uskutečněná.")
    check_state(EventState.HELD, event.ends_on or event.starts_on, today=today)
    raise_revision(event, None, state=EventState.HELD)
    event.refresh_from_db()
    return event

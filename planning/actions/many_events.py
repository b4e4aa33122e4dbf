"""Events recorded and corrected many at once, by the rules of planning.actions.events."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date

from partnerships.actions import action, told_apart
from partnerships.models import Event, TerritorialUnit, User
from planning.actions.events import (
    LostSave,
    Refused,
    check_state,
    checked_correction,
    default_title,
    move_to_partnership,
)
from planning.actions.series import propose_fulfilments
from planning.closing import why_closed
from planning.corrections import standing_of


@dataclass(frozen=True)
class Correction:
    """`fields` of the event as it was at `revision`."""

    event: Event
    revision: int
    fields: dict
    reason: str = ""


@action
def record_events(unit: TerritorialUnit, *, by: User, today: date, rows: Iterable[dict]) -> list[Event]:
    """Each proposing what it fulfils; `rows` are the fields of each, its kind, state and day among them."""
    events = [Event(unit=unit, created_by=by, **fields) for fields in rows]
    for event in events:
        check_state(event.state, event.last_day, today=today)
        event.title = event.title or default_title(event)
    Event.objects.bulk_create(events)
    propose_fulfilments(events)
    return events


@action
def correct_events(corrections: Iterable[Correction], *, by: User, today: date) -> None:
    """edit_event of many, in as many queries as one of them takes; what they fulfil stays as it is.

    LostSave when any of them is no longer at its revision. An event that goes to another partnership takes some
    queries of its own.
    """
    corrections = {one.event.pk: one for one in corrections}
    events = _locked(corrections)
    standing = standing_of(events)
    by_reason, moved = defaultdict(list), []
    for event in events:
        one = corrections[event.pk]
        if event.revision != one.revision:
            raise LostSave
        if closed := why_closed(event, is_accepted=standing[event.pk].is_accepted):
            raise Refused(closed)
        fields = checked_correction(event, one.fields, standing[event.pk], reason=one.reason, today=today)
        if fields.get("partnership", event.partnership) != event.partnership:
            moved.append(event)
        for name, value in {**fields, "revision": event.revision + 1}.items():
            setattr(event, name, value)
        by_reason[one.reason].append(event)
    for reason, own in by_reason.items():
        with told_apart(reason=reason) if reason else nullcontext():
            _write(own)
    for event in moved:
        move_to_partnership(event, by=by)


def _locked(pks: Iterable[int]) -> list[Event]:
    """In one order, so that nobody who corrects the same ones waits for ever."""
    rows = Event.objects.filter(pk__in=list(pks)).select_related("unit", "partnership", "group")
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def _write(events: list[Event]) -> None:
    """Of rows locked and read by this transaction, so that all their columns may be written again."""
    names = [column.name for column in Event._meta.concrete_fields if not column.primary_key]
    Event.objects.bulk_create(events, update_conflicts=True, unique_fields=["id"], update_fields=names)

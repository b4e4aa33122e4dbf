"""Events: recorded, corrected, cancelled, and what they fulfil."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid5

import pghistory
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from agreements.vocabulary import OutputCode
from partnerships.actions import action, locked
from partnerships.models import AgendaItem, Document, Event, TerritorialUnit, User
from partnerships.unit_words import kind_label
from partnerships.vocabulary import EventKind, EventState, Matter
from planning.actions.evidence import attach_evidence
from planning.candidates import candidates
from planning.closing import why_closed
from planning.corrections import NUMBERED, Standing, asks_for_reason, leaves_its_numbers, standing_of
from planning.models import Commitment, Fulfilment, FulfilmentState


class Refused(Exception):
    """The step is not possible now; the message says why, in Czech."""


class LostSave(Exception):
    """Somebody saved the event since the form was opened."""


@action
def record_event(
    unit: TerritorialUnit,
    *,
    by: User,
    today: date,
    kind: EventKind,
    starts_on: date,
    state: EventState = EventState.HELD,
    commitments: Iterable[Commitment] | None = None,
    output: OutputCode | None = None,
    upload: File | None = None,
    form_key: UUID | None = None,
    **fields,
) -> Event:
    """The event with what it fulfils and, if given, a file that documents `output`.

    Without `commitments` those that fit are only proposed. A form sent twice (`form_key`) records one event.
    """
    check_state(state, fields.get("ends_on") or starts_on, today=today)
    if form_key:
        # bound to the person and the unit: a key of anybody else must not even collide
        form_key = uuid5(form_key, f"{unit.pk} {by and by.pk}")
    event = Event(
        unit=unit, kind=kind, starts_on=starts_on, state=state, created_by=by, form_key=form_key, **fields
    )
    event.title = event.title or default_title(event)
    try:
        with transaction.atomic():
            event.save()
            if commitments is None:
                propose_fulfilment(event)
            else:
                confirm_fulfilment(event, by=by, commitments=commitments, units=[unit])
                share_fulfilment(event, by=by)
            if upload:
                attach_evidence(event, by=by, output=output, upload=upload, delivered_on=starts_on)
    except IntegrityError:
        first = Event.objects.filter(form_key=form_key, unit=unit, created_by=by).first()
        if form_key is None or first is None:
            raise
        return first
    return event


@action
def edit_event(
    event: Event,
    *,
    by: User,
    today: date,
    revision: int,
    commitments: Iterable[Commitment],
    units: Iterable[TerritorialUnit],
    reason: str = "",
    **fields,
) -> Event:
    """Changes the fields given; LostSave when the event is no longer at `revision`.

    `units` are those whose commitments this person decides about. The history keeps the `reason`, which a change
    of what is already counted can't do without.
    """
    check_open(event)
    fields = checked_correction(event, fields, standing_of([event])[event.pk], reason=reason, today=today)
    moved = fields.get("partnership", event.partnership) != event.partnership
    with pghistory.context(**({"reason": reason} if reason else {})):
        raise_revision(event, revision, **fields)
    event.refresh_from_db()
    if moved:
        move_to_partnership(event, by=by)
    confirm_fulfilment(event, by=by, commitments=commitments, units=units)
    return event


def checked_correction(event: Event, fields: dict, standing: Standing, *, reason: str, today: date) -> dict:
    """The fields of an open event as they are to be written; Refused where they may not be."""
    if event.is_recorded_by_reporting:
        raise Refused("Předložení zprávy zapisuje krok zprávy, upravit ho tady nelze.")
    first, last = fields.get("starts_on", event.starts_on), fields.get("ends_on", event.ends_on)
    check_state(fields.get("state", event.state), last or first, today=today)
    if standing.is_numbered and leaves_its_numbers(event, fields):
        raise Refused(NUMBERED)
    if not reason and (question := asks_for_reason(event, fields, standing)):
        raise Refused(question)
    # a title made of the date follows it
    if fields.get("title", event.title) in {"", default_title(event)}:
        title = default_title(Event(unit=event.unit, kind=event.kind, starts_on=first, ends_on=last))
        return {**fields, "title": title}
    return fields


@action
def cancel_event(event: Event, *, by: User, reason: str) -> Event:
    """It stays in the list with the reason and counts no more; nothing that happened is ever deleted."""
    event = check_open(event)
    if event.is_recorded_by_reporting:
        raise Refused("Předložení zprávy nelze zrušit, zpráva už byla předložena.")
    event.state, event.cancelled_reason = EventState.CANCELLED, reason
    event.revision += 1
    event.save(update_fields=["state", "cancelled_reason", "revision"])
    return event


@action
def confirm_fulfilment(
    event: Event, *, by: User, commitments: Iterable[Commitment], units: Iterable[TerritorialUnit]
) -> None:
    """Of these units' commitments the event fulfils exactly the given ones; the others' stay as they are."""
    wanted = {commitment.pk: commitment for commitment in commitments}
    deciding = {unit.pk for unit in units}
    if any(commitment.agreement.unit_id not in deciding for commitment in wanted.values()):
        raise ValueError("A commitment of another unit")
    own = event.fulfilments.filter(commitment__agreement__unit__in=deciding)
    rows = {row.commitment_id: row for row in own.select_for_update(of=("self",))}
    for pk, row in rows.items():
        if pk not in wanted:
            row.delete()
        elif row.state == FulfilmentState.PROPOSED:
            row.state, row.confirmed_at, row.confirmed_by = FulfilmentState.CONFIRMED, timezone.now(), by
            row.save()
    Fulfilment.objects.bulk_create(
        [_confirmed(event, commitment, by) for pk, commitment in wanted.items() if pk not in rows]
    )


def share_fulfilment(event: Event, *, by: User) -> None:
    """A meeting of a shared partnership counts for the other units' agreements too, without asking them."""
    others = [unit for unit in event.units if unit.pk != event.unit_id]
    fitting = candidates(others, event.kind, on=event.last_day) if others else []
    meetings = [one.commitment for one in fitting if one.is_of_the_partnership]
    Fulfilment.objects.bulk_create(
        [_confirmed(event, commitment, by) for commitment in meetings], ignore_conflicts=True
    )


def move_to_partnership(event: Event, *, by: User) -> None:
    """What it fulfilled for units it no longer concerns is dropped; the new ones have it, its files included."""
    event.fulfilments.exclude(commitment__agreement__unit__in=event.units).delete()
    Document.objects.filter(evidence__event=event).update(partnership=event.partnership)
    share_fulfilment(event, by=by)


def _confirmed(event: Event, commitment: Commitment, by: User) -> Fulfilment:
    return Fulfilment(
        event=event,
        commitment=commitment,
        state=FulfilmentState.CONFIRMED,
        confirmed_at=timezone.now(),
        confirmed_by=by,
    )


def propose_fulfilment(event: Event) -> None:
    """Adds what its kind and agenda suggest; what a person decided stays."""
    discusses = AgendaItem.objects.filter(meeting__event=event, matter=Matter.AGREEMENT_FULFILMENT).exists()
    on = event.last_day
    fitting = candidates(event.units, event.kind, on=on, discusses_fulfilment=discusses)
    Fulfilment.objects.bulk_create(
        [
            Fulfilment(event=event, commitment=one.commitment, state=FulfilmentState.PROPOSED)
            for one in fitting
            if one.is_obvious
        ],
        ignore_conflicts=True,
    )


def raise_revision(event: Event, revision: int | None, **fields) -> None:
    """The one UPDATE of a save; None skips the comparison for callers that no form stands behind."""
    rows = Event.objects.filter(pk=event.pk)
    if revision is not None:
        rows = rows.filter(revision=revision)
    if not rows.update(revision=F("revision") + 1, **fields):
        raise LostSave


def check_open(event: Event) -> Event:
    """The event with its row locked, so that nobody accepts its evidence or cancels it before the change is over."""
    event = locked(event)
    if reason := why_closed(event):
        raise Refused(reason)
    return event


def check_state(state: EventState, last_day: date, *, today: date) -> None:
    if state == EventState.HELD and last_day > today:
        raise Refused("Co se teprve bude konat, zapište jako plánované.")


def default_title(event: Event) -> str:
    """„Jednání lokálního partnerství 9. 3. 2023“, where nobody wrote a better one."""
    label = kind_label(event.kind, event.unit.body)
    return f"{label[:1].upper()}{label[1:]} {event.days}"

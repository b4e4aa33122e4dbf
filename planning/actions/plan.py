"""The events of a year's plan, written at once and taken back at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID, uuid5

from django.db.models import Q, QuerySet

from agreements.models import Agreement
from partnerships.actions import action
from partnerships.models import AgendaItem, Event, LocalPartnership, Meeting, TerritorialUnit, User
from partnerships.vocabulary import EventKind, EventState, Matter
from planning.actions.events import Refused, default_title
from planning.candidates import candidates
from planning.models import Commitment, Fulfilment, FulfilmentState

MOST_ROWS = 60


@dataclass(frozen=True)
class PlannedRow:
    """One event to be planned; `discusses` puts the fulfilment of the agreement on its agenda."""

    kind: EventKind
    starts_on: date
    title: str = ""
    starts_at: time | None = None
    place: str = ""
    commitments: tuple[int, ...] = ()
    discusses: bool = False


class PlannedMeanwhile(Refused):
    """Somebody else has planned events of the same kinds since the page was opened."""

    def __init__(self, events: list[Event]):
        super().__init__("Mezitím někdo naplánoval jiné události. Zkontrolujte, co z plánu ještě chybí.")
        self.events = events


@action
def plan_year(
    agreement: Agreement,
    *,
    by: User,
    rows: Iterable[PlannedRow],
    form_key: UUID,
    seen: int,
    partnership: LocalPartnership | None = None,
) -> list[Event]:
    """Planned events with what they propose to fulfil, in the order of the rows; a form sent twice plans once.

    `seen` is the number of the unit's newest event when the page was opened: PlannedMeanwhile names those of the
    same kinds and years that came since.
    """
    locked = Agreement.objects.select_for_update(of=("self",)).select_related("unit").get(pk=agreement.pk)
    unit, keys = locked.unit, keys_of(locked, by, form_key)
    if first := list(Event.objects.filter(form_key__in=keys).order_by("starts_on", "pk")):
        return first
    rows = list(rows)
    if since := list(_planned_since(unit, rows, seen)):
        raise PlannedMeanwhile(since)
    events = [_event(unit, row, key, by, partnership) for row, key in zip(rows, keys, strict=False)]
    Event.objects.bulk_create(events)
    pairs = list(zip(events, rows, strict=True))
    _put_on_the_agenda([event for event, row in pairs if row.discusses])
    _propose(locked, pairs)
    return events


def keys_of(agreement: Agreement, by: User, form_key: UUID) -> list[UUID]:
    """One for each row, bound to the person and the agreement: a key of anybody else must not even collide."""
    return [uuid5(form_key, f"{agreement.pk} {by.pk} {row}") for row in range(MOST_ROWS)]


def _planned_since(unit: TerritorialUnit, rows: list[PlannedRow], seen: int) -> QuerySet[Event]:
    planned = Event.objects.of_unit(unit).filter(pk__gt=seen, state=EventState.PLANNED)
    kinds, years = {row.kind for row in rows}, {row.starts_on.year for row in rows}
    return planned.filter(kind__in=kinds, starts_on__year__in=years).select_related("created_by").distinct()


def _event(unit, row: PlannedRow, key: UUID, by: User, partnership) -> Event:
    event = Event(
        unit=unit,
        kind=row.kind,
        state=EventState.PLANNED,
        title=row.title,
        starts_on=row.starts_on,
        starts_at=row.starts_at,
        place=row.place,
        partnership=partnership if row.kind in OF_THE_PARTNERSHIP else None,
        created_by=by,
        form_key=key,
    )
    event.title = event.title or default_title(event)
    return event


OF_THE_PARTNERSHIP = frozenset({EventKind.LP_MEETING, EventKind.LP_DISCUSSION})


def _put_on_the_agenda(events: list[Event]) -> None:
    meetings = Meeting.objects.bulk_create([Meeting(event=event) for event in events])
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=1, matter=Matter.AGREEMENT_FULFILMENT) for meeting in meetings
    )


def _propose(agreement: Agreement, pairs: list[tuple[Event, PlannedRow]]) -> None:
    """What the person chose of this agreement, and the meetings of the other units of the partnership."""
    chosen = {pk for _, row in pairs for pk in row.commitments}
    own = set(Commitment.objects.filter(agreement=agreement, pk__in=chosen).values_list("pk", flat=True))
    if own != chosen:
        raise ValueError("A commitment of another agreement")
    links = [(event, pk) for event, row in pairs for pk in row.commitments]
    shared = next((event for event, _ in pairs if event.partnership_id), None)
    others = [unit for unit in shared.units if unit.pk != agreement.unit_id] if shared else []
    for event, _ in pairs if others else ():
        if event.partnership_id:
            fitting = candidates(others, EventKind(event.kind), on=event.starts_on)
            links += [(event, one.commitment.pk) for one in fitting if one.is_of_the_partnership]
    Fulfilment.objects.bulk_create(
        Fulfilment(event=event, commitment_id=pk, state=FulfilmentState.PROPOSED) for event, pk in links
    )


@action
def take_back_plan(agreement: Agreement, *, by: User, form_key: UUID) -> tuple[int, list[Event]]:
    """Deletes what the plan wrote and nobody has touched since: how many there were, and those that stay."""
    Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    planned = Event.objects.filter(form_key__in=keys_of(agreement, by, form_key))
    planned = list(planned.select_for_update(of=("self",)).order_by("starts_on", "pk"))
    touched = set(_touched(planned).values_list("pk", flat=True))
    untouched = [event.pk for event in planned if event.pk not in touched]
    Fulfilment.objects.filter(event__in=untouched).delete()
    Event.objects.filter(pk__in=untouched).delete()
    return len(untouched), [event for event in planned if event.pk in touched]


def _touched(events: list[Event]) -> QuerySet[Event]:
    """Changed, held or cancelled, with people, letters, files, decisions or minutes of its own."""
    is_touched = (
        ~Q(state=EventState.PLANNED)
        | Q(revision__gt=0)
        | Q(meeting__revision__gt=0)
        | Q(attendances__isnull=False)
        | Q(mails__isnull=False)
        | Q(evidence__isnull=False)
        | Q(decisions__isnull=False)
        | Q(tasks__isnull=False)
        | Q(fulfilments__state=FulfilmentState.CONFIRMED)
    )
    return Event.objects.filter(is_touched, pk__in=[event.pk for event in events]).distinct()

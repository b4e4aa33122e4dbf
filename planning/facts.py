"""Reads what decides about events and commitments; planning.fulfilment judges it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractYear, JSONObject

from agreements.vocabulary import OutputCode
from partnerships.models import AgendaItem, Attendance, Event
from partnerships.vocabulary import EventState, Matter, Presence
from planning.fulfilment import EventFacts
from planning.models import Evidence, Fulfilment, FulfilmentState, Occurrence
from planning.periods import YearAt, calendar_year_at


@dataclass
class Kept:
    """What planning keeps of one term, up to the year asked for."""

    commitment_id: int | None = None
    rows: dict[int, Occurrence] = field(default_factory=dict)
    evidence: dict[int, frozenset[OutputCode]] = field(default_factory=dict)  # by the year of delivery
    events: list[tuple[EventFacts, bool]] = field(default_factory=list)  # with „is it confirmed“
    year_at: YearAt = calendar_year_at  # what years the rows are of

    @property
    def due_row(self) -> Occurrence | None:
        """The last of the rows of what is due once; before it a revision may have left one that had come."""
        return max(filter(is_owed_once, self.rows.values()), key=lambda row: row.due_on, default=None)

    @property
    def has_periods(self) -> bool:
        return any(row.counts_from for row in self.rows.values())

    @cached_property
    def _with_number(self) -> list[Occurrence]:
        return [row for _, row in sorted(self.rows.items()) if row.required is not None]

    def row_of(self, day: date) -> Occurrence | None:
        """Where rows count in periods of their own: the one a day belongs to, each day to one of them.

        Before the first day it is the first, after the last only the rest of its year.
        """
        rows, (year, _) = self._with_number, self.year_at(day)
        found = next((row for row in rows if _reaches(row, day, year)), None)
        return found or next((row for row in rows[-1:] if row.year == year), None)

    def is_for(self, row: Occurrence, day: date) -> bool:
        """What is owed once may be done at any time that no other row of the term has for its own."""
        found = self.row_of(day)
        return found == row if found else self._with_number[-1:] == [row]


def is_owed_once(row: Occurrence) -> bool:
    return row.due_on is not None and row.share is None


def _reaches(row: Occurrence, day: date, year: int) -> bool:
    return day <= row.due_on if row.counts_from else year <= row.year


def kept_by_term(agreements: Collection[int]) -> dict[int, dict[UUID, Kept]]:
    """By the agreement and the term's key, in two queries; cancelled events are left out."""
    if not agreements:
        return {}
    kept: dict[int, dict[UUID, Kept]] = {pk: defaultdict(Kept) for pk in agreements}
    for row in _occurrences(agreements):
        one = kept[row.commitment.agreement_id][row.commitment.key]
        one.commitment_id = row.commitment_id
        one.rows[row.year] = row
        for delivered in row.commitment_evidence:
            codes = one.evidence.get(delivered["year"], frozenset())
            one.evidence[delivered["year"]] = codes | {OutputCode(delivered["output"])}
    links = Fulfilment.objects.filter(commitment__agreement__in=agreements).exclude(
        event__state=EventState.CANCELLED
    )
    links = links.select_related("commitment", "event", "event__meeting")
    for link in with_facts(links, event="event").order_by("event__starts_on", "event"):
        of_term = kept[link.commitment.agreement_id][link.commitment.key]
        of_term.events.append((facts_of(link.event, link), link.state == FulfilmentState.CONFIRMED))
    return kept


def kept_until(kept: dict[UUID, Kept], day: date) -> dict[UUID, Kept]:
    """Without the events that count later."""
    until = {
        key: replace(one, events=[link for link in one.events if link[0].counts_on <= day])
        for key, one in kept.items()
    }
    return defaultdict(Kept, until)


def _occurrences(agreements: Collection[int]) -> QuerySet[Occurrence]:
    evidence = Evidence.objects.filter(commitment=OuterRef("commitment"))
    delivered = evidence.values(values=JSONObject(output="output", year=ExtractYear("delivered_on")))
    return (
        Occurrence.objects.filter(commitment__agreement__in=agreements)
        .select_related("commitment")
        .annotate(commitment_evidence=ArraySubquery(delivered))
    )


def with_facts(queryset: QuerySet, *, event: str) -> QuerySet:
    """Annotates rows that stand for an event; `event` is the path to it: "pk" of events themselves."""
    of_event = {"event": OuterRef(event)}
    present = Attendance.objects.filter(presence__in=[Presence.PRESENT, Presence.GUEST], **of_event)
    number = present.order_by().values("event").annotate(number=Count("pk")).values("number")
    discussed = AgendaItem.objects.filter(meeting__event=OuterRef(event), matter=Matter.AGREEMENT_FULFILMENT)
    return queryset.annotate(
        roles_present=ArraySubquery(present.exclude(role_present="").values("role_present")),
        present_count=Coalesce(Subquery(number), 0),
        attached_outputs=ArraySubquery(Evidence.objects.filter(**of_event).values("output")),
        discusses_fulfilment=Exists(discussed),
    )


def facts_of(event: Event, annotated) -> EventFacts:
    """`annotated` is the row that went through with_facts: the event itself or a link to it."""
    meeting = getattr(event, "meeting", None)
    return EventFacts(
        event_id=event.pk,
        title=event.title,
        kind=event.kind,
        state=event.state,
        on=event.last_day,
        year=event.year,
        roles_present=frozenset(annotated.roles_present),
        participations=annotated.present_count or event.participant_count or 0,
        has_attendance=annotated.present_count > 0,
        has_approved_minutes=bool(meeting and meeting.minutes_approved_at),
        discusses_fulfilment=annotated.discusses_fulfilment,
        evidence=frozenset(annotated.attached_outputs),
    )

"""What the papers of a meeting say, read once; minutes and the attendance sheet are put together from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import capfirst

from partnerships.database import CzechSortKey
from partnerships.models import Attendance, Decision, Event, FollowUpTask, Meeting, RoleHolding, Seat
from partnerships.quorum import Quorum, quorum_of
from partnerships.vocabulary import EventKind, EventState, MeetingMode, Presence, SeatRole, TaskState
from planning.vocabulary import EVALUATION_ROLES


@dataclass(frozen=True)
class Place:
    """Whom somebody stands for at the meeting: a seat, an official role or an organisation; the name may be empty."""

    name: str
    represents: str


@dataclass(frozen=True)
class Attendee:
    name: str
    represents: str
    substitutes: str
    presence: Presence
    is_online: bool
    is_seat: bool
    hours_in_person: Decimal | None
    hours_distance: Decimal | None


@dataclass(frozen=True)
class Resolved:
    label: str
    kind: str
    text: str
    votes: tuple[int | None, int | None, int | None]  # for, against, abstained


@dataclass(frozen=True)
class Point:
    title: str
    presenter: str
    note: str
    decisions: tuple[Resolved, ...]


@dataclass(frozen=True)
class Task:
    text: str
    who: str
    due_on: date | None


@dataclass(frozen=True)
class Approval:
    on: date
    by: str


@dataclass(frozen=True)
class MeetingRecord:
    event: Event
    units: tuple[str, ...]
    expected: tuple[Place, ...]
    attendees: tuple[Attendee, ...]
    quorum: Quorum | None
    points: tuple[Point, ...]
    other_decisions: tuple[Resolved, ...]
    tasks: tuple[Task, ...]
    text: str
    conclusions: str
    chaired_by: str
    recorded_by: str
    verified_by: str
    approval: Approval | None
    approved_at: datetime | None  # to the microsecond: which approval the paper is of

    @property
    def is_held(self) -> bool:
        return self.event.state == EventState.HELD

    @property
    def is_per_rollam(self) -> bool:
        return self.event.mode == MeetingMode.PER_ROLLAM

    def with_presence(self, *presences: Presence) -> list[Attendee]:
        return [one for one in self.attendees if one.presence in presences]


def collect(event: Event) -> MeetingRecord:
    """In a constant number of queries; `event` was loaded with its unit, partnership and group."""
    rows = attendances_of(event)
    meeting = Meeting.objects.filter(event=event).select_related("minutes_approved_by").first() or Meeting()
    points, others = points_of(event, meeting)
    return MeetingRecord(
        event=event,
        units=tuple(unit.name for unit in event.units),
        expected=tuple(expected_at(event)),
        attendees=tuple(_attendee(row, event) for row in rows),
        quorum=quorum_of(event, rows) if rows and event.state == EventState.HELD else None,
        points=points,
        other_decisions=others,
        tasks=tasks_of(event),
        text=meeting.minutes_text,
        conclusions=meeting.conclusions,
        chaired_by=meeting.chaired_by_text,
        recorded_by=meeting.recorded_by_text,
        verified_by=meeting.verified_by_text,
        approval=_approval(meeting),
        approved_at=meeting.minutes_approved_at,
    )


def _approval(meeting: Meeting) -> Approval | None:
    if meeting.minutes_approved_at is None:
        return None
    day = timezone.localtime(meeting.minutes_approved_at).date()
    return Approval(day, str(meeting.minutes_approved_by))


# --- Who was expected and who came --------------------------------------------------------------------------


def expected_at(event: Event) -> Iterable[Place]:
    """The seats of the body on the day, the chair first; of an evaluation meeting the three official roles."""
    if event.kind == EventKind.EVALUATION_MEETING:
        holdings = RoleHolding.objects.filter(unit=event.unit_id).on(event.starts_on)
        holders = {row.role: row.person or row.deputy for row in holdings.select_related("person", "deputy")}
        return [Place(str(holders.get(role) or ""), role.label) for role in EVALUATION_ROLES]
    if event.partnership_id is None or event.is_training:
        return []
    seats = Seat.objects.filter(partnership=event.partnership_id, group=event.group_id).on(event.starts_on)
    return [Place(str(seat.holder or ""), seat.label) for seat in _in_order(seats)]


def _in_order(seats):
    rows = seats.select_related("holder", "organisation").annotate(
        place=CzechSortKey(Coalesce("holder__last_name", "organisation__name", "function_text"))
    )
    return sorted(rows.order_by("place", "pk"), key=lambda seat: seat.role != SeatRole.CHAIR)


def attendances_of(event: Event) -> list[Attendance]:
    """By the name, a substitute in the place of whom the seat belongs to."""
    rows = event.attendances.select_related(
        "seat__organisation", "seat__holder", "person__organisation", "organisation"
    )
    name = Coalesce("person__last_name", "seat__holder__last_name", F("name_text"))
    return list(rows.annotate(place=CzechSortKey(name)).order_by("place", "pk"))


def _attendee(row: Attendance, event: Event) -> Attendee:
    holder = row.seat.holder if row.seat_id else None
    return Attendee(
        name=str(row.person or row.name_text or holder or ""),
        represents=represented_by(row),
        substitutes=str(holder) if holder and row.name_text and row.name_text != str(holder) else "",
        presence=Presence(row.presence),
        is_online=row.is_online,
        is_seat=row.seat_id is not None,
        hours_in_person=event.hours_in_person if row.hours_in_person is None else row.hours_in_person,
        hours_distance=event.hours_distance if row.hours_distance is None else row.hours_distance,
    )


def represented_by(row: Attendance) -> str:
    if row.role_present:
        return row.get_role_present_display()
    if row.seat_id:
        return row.seat.label
    person = row.person
    of_person = (person.position_text, str(person.organisation or "")) if person else ()
    given = (row.organisation_text, str(row.organisation or ""))
    return ", ".join(filter(None, given if any(given) else of_person))


# --- What was said, decided and asked for -------------------------------------------------------------------


def points_of(event: Event, meeting: Meeting) -> tuple[tuple[Point, ...], tuple[Resolved, ...]]:
    """The points of the agenda with their decisions, and the decisions that belong to none."""
    by_item: dict[int | None, list[Resolved]] = {}
    for row in Decision.objects.filter(event=event).order_by("year", "number", "pk"):
        votes = (row.votes_for, row.votes_against, row.votes_abstained)
        resolved = Resolved(row.label, row.get_kind_display(), row.text, votes)
        by_item.setdefault(row.item_id, []).append(resolved)
    items = meeting.agenda_items.all() if meeting.pk else []
    points = tuple(
        Point(capfirst(str(item)), item.presenter_text, item.note, tuple(by_item.pop(item.pk, ())))
        for item in items
    )
    return points, tuple(one for decisions in by_item.values() for one in decisions)


def tasks_of(event: Event) -> tuple[Task, ...]:
    """As they were given; what became of them since is no part of the minutes."""
    rows = FollowUpTask.objects.filter(event=event).exclude(state=TaskState.CANCELLED)
    return tuple(
        Task(row.text, row.who, row.due_on) for row in rows.select_related("person").order_by("due_on", "pk")
    )

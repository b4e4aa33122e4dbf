"""What the page of a person or an organisation shows, narrowed to what its reader may see."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from partnerships.models import (
    Attendance,
    FollowUpTask,
    Organisation,
    Person,
    RoleHolding,
    Seat,
    User,
)
from partnerships.vocabulary import EventState, Presence, TaskState

MEETINGS_SHOWN = 10


@dataclass(frozen=True)
class YearOfAttendance:
    year: int
    present: int
    excused: int
    absent: int


@dataclass(frozen=True)
class PersonProfile:
    seats: list[Seat]
    holdings: list[RoleHolding]
    years: list[YearOfAttendance]
    meetings: list[Attendance]  # the newest ones
    meeting_count: int
    tasks: list[FollowUpTask]


def profile_of(person: Person, reader: User) -> PersonProfile:
    seats = list(seats_seen(reader).filter(holder=person))
    attendances = list(attended(person, reader, seats))
    tasks = FollowUpTask.objects.visible_to(reader).filter(person=person).select_related("event")
    return PersonProfile(
        seats=seats,
        holdings=list(holdings_of(person, reader)),
        years=by_year(attendances),
        meetings=attendances[:MEETINGS_SHOWN],
        meeting_count=len(attendances),
        tasks=sorted(tasks, key=lambda one: (one.state != TaskState.OPEN, one.due_on or date.max, one.pk)),
    )


def seats_seen(reader: User):
    found = Seat.objects.visible_to(reader).select_related("partnership", "group", "organisation", "holder")
    return found.order_by(F("valid_from").desc(nulls_last=True), "-pk")


def holdings_of(person: Person, reader: User):
    found = RoleHolding.objects.visible_to(reader).filter(Q(person=person) | Q(deputy=person))
    order = F("valid_from").desc(nulls_last=True)
    return found.select_related("unit", "person", "deputy").order_by(order, "-pk")


def attended(person: Person, reader: User, seats: list[Seat]):
    """By name, or at a seat the person held; where a name is written at the seat a substitute sat there."""
    at_seat = Q(seat__in=seats, person=None, name_text="")
    found = Attendance.objects.visible_to(reader).filter(Q(person=person) | at_seat)
    held = found.filter(event__state=EventState.HELD).select_related("event")
    return held.order_by("-event__starts_on", "-pk")


def by_year(attendances: list[Attendance]) -> list[YearOfAttendance]:
    years: dict[int, Counter] = {}
    for one in attendances:
        years.setdefault(one.event.year, Counter())[one.presence] += 1
    return [
        YearOfAttendance(
            year,
            present=counts[Presence.PRESENT] + counts[Presence.GUEST],
            excused=counts[Presence.EXCUSED],
            absent=counts[Presence.ABSENT],
        )
        for year, counts in sorted(years.items(), reverse=True)
    ]


@dataclass(frozen=True)
class OrganisationProfile:
    people: list[Person]
    seats: list[Seat]


def profile_of_organisation(organisation: Organisation, reader: User) -> OrganisationProfile:
    people = Person.objects.visible_to(reader).listed().filter(organisation=organisation)
    return OrganisationProfile(list(people), list(seats_seen(reader).filter(organisation=organisation)))

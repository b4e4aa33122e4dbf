"""What the partnership and its groups did: section 4. Members stand by function, the report is published."""

from datetime import date

from django.db.models import Prefetch

from partnerships.changes import ChangeKind, changes_of
from partnerships.czech import format_date
from partnerships.models import Attendance, Event, LocalPartnership, Seat, TerritorialUnit
from partnerships.unit_words import organisation_label
from partnerships.vocabulary import (
    MEETING_KINDS,
    TRAINING_KINDS,
    EventKind,
    GroupStatus,
    OrganisationType,
    SeatRole,
)
from reporting.snapshot import MeetingFacts, PartnershipFacts, SeatCount

REPORTED_KINDS = MEETING_KINDS | TRAINING_KINDS | {EventKind.INDIVIDUAL_SUPPORT}
CHANGES = {
    ChangeKind.NEW: "od {} přibylo místo: {}",
    ChangeKind.HOLDER: "od {} se změnilo obsazení místa: {}",
    ChangeKind.TERMS: "od {} se změnila role nebo hlas místa: {}",
    ChangeKind.ENDED: "{} zaniklo místo: {}",
}
PARTNERSHIP_KINDS = {EventKind.LP_MEETING, EventKind.WG_MEETING, EventKind.LP_DISCUSSION}


def read_partnerships(unit: TerritorialUnit) -> list[LocalPartnership]:
    seats = Seat.objects.select_related("organisation", "holder")
    return list(unit.partnerships.prefetch_related("units", "groups", Prefetch("seats", queryset=seats)))


def read_events(unit: TerritorialUnit, year: int) -> list[Event]:
    """Held meetings and trainings of the unit, and meetings of a partnership that serves it, in time order."""
    attendances = Attendance.objects.select_related("seat__holder", "person")
    return list(
        Event.objects.held()
        .of_unit(unit)
        .filter(kind__in=REPORTED_KINDS)
        .of_year(year)
        .select_related("partnership", "group", "meeting")
        .prefetch_related(Prefetch("attendances", queryset=attendances), "meeting__agenda_items")
        .order_by("starts_on", "pk")
    )


def partnership_facts(
    partnerships: list[LocalPartnership], year: int, today: date
) -> tuple[PartnershipFacts, ...]:
    day = min(date(year, 12, 31), today)
    return tuple(_facts_of(partnership, year, day) for partnership in partnerships)


def _facts_of(partnership: LocalPartnership, year: int, day: date) -> PartnershipFacts:
    seats = _members_on(partnership, day)
    words = [unit.words for unit in partnership.units.all()]
    return PartnershipFacts(
        name=partnership.name,
        founder=partnership.founder_text,
        founded=partnership.founded_text
        or (format_date(partnership.founded_on) if partnership.founded_on else ""),
        groups=tuple(
            group.name
            for group in partnership.groups.all()
            if group.status == GroupStatus.ESTABLISHED
            and not (group.dissolved_on and group.dissolved_on < date(year, 1, 1))
        ),
        seats=tuple(
            SeatCount(
                organisation_label(organisation_type, words), len(own), sum(seat.can_decide for seat in own)
            )
            for organisation_type in OrganisationType
            if (own := [seat for seat in seats if seat.organisation_type == organisation_type])
        ),
        seats_total=len(seats),
        can_decide_total=sum(seat.can_decide for seat in seats),
        vacant=sum(seat.is_vacant for seat in seats),
        changes=_changes(partnership, year),
    )


def _members_on(partnership: LocalPartnership, day: date) -> list[Seat]:
    """Places in the partnership itself on the day, vacant ones included; standing guests are not members."""
    return [
        seat
        for seat in partnership.seats.all()
        if seat.group_id is None and seat.role != SeatRole.GUEST and _exists_on(seat, day)
    ]


def _exists_on(seat: Seat, day: date) -> bool:
    return not (seat.valid_from and seat.valid_from > day) and not (seat.valid_to and seat.valid_to < day)


def _changes(partnership: LocalPartnership, year: int) -> tuple[str, ...]:
    """In the order of days; who came and who left is not published, only which place it was."""
    own = changes_of((), [seat for seat in partnership.seats.all() if seat.group_id is None], year)
    return tuple(CHANGES[change.kind].format(format_date(change.day), change.seat.label) for change in own)


def meeting_facts(
    events: list[Event], partnerships: list[LocalPartnership], missing: dict[int, tuple[str, ...]]
) -> tuple[MeetingFacts, ...]:
    by_pk = {partnership.pk: partnership for partnership in partnerships}
    return tuple(
        _meeting(event, by_pk.get(event.partnership_id), missing.get(event.pk, ()))
        for event in events
        if event.kind in PARTNERSHIP_KINDS
    )


def _meeting(event: Event, partnership: LocalPartnership | None, missing: tuple[str, ...]) -> MeetingFacts:
    meeting = getattr(event, "meeting", None)
    seats = _seats_of(event, partnership)
    return MeetingFacts(
        on=event.starts_on,
        until=event.ends_on,
        body=f"pracovní skupina {event.group}" if event.group_id else "lokální partnerství",
        title=event.title,
        form=event.get_mode_display(),
        place=event.place,
        present=_present(event, seats),
        seats=len(seats),
        matters=tuple(str(item) for item in meeting.agenda_items.all()) if meeting else (),
        conclusions=(meeting.conclusions if meeting else "") or event.summary,
        missing=missing,
    )


def _present(event: Event, seats: list[Seat]) -> int | None:
    """Members present where the body has places, everybody present where it has none."""
    rows = list(event.attendances.all())
    if not rows:
        return event.participant_count
    members = {seat.pk for seat in seats}
    return sum(row.is_present and (not members or row.seat_id in members) for row in rows)


def _seats_of(event: Event, partnership: LocalPartnership | None) -> list[Seat]:
    if partnership is None:
        return []
    if event.group_id is None:
        return _members_on(partnership, event.starts_on)
    return [
        seat
        for seat in partnership.seats.all()
        if seat.group_id == event.group_id and _exists_on(seat, event.starts_on)
    ]


def attendance_percent(meetings: tuple[MeetingFacts, ...]) -> int | None:
    """Present members to places, over meetings that have both recorded; half a per cent goes up."""
    recorded = [meeting for meeting in meetings if meeting.seats and meeting.present is not None]
    seats = sum(meeting.seats for meeting in recorded)
    present = sum(meeting.present for meeting in recorded)
    return (200 * present + seats) // (2 * seats) if seats else None

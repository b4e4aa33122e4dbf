"""To whom the minutes of a meeting may be sent for comments, and the link that opens them without an account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.urls import reverse

from partnerships.models import Attendance, Event, Meeting, MeetingMail, Person
from partnerships.vocabulary import EventState, MailKind, Presence

LASTS = timedelta(days=30)
COMMENTS_FOR = timedelta(days=7)
SALT = "planning.minutes"
# Who was there or let the meeting know; who was missing without a word is not asked about it.
ASKED = frozenset({Presence.PRESENT, Presence.EXCUSED})


@dataclass(frozen=True)
class Recipient:
    """`key` is that of the attendance row: a form names people by it."""

    key: str
    name: str
    email: str
    person: Person | None


def recipients_of(event: Event, attendances: Iterable[Attendance]) -> list[Recipient]:
    """Of those who were there or excused; a seat gives its holder's address, a role that of who holds it."""
    rows = [row for row in attendances if row.presence in ASKED]
    holders = {}
    if any(row.role_present and not row.person_id for row in rows):
        held = event.unit.role_holdings.on(event.starts_on).select_related("person")
        holders = {one.role: one.person for one in held if one.person_id}
    found = [_recipient(row, holders) for row in rows]
    return sorted(found, key=lambda one: not one.email)


def _recipient(row: Attendance, holders: dict) -> Recipient:
    person = row.person or (row.seat.holder if row.seat_id else holders.get(row.role_present))
    if person and not row.seat_id and row.name_text and row.name_text != str(person):
        person = None  # somebody else came in the role
    return Recipient(str(row.key), row.who, person.email if person else "", person)


def is_circulated(event: Event, meeting: Meeting | None) -> bool:
    """Withdrawn by itself when the meeting is cancelled, over once the minutes are approved."""
    return bool(
        meeting
        and meeting.circulated_at
        and not meeting.minutes_approved_at
        and event.state != EventState.CANCELLED
    )


def path_to(mail: MeetingMail) -> str:
    return reverse("planning:minutes_shared", args=[signing.dumps(mail.pk, salt=SALT)])


def opened_by(token: str) -> MeetingMail | None:
    """The copy a link was sent with, while it may still be read."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    mails = MeetingMail.objects.filter(pk=pk, kind=MailKind.MINUTES)
    mail = mails.select_related("event__unit", "event__partnership", "event__group", "event__meeting").first()
    return mail if mail and is_circulated(mail.event, getattr(mail.event, "meeting", None)) else None

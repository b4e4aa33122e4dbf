"""Who is to be invited to a meeting, who was told what, and whether what they were told still holds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from partnerships.czech import NBSP
from partnerships.models import (
    AgendaItem,
    Event,
    MeetingMail,
    Membership,
    NotificationAttachment,
    Person,
    RoleHolding,
    Seat,
    User,
)
from partnerships.models.notifications import PAUSES
from partnerships.vocabulary import EventKind, EventState, MailKind, OfficialRole
from planning.ics import item_of, place_of, what_matters, when_and_where
from planning.vocabulary import EVALUATION_ROLES

ABOUT_THE_DATE = (MailKind.INVITATION, MailKind.CHANGE, MailKind.CANCELLATION)
OF_THE_PARTNERSHIP = frozenset({EventKind.LP_MEETING, EventKind.LP_DISCUSSION})
BETWEEN_THE_SIDES = frozenset({EventKind.EVALUATION_MEETING, EventKind.COOPERATION_MEETING})


@dataclass(frozen=True)
class Recipient:
    """`key` is made here; a form names people by it. `why` is the seat or the role the person is invited for."""

    key: str
    name: str
    email: str
    why: str = ""
    person: Person | None = None


@dataclass(frozen=True)
class Recipients:
    people: tuple[Recipient, ...]
    unnamed: int = 0  # seats of members whose name nobody wrote down

    @property
    def reachable(self) -> tuple[Recipient, ...]:
        return tuple(one for one in self.people if one.email)

    @property
    def without_email(self) -> tuple[Recipient, ...]:
        return tuple(one for one in self.people if not one.email)


def recipients_of(event: Event) -> Recipients:
    """Who sits in the body on the day of the meeting, or holds the roles that meet; one person once."""
    if event.kind in BETWEEN_THE_SIDES:
        return Recipients(_once(event, _of_roles(event)))
    seats = list(seats_of(event).on(event.starts_on).select_related("holder", "organisation"))
    held = [(seat.holder, seat.label) for seat in seats if seat.holder_id]
    unnamed = sum(seat.holder_id is None and not seat.is_vacant for seat in seats)
    return Recipients(_once(event, held), unnamed=unnamed)


def seats_of(event: Event) -> QuerySet[Seat]:
    if event.kind in OF_THE_PARTNERSHIP:
        return Seat.objects.filter(partnership=event.partnership_id, group=None)
    if event.kind == EventKind.WG_MEETING:
        return Seat.objects.filter(group=event.group_id)
    return Seat.objects.none()


def _of_roles(event: Event) -> Iterable[tuple[Person, str]]:
    """The three of an evaluation meeting; who stands in for a vacancy comes instead of it."""
    holdings = RoleHolding.objects.filter(unit=event.unit_id, role__in=EVALUATION_ROLES).on(event.starts_on)
    written = set()
    for one in holdings.select_related("person", "deputy"):
        if person := one.person or one.deputy:
            written.add(one.role)
            yield person, one.get_role_display()
    # roles of the header and of accounts have the same names
    missing = [role for role in EVALUATION_ROLES if role not in written]
    accounts = Membership.objects.active().filter(unit=event.unit_id, role__in=missing, user__is_active=True)
    for one in accounts.select_related("user__person"):
        yield one.user, str(OfficialRole(one.role).label)


def _once(event: Event, people: Iterable[tuple]) -> tuple[Recipient, ...]:
    """In the order of names; whoever sits on two seats is invited for both by one mail."""
    found: dict[str, list] = {}
    for who, why in people:
        person = who if isinstance(who, Person) else who.person
        if person and (person.erased_on or person.merged_into_id):
            continue
        found.setdefault(key_of(event, who), [str(who), who.email, person, []])[3].append(why)
    rows = [
        Recipient(key, name, email, "; ".join(dict.fromkeys(filter(None, whys))), person)
        for key, (name, email, person, whys) in found.items()
    ]
    return tuple(sorted(rows, key=lambda one: not one.email))


def key_of(event: Event, who: Person | User) -> str:
    return str(uuid5(NAMESPACE_URL, f"{event.pk} {type(who).__name__} {who.pk}"))


# --- Who was told -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """Mails about the date of a meeting, the newest first; `has_changed` since the last of them was sent."""

    mails: tuple[MeetingMail, ...] = ()
    has_changed: bool = False
    last_by_email: dict[str, MeetingMail] = field(default_factory=dict)

    @property
    def sequence(self) -> int:
        return max((mail.sequence for mail in self.mails), default=0)

    @property
    def seen(self) -> int:
        """What a form sends back, so that a second click sends nothing."""
        return max((mail.pk for mail in self.mails), default=0)

    @property
    def invited(self) -> list[MeetingMail]:
        """The last word each address was told, of those who expect the meeting."""
        return [mail for mail in self.last_by_email.values() if mail.kind != MailKind.CANCELLATION]

    def was_told(self, email: str) -> bool:
        mail = self.last_by_email.get(email.casefold())
        return mail is not None and mail.kind != MailKind.CANCELLATION


def told_about(event: Event) -> Told:
    """One query."""
    sent = NotificationAttachment.objects.filter(notification=OuterRef("notification"))
    mails = tuple(
        MeetingMail.objects.filter(event=event, kind__in=ABOUT_THE_DATE)
        .select_related("notification", "sent_by", "person")
        .annotate(entry=Subquery(sent.values("content")[:1]))
        .order_by("-sent_at", "-pk")
    )
    last: dict[str, MeetingMail] = {}
    for mail in mails:
        last.setdefault(mail.email.casefold(), mail)
    return Told(mails, _has_changed(event, last.values()), last)


def _has_changed(event: Event, last: Iterable[MeetingMail]) -> bool:
    """What stands in somebody's calendar is not what holds now."""
    now = what_matters(item_of(event))
    entries = [mail.entry for mail in last if mail.kind != MailKind.CANCELLATION and mail.entry]
    return any(when_and_where(entry) != now for entry in entries)


@dataclass(frozen=True)
class InvitationsPart:
    """What the page of a meeting says about it."""

    told: Told
    is_open: bool  # people may still be invited
    was_not_told_off: bool  # cancelled, and somebody still expects it
    mails: tuple[tuple[MeetingMail, tuple[str, str, str]], ...]


def invitations_part(event: Event, today: date) -> InvitationsPart | None:
    """One query; None where there is nothing to say, without a query for what has taken place."""
    if event.state == EventState.HELD:
        return None
    told, is_open = told_about(event), can_be_invited(event, today)
    if not (told.mails or is_open):
        return None
    is_cancelled = event.state == EventState.CANCELLED
    return InvitationsPart(
        told,
        is_open,
        bool(is_cancelled and told.invited),
        tuple((mail, delivery_of(mail)) for mail in told.mails),
    )


def asks_if_held(event: Event, today: date) -> bool:
    """From the day of the meeting on, until somebody says how it was."""
    return event.state == EventState.PLANNED and event.last_day <= today


def left_since(event: Event, told: Told) -> set[int]:
    """People who were invited for a seat and will not sit on it that day: nothing more is sent to them."""
    seats = seats_of(event).filter(holder__in=[mail.person_id for mail in told.mails if mail.person_id])
    had = set(seats.values_list("holder", flat=True))
    return had - set(seats.on(event.starts_on).values_list("holder", flat=True)) if had else had


def last_sequence(event: Event) -> int:
    return max(event.mails.filter(kind__in=ABOUT_THE_DATE).values_list("sequence", flat=True), default=0)


def delivery_of(mail: MeetingMail) -> tuple[str, str, str]:
    """Tone, icon and words of what became of the mail."""
    message = mail.notification
    if message is None:
        return "neutral", "dash", "zpráva už není uložená"
    if message.sent_at:
        return "good", "check", "odesláno"
    if message.error and message.attempts > len(PAUSES):
        return "bad", "cross", "nedoručeno"
    if message.error:
        return "warn", "warning", "zatím se nepodařilo odeslat, zkusíme to znovu"
    return "info", "open", "čeká na odeslání"


# --- What the mail and the calendar entry say -------------------------------------------------------------


def agenda_of(event: Event) -> list[str]:
    items = AgendaItem.objects.filter(meeting__event=event).order_by("position")
    return [f"{item}{f' ({item.presenter_text})' if item.presenter_text else ''}" for item in items]


def when_text(event: Event) -> str:
    return ", ".join(filter(None, [event.days, event.times]))


def heading_of(event: Event) -> str:
    """The title and when it is; a title made of the date does not say it twice."""
    says_the_day = event.days in event.title
    return ", ".join(filter(None, [event.title, event.times if says_the_day else when_text(event)]))


def where_text(event: Event) -> str:
    return place_of(event) or "upřesníme"


def description_of(event: Event, path: str, agenda: list[str] | None = None) -> str:
    """The agenda, how to join, and for those who have an account the page."""
    agenda = agenda_of(event) if agenda is None else agenda
    points = "\n".join(f"{number}.{NBSP}{point}" for number, point in enumerate(agenda, start=1))
    return "\n\n".join(
        filter(
            None,
            [
                f"Program:\n{points}" if points else "",
                f"Připojení na dálku: {event.online_url}" if event.online_url else "",
                f"Podrobnosti po přihlášení: {settings.SITE_URL}{path}" if settings.SITE_URL else "",
            ],
        )
    )


def can_be_invited(event: Event, today: date) -> bool:
    return event.state == EventState.PLANNED and event.last_day >= today


def contacts_of(event: Event, known: Recipients) -> QuerySet[Person]:
    """Others the units of the meeting have an address of."""
    people = Person.objects.listed().exclude(email="")
    units = [unit.pk for unit in event.units]
    of_units = Person.units.through.objects.filter(territorialunit__in=units).values("person")
    invited = [one.person.pk for one in known.people if one.person]
    return people.filter(Q(is_agency_staff=True) | Q(pk__in=of_units)).exclude(pk__in=invited)

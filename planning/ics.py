"""Calendar entries as other programs read them (RFC 5545): one meeting, a series, an invitation, a feed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress

from partnerships.models import Event
from partnerships.vocabulary import EventState

CONTENT_TYPE = "text/calendar"
PRODUCT = "-//Popis spoluprace//Kalendar//CS"
ZONE = ZoneInfo("Europe/Prague")
# A program shows a meeting without an end as a line; nobody is bound by it.
USUAL_LENGTH = timedelta(hours=1)
STATUS = {EventState.PLANNED: "CONFIRMED", EventState.HELD: "CONFIRMED", EventState.CANCELLED: "CANCELLED"}
FEED_IS_READ_EVERY = timedelta(hours=12)


@dataclass(frozen=True)
class When:
    """Days and times as the application keeps them: local, the times optional."""

    on: date
    until: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None

    @property
    def span(self) -> tuple[date, date]:
        """What DTSTART and DTEND say; without a time whole days, the last one excluded."""
        last = self.until or self.on
        if self.starts_at is None:
            return self.on, last + timedelta(days=1)
        start = datetime.combine(self.on, self.starts_at, ZONE)
        end = datetime.combine(last, self.ends_at or self.starts_at, ZONE)
        return start, end if end > start else _later(start, USUAL_LENGTH)


def _later(moment: datetime, by: timedelta) -> datetime:
    """By the clock that ticks, not the one on the wall: a meeting may last over the change of time."""
    return (moment.astimezone(ZoneInfo("UTC")) + by).astimezone(ZONE)


def when_of(event: Event) -> When:
    return When(event.starts_on, event.ends_on, event.starts_at, event.ends_at)


@dataclass(frozen=True)
class Item:
    """One VEVENT. `key` makes the UID, so it never changes; `sequence` grows with each change that was sent."""

    key: str
    title: str
    when: When
    description: str = ""
    place: str = ""
    path: str = ""
    status: str = "CONFIRMED"
    sequence: int = 0


@dataclass(frozen=True)
class Mailbox:
    name: str
    email: str


def item_of(event: Event, *, description: str = "", path: str = "", sequence: int = 0) -> Item:
    return Item(
        key=key_of(event),
        title=event.title,
        when=when_of(event),
        description=description,
        place=place_of(event),
        path=path,
        status=STATUS[EventState(event.state)],
        sequence=sequence,
    )


def key_of(event: Event) -> str:
    """The same in an invitation, a download and the feed, so that a program shows the meeting once."""
    return f"udalost-{event.pk}"


def place_of(event: Event) -> str:
    return ", ".join(filter(None, [event.place, event.online_url]))


# --- The file ---------------------------------------------------------------------------------------------


def published(items: Iterable[Item], *, now: datetime, name: str = "") -> str:
    """Entries to be put into one's calendar or read by it again and again; nobody is asked to answer."""
    calendar = _calendar("PUBLISH")
    if name:
        calendar.add("X-WR-CALNAME", name)
        calendar.add("X-WR-TIMEZONE", ZONE.key)
        calendar.add("REFRESH-INTERVAL", FEED_IS_READ_EVERY)
        calendar["REFRESH-INTERVAL"].params["VALUE"] = "DURATION"
        calendar.add("X-PUBLISHED-TTL", "PT12H")
    return _text(calendar, [_component(item, now) for item in items])


def requested(item: Item, *, organizer: Mailbox, attendee: Mailbox, now: datetime) -> str:
    """An invitation or its change: the mail program offers to accept it and answers the organizer."""
    return _for_one("REQUEST", item, organizer, attendee, now)


def withdrawn(item: Item, *, organizer: Mailbox, attendee: Mailbox, now: datetime) -> str:
    """The meeting is off: the program takes its entry away."""
    return _for_one("CANCEL", item, organizer, attendee, now)


def _for_one(method, item, organizer, attendee, now) -> str:
    component = _component(item, now)
    component["ORGANIZER"] = _address(organizer)
    if sender := parseaddr(settings.DEFAULT_FROM_EMAIL)[1]:
        component["ORGANIZER"].params["SENT-BY"] = f"mailto:{sender}"
    invited = _address(attendee)
    invited.params.update({"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT"})
    if method == "REQUEST":
        invited.params.update({"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    component.add("ATTENDEE", invited, encode=0)
    return _text(_calendar(method), [component])


def _address(mailbox: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{mailbox.email}")
    address.params["CN"] = _plain(mailbox.name).replace('"', "“")  # a parameter can't hold the quotation mark
    return address


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    return calendar


def _component(item: Item, now: datetime) -> icalendar.Event:
    component = icalendar.Event()
    start, end = item.when.span
    component.add("UID", f"{item.key}@{urlsplit(settings.SITE_URL).hostname or 'popis-spoluprace'}")
    component.add("DTSTAMP", now.astimezone(ZoneInfo("UTC")).replace(microsecond=0))
    component.add("DTSTART", start)
    component.add("DTEND", end)
    component.add("SUMMARY", _plain(item.title))
    for name, text in (("LOCATION", _plain(item.place)), ("DESCRIPTION", _lines(item.description))):
        if text:
            component.add(name, text)
    if item.path and settings.SITE_URL:
        component.add("URL", settings.SITE_URL + item.path)
    component.add("STATUS", item.status)
    component.add("SEQUENCE", item.sequence)
    if not isinstance(start, datetime):
        component.add("TRANSP", "TRANSPARENT")  # a day somewhere in which does not make one busy
    return component


def _text(calendar: Calendar, components: list[icalendar.Event]) -> str:
    """Lines of at most 75 octets ended by CRLF; the time zone is described once, where a time is said."""
    if any(isinstance(component.decoded("DTSTART"), datetime) for component in components):
        calendar.add_component(_zone())
    for component in components:
        calendar.add_component(component)
    return calendar.to_ical().decode()


def _zone() -> Timezone:
    """The rule in force since 1996: the last Sundays of March and October. Outlook wants a rule, not dates."""
    zone = Timezone()
    zone.add("TZID", ZONE.key)
    for part, month, hour, offsets, name in (
        (TimezoneDaylight(), 3, 2, (1, 2), "CEST"),
        (TimezoneStandard(), 10, 3, (2, 1), "CET"),
    ):
        first = {3: date(1996, 3, 31), 10: date(1996, 10, 27)}[month]
        part.add("DTSTART", datetime.combine(first, time(hour)))
        part.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"})
        part.add("TZOFFSETFROM", timedelta(hours=offsets[0]))
        part.add("TZOFFSETTO", timedelta(hours=offsets[1]))
        part.add("TZNAME", name)
        zone.add_component(part)
    return zone


def _plain(text: str) -> str:
    return " ".join(_lines(text).split())


def _lines(text: str) -> str:
    """Without characters that a calendar file must not hold (RFC 5545, 3.1)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in text if char in "\n\t" or (char >= " " and char != "\x7f"))


# --- What was sent ----------------------------------------------------------------------------------------


def what_matters(item: Item) -> tuple:
    """To the invited: if it differs from what they were sent, they have to be told."""
    return (*item.when.span, _plain(item.place))


def when_and_where(text: str) -> tuple:
    """The same of the one entry in a file that was sent."""
    [component] = Calendar.from_ical(text).walk("VEVENT")
    return component.decoded("DTSTART"), component.decoded("DTEND"), str(component.get("LOCATION", ""))

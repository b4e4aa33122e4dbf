"""Calendar files as other programs read them: by a parser, and line by line as the standard is written."""

import email
import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.mail import EmailMessage
from icalendar import Calendar

from planning.ics import Item, Mailbox, When, published, requested, what_matters, when_and_where, withdrawn

NOW = datetime(2026, 11, 1, 8, 0, 30, 999, tzinfo=UTC)
MANAGER, GUEST = Mailbox("Mgr. Jana Nová", "jana@example.cz"), Mailbox("Petr Host", "host@example.cz")
PRAGUE = ZoneInfo("Europe/Prague")
NASTY = '=HYPERLINK("http://zlo.example");\\n, \\ ; BEGIN:VALARM\r\nATTENDEE:mailto:x@y.cz\n\x00\x0bkonec ěščřžýáíé'


def meeting(**fields):
    fields = {
        "key": "udalost-1",
        "title": "Jednání",
        "when": When(date(2026, 12, 5), starts_at=time(9)),
        **fields,
    }
    return Item(**fields)


def parsed(text):
    return Calendar.from_ical(text)


def only(text):
    [event] = parsed(text).walk("VEVENT")
    return event


def lines_of(text):
    return text.split("\r\n")


# --- Time -------------------------------------------------------------------------------------------------

# hand-made: 9 o'clock in Prague as UTC, the last Sundays of October 2026 and March 2027 between them
SERIES = {
    date(2026, 9, 23): 7,
    date(2026, 10, 24): 7,
    date(2026, 10, 25): 8,
    date(2026, 10, 26): 8,
    date(2027, 3, 27): 8,
    date(2027, 3, 28): 7,
    date(2027, 3, 29): 7,
}


def test_series_over_both_changes_of_time_starts_at_nine_in_prague():
    items = [meeting(key=f"udalost-{day}", when=When(day, starts_at=time(9))) for day in SERIES]

    found = {
        event.decoded("DTSTART").date(): event.decoded("DTSTART").astimezone(UTC).hour
        for event in parsed(published(items, now=NOW)).walk("VEVENT")
    }

    assert found == SERIES


def test_time_zone_in_the_file_gives_the_same_hours_without_our_own_data():
    """Outlook goes by the rules in the file: they are read here by hand, not by the name of the zone."""
    [zone] = parsed(published([meeting()], now=NOW)).walk("VTIMEZONE")
    rules = {part.name: part for part in zone.subcomponents}

    assert str(zone["TZID"]) == "Europe/Prague"
    assert rules["DAYLIGHT"].to_ical().decode().split("\r\n")[1:-2] == [
        "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
    ]
    assert rules["STANDARD"].to_ical().decode().split("\r\n")[1:-2] == [
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
    ]


def test_zone_of_the_file_agrees_with_the_real_one_each_day_for_ten_years():
    zone = parsed(published([meeting()], now=NOW)).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)

    day = datetime(2022, 1, 1, 9)  # noqa: DTZ001 made aware below
    while day.year < 2032:
        assert day.replace(tzinfo=zone).utcoffset() == day.replace(tzinfo=PRAGUE).utcoffset(), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        (When(date(2026, 12, 5)), "DTSTART;VALUE=DATE:20261205", "DTEND;VALUE=DATE:20261206"),
        (
            When(date(2026, 12, 31), until=date(2027, 1, 1)),
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270102",
        ),
        (
            When(date(2026, 12, 5), starts_at=time(9), ends_at=time(11, 30)),
            "DTSTART;TZID=Europe/Prague:20261205T090000",
            "DTEND;TZID=Europe/Prague:20261205T113000",
        ),
        # nobody said how long it takes
        (
            When(date(2026, 12, 5), starts_at=time(23, 30)),
            "DTSTART;TZID=Europe/Prague:20261205T233000",
            "DTEND;TZID=Europe/Prague:20261206T003000",
        ),
        # more days, ending earlier than it began
        (
            When(date(2026, 12, 5), until=date(2026, 12, 6), starts_at=time(14), ends_at=time(10)),
            "DTSTART;TZID=Europe/Prague:20261205T140000",
            "DTEND;TZID=Europe/Prague:20261206T100000",
        ),
        # an hour over the change of time
        (
            When(date(2026, 10, 25), starts_at=time(2, 30)),
            "DTSTART;TZID=Europe/Prague:20261025T023000",
            "DTEND;TZID=Europe/Prague:20261025T023000",
        ),
    ],
)
def test_days_and_times_are_said_as_they_were_written(when, start, end):
    lines = lines_of(published([meeting(when=when)], now=NOW))

    assert {start, end} <= set(lines)


def test_whole_days_need_no_time_zone_and_make_nobody_busy():
    text = published([meeting(when=When(date(2026, 12, 5)))], now=NOW)

    assert "VTIMEZONE" not in text
    assert "TRANSP:TRANSPARENT" in lines_of(text)


# --- What Outlook and the standard need -------------------------------------------------------------------


@pytest.mark.parametrize("make", [requested, withdrawn])
def test_needs_of_outlook_hold(make):
    text = make(meeting(sequence=2), organizer=MANAGER, attendee=GUEST, now=NOW)
    event, lines = only(text), lines_of(text)

    assert lines[0] == "BEGIN:VCALENDAR"
    assert f"METHOD:{'REQUEST' if make is requested else 'CANCEL'}" in lines
    assert lines.count("TZID:Europe/Prague") == 1
    assert event["DTSTART"].params["TZID"] == event["DTEND"].params["TZID"] == "Europe/Prague"
    for name in ("UID", "DTSTAMP", "SEQUENCE", "ORGANIZER", "ATTENDEE", "SUMMARY", "STATUS"):
        assert name in event, name
    assert "DTSTAMP:20261101T080030Z" in lines
    assert (str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]) == (
        "mailto:jana@example.cz",
        "Mgr. Jana Nová",
    )
    assert str(event["ATTENDEE"]) == "mailto:host@example.cz"
    assert event["ATTENDEE"].params.get("RSVP") == ("TRUE" if make is requested else None)


def test_no_time_of_a_meeting_floats():
    """A time without a zone would be nine o'clock wherever the reader is."""
    text = published(
        [meeting(), meeting(key="udalost-2", when=When(date(2026, 7, 1), starts_at=time(9)))], now=NOW
    )
    outside_of_the_zone = re.sub(r"BEGIN:VTIMEZONE.*END:VTIMEZONE", "", text, flags=re.DOTALL)

    floating = [
        line
        for line in lines_of(outside_of_the_zone)
        if re.search(r":\d{8}T\d{6}$", line) and "TZID=" not in line
    ]
    assert floating == []


def test_identity_stays_and_order_of_changes_grows():
    first, second = (
        only(requested(meeting(sequence=number, title=title), organizer=MANAGER, attendee=GUEST, now=NOW))
        for number, title in ((0, "Jednání"), (1, "Jednání jinde"))
    )

    assert first["UID"] == second["UID"] == only(published([meeting()], now=NOW))["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)


@pytest.mark.parametrize("make", [requested, withdrawn])
def test_lines_are_short_and_end_as_the_standard_says(make):
    text = make(
        meeting(title=NASTY * 20, place=NASTY * 5, description=NASTY * 40),
        organizer=Mailbox('Jana "Hana"; Nová, Ph.D.: ' + "ě" * 90, "jana@example.cz"),
        attendee=GUEST,
        now=NOW,
    )

    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    assert text.endswith("END:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in lines_of(text)) == 75
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert [line for line in unfolded if line.startswith(("BEGIN:VALARM", "ATTENDEE:mailto:x"))] == []


def test_texts_come_back_as_they_were_written():
    text = published([meeting(title=NASTY, place=NASTY, description=NASTY)], now=NOW)
    event = only(text)

    whole = '=HYPERLINK("http://zlo.example");\\n, \\ ; BEGIN:VALARM\nATTENDEE:mailto:x@y.cz\nkonec ěščřžýáíé'
    assert str(event["DESCRIPTION"]) == whole
    assert str(event["SUMMARY"]) == str(event["LOCATION"]) == whole.replace("\n", " ")


def test_name_of_the_invited_can_not_leave_its_parameter():
    name = 'Petr";RSVP=FALSE:mailto:zlo@example.cz\r\nATTENDEE:mailto:dalsi@example.cz'
    event = only(requested(meeting(), organizer=MANAGER, attendee=Mailbox(name, "host@example.cz"), now=NOW))

    assert str(event["ATTENDEE"]) == "mailto:host@example.cz"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"


def test_cancelled_meeting_says_so():
    assert "STATUS:CANCELLED" in lines_of(published([meeting(status="CANCELLED")], now=NOW))


def test_what_was_sent_is_compared_with_what_holds():
    sent = requested(meeting(place="Radnice,\nsál; 2"), organizer=MANAGER, attendee=GUEST, now=NOW)

    assert when_and_where(sent) == what_matters(meeting(place="Radnice,\nsál; 2"))
    assert when_and_where(sent) != what_matters(meeting(place="Radnice"))
    later = When(date(2026, 12, 5), starts_at=time(9), ends_at=time(10, 30))
    assert when_and_where(sent) != what_matters(meeting(place="Radnice,\nsál; 2", when=later))
    assert when_and_where(sent) == what_matters(meeting(place="Radnice,\nsál; 2", title="Jiný název"))


def test_mail_carries_the_entry_as_a_calendar_part():
    text = requested(meeting(title="Schůzka ě"), organizer=MANAGER, attendee=GUEST, now=NOW)
    message = EmailMessage("Pozvánka", "Dobrý den", "a@example.cz", ["b@example.cz"])
    message.attach("jednani.ics", text, "text/calendar; method=REQUEST")

    part = email.message_from_bytes(message.message().as_bytes()).get_payload()[1]

    assert part.get_content_type() == "text/calendar"
    assert (part.get_param("method"), part.get_param("charset")) == ("REQUEST", "utf-8")
    assert str(only(part.get_payload(decode=True))["SUMMARY"]) == "Schůzka ě"


def test_feed_says_its_name_and_how_often_to_come():
    lines = lines_of(published([], now=NOW, name="Popis spolupráce"))

    assert {"X-WR-CALNAME:Popis spolupráce", "REFRESH-INTERVAL;VALUE=DURATION:PT12H"} <= set(lines)
    assert {"METHOD:PUBLISH", "VERSION:2.0"} <= set(lines)

"""The calendar a program reads at a secret address, and the files one downloads."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from partnerships.models import CalendarFeed
from partnerships.vocabulary import EventKind, EventState
from planning import actions
from tests.factories import (
    AgendaItemFactory,
    EventFactory,
    EventSeriesFactory,
    MeetingFactory,
    MembershipFactory,
    UnitFactory,
    UserFactory,
    member,
)
from tests.planning.browsing import text_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
SOON = timezone.localdate() + timedelta(days=5)


@pytest.fixture
def unit():
    return UnitFactory(name="Lhota")


@pytest.fixture
def manager(unit):
    return member(unit)


def opened(user):
    return reverse("planning:feed_read", args=[actions.open_feed(user, by=user, now=timezone.now())])


def read(address):
    return Client().get(address)


def titles(address):
    return sorted(str(event["SUMMARY"]) for event in Calendar.from_ical(read(address).content).walk("VEVENT"))


# --- The secret -------------------------------------------------------------------------------------------


def test_secret_is_long_and_only_its_fingerprint_is_kept(manager):
    token = actions.open_feed(manager, by=manager, now=NOW)

    feed = CalendarFeed.objects.get()
    assert len(token) >= 43  # 256 bits in base64
    assert feed.fingerprint == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(vars(feed))


def test_address_is_shown_once(client, manager, settings):
    settings.SITE_URL = "https://popis.example.cz"
    client.force_login(manager)
    url = reverse("planning:feed")

    made = client.post(url, headers={"Host": "localhost"})
    later = client.get(url)

    address = made.context["address"]
    assert address.startswith("https://popis.example.cz/kalendar/odber/")
    assert address in text_of(made)
    assert "webcal://popis.example.cz/kalendar/odber/" in text_of(made)
    assert "/kalendar/odber/zrusit/" in text_of(later)
    assert ".ics" not in text_of(later)
    assert "Zatím ji žádný program nečetl." in text_of(later)


def test_new_address_ends_the_old_one_and_any_can_be_revoked(client, manager):
    first = opened(manager)
    second = opened(manager)
    assert (read(first).status_code, read(second).status_code) == (404, 200)
    client.force_login(manager)

    client.post(reverse("planning:feed_revoke"))

    assert read(second).status_code == 404
    assert "Vytvořit adresu" in text_of(client.get(reverse("planning:feed")))


def test_nobody_revokes_the_address_of_another(client, manager):
    address = opened(manager)
    client.force_login(UserFactory())

    client.post(reverse("planning:feed_revoke"))

    assert read(address).status_code == 200


def test_deactivated_account_has_no_calendar(manager):
    address = opened(manager)
    manager.is_active = False
    manager.save()

    assert read(address).status_code == 404


@pytest.mark.parametrize("token", ["neznamy", "x" * 43, "a" * 500, "%00", "ž"])
def test_anything_else_is_no_page(token):
    response = read(f"/kalendar/odber/{token}.ics")

    assert response.status_code == 404
    assert "Location" not in response


# --- The reading ------------------------------------------------------------------------------------------


def test_program_gets_a_calendar_without_a_cookie_or_a_copy(manager, unit):
    EventFactory(unit=unit, starts_on=SOON, title="Jednání")

    response = read(opened(manager))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.cookies == {}
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert Calendar.from_ical(response.content)["METHOD"] == "PUBLISH"


def test_signed_in_browser_gets_no_cookie_either(client, manager):
    client.force_login(manager)
    client.get(reverse("start"))

    response = client.get(opened(manager))

    assert response.cookies == {}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_calendar_is_only_read(manager, method):
    assert getattr(Client(), method)(opened(manager)).status_code == 405


def test_rights_are_those_of_the_very_moment(manager, unit):
    other = UnitFactory(name="Doubrava")
    EventFactory(unit=unit, starts_on=SOON, title="Naše")
    EventFactory(unit=other, starts_on=SOON, title="Jiné")
    address = opened(manager)
    assert titles(address) == ["Naše"]

    membership = MembershipFactory(user=manager, unit=other)
    assert titles(address) == ["Doubrava: Jiné", "Lhota: Naše"]

    membership.ended_at, membership.ended_by = timezone.now(), manager
    membership.save()
    assert titles(address) == ["Naše"]


def test_last_reading_is_noted_now_and_then(manager):
    address = opened(manager)
    read(address)
    first = CalendarFeed.objects.get(revoked_at=None).read_at
    read(address)

    assert first is not None
    assert CalendarFeed.objects.get(revoked_at=None).read_at == first


def test_cancelled_meeting_is_cancelled_in_it(manager, unit):
    EventFactory(unit=unit, starts_on=SOON, state=EventState.CANCELLED, cancelled_reason="Nemoc")

    [event] = Calendar.from_ical(read(opened(manager)).content).walk("VEVENT")

    assert event["STATUS"] == "CANCELLED"


def test_old_things_are_left_out(manager, unit):
    EventFactory(unit=unit, starts_on=timezone.localdate() - timedelta(days=100))

    assert titles(opened(manager)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_reading_costs_the_same_for_any_number_of_rows(manager, unit, rows, django_assert_num_queries):
    EventFactory.create_batch(rows, unit=unit, starts_on=SOON)
    address = opened(manager)

    # feed with its person, savepoint, its note, release, units, events, deadlines
    with django_assert_num_queries(7):
        read(address)


# --- Downloads --------------------------------------------------------------------------------------------


def test_one_meeting_is_downloaded_with_its_agenda(client, manager, unit):
    event = EventFactory(
        unit=unit, starts_on=date(2026, 12, 5), starts_at=time(9), kind=EventKind.COOPERATION_MEETING
    )
    AgendaItemFactory(meeting=MeetingFactory(event=event), position=1, title="Zpráva")
    client.force_login(manager)

    response = client.get(reverse("planning:event_ics", args=[event.pk]))
    [entry] = Calendar.from_ical(response.content).walk("VEVENT")

    assert response["Content-Disposition"] == 'attachment; filename="jednani-2026-12-05.ics"'
    assert "Zpráva" in str(entry["DESCRIPTION"])


def test_series_is_downloaded_whole(client, manager, unit):
    series = EventSeriesFactory(unit=unit, title="Jednání 2026")
    for day in (date(2026, 10, 24), date(2026, 10, 26)):
        EventFactory(unit=unit, series=series, starts_on=day, starts_at=time(9), state=EventState.PLANNED)
    client.force_login(manager)

    calendar = Calendar.from_ical(client.get(reverse("planning:series_ics", args=[series.pk])).content)

    found = [event.decoded("DTSTART").astimezone(UTC).hour for event in calendar.walk("VEVENT")]
    assert found == [7, 8]
    assert len(calendar.walk("VTIMEZONE")) == 1

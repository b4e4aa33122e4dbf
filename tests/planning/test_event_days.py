"""Events of several days: typed, listed, in the calendar and its files, printed and counted once."""

from datetime import date, time, timedelta

import icalendar
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agreements.vocabulary import TermKind
from partnerships.models import Event
from partnerships.vocabulary import EventKind, EventState
from planning import actions
from planning.invitations import heading_of, when_text
from planning.paper.collect import collect
from planning.paper.papers import printed_paper
from planning.training import training_summary
from planning.vocabulary import EntryKind, MeetingPaper
from planning.year import year_result
from reporting.collect.education import education_facts
from reporting.collect.partnership import read_events
from tests.factories import EventFactory, UnitFactory, member
from tests.planning.browsing import add_url, errors, sent
from tests.planning.situations import agreement_with, event_for

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SEMINAR = {"kind": EventKind.SEMINAR, "starts_on": date(2025, 5, 12), "ends_on": date(2025, 5, 13)}


def post(client, agreement, kind=EventKind.SEMINAR, **fields):
    return client.post(add_url(agreement, kind), sent(**{"starts_on": "12. 5. 2025", **fields}))


# --- Typing ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "kept", "title"),
    [
        ("13. 5. 2025", date(2025, 5, 13), "Seminář 12.–13.\u00a05.\u00a02025"),
        ("12. 5. 2025", None, "Seminář 12.\u00a05.\u00a02025"),
        ("", None, "Seminář 12.\u00a05.\u00a02025"),
        ("11. 6. 2025", date(2025, 6, 11), "Seminář 12.\u00a05. – 11.\u00a06.\u00a02025"),
    ],
)
def test_last_day_is_typed_and_stands_in_the_title(client, agreement, manager, last, kept, title):
    post(client, agreement, ends_on=last, starts_at="9:00", ends_at="15:00")

    event = Event.objects.get()
    assert (event.ends_on, event.title) == (kept, title)


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        ({"ends_on": "11. 5. 2025"}, "ends_on", "Konec nemůže být dřív než začátek."),
        (
            {"ends_on": "12. 6. 2025"},
            "ends_on",
            "Událost může trvat nejvýše 31 dní. U delší nechte pole prázdné, stačí den, kdy začala.",
        ),
        (
            {"starts_on": "1. 1. 2020", "ends_on": "pátek"},
            "ends_on",
            "Zadejte platné datum.",
        ),
        ({"ends_on": "13. 5. 2025", "ends_at": "9:00"}, "starts_at", "Napište i začátek."),
    ],
)
def test_days_that_make_no_sense_are_refused(client, agreement, manager, fields, field, problem):
    assert errors(post(client, agreement, **fields)) == {field: [problem]}
    assert not Event.objects.exists()


def test_what_has_not_ended_has_not_been_held(client, agreement, manager):
    today = timezone.localdate()
    days = {"starts_on": today.isoformat(), "ends_on": (today + DAY).isoformat()}

    assert "Událost ještě neskončila." in errors(post(client, agreement, **days))["ends_on"][0]
    with pytest.raises(actions.Refused):
        actions.record_event(agreement.unit, by=manager, today=date(2025, 5, 12), title="x", **SEMINAR)


@pytest.mark.parametrize("kind", [EventKind.DOCUMENT, EventKind.RESEARCH])
def test_what_is_finished_on_a_day_has_no_other(client, agreement, manager, kind):
    assert "ends_on" not in client.get(add_url(agreement, kind)).context["form"].fields


@pytest.mark.parametrize("last", [date(2025, 5, 11), date(2025, 6, 12)])
def test_database_itself_knows_how_long_an_event_may_be(last):
    with pytest.raises(IntegrityError), transaction.atomic():
        EventFactory(starts_on=date(2025, 5, 12), ends_on=last)


def test_change_of_the_last_day_says_why_and_changes_the_title(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, title="Seminář 12.–13.\u00a05.\u00a02025", **SEMINAR)
    url = reverse("planning:event_edit", args=[event.pk])
    changed = sent(starts_on="12. 5. 2025", ends_on="14. 5. 2025", title=event.title, revision=0)

    assert "datum ukončení" in errors(client.post(url, changed))["reason"][0]
    client.post(url, changed | {"reason": "Trval o den déle"})

    event.refresh_from_db()
    assert (event.ends_on, event.title) == (date(2025, 5, 14), "Seminář 12.–14.\u00a05.\u00a02025")


# --- Reading --------------------------------------------------------------------------------------------------


def test_page_list_and_paper_say_the_days(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, starts_at=time(9), ends_at=time(15), **SEMINAR)
    days, times = "12.–13.\xa05.\xa02025", "první den od 9:00, poslední do 15:00"

    page = client.get(reverse("planning:event", args=[event.pk])).content.decode()
    listed = client.get(reverse("planning:event_list", args=[agreement.unit_id])).content.decode()
    paper = printed_paper(MeetingPaper.ATTENDANCE_SHEET, collect(event), today=date(2025, 6, 1))

    for text in (page, listed, repr(paper).replace("\\xa0", "\xa0")):
        assert days in text
        assert times in text
    assert when_text(event) == f"{days}, {times}"
    event.title = f"Seminář {days}"
    assert heading_of(event) == f"Seminář {days}, {times}"


def test_calendar_has_it_on_each_of_its_days(client, agreement, manager):
    trip = SEMINAR | {"starts_on": date(2025, 4, 29), "ends_on": date(2025, 5, 2)}
    EventFactory(unit=agreement.unit, title="Studijní cesta", **trip)

    def days(month):
        page = client.get(reverse("planning:calendar", args=[agreement.unit_id]), {"mesic": month})
        found = page.context["days"]
        return [day.day for day, entries in found if any(one.title == "Studijní cesta" for one in entries)]

    assert (days("2025-04"), days("2025-05"), days("2025-06")) == ([29, 30], [1, 2], [])
    year = client.get(
        reverse("planning:calendar_year", args=[agreement.unit_id, 2025]), {"druh": EntryKind.TRAINING}
    )
    assert [month["name"] for month in year.context["months"] if month["kinds"]] == ["duben", "květen"]


def test_file_for_a_calendar_ends_the_day_after(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, **SEMINAR)

    file = client.get(reverse("planning:event_ics", args=[event.pk])).content

    [entry] = icalendar.Calendar.from_ical(file).walk("VEVENT")
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (date(2025, 5, 12), date(2025, 5, 14))


# --- Counting -------------------------------------------------------------------------------------------------


def test_it_counts_once_in_the_year_it_starts():
    agreement = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.SEMINAR, count=2)
    days = {"starts_on": date(2024, 12, 30), "ends_on": date(2025, 1, 2)}
    event_for(agreement, kind=EventKind.SEMINAR, **days)

    def counted(year):
        [step] = year_result(agreement, year, today=date(2026, 6, 1)).steps
        return step.terms[0].counted, training_summary(agreement, year).group_events

    assert (counted(2024), counted(2025)) == ((1, 1), (0, 0))
    year = year_result(agreement, 2024, today=date(2026, 6, 1))
    reported = education_facts(
        read_events(agreement.unit, 2024), training_summary(agreement, 2024), year
    ).trainings
    assert [(one.on, one.until) for one in reported] == [(days["starts_on"], days["ends_on"])]
    assert read_events(agreement.unit, 2025) == []


def test_board_shows_what_is_running(client):
    unit = UnitFactory()
    client.force_login(member(unit))
    today = timezone.localdate()
    days = {"starts_on": today - DAY, "ends_on": today + DAY}
    EventFactory(
        unit=unit, kind=EventKind.SEMINAR, state=EventState.PLANNED, title="Výjezdní seminář", **days
    )

    board = client.get(reverse("start")).context["board"]

    assert [entry.title for entry in board.ahead.first] == ["Výjezdní seminář"]

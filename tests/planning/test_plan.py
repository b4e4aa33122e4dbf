"""The plan of a year: what is proposed, written at once, and taken back."""

import threading
import uuid
from collections import Counter
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from agreements.validity import Window
from agreements.vocabulary import Per, TermKind
from partnerships.models import AgendaItem, Event
from partnerships.vocabulary import EventKind, EventState, Matter
from planning import actions
from planning.models import Fulfilment, FulfilmentState
from planning.plan import Settings, proposals
from planning.series import holiday_on
from planning.year import year_result
from tests.factories import AttendanceFactory, EventFactory, PartnershipFactory, member
from tests.planning.browsing import text_of
from tests.planning.situations import draft, event_for, in_force, step

NEW_YEAR = date(2023, 1, 1)
WEDNESDAY = 2
SUMMER = Window(date(2023, 7, 1), date(2023, 8, 31))
AS_CHOMUTOV = [
    {"kind": TermKind.FREQUENCY, "event_kind": EventKind.LP_MEETING, "count": 4, "raw_text": "Minimálně 4x ročně"},
    {"kind": TermKind.FREQUENCY, "event_kind": EventKind.EVALUATION_MEETING, "count": 2, "raw_text": "2x ročně"},
    {"kind": TermKind.FREQUENCY, "event_kind": EventKind.LP_DISCUSSION, "count": 1, "raw_text": "1x ročně v LP"},
    {"kind": TermKind.FREQUENCY, "event_kind": EventKind.COUNCIL_REPORT, "count": 1, "raw_text": "Zpráva 1x ročně"},
    {"kind": TermKind.MONTH, "event_kind": EventKind.DOCUMENT, "count": None, "raw_text": "září 2023",
     "date_from": date(2023, 9, 1), "date_to": date(2023, 9, 30)},
    {"kind": TermKind.ON_DEMAND, "event_kind": EventKind.CONSULTATION, "count": None, "raw_text": "dle potřeby"},
]  # fmt: skip


@pytest.fixture
def agreement():
    version = draft()
    step(version, terms=AS_CHOMUTOV)
    return in_force(version)


@pytest.fixture
def manager(agreement):
    PartnershipFactory(units=[agreement.unit])
    return member(agreement.unit)


def proposed(agreement, year=2023, *, today=NEW_YEAR, recess=SUMMER, has_session=False):
    result = year_result(agreement, year, today=today)
    return proposals(result, Settings(today, WEDNESDAY, recess), has_session=has_session)


# --- What is proposed -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_kind_is_proposed_as_often_as_it_is_missing(agreement):
    found = Counter(one.kind for one in proposed(agreement))

    assert found == {
        EventKind.LP_MEETING: 4,  # one of them discusses the fulfilment
        EventKind.EVALUATION_MEETING: 2,
        EventKind.DOCUMENT: 1,
        EventKind.COUNCIL_SESSION: 1,  # of the report on 2022
    }


@pytest.mark.django_db
def test_discussion_is_on_the_agenda_of_one_meeting_and_the_council_comes_after_it(agreement):
    rows = proposed(agreement)

    meetings = [one for one in rows if one.kind == EventKind.LP_MEETING]
    assert [len(one.serves) for one in meetings] == [2, 1, 1, 1]
    [session] = [one for one in rows if one.kind == EventKind.COUNCIL_SESSION]
    assert meetings[0].day < session.day <= date(2023, 6, 30)
    assert session.title == "Zasedání zastupitelstva: zpráva o plnění za rok 2022"


@pytest.mark.django_db
def test_what_has_a_day_is_proposed_two_weeks_before_it(agreement):
    # 30 September less two weeks is Saturday the 16th; the Wednesday before it is the 13th
    assert [one.day for one in proposed(agreement) if one.kind == EventKind.DOCUMENT] == [date(2023, 9, 13)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2023, 9, 20), date(2023, 9, 27)),  # a Wednesday is left; the 28th is a holiday
        (date(2023, 9, 27), date(2023, 9, 29)),  # a Friday: no Wednesday is left
        (date(2023, 10, 6), date(2023, 10, 9)),  # overdue: the first working day
    ],
)
def test_late_plan_of_what_has_a_day(agreement, today, expected):
    assert [one.day for one in proposed(agreement, today=today) if one.kind == EventKind.DOCUMENT] == [
        expected
    ]


@pytest.mark.django_db
def test_what_is_written_down_is_not_proposed_again(agreement):
    meetings = agreement.commitments.earliest("pk")
    event_for(agreement, commitment=meetings, starts_on=date(2023, 3, 8))
    planned = event_for(agreement, commitment=meetings, starts_on=date(2023, 10, 8))
    Event.objects.filter(pk=planned.pk).update(starts_on=date(2023, 11, 8), state=EventState.PLANNED)

    found = Counter(one.kind for one in proposed(agreement, today=date(2023, 4, 1), has_session=True))

    assert found[EventKind.LP_MEETING] == 2
    assert EventKind.COUNCIL_SESSION not in found


@pytest.mark.django_db
def test_year_that_ends_in_august_is_planned_until_then(agreement):
    # by hand: 4 × 243/365 = 2,66, so three meetings; 2 × 243/365 = 1,33, so one
    rows = proposed(agreement, 2026, today=date(2026, 1, 1), recess=None)

    found = Counter(one.kind for one in rows)
    assert (found[EventKind.LP_MEETING], found[EventKind.EVALUATION_MEETING]) == (3, 1)
    assert max(one.day for one in rows) <= date(2026, 8, 31)


@pytest.mark.django_db
@pytest.mark.parametrize("year", range(2024, 2031))
@pytest.mark.parametrize("weekday", [0, 4])
def test_no_proposed_day_is_free_and_the_council_is_not_called_in_its_recess(year, weekday):
    version = draft(stated_years=10, timeline_to=None)
    monthly = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.CONSULTATION, "count": 1, "per": Per.MONTH}
    step(version, terms=[*AS_CHOMUTOV, monthly])
    recess = Window(date(year, 5, 1), date(year, 9, 15))

    result = year_result(in_force(version), year, today=date(year, 1, 1))
    rows = proposals(result, Settings(date(year, 1, 1), weekday, recess), has_session=False)

    assert len(rows) >= 19
    assert [one.day for one in rows if one.day.weekday() > 4 or holiday_on(one.day)] == []
    discussing = [one for one in rows if one.kind == EventKind.LP_MEETING and len(one.serves) == 2]
    sessions = [one for one in rows if one.kind == EventKind.COUNCIL_SESSION]
    assert len(discussing) == len(sessions) == 1
    assert not any(recess.start <= one.day <= recess.end for one in [*discussing, *sessions])


@pytest.mark.django_db
def test_yearly_discussion_without_meetings_is_an_event_of_its_own():
    version = draft()
    step(version, terms=[AS_CHOMUTOV[2]])

    rows = proposed(in_force(version), has_session=True)

    assert [one.kind for one in rows] == [EventKind.LP_DISCUSSION]


# --- The opened ---------------------------------------------------------------------------------------------


def address(agreement, year=2023):
    return reverse("planning:plan", args=[agreement.pk, year])


def as_sent(response, **changed) -> dict:
    """What a browser sends of the opened as it is."""
    form, rows = response.context["form"], response.context["rows"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    sent |= {
        "radky-TOTAL_FORMS": len(rows.forms),
        "radky-INITIAL_FORMS": len(rows.forms),
        "shown": rows.warned,
    }
    for row in rows.forms:
        for name in row.fields:
            value = row[name].value()
            if value not in (None, "", False):
                sent[row.add_prefix(name)] = value
    return {**sent, "krok": "naplanovat", **changed}


@pytest.fixture
def new_year():
    with time_machine.travel(NEW_YEAR, tick=False):
        yield


@pytest.fixture
def opened(client, manager, agreement, new_year):
    client.force_login(manager)
    return client.get(address(agreement))


@pytest.mark.django_db
def test_plan_is_written_at_once_with_what_it_serves(client, opened, agreement):
    response = client.post(address(agreement), as_sent(opened), follow=True)

    events = Event.objects.all()
    assert Counter(events.values_list("kind", "state")) == {
        (EventKind.LP_MEETING, EventState.PLANNED): 4,
        (EventKind.EVALUATION_MEETING, EventState.PLANNED): 2,
        (EventKind.DOCUMENT, EventState.PLANNED): 1,
        (EventKind.COUNCIL_SESSION, EventState.PLANNED): 1,
    }
    assert Fulfilment.objects.filter(state=FulfilmentState.PROPOSED).count() == 4 + 1 + 2 + 1
    [item] = AgendaItem.objects.all()
    assert item.matter == Matter.AGREEMENT_FULFILMENT
    assert "Naplánováno: 8 událostí." in text_of(response)
    # nothing is left to plan
    assert client.get(address(agreement)).context["rows"].forms == []


@pytest.mark.django_db
def test_form_sent_twice_plans_once_and_is_taken_back_but_for_what_was_touched(client, opened, agreement):
    sent = as_sent(opened)
    client.post(address(agreement), sent)
    client.post(address(agreement), sent)
    assert Event.objects.count() == 8
    touched = Event.objects.filter(kind=EventKind.LP_MEETING).first()
    AttendanceFactory(event=touched)

    undo = reverse("planning:plan_take_back", args=[agreement.pk, 2023, sent["form_key"]])
    response = client.post(undo, follow=True)

    assert list(Event.objects.all()) == [touched]
    assert "pryč 7 událostí" in text_of(response)
    assert "zůstává: mezitím se s ní už pracovalo" in text_of(response)


@pytest.mark.django_db
def test_rows_left_out_are_not_planned_and_may_be_unfinished(client, opened, agreement):
    rows = opened.context["rows"].forms
    sent = as_sent(opened, **{"radky-0-day": "nesmysl"})
    for number in range(len(rows) - 1):
        del sent[f"radky-{number}-keep"]

    client.post(address(agreement), sent)

    assert Event.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"radky-0-day": ""}, "Napište datum, nebo řádek vynechte."),
        ({"radky-0-day": "1. 1. 2023"}, "Plánovat lze jen od zítřka."),
        ({"radky-0-day": "3. 1. 2024"}, "Plánujete rok 2023."),
        ({"radky-0-day": "31. 2. 2023"}, "31. 2. 2023"),
        ({"radky-0-kind": "COUNCIL_REPORT"}, "Vyberte platnou možnost"),
        ({"radky-0-kind": "SEMINAR"}, "Událost tohoto druhu neplní"),
        ({"radky-0-serves": "999999"}, "Vyberte platnou možnost"),
        ({"recess_to": ""}, "Vyplňte začátek i konec, nebo nic."),
        ({"starts_at": "kolem poledne"}, "Napište čas jako 9:00."),
    ],
)
def test_fault_is_said_at_its_field_and_nothing_is_written(client, opened, agreement, changed, said):
    response = client.post(address(agreement), as_sent(opened, **changed))

    assert response.status_code == 200
    assert said in text_of(response)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_commitment_of_another_unit_is_no_choice(client, opened, agreement):
    version = draft()
    step(version, terms=AS_CHOMUTOV)
    foreign = in_force(version).commitments.first()

    response = client.post(address(agreement), as_sent(opened, **{"radky-0-serves": foreign.pk}))

    assert "Vyberte platnou možnost" in text_of(response)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_warning_nobody_has_seen_asks_once_more(client, opened, agreement):
    sent = as_sent(opened, **{"radky-0-day": "1. 5. 2023"})

    response = client.post(address(agreement), sent)
    assert "Státní svátek" in text_of(response)
    assert "Zatím jsme nic nezapsali" in text_of(response)
    assert not Event.objects.exists()

    client.post(address(agreement), as_sent(response))
    assert Event.objects.count() == 8


@pytest.mark.django_db
def test_what_somebody_planned_meanwhile_is_named_and_not_planned_twice(client, opened, agreement):
    other = member(agreement.unit, name="Petr Rychlý")
    since = EventFactory(
        unit=agreement.unit,
        kind=EventKind.EVALUATION_MEETING,
        state=EventState.PLANNED,
        starts_on=date(2023, 4, 6),
        created_by=other,
    )

    response = client.post(address(agreement), as_sent(opened))

    assert f"Mezitím naplánoval/a Petr Rychlý: {since.title}, 6. 4. 2023." in text_of(response)
    assert Event.objects.count() == 1
    client.post(address(agreement), as_sent(response))
    assert Event.objects.count() == 9


@pytest.mark.django_db
def test_row_is_added_and_what_was_typed_stays(client, opened, agreement):
    response = client.post(
        address(agreement), as_sent(opened, krok="pridat", **{"radky-0-title": "Jarní setkání"})
    )

    assert len(response.context["rows"].forms) == 9
    assert "Jarní setkání" in response.content.decode()
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_past_year_and_unknown_days_are_explained(client, manager, agreement, new_year):
    client.force_login(manager)
    assert "Rok už nelze plánovat" in text_of(client.get(address(agreement, 2022)))
    assert "Rok zatím nelze plánovat" in text_of(client.get(address(agreement, 2031)))


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_page_and_plan_cost_the_same_for_any_number_of_terms(
    client, new_year, django_assert_num_queries, number
):
    version = draft()
    step(version, terms=AS_CHOMUTOV[:1])
    for _ in range(number - 1):
        step(version, terms=[AS_CHOMUTOV[1]])
    agreement = in_force(version)
    PartnershipFactory(units=[agreement.unit])
    client.force_login(member(agreement.unit))

    with django_assert_num_queries(PAGE_QUERIES):
        opened = client.get(address(agreement))
    with django_assert_num_queries(SAVE_QUERIES):
        client.post(address(agreement), as_sent(opened))


PAGE_QUERIES, SAVE_QUERIES = 12, 19


@pytest.mark.django_db(transaction=True)
def test_plan_sent_at_once_from_two_windows_is_written_once(client, opened, agreement, manager):
    rows = [
        form for form in opened.context["rows"].forms if form["kind"].value() == EventKind.EVALUATION_MEETING
    ]
    given = [
        actions.PlannedRow(EventKind.EVALUATION_MEETING, form["day"].value(), commitments=()) for form in rows
    ]
    key, start = uuid.uuid4(), threading.Barrier(4)

    def send():
        start.wait()
        try:
            actions.plan_year(agreement, by=manager, rows=given, form_key=key, seen=0)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert Event.objects.count() == 2
    assert timezone.localdate() == NEW_YEAR

"""Meetings planned for a whole year, and what passed without a word."""

import threading
import uuid
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from agreements.vocabulary import TermKind
from partnerships.models import Event, EventSeries
from partnerships.vocabulary import EventKind, EventState, UnitRole
from planning import actions
from planning.models import Fulfilment
from planning.series import (
    Needed,
    holiday_on,
    is_working_day,
    needed_of,
    proposed_days,
    to_confirm,
    usual_period,
    warnings_of,
)
from tests.agreements.revising import agreement_from, in_force
from tests.factories import (
    EventFactory,
    GroupFactory,
    OccurrenceFactory,
    PartnershipFactory,
    UnitFactory,
    member,
)
from tests.planning.browsing import errors, text_of
from tests.planning.situations import agreement_with, event_for
from tests.planning.versions import revised, term, without_terms

WEDNESDAY = 2
YEAR = {"first": date(2027, 1, 1), "last": date(2027, 12, 31)}

# --- Days -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "weekday", "expected"),
    [
        # by hand: the middles of the parts of 2027 and the nearest such days; Monday 29 March is Easter's
        (4, 2, [date(2027, 2, 17), date(2027, 5, 19), date(2027, 9, 1), date(2027, 11, 10)]),
        (2, 0, [date(2027, 4, 5), date(2027, 10, 4)]),
        (1, 3, [date(2027, 6, 24)]),
    ],
)
def test_days_are_spread_over_the_year(count, weekday, expected):
    found = proposed_days(**YEAR, count=count, weekday=weekday)

    assert len(found) == count
    assert [day.weekday() for day in found] == [weekday] * count
    assert found == expected


@pytest.mark.parametrize("weekday", range(5))
@pytest.mark.parametrize("count", [1, 2, 4, 6, 12, 24])
@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_days_are_those_on_which_people_meet(year, count, weekday):
    found = proposed_days(date(year, 1, 1), date(year, 12, 31), count=count, weekday=weekday)

    assert len(found) == count == len(set(found))
    assert found == sorted(found)
    for day in found:
        assert is_working_day(day), day
        assert day.month not in (7, 8), day
        assert not (day.month == 12 and day.day >= 20), day
        assert not (day.month == 1 and day.day <= 2), day


def test_summer_is_used_only_when_other_weeks_do_not_suffice():
    in_summer = proposed_days(date(2027, 6, 28), date(2027, 9, 5), count=4, weekday=WEDNESDAY)

    assert [day.month for day in in_summer] == [7, 7, 8, 8]
    assert len(proposed_days(date(2027, 12, 13), date(2027, 12, 31), count=4, weekday=WEDNESDAY)) == 1


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 3, 29), "Velikonoční pondělí"),
        (date(2027, 3, 26), "Velký pátek"),
        (date(2026, 9, 28), "Den české státnosti"),
        (date(2026, 11, 18), ""),
    ],
)
def test_czech_holidays_are_known_by_name(day, name):
    assert holiday_on(day) == name


def test_usual_period_is_the_rest_of_the_year_or_the_next_one():
    assert usual_period(date(2026, 3, 9)) == (date(2026, 3, 10), date(2026, 12, 31))
    assert usual_period(date(2026, 11, 1)) == (date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.django_db
def test_warnings_say_what_speaks_against_a_day(django_assert_num_queries):
    unit = UnitFactory()
    other = date(2027, 5, 19)
    EventFactory(unit=unit, starts_on=other, title="Workshop", state=EventState.PLANNED)
    EventFactory(unit=unit, starts_on=other, state=EventState.CANCELLED, cancelled_reason="Nemoc")
    EventFactory(starts_on=other, title="Cizí")
    days = [
        date(2027, 5, 8),
        date(2027, 7, 14),
        date(2027, 12, 22),
        other,
        date(2027, 5, 20),
        date(2026, 1, 5),
    ]

    with django_assert_num_queries(1):
        found = warnings_of(days, unit, today=date(2026, 11, 21))

    assert found.by_day == {
        date(2027, 5, 8): ("Státní svátek: Den vítězství.", "Je to víkend."),
        date(2027, 7, 14): ("Prázdniny, mnoho lidí bude pryč.",),
        date(2027, 12, 22): ("Mezi svátky se málokdo sejde.",),
        other: ("V tento den už je: Workshop.",),
        date(2027, 5, 20): (),
        date(2026, 1, 5): ("Tento den už byl.",),
    }


# --- How many ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_needed_is_what_the_agreement_expects_less_what_is_written(agreement):
    event_for(agreement, starts_on=date(2023, 3, 1))
    event_for(agreement, starts_on=date(2023, 6, 1), state="PROPOSED")
    unit = agreement.unit

    assert needed_of(unit, EventKind.LP_MEETING, 2023, today=date(2023, 7, 1)) == Needed(2023, 4, 2)
    assert (
        needed_of(unit, EventKind.LP_MEETING, 2022, today=date(2023, 7, 1)).missing == 3
    )  # shortened first year
    assert needed_of(unit, EventKind.RESEARCH, 2023, today=date(2023, 7, 1)) is None
    assert needed_of(UnitFactory(), EventKind.LP_MEETING, 2023, today=date(2023, 7, 1)) is None


# --- Did it take place? -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_planned_events_whose_day_passed_are_asked_about():
    unit, today = UnitFactory(), date(2026, 11, 21)
    partnership = PartnershipFactory(units=[unit, UnitFactory()])
    planned = {"state": EventState.PLANNED}
    older = EventFactory(unit=unit, starts_on=date(2026, 10, 1), **planned)
    shared = EventFactory(partnership=partnership, starts_on=date(2026, 11, 20), **planned)
    EventFactory(unit=unit, starts_on=today, **planned)
    EventFactory(unit=unit, starts_on=date(2026, 11, 19), ends_on=today, **planned)
    EventFactory(unit=unit, starts_on=date(2026, 10, 1))
    EventFactory(starts_on=date(2026, 10, 1), **planned)

    assert list(to_confirm([unit], today)) == [older, shared]


@pytest.mark.django_db
def test_answer_yes_leads_to_the_attendance(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, state=EventState.PLANNED, starts_on=timezone.localdate())
    asked = text_of(client.get(reverse("planning:event", args=[event.pk])))

    response = client.post(reverse("planning:event_held", args=[event.pk]))
    event.refresh_from_db()

    assert "Uskutečnilo se?" in asked
    assert (event.state, event.revision) == (EventState.HELD, 1)
    assert response["Location"] == reverse("planning:attendance", args=[event.pk])
    assert "Uskutečnilo se?" not in text_of(client.get(reverse("planning:event", args=[event.pk])))


@pytest.mark.django_db
def test_what_is_still_to_come_has_not_taken_place(client, agreement, manager):
    tomorrow = timezone.localdate() + timedelta(days=1)
    event = EventFactory(unit=agreement.unit, state=EventState.PLANNED, starts_on=tomorrow)

    response = client.post(reverse("planning:event_held", args=[event.pk]), follow=True)
    event.refresh_from_db()

    assert event.state == EventState.PLANNED
    assert "Co se teprve bude konat" in text_of(response)
    assert "Uskutečnilo se?" not in text_of(response)


# --- Planning ---------------------------------------------------------------------------------------------


def plan(agreement, by, days, **fields):
    fields = {"kind": EventKind.COOPERATION_MEETING, "title": "Řada", "form_key": uuid.uuid4(), **fields}
    return actions.plan_series(agreement.unit, by=by, days=days, **fields)


DAYS = [date(2023, 2, 15), date(2023, 5, 17), date(2023, 9, 6), date(2023, 11, 15)]


@pytest.mark.django_db
def test_each_meeting_proposes_what_a_single_one_would(agreement, partnership):
    manager = member(agreement.unit)
    given = {"kind": EventKind.LP_MEETING, "partnership": partnership}

    series = plan(agreement, manager, DAYS, starts_at=time(9), place="Radnice", **given)
    planned = {"starts_on": DAYS[0], "state": EventState.PLANNED, "title": "", **given}
    single = actions.record_event(agreement.unit, by=manager, today=date(2023, 1, 1), **planned)

    def proposed(event):
        return list(event.fulfilments.values_list("commitment", "state", "confirmed_by"))

    events = list(series.events.order_by("starts_on"))
    assert [(one.starts_on, one.starts_at, one.place, one.state) for one in events] == [
        (day, time(9), "Radnice", EventState.PLANNED) for day in DAYS
    ]
    assert [proposed(one) for one in events] == [proposed(single)] * 4
    assert proposed(single) != []
    assert events[0].title == single.title == "Jednání lokálního partnerství 15.\u00a02.\u00a02023"


@pytest.mark.django_db
def test_meetings_propose_what_is_promised_on_their_day():
    """A revision of 1 July 2024 leaves the meetings out, so those after it fulfil nothing."""
    version = agreement_from(date(2023, 1, 1), years=5)
    term(version)
    in_force(version)
    revised(version, changing=without_terms)
    agreement, partnership = version.agreement, PartnershipFactory(units=[version.agreement.unit])
    days = [date(2024, 5, 15), date(2024, 6, 12), date(2024, 9, 11), date(2024, 11, 13)]

    series = plan(agreement, member(agreement.unit), days, kind=EventKind.LP_MEETING, partnership=partnership)

    assert [one.fulfilments.count() for one in series.events.order_by("starts_on")] == [1, 1, 0, 0]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3, 4])
def test_planning_costs_the_same_for_any_number_of_days(
    agreement, partnership, number, django_assert_num_queries
):
    by, given = member(agreement.unit), {"kind": EventKind.LP_MEETING, "partnership": partnership}

    # two of a savepoint, series, events, units of the partnership, the days on which the wording changes,
    # candidates (terms and commitments, once where none of those days is between), proposals
    with django_assert_num_queries(9):
        plan(agreement, by, DAYS[:number], **given)


@pytest.mark.django_db(transaction=True)
def test_form_sent_twice_at_once_plans_one_series():
    agreement = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.COOPERATION_MEETING, count=4)
    manager, key, found = member(agreement.unit), uuid.uuid4(), []
    start = threading.Barrier(2)

    def send():
        start.wait()
        found.append(plan(agreement, manager, DAYS, form_key=key).pk)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(found)) == 1
    assert (EventSeries.objects.count(), Event.objects.count(), Fulfilment.objects.count()) == (1, 4, 4)


@pytest.mark.django_db
def test_form_sent_again_with_other_days_says_what_the_first_one_planned(agreement):
    manager, key = member(agreement.unit), uuid.uuid4()

    first = plan(agreement, manager, DAYS[:3], form_key=key)
    again = plan(agreement, manager, DAYS[:1], form_key=key)

    assert (first.pk, first.planned) == (again.pk, again.planned)
    assert again.planned == 3


@pytest.mark.django_db
def test_moving_or_cancelling_one_leaves_the_others(agreement):
    manager = member(agreement.unit)
    series = plan(agreement, manager, DAYS)
    first, second, *_ = series.events.order_by("starts_on")

    actions.edit_event(
        first,
        by=manager,
        today=date(2023, 1, 1),
        revision=0,
        commitments=[],
        units=[agreement.unit],
        starts_on=date(2023, 2, 22),
        title=first.title,
    )
    actions.cancel_event(second, by=manager, reason="Nemoc")

    found = list(series.events.order_by("starts_on").values_list("starts_on", "state", "title"))
    assert found == [
        (date(2023, 2, 22), "PLANNED", "Jednání o spolupráci 22.\u00a02.\u00a02023"),
        (DAYS[1], "CANCELLED", "Jednání o spolupráci 17.\u00a05.\u00a02023"),
        (DAYS[2], "PLANNED", "Jednání o spolupráci 6.\u00a09.\u00a02023"),
        (DAYS[3], "PLANNED", "Jednání o spolupráci 15.\u00a011.\u00a02023"),
    ]


# --- The page ---------------------------------------------------------------------------------------------

NEXT = timezone.localdate().year + 1


def asked(body="spoluprace", **fields):
    return {
        "body": body,
        "first": f"1. 1. {NEXT}",
        "last": f"31. 12. {NEXT}",
        "count": "3",
        "weekday": "2",
        "starts_at": "9:00",
        "place": "Radnice",
        "form_key": uuid.uuid4(),
        "krok": "navrhnout",
        **fields,
    }


def confirmed(page, **fields):
    """What the browser sends from the page with proposed days."""
    days = page.context["days"]
    sent = {"krok": "naplanovat", "number": days.size, "shown": days.shown_days}
    for row, (day, *_) in enumerate(days.rows()):
        sent |= {f"day-{row}": f"{day.value():%d.%m.%Y}", f"keep-{row}": "on"}
    return {**page.wsgi_request.POST.dict(), **sent, **fields}


@pytest.fixture
def url(agreement):
    return reverse("planning:series_add", args=[agreement.unit_id])


@pytest.mark.django_db
def test_days_are_proposed_moved_left_out_and_planned(client, manager, url):
    page = client.post(url, asked())
    assert not Event.objects.exists()
    sent = confirmed(
        page, **{"day-0": f"{page.context['days'].fields['day-0'].initial + timedelta(days=1):%d.%m.%Y}"}
    )
    del sent["keep-1"]

    response = client.post(url, sent)
    again = client.post(url, sent)

    series = EventSeries.objects.get()
    proposed = [page.context["days"].fields[f"day-{row}"].initial for row in range(3)]
    assert response["Location"] == again["Location"] == reverse("planning:series", args=[series.pk])
    assert list(series.events.order_by("starts_on").values_list("starts_on", flat=True)) == [
        proposed[0] + timedelta(days=1),
        proposed[2],
    ]
    assert series.title == f"Jednání o spolupráci {NEXT}"


@pytest.mark.django_db
@pytest.mark.parametrize("count", ["1", "3"])
def test_confirmed_form_costs_the_same_for_any_number_of_days(
    client, manager, url, count, django_assert_num_queries
):
    sent = confirmed(client.post(url, asked(count=count)))

    # session, person, unit, partnerships, groups, what else is on those days; six of planning
    with django_assert_num_queries(12):
        client.post(url, sent)

    assert Event.objects.count() == int(count)


@pytest.mark.django_db
def test_day_with_a_warning_is_planned_when_it_is_confirmed_again(client, manager, url):
    page = client.post(url, asked())
    sent = confirmed(page, **{"day-0": f"1. 1. {NEXT}"})

    warned = client.post(url, sent)
    assert "Státní svátek" in text_of(warned)
    assert not Event.objects.exists()

    client.post(url, {**sent, "shown": warned.context["days"].shown_days})
    assert Event.objects.filter(starts_on=date(NEXT, 1, 1)).count() == 1


@pytest.mark.django_db
def test_number_follows_from_the_agreement(client, url, agreement, manager, partnership):
    body = f"partnerstvi-{partnership.pk}"
    usual = client.post(url, asked(body, count=""))
    OccurrenceFactory(commitment=agreement.commitments.get(), year=NEXT, expected=6)

    page = client.post(url, asked(body, count=""))

    assert usual.context["form"].needed is None
    assert usual.context["days"].size == 4, "nothing is known of the next year, so what is usual"
    assert (page.context["days"].size, page.context["form"].needed) == (6, Needed(NEXT, 6, 0))
    assert f"Popis spolupráce očekává v&nbsp;roce {NEXT}" in text_of(page)


@pytest.mark.django_db
def test_days_may_be_proposed_again_without_a_number(client, manager, url):
    page = client.post(url, asked(count=""))

    again = client.post(url, confirmed(page, krok="navrhnout"))

    assert again.context["days"].size == page.context["days"].size == 1
    assert client.post(url, confirmed(again)).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "field", "problem"),
    [
        ({"last": f"31. 12. {NEXT - 1}"}, "last", "Konec nemůže být dřív než začátek."),
        ({"last": f"31. 12. {NEXT + 3}"}, "last", "Naplánovat lze nejvýše dva roky najednou."),
        ({"count": "25"}, "count", "Hodnota musí být menší nebo rovna 24."),
        (
            {"body": "partnerstvi-999999"},
            "body",
            'Vyberte platnou možnost, "partnerstvi-999999" není k dispozici.',
        ),
        ({"starts_at": "", "ends_at": "10"}, "starts_at", "Napište i začátek."),
        ({"form_key": "x"}, "form_key", "Zadejte platné UUID."),
    ],
)
def test_nonsense_is_refused_where_it_was_typed(client, manager, url, changed, field, problem):
    response = client.post(url, asked(**changed))

    assert errors(response) == {field: [problem]}
    assert response.context["days"] is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"day-0": ""}, "Napište datum, nebo termín vynechte."),
        ({"day-0": "1. 1. 2020"}, "Tento den už byl."),
        ({"day-0": "kdysi"}, "Zadejte platné datum."),
        ({"keep-0": "", "keep-1": "", "keep-2": ""}, "Nechte aspoň jeden termín."),
    ],
)
def test_wrong_days_are_said_and_nothing_is_planned(client, manager, url, changed, problem):
    response = client.post(url, confirmed(client.post(url, asked()), **changed))

    assert problem in text_of(response)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_same_day_twice_is_refused(client, manager, url):
    page = client.post(url, asked())
    sent = confirmed(page)

    response = client.post(url, {**sent, "day-1": sent["day-0"]})

    assert "je tu dvakrát" in text_of(response)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_bodies_are_those_of_the_unit(client, agreement, manager, partnership, url):
    group = GroupFactory(partnership=partnership, name="Bydlení")
    foreign = GroupFactory(partnership=PartnershipFactory(units=[UnitFactory()]))

    offered = dict(client.get(url).context["form"].fields["body"].choices)
    refused = client.post(url, asked(f"skupina-{foreign.pk}"))

    assert offered == {
        f"partnerstvi-{partnership.pk}": "Lokální partnerství",
        f"skupina-{group.pk}": "pracovní skupina Bydlení",
        "hodnoceni": "hodnoticí jednání s ASZ",
        "spoluprace": "jednání o spolupráci",
    }
    assert list(errors(refused)) == ["body"]


@pytest.mark.django_db
def test_reader_plans_nothing(client, agreement, url):
    client.force_login(member(agreement.unit, UnitRole.READER))

    assert client.get(url).status_code == client.post(url, asked()).status_code == 403

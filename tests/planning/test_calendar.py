"""The calendar of a unit and of everything one sees."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.models import Attendance, Event
from partnerships.vocabulary import EventKind, EventState, TaskState, UnitRole
from planning.calendar import entries
from planning.models import Occurrence
from planning.vocabulary import EntryKind
from tests.factories import (
    AgreementFactory,
    AttendanceFactory,
    CommitmentFactory,
    EventFactory,
    FollowUpTaskFactory,
    GroupFactory,
    MembershipFactory,
    OccurrenceFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
    member,
)
from tests.planning.browsing import text_of

pytestmark = pytest.mark.django_db
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


@pytest.fixture
def unit():
    return UnitFactory(name="Lhota")


@pytest.fixture
def reader(unit, client):
    user = member(unit, UnitRole.READER)
    client.force_login(user)
    return user


def commitment_in_force(unit, ends=date(2027, 4, 12)):
    agreement = AgreementFactory(unit=unit, in_force=(date(2022, 4, 13), ends))
    return CommitmentFactory(agreement=agreement)


def shown(user, units, **days):
    return [(one.on, one.kind, one.title) for one in entries(user, units, **(days or YEAR))]


# --- What stands in it ------------------------------------------------------------------------------------


def test_everything_with_a_day_is_in_two_queries(unit, reader, django_assert_num_queries):
    partnership = PartnershipFactory(units=[unit])
    group = GroupFactory(partnership=partnership, name="Bydlení")
    of_unit = {"unit": unit, "starts_on": date(2026, 3, 9)}
    EventFactory(**of_unit, kind=EventKind.LP_MEETING, partnership=partnership, title="LP", starts_at=time(9))
    EventFactory(**of_unit, kind=EventKind.WG_MEETING, partnership=partnership, group=group, title="PS")
    EventFactory(**of_unit, kind=EventKind.EVALUATION_MEETING, title="Hodnocení")
    EventFactory(**of_unit, kind=EventKind.WORKSHOP, title="Workshop")
    EventFactory(**of_unit, kind=EventKind.RESEARCH, title="Výzkum")
    EventFactory(**of_unit, kind=EventKind.PUBLIC_MEETING, title="Setkání")
    commitment = commitment_in_force(unit, ends=date(2026, 10, 2))
    OccurrenceFactory(commitment=commitment, year=2026, expected=1, due_on=date(2026, 9, 30))
    OccurrenceFactory(commitment=CommitmentFactory(agreement=commitment.agreement), year=2026, expected=4)
    OccurrenceFactory(commitment=CommitmentFactory(agreement=commitment.agreement), year=2026, expected=2)
    event = EventFactory(unit=unit, starts_on=date(2020, 1, 1))
    FollowUpTaskFactory(event=event, text="Podklady", due_on=date(2026, 5, 5))

    with django_assert_num_queries(2):
        found = shown(reader, [unit])

    assert found == [
        (date(2026, 3, 9), EntryKind.GROUP, "PS"),
        (date(2026, 3, 9), EntryKind.WITH_AGENCY, "Hodnocení"),
        (date(2026, 3, 9), EntryKind.TRAINING, "Workshop"),
        (date(2026, 3, 9), EntryKind.DOCUMENT, "Výzkum"),
        (date(2026, 3, 9), EntryKind.PUBLIC, "Setkání"),
        (date(2026, 3, 9), EntryKind.PARTNERSHIP, "LP"),  # at nine, after what takes the day
        (date(2026, 5, 5), EntryKind.TASK, "Úkol: Podklady"),
        (date(2026, 9, 30), EntryKind.DEADLINE, "Termín: závazek bez názvu"),
        (date(2026, 10, 1), EntryKind.DEADLINE, "Konec období pro závazky roku 2026"),
        (date(2026, 10, 1), EntryKind.AGREEMENT, "Poslední den platnosti popisu spolupráce"),
    ]


def test_deadline_is_named_by_the_newest_wording(agreement):
    """The commitment of the made agreement is due by the year; here it gets a day."""
    row = agreement.commitments.get().occurrences.get(year=2023)
    Occurrence.objects.filter(pk=row.pk).update(due_on=date(2023, 6, 30))
    term = agreement.versions.get().activity_steps.get().terms.get()

    day = date(2023, 6, 30)
    titles = [title for *_, title in shown(member(agreement.unit), [agreement.unit], first=day, last=day)]

    assert titles == [f"Termín: {term.step.activity.name} – {term.raw_text}"]


def test_what_is_not_owed_or_done_has_no_deadline(unit, reader):
    commitment = commitment_in_force(unit)
    for number, fields in enumerate(({"expected": 0}, {"expected": None}, {"expected": 3, "override": 0})):
        row = {**fields, "override_reason": "", "year": 2026}
        if "override" in fields:
            row |= {"override_reason": "Covid", "override_at": timezone.now(), "override_by": UserFactory()}
        OccurrenceFactory(
            commitment=CommitmentFactory(agreement=commitment.agreement),
            due_on=date(2026, 6, 1 + number),
            **row,
        )
    for state in (TaskState.DONE, TaskState.CANCELLED):
        FollowUpTaskFactory(
            event=EventFactory(unit=unit),
            state=state,
            closed_on=date(2026, 1, 1),
            result_text="Hotovo",
            due_on=date(2026, 5, 5),
        )
    FollowUpTaskFactory(event=EventFactory(unit=unit), due_on=None)

    assert shown(reader, [unit]) == []


def test_event_of_more_days_is_in_each_month_it_touches(unit, reader):
    EventFactory(unit=unit, starts_on=date(2026, 4, 30), ends_on=date(2026, 5, 2), title="Výjezd")

    def in_days(first, last):
        return [title for *_, title in shown(reader, [unit], first=first, last=last)]

    assert (
        in_days(date(2026, 4, 1), date(2026, 4, 30))
        == in_days(date(2026, 5, 1), date(2026, 5, 31))
        == ["Výjezd"]
    )
    assert in_days(date(2026, 5, 3), date(2026, 5, 31)) == []


def test_stranger_has_nothing_in_it_and_a_shared_meeting_names_only_units_seen(unit, reader):
    other = UnitFactory(name="Cizí Lhota")
    shared = PartnershipFactory(units=[unit, other])
    EventFactory(unit=other, kind=EventKind.LP_MEETING, partnership=shared, starts_on=date(2026, 3, 9))
    EventFactory(unit=other, starts_on=date(2026, 3, 10))
    FollowUpTaskFactory(event=EventFactory(unit=other), due_on=date(2026, 3, 11))

    [found] = entries(reader, [unit], **YEAR)

    assert found.unit_names == ("Lhota",)
    assert len(entries(reader, [unit, other], **YEAR)) == 1, "rows of a unit one does not see"
    assert entries(member(UnitFactory()), [unit, other], **YEAR) == []


# --- Pages ------------------------------------------------------------------------------------------------


def months(client, unit, **query):
    page = client.get(reverse("planning:calendar", args=[unit.pk]), query)
    return page, [entry.title for _, day in page.context["days"] for entry in day]


def test_month_is_shown_by_days_with_the_ways_to_others(client, unit, reader):
    EventFactory(unit=unit, starts_on=date(2026, 12, 31), title="Silvestr")
    EventFactory(unit=unit, starts_on=date(2027, 1, 1), title="Nový rok")

    page, titles = months(client, unit, mesic="2026-12")

    assert titles == ["Silvestr"]
    assert "čtvrtek 31.&nbsp;12." in page.content.decode().lower()
    assert "?mesic=2026-11" in text_of(page)
    assert "?mesic=2027-01" in text_of(page)


@pytest.mark.parametrize("nonsense", ["2026-13", "0000-01", "9999-01", "2026-1", "x", "2026-01-01'"])
def test_month_that_makes_no_sense_is_this_one(client, unit, reader, nonsense):
    page, _ = months(client, unit, mesic=nonsense)

    assert page.context["first"] == timezone.localdate().replace(day=1)


def test_kinds_are_chosen_and_the_choice_goes_along(client, unit, reader):
    EventFactory(unit=unit, starts_on=date(2026, 3, 9), kind=EventKind.WORKSHOP, title="Workshop")
    EventFactory(unit=unit, starts_on=date(2026, 3, 9), title="Jednání")

    page, titles = months(client, unit, mesic="2026-03", druh="TRAINING")

    assert titles == ["Workshop"]
    assert "?mesic=2026-04&amp;druh=TRAINING" in text_of(page)
    assert sorted(months(client, unit, mesic="2026-03", druh="NESMYSL")[1]) == ["Jednání", "Workshop"]
    assert "Zobrazit vše" in text_of(months(client, unit, mesic="2026-04", druh="TRAINING")[0])


def test_cancelled_meeting_says_so(client, unit, reader):
    EventFactory(
        unit=unit,
        starts_on=date(2026, 3, 9),
        state=EventState.CANCELLED,
        cancelled_reason="Nemoc",
        title="Schůze",
    )

    page, titles = months(client, unit, mesic="2026-03")
    year = client.get(reverse("planning:calendar_year", args=[unit.pk, 2026]))

    assert titles == ["Schůze"]
    assert "zrušeno" in text_of(page)
    assert "(z&nbsp;toho zrušeno: 1)" in text_of(year)


def test_year_counts_by_months_and_kinds(client, unit, reader):
    EventFactory.create_batch(2, unit=unit, starts_on=date(2026, 3, 9), kind=EventKind.WORKSHOP)
    EventFactory(unit=unit, starts_on=date(2026, 3, 20))
    EventFactory(unit=unit, starts_on=date(2025, 12, 30), ends_on=date(2026, 1, 2))

    page = client.get(reverse("planning:calendar_year", args=[unit.pk, 2026]))

    found = {month["name"]: month["kinds"] for month in page.context["months"] if month["kinds"]}
    assert found == {
        "leden": [(EntryKind.WITH_AGENCY, 1, 0)],
        "březen": [(EntryKind.WITH_AGENCY, 1, 0), (EntryKind.TRAINING, 2, 0)],
    }
    assert f"{reverse('planning:calendar', args=[unit.pk])}?mesic=2026-03" in text_of(page)


def test_my_calendar_is_of_all_one_sees_and_filtered_by_unit(client, unit):
    other, foreign = UnitFactory(name="Doubrava"), UnitFactory(name="Cizí")
    user = member(unit, UnitRole.CONSULTANT)
    member_of_both = {"user": user, "unit": other, "role": UnitRole.CONSULTANT}

    MembershipFactory(**member_of_both)
    client.force_login(user)
    for one in (unit, other, foreign):
        EventFactory(unit=one, starts_on=date(2026, 3, 9), title=f"V {one.name}")

    def titles(**query):
        page = client.get(reverse("planning:my_calendar"), {"mesic": "2026-03", **query})
        return sorted(entry.title for _, day in page.context["days"] for entry in day)

    assert titles() == ["V Doubrava", "V Lhota"]
    assert titles(celek=other.pk) == ["V Doubrava"]
    assert titles(celek=foreign.pk) == titles(celek="x") == ["V Doubrava", "V Lhota"]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "args", "cost"),
    [
        # session, user, unit, events, deadlines, units of the header
        ("calendar", lambda unit: [unit.pk], 6),
        ("calendar_year", lambda unit: [unit.pk, 2026], 6),
        # session, user, units, events, deadlines, units of the header
        ("my_calendar", lambda unit: [], 6),
        ("my_calendar_year", lambda unit: [2026], 6),
    ],
)
def test_page_costs_the_same_for_any_number_of_rows(
    client, unit, reader, rows, name, args, cost, django_assert_num_queries
):
    partnership = PartnershipFactory(units=[unit])
    for _ in range(rows):
        event = EventFactory(
            unit=unit, partnership=partnership, kind=EventKind.LP_MEETING, starts_on=date(2026, 3, 9)
        )
        FollowUpTaskFactory(event=event, due_on=date(2026, 3, 9))
        AttendanceFactory(event=event)
    OccurrenceFactory(commitment=commitment_in_force(unit), year=2026, expected=4, due_on=date(2026, 3, 31))

    with django_assert_num_queries(cost):
        client.get(reverse(f"planning:{name}", args=args(unit)), {"mesic": "2026-03"})


def test_empty_month_says_how_to_begin(client, unit, reader):
    assert "Naplánovat řadu jednání" not in text_of(months(client, unit, mesic="2026-03")[0])
    client.force_login(member(unit))

    page = text_of(months(client, unit, mesic="2026-03")[0])

    assert "V tomto měsíci nic není" in page
    assert reverse("planning:series_add", args=[unit.pk]) in page


def test_ten_years_with_200_meetings_and_4000_attendances(client, unit, reader, django_assert_num_queries):
    partnership = PartnershipFactory(units=[unit])
    fields = {"unit": unit, "partnership": partnership, "kind": EventKind.LP_MEETING}
    # ten years by 36 days, two meetings on each day
    days = [date(2017, 1, 9) + timedelta(days=36 * (number // 2)) for number in range(200)]
    events = Event.objects.bulk_create(EventFactory.build(**fields, starts_on=day) for day in days)
    Attendance.objects.bulk_create(
        AttendanceFactory.build(event=event, name_text=f"Osoba {number}")
        for event in events
        for number in range(20)
    )

    with django_assert_num_queries(6):
        year = client.get(reverse("planning:calendar_year", args=[unit.pk, 2026]))
    with django_assert_num_queries(6):
        months(client, unit, mesic="2026-03")

    counted = sum(number for month in year.context["months"] for _, number, _ in month["kinds"])
    assert counted == sum(day.year == 2026 for day in days) > 15

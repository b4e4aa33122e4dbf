"""Seats on any day, changes of a year and the quorum, against a table written by hand; see ten_years.py."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.changes import changes_in
from partnerships.quorum import quorum_on
from partnerships.structure import structure_on
from partnerships.vocabulary import EventKind, EventState
from tests.factories import AttendanceFactory, EventFactory, UnitFactory, member
from tests.partnerships.ten_years import on, ten_years

pytestmark = pytest.mark.django_db
NOT_YET = GONE = None

# day: (seats, filled, filled with a vote, how many must be present) of the partnership, „Bydlení“ and „Dluhy“
TABLE = {
    "31.12.2015": ((0, 0, 0, None), NOT_YET, NOT_YET),
    "1.1.2016": ((11, 10, 7, None), NOT_YET, NOT_YET),
    "29.2.2016": ((11, 10, 7, None), NOT_YET, NOT_YET),
    "1.3.2016": ((11, 10, 7, 4), NOT_YET, NOT_YET),
    "31.5.2016": ((11, 10, 7, 4), NOT_YET, NOT_YET),
    "1.6.2016": ((12, 11, 8, 5), NOT_YET, NOT_YET),
    "31.12.2016": ((12, 11, 8, 5), NOT_YET, NOT_YET),
    "1.1.2017": ((12, 11, 8, 5), (3, 2, 2, 2), NOT_YET),
    "28.2.2017": ((12, 11, 8, 5), (3, 2, 2, 2), NOT_YET),
    "1.3.2017": ((12, 12, 9, 5), (3, 2, 2, 2), NOT_YET),
    "1.7.2017": ((12, 12, 9, 5), (3, 3, 3, 2), NOT_YET),
    "31.12.2017": ((12, 12, 9, 5), (3, 3, 3, 2), NOT_YET),
    "1.1.2018": ((12, 12, 9, 5), (4, 4, 3, 2), NOT_YET),
    "4.11.2018": ((12, 12, 9, 5), (4, 4, 3, 2), NOT_YET),
    "5.11.2018": ((12, 11, 8, 5), (4, 4, 3, 2), NOT_YET),
    "1.1.2019": ((12, 11, 8, 5), (5, 5, 4, 3), NOT_YET),
    "1.2.2019": ((12, 12, 9, 5), (5, 5, 4, 3), NOT_YET),
    "31.8.2019": ((12, 12, 9, 5), (5, 5, 4, 3), NOT_YET),
    "1.9.2019": ((12, 12, 9, 5), (5, 5, 4, 3), (3, 3, 3, 2)),
    "31.12.2019": ((12, 12, 9, 5), (5, 5, 4, 3), (3, 3, 3, 2)),
    "1.1.2020": ((11, 11, 9, 5), (5, 5, 4, 3), (3, 3, 3, 2)),
    "1.5.2020": ((11, 10, 8, 5), (5, 5, 4, 3), (3, 3, 3, 2)),
    "1.7.2020": ((12, 11, 9, 5), (5, 5, 4, 3), (3, 3, 3, 2)),
    "1.9.2020": ((12, 12, 10, 6), (5, 5, 4, 3), (3, 3, 3, 2)),
    "1.1.2021": ((13, 12, 10, 6), (4, 4, 3, 2), (3, 3, 3, 2)),
    "1.3.2021": ((13, 12, 10, 6), (4, 4, 3, 2), (4, 4, 4, 3)),
    "30.6.2021": ((13, 12, 10, 6), (4, 4, 3, 2), (4, 4, 4, 3)),
    "1.7.2021": ((13, 13, 11, 8), (4, 4, 3, 2), (4, 4, 4, 3)),
    "1.1.2022": ((13, 13, 11, 8), (4, 4, 3, 2), (5, 4, 4, 3)),
    "30.6.2022": ((13, 13, 11, 8), (4, 4, 3, 2), (5, 4, 4, 3)),
    "1.7.2022": ((13, 13, 11, 8), GONE, (5, 4, 4, 3)),
    "1.11.2022": ((13, 13, 11, 8), GONE, (5, 4, 4, 3)),
    "30.6.2023": ((13, 13, 11, 8), GONE, (5, 4, 4, 3)),
    "1.7.2023": ((12, 12, 10, 7), GONE, (5, 4, 4, 3)),
    "31.12.2023": ((12, 12, 10, 7), GONE, (5, 4, 4, 3)),
    "1.1.2024": ((12, 12, 10, 9), GONE, (5, 4, 4, None)),
    "30.6.2024": ((12, 12, 10, 9), GONE, (5, 4, 4, None)),
    "1.7.2024": ((11, 11, 9, 9), GONE, (5, 4, 4, None)),
    "31.12.2025": ((11, 11, 9, 9), GONE, (5, 4, 4, None)),
}
NEW, HOLDER, TERMS = "nové místo", "změna obsazení", "změna role nebo hlasu"
ENDED, FOUNDED, DISSOLVED = "místo skončilo", "nová pracovní skupina", "skupina zrušena"
# year: (day, what, which place or group, before, after)
YEARS = {
    2015: [],
    2016: [
        ("1.1.2016", NEW, "A01", "", "Adam"),
        ("1.1.2016", NEW, "A02", "", "Beneš"),
        ("1.1.2016", NEW, "A03", "", "Cibulka"),
        ("1.1.2016", NEW, "A04", "", "neobsazeno"),
        ("1.1.2016", NEW, "A05", "", "Daněk"),
        ("1.1.2016", NEW, "A06", "", "Eliáš"),
        ("1.1.2016", NEW, "A07", "", "Fiala"),
        ("1.1.2016", NEW, "A09", "", "Hruška"),
        ("1.1.2016", NEW, "A10", "", "Ivan"),
        ("1.1.2016", NEW, "A12", "", "Kos"),
        ("1.1.2016", NEW, "A15", "", "Lukeš"),
        ("1.6.2016", NEW, "A08", "", "jméno neuvedeno"),
    ],
    2017: [
        ("1.1.2017", FOUNDED, "Bydlení", "", ""),
        ("1.1.2017", NEW, "B1", "", "Cibulka"),
        ("1.1.2017", NEW, "B2", "", "Kos"),
        ("1.1.2017", NEW, "B3", "", "neobsazeno"),
        ("1.3.2017", HOLDER, "A04", "neobsazeno", "Řezníčková"),
        ("1.7.2017", HOLDER, "B3", "neobsazeno", "Sýkora"),
        ("31.12.2017", ENDED, "A10", "Ivan", ""),
    ],
    2018: [
        ("1.1.2018", NEW, "A11", "", "Janda"),
        ("1.1.2018", NEW, "B4", "", "Mach"),
        ("1.1.2018", HOLDER, "A08", "jméno neuvedeno", "Gregor"),
        ("1.4.2018", HOLDER, "A07", "Fiala", "Tůma"),
        ("5.11.2018", HOLDER, "A01", "Adam", "Urban"),
        ("5.11.2018", HOLDER, "A02", "Beneš", "neobsazeno"),
    ],
    2019: [
        ("1.1.2019", NEW, "B5", "", "Novák"),
        ("1.2.2019", HOLDER, "A02", "neobsazeno", "Vlk"),
        ("1.9.2019", FOUNDED, "Dluhy", "", ""),
        ("1.9.2019", NEW, "C1", "", "Gregor"),
        ("1.9.2019", NEW, "C2", "", "Oliva"),
        ("1.9.2019", NEW, "C3", "", "jméno neuvedeno"),
        ("31.12.2019", ENDED, "A05", "Daněk", ""),
    ],
    2020: [
        ("1.1.2020", TERMS, "A06", "člen/ka, bez hlasu", "člen/ka, s hlasem"),
        ("1.5.2020", HOLDER, "A04", "Řezníčková", "neobsazeno"),
        ("1.7.2020", NEW, "A13", "", "jméno neuvedeno"),
        ("1.9.2020", HOLDER, "A04", "neobsazeno", "Zeman"),
        ("31.12.2020", ENDED, "B5", "Novák", ""),
    ],
    2021: [
        ("1.1.2021", NEW, "A14", "", "neobsazeno"),
        ("1.3.2021", NEW, "C4", "", "Pokorný"),
        ("1.7.2021", HOLDER, "A14", "neobsazeno", "Oliva"),
        ("1.10.2021", HOLDER, "A07", "Tůma", "Žáková"),
    ],
    2022: [
        ("1.1.2022", NEW, "C5", "", "neobsazeno"),
        ("30.6.2022", ENDED, "B1", "Cibulka", ""),
        ("30.6.2022", ENDED, "B2", "Kos", ""),
        ("30.6.2022", ENDED, "B4", "Mach", ""),
        ("30.6.2022", ENDED, "B3", "Sýkora", ""),
        ("1.7.2022", DISSOLVED, "Bydlení", "", ""),
        ("1.11.2022", HOLDER, "A01", "Urban", "Čermák"),
    ],
    2023: [
        ("1.1.2023", HOLDER, "A09", "Hruška", "Šimek"),
        ("30.6.2023", ENDED, "A14", "Oliva", ""),
    ],
    2024: [
        ("1.3.2024", HOLDER, "C4", "Pokorný", "Ryba"),
        ("30.6.2024", ENDED, "A12", "Kos", ""),
    ],
    2025: [],
}
# day: who sits on some of the places
SITTING = {
    "4.11.2018": {"A01": "Adam", "A02": "Beneš", "A04": "Řezníčková", "A07": "Tůma", "A08": "Gregor"},
    "5.11.2018": {"A01": "Urban", "A02": "neobsazeno", "A04": "Řezníčková", "A07": "Tůma"},
    "30.4.2020": {"A01": "Urban", "A02": "Vlk", "A04": "Řezníčková", "C3": "jméno neuvedeno"},
    "31.8.2020": {"A04": "neobsazeno", "A13": "jméno neuvedeno", "B5": "Novák"},
    "31.10.2022": {"A01": "Urban", "A04": "Zeman", "A07": "Žáková", "A14": "Oliva"},
    "1.11.2022": {"A01": "Čermák", "A09": "Hruška", "C5": "neobsazeno"},
    "31.12.2025": {"A01": "Čermák", "A09": "Šimek", "C4": "Ryba", "A15": "Lukeš"},
}


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def manager(unit):
    return member(unit)


@pytest.fixture
def partnership(unit, manager):
    return ten_years(manager, unit)


def place(label: str) -> str:
    return label.split(",")[0].split()[0]


def name_of(text: str) -> str:
    return text.removeprefix("Jan ")


def test_seats_and_quorum_on_each_day(partnership):
    groups = {group.name: group for group in partnership.groups.all()}
    found = {}
    for text in TABLE:
        day = on(text)
        structure = structure_on(partnership, day)
        bodies = {body.group.name if body.group else "": body for body in structure.bodies}
        found[text] = tuple(
            _row(bodies[name], quorum_on(partnership, day, groups.get(name))) if name in bodies else None
            for name in ("", "Bydlení", "Dluhy")
        )
        rows = [row for row in found[text] if row]
        assert structure.seat_count == sum(row[0] for row in rows)
        assert structure.vacant_count == sum(row[0] - row[1] for row in rows)

    assert len(TABLE) >= 30
    assert found == TABLE


def _row(body, asked):
    filled = [seat for seat in body.seats if not seat.is_vacant]
    voting = [seat for seat in filled if seat.has_vote]
    assert asked is None or asked.base == len(voting)
    return len(body.seats), len(filled), len(voting), asked and asked.needed


def test_changes_of_each_year(partnership):
    found = {
        year: [
            (
                f"{change.day.day}.{change.day.month}.{change.day.year}",
                str(change.kind),
                place(change.seat.label) if change.seat else change.group.name,
                name_of(change.before),
                name_of(change.after),
            )
            for change in changes_in(partnership, year)
        ]
        for year in YEARS
    }

    assert found == YEARS


@pytest.mark.parametrize("text", SITTING)
def test_who_sits_where_on_the_day_of_the_address(client, manager, partnership, text):
    client.force_login(manager)

    response = client.get(reverse("partnerships:partnership", args=[partnership.pk]), {"den": text})

    seats = [seat for body in response.context["structure"].bodies for seat in body.seats]
    sitting = {place(seat.label): name_of(seat.holder_text) for seat in seats}
    assert {one: sitting[one] for one in SITTING[text]} == SITTING[text]


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        # session, user, partnership, its units, groups, their areas, seats, rules, meetings, header
        ("partnership", 10),
        # session, user, partnership, its units, groups, seats, the header's units
        ("partnership_changes", 7),
        # session, user, partnership, its units, rules, groups, seats, the header's units
        ("rule_list", 8),
    ],
)
def test_pages_of_ten_years_and_two_hundred_meetings(
    client, manager, unit, partnership, name, queries, django_assert_num_queries
):
    seats = list(partnership.seats.all()[:20])
    for number in range(200):
        day = on(f"{number % 28 + 1}.{number % 12 + 1}.{2016 + number % 10}")
        event = EventFactory(unit=unit, kind=EventKind.LP_MEETING, partnership=partnership, starts_on=day)
        if number < 3:
            for seat in seats:
                AttendanceFactory(event=event, seat=seat, name_text="")
    client.force_login(manager)
    url = reverse(f"partnerships:{name}", args=[partnership.pk])
    client.get(url)

    with django_assert_num_queries(queries):
        client.get(url)


def test_page_shows_the_last_and_the_next_meetings_and_counts_the_year(client, manager, unit, partnership):
    today = timezone.localdate()
    group = partnership.groups.first()

    def meeting(days, state=EventState.HELD, **fields):
        fields = {"kind": EventKind.LP_MEETING, **fields}
        day = today + timedelta(days=days)
        return EventFactory(unit=unit, partnership=partnership, starts_on=day, state=state, **fields)

    held = [meeting(-400 - number) for number in range(4)] + [
        meeting(0),
        meeting(0, kind=EventKind.WG_MEETING, group=group),
        meeting(-500, about_year=today.year),
    ]
    coming = [meeting(number, EventState.PLANNED) for number in (5, 1, 3, 9)]
    meeting(-3, EventState.PLANNED)
    meeting(0, EventState.CANCELLED, cancelled_reason="málo přihlášených")
    meeting(0, kind=EventKind.SEMINAR)
    EventFactory(unit=unit, starts_on=today)
    client.force_login(manager)

    found = client.get(reverse("partnerships:partnership", args=[partnership.pk])).context["meetings"]

    assert found.last == (held[5], held[4], held[0])
    assert found.coming == (coming[1], coming[2], coming[0])
    assert found.held_in_year == 3


def test_page_of_a_partnership_without_meetings(client, manager, partnership):
    client.force_login(manager)

    page = client.get(reverse("partnerships:partnership", args=[partnership.pk]))

    assert "uskutečnilo: 0\u00a0jednání" in page.content.decode()

"""The next days something of a reading is due."""

from datetime import date

import pytest

from agreements.reading import next_dates, read_cell
from agreements.validity import Window

KAMENICE = Window(date(2022, 4, 13), date(2027, 4, 12))
TODAY = date(2026, 11, 21)


def day(text: str) -> date:
    day, month, year = map(int, text.split("."))
    return date(year, month, day)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("4x ročně", ["31.12.2026", "12.4.2027"]),
        ("čtvrtletně", ["31.12.2026", "31.3.2027", "12.4.2027"]),
        ("pololetně", ["31.12.2026", "12.4.2027"]),
        ("každý měsíc", ["30.11.2026", "31.12.2026", "31.1.2027"]),
        ("2x za rok spolupráce", ["12.4.2027"]),
        ("jednou za dva roky", ["12.4.2027"]),
        ("každoročně do 31. 3.", ["31.3.2027"]),
        ("každoročně do 30. 11.", ["30.11.2026"]),
        ("1x za dobu spolupráce", ["12.4.2027"]),
        ("3 měsíce před koncem spolupráce", ["12.1.2027"]),
        ("do 5 let od zahájení spolupráce", []),
        ("do 30 dnů od schválení", []),
        ("prosinec 2026", ["31.12.2026"]),
        ("do 31. 12. 2030", ["31.12.2030"]),
        ("květen 2022", []),
        ("průběžně", []),
        ("do 31. 3.", []),
        ("nesmysl", []),
    ],
)
def test_next_days(text, days):
    (term,) = read_cell(text).terms

    assert next_dates(term, KAMENICE, TODAY) == tuple(map(day, days))


def test_first_days_of_a_cooperation_to_come():
    (term,) = read_cell("2x ročně").terms

    assert next_dates(term, Window(date(2027, 3, 1), date(2029, 2, 28)), TODAY) == (
        date(2027, 12, 31),
        date(2028, 12, 31),
        date(2029, 2, 28),
    )


def test_only_a_stated_day_is_told_before_the_cooperation_has_its_days():
    yearly, dated = (read_cell(text).terms[0] for text in ("2x ročně", "prosinec 2026"))

    assert (next_dates(yearly, None, TODAY), next_dates(dated, None, TODAY)) == ((), (date(2026, 12, 31),))


def test_end_of_february_is_the_last_day_it_has():
    (term,) = read_cell("každoročně do konce února").terms

    assert next_dates(term, Window(date(2027, 1, 1), date(2028, 12, 31)), TODAY) == (
        date(2027, 2, 28),
        date(2028, 2, 29),
    )

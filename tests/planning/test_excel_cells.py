"""A value written into a cell and read back says the same, whatever it is; a cell never breaks the reading."""

import datetime as days
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from planning.excel.cells import Column, Holds, WrongCell, clean_text, read, shown, text_of
from planning.excel.incoming import Workbook
from planning.excel.sheets import Book, Sheet
from planning.excel.timeline_sheet import Place, place_of

CHOICES = {"A": "první", "B": "druhá možnost"}
COLUMNS = {holds: Column(holds.name.lower(), holds.value, 10, holds, CHOICES) for holds in Holds}
ANYTHING = some.one_of(
    some.none(),
    some.text(),
    some.integers(),
    some.floats(),
    some.booleans(),
    some.dates(),
    some.times(),
    some.datetimes(),
    some.timedeltas(),
)
VALUES = {
    Holds.TEXT: some.text(max_size=200),
    Holds.DAY: some.dates(days.date(2000, 1, 1), days.date(2099, 12, 31)),
    Holds.TIME: some.builds(days.time, some.integers(0, 23), some.integers(0, 59)),
    Holds.NUMBER: some.decimals(-1000, 1000, places=1),
    Holds.CHOICE: some.sampled_from(["", "A", "B"]),
    Holds.CHOICES: some.lists(some.sampled_from(["A", "B"]), unique=True),
    Holds.FLAG: some.booleans(),
}


@given(some.sampled_from(list(Holds)), ANYTHING)
def test_any_cell_is_read_or_said_to_be_wrong(holds, raw):
    with suppress(WrongCell):
        text = read(COLUMNS[holds], raw)
        assert read(COLUMNS[holds], text) == text, "and stays so"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some.fixed_dictionaries({holds: VALUES[holds] for holds in Holds}))
def test_values_come_back_as_they_went_out(values):
    columns = list(COLUMNS.values())
    row = {COLUMNS[holds].name: value for holds, value in values.items()}
    book = Book("Zkouška")
    book.add(
        Sheet(
            "List",
            columns,
            [("klic", row), ("dalsi", {"den": days.date(2024, 1, 1), "day": days.date(2024, 1, 1)})],
        )
    )

    received = Workbook(book.content()).sheet("List", columns, required=())

    assert received.faults == []
    (line,) = [one for one in received.lines if one.key == "klic"] or [None]
    wanted = {column.name: text_of(column, row[column.name]) for column in columns}
    assert (line.texts if line else dict.fromkeys(wanted, "")) == wanted


@settings(deadline=None)
@given(some.text(alphabet="_x0D5F=+-@\r\n\t\x00\x0b ab", max_size=60))
def test_marks_of_control_characters_come_back(text):
    column = COLUMNS[Holds.TEXT]
    book = Book("Zkouška")
    book.add(Sheet("List", [column, COLUMNS[Holds.FLAG]], [("klic", {"text": text, "flag": True})]))

    (line,) = Workbook(book.content()).sheet("List", [column, COLUMNS[Holds.FLAG]], required=()).lines

    assert line.texts["text"] == clean_text(text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("15. 3. 2023", "15. 3. 2023"),
        ("15.3.2023", "15. 3. 2023"),
        ("15.\xa03.\xa02023", "15. 3. 2023"),
        ("2023-03-15", "15. 3. 2023"),
        (days.datetime(2023, 3, 15, 12, 30), "15. 3. 2023"),  # noqa: DTZ001
        ("29. 2. 2024", "29. 2. 2024"),
    ],
)
def test_days_as_people_write_them(raw, text):
    assert read(COLUMNS[Holds.DAY], raw) == text


@pytest.mark.parametrize(
    "raw", ["29. 2. 2023", "15. 3.", "března", 45000, 1.5, True, "3/15/2023", "15. 3. 23"]
)
def test_what_is_no_day(raw):
    with pytest.raises(WrongCell, match="není datum"):
        read(COLUMNS[Holds.DAY], raw)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("9:00", "9:00"), ("9.30", "9:30"), ("9", "9:00"), (9, "9:00"), (days.time(14, 5), "14:05"),
        (days.timedelta(hours=9, minutes=30), "9:30"), ("09:00:00", "9:00"),
    ],
)  # fmt: skip
def test_times_as_people_write_them(raw, text):
    assert read(COLUMNS[Holds.TIME], raw) == text


@pytest.mark.parametrize("raw", ["25:00", "ráno", 24, 9.5, "9:60", days.timedelta(days=2)])
def test_what_is_no_time(raw):
    with pytest.raises(WrongCell, match="není čas"):
        read(COLUMNS[Holds.TIME], raw)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (2, "2"),
        (2.0, "2"),
        ("2,50", "2,5"),
        ("1 234", "1234"),
        ("−5", "-5"),
        (Decimal("2.5"), "2,5"),
        (0.1 + 0.2, "0,3"),
    ],
)
def test_numbers_as_people_write_them(raw, text):
    assert read(COLUMNS[Holds.NUMBER], raw) == text


@pytest.mark.parametrize("raw", ["dvě", "1.2.3", float("nan"), float("inf"), 1e300, True, "=1"])
def test_what_is_no_number(raw):
    with pytest.raises(WrongCell, match="není číslo"):
        read(COLUMNS[Holds.NUMBER], raw)


def test_choice_is_found_whatever_its_case_and_spaces():
    assert read(COLUMNS[Holds.CHOICE], " DRUHÁ  možnost ") == "druhá možnost"
    assert shown(COLUMNS[Holds.CHOICES], ["A", "B"]) == "první; druhá možnost"
    with pytest.raises(WrongCell, match="první, druhá možnost"):
        read(COLUMNS[Holds.CHOICE], "třetí")


@given(some.text(max_size=120))
def test_any_key_is_ours_or_none(text):
    found = place_of(text)
    assert found is None or isinstance(found, Place)

"""Where the marks of a timeline stand, and that each can be told without its colour."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from planning.axis import APART, AXIS_X, WIDTH
from planning.drawing import TALLEST, drawn
from planning.picture import Cell, Column, Group, Mark, MarkKind, Picture, Row
from planning.shapes import LOOKS
from planning.vocabulary import StepStatus

DAYS = 365


def year(*marks, steps=1, lanes=1, today=date(2024, 5, 1), label="Krok"):
    months = [date(2023, month, 1) for month in range(1, 13)] + [date(2024, 1, 1)]
    columns = tuple(
        Column(f"{number}.", first, after - timedelta(days=1))
        for number, (first, after) in enumerate(pairwise(months), start=1)
    )
    cell = Cell("", StepStatus.ONGOING, marks=marks)
    rows = tuple(
        Row("Činnost" if not step and not lane else "", label, "ročně", 0 if lane else lanes, (cell,))
        for step in range(steps)
        for lane in range(lanes)
    )
    return Picture("Rok 2023", (Group("2023", columns),), rows, today)


def done(*days):
    return [Mark(MarkKind.DONE, day, "Jednání") for day in days]


def places(picture) -> list[float]:
    [sheet] = drawn(picture).sheets
    return [float(symbol.x) for symbol in sheet.symbols]


def test_each_kind_has_a_shape_and_a_word_of_its_own():
    shapes = {(look.path, look.glyph, look.glyph_fill != "none") for look in LOOKS.values()}
    labels = {kind.label for kind in MarkKind}

    assert set(LOOKS) == set(MarkKind)
    assert len(shapes) == len(labels) == len(MarkKind)


def test_first_and_last_day_lie_at_the_ends():
    first, last = places(year(*done(date(2023, 1, 1), date(2023, 12, 31))))

    assert first == pytest.approx(AXIS_X, abs=2)
    assert last == pytest.approx(WIDTH - 4, abs=8)


def test_day_lies_in_the_column_of_its_month():
    [place] = places(year(*done(date(2023, 7, 2))))
    width = WIDTH - 4 - AXIS_X

    assert place == pytest.approx(AXIS_X + width * 182.5 / DAYS, abs=0.1)


def test_marks_of_near_days_are_one_with_its_number():
    [sheet] = drawn(year(*done(date(2023, 7, 2), date(2023, 7, 3), date(2023, 7, 5)))).sheets

    assert [symbol.number for symbol in sheet.symbols] == ["3"]
    assert "2. 7. 2023 – splněno: Jednání; 3. 7. 2023" in sheet.symbols[0].title.replace("\xa0", " ")


@pytest.mark.parametrize("day", [date(2023, 1, 1), date(2023, 6, 15), date(2023, 12, 30)])
def test_marks_of_different_kinds_never_cover_each_other(day):
    marks = [Mark(kind, day, "Jednání") for kind in MarkKind]

    found = places(year(*marks))

    assert len(found) == len(MarkKind)
    assert all(after - before >= APART - 0.2 for before, after in pairwise(found))
    assert AXIS_X <= found[0] < found[-1] <= WIDTH


def test_what_came_later_than_the_year_has_a_column_of_its_own():
    [sheet] = drawn(year(*done(date(2024, 3, 1)))).sheets

    assert "později" in [text.text for text in sheet.texts]
    assert float(sheet.symbols[0].x) > WIDTH - 60


def test_today_is_drawn_within_the_years_only():
    labels = [
        [text.text for sheet in drawn(year(today=day)).sheets for text in sheet.texts if "dnes" in text.text]
        for day in (date(2023, 5, 1), date(2024, 1, 1))
    ]

    assert [len(one) for one in labels] == [1, 0]


@pytest.mark.parametrize(("steps", "lanes", "sheets"), [(1, 1, 1), (16, 1, 1), (17, 1, 2), (40, 3, 8)])
def test_long_timeline_is_divided_into_sheets_between_its_steps(steps, lanes, sheets):
    found = drawn(year(*done(date(2023, 5, 1)), steps=steps, lanes=lanes)).sheets

    assert len(found) == sheets
    assert all(float(sheet.height) <= TALLEST + 2 for sheet in found)
    assert sum(len(sheet.symbols) for sheet in found) == steps * lanes
    assert (". část z" in found[0].title.replace("\xa0", " ")) == (sheets > 1)


def test_long_words_stay_within_their_column():
    long = "Nejneobhospodařovávatelnějšími " * 20
    [sheet] = drawn(year(label=long)).sheets

    said = [text.text for text in sheet.texts if "Nejneob" in text.text]
    assert len(said) == 2
    assert said[-1].endswith("…")


def test_numbers_are_written_as_svg_reads_them():
    [sheet] = drawn(year(*done(date(2023, 5, 17)))).sheets

    assert all("," not in text.x + text.y for text in sheet.texts)


def test_empty_timeline_has_no_sheet():
    assert drawn(year(steps=0), with_legend=True).sheets == []

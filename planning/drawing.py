"""Where the picture of a timeline has what: shapes with their places, in units of a sheet 1040 wide."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from partnerships.czech import NBSP, format_date, tie
from planning.axis import AXIS_X, WIDTH, Axis, Spot, apart, spots_of
from planning.picture import Band, Picture, Row
from planning.shapes import (
    BAD,
    BAND_FILL,
    BAND_STROKE,
    BLUE,
    FAINT,
    GREY,
    LOOKS,
    NAVY,
    OPEN_STROKE,
    WARN,
    Box,
    Line,
    Look,
    Symbol,
    Text,
)

STEP_X, TERM_X = 4, 222
STEP_CHARS, TERM_CHARS, NOTE_CHARS = 38, 29, 100
HEAD, HEADING, LANE, LINE = 54, 20, 33, 14
BAND_TOP, BAND_HEIGHT, MARK_TOP = 14, 16, 22
TALLEST = 610  # of a sheet, so that it fits on a landscape page
BAND_LABEL = "kdy se má plnit; nad pruhem splněno z očekávaných"
OPEN_LABEL = "podle potřeby, bez termínu"
BEFORE, AFTER = "dříve", "později"


@dataclass
class Sheet:
    """As much of the picture as fits on one page, with the heading of the columns."""

    title: str
    height: str = "0"
    grid: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {self.height}"


@dataclass(frozen=True)
class Drawn:
    facts: Picture
    sheets: list[Sheet]
    legend: list[tuple[str, Look]]


def drawn(picture: Picture, *, with_legend: bool = False) -> Drawn:
    """On a page the legend stands below; in a print it is a part of the last sheet."""
    axis = Axis(picture)
    divided = list(_divided(picture.rows))
    sheets = []
    for number, steps in enumerate(divided, start=1):
        of = f" ({number}. část z{NBSP}{len(divided)})" if len(divided) > 1 else ""
        sheets.append(_sheet(Sheet(picture.title + of), picture, axis, steps))
    legend = [(kind.label, LOOKS[kind]) for kind in picture.kinds]
    if with_legend and sheets:
        _draw_legend(sheets[-1], legend, has_open_bands=picture.has_open_bands)
    return Drawn(picture, sheets, legend)


def _draw_legend(sheet: Sheet, legend: list[tuple[str, Look]], *, has_open_bands: bool) -> None:
    x, y = 12.0, float(sheet.height) + 14
    entries = [*legend, (BAND_LABEL, None), *([(OPEN_LABEL, None)] if has_open_bands else [])]
    for label, look in entries:
        needs = 26 + 5.9 * len(label) + 16 * (look is None)
        if x + needs > WIDTH:
            x, y = 12.0, y + 18
        if look:
            sheet.symbols.append(Symbol(_n(x), _n(y), look, label))
        elif label == BAND_LABEL:
            sheet.boxes.append(_box(x - 6, y - 7, 28, 14, BAND_FILL, BAND_STROKE))
        else:
            sheet.lines.append(Line(_n(x - 6), _n(y), _n(x + 22), _n(y), OPEN_STROKE, "1.5", "2 4"))
        sheet.texts.append(Text(_n(x + 12 + 16 * (look is None)), _n(y + 4), label))
        x += needs
    sheet.height = _n(y + 12)


def _divided(rows: tuple[Row, ...]) -> Iterator[list[list[Row]]]:
    """Steps that stand on one sheet; a step is not divided."""
    sheet, height = [], HEAD
    for step in _steps(rows):
        needs = HEADING * bool(step[0].activity) + LANE * len(step)
        if sheet and height + needs > TALLEST:
            yield sheet
            sheet, height = [], HEAD
        sheet.append(step)
        height += needs
    if sheet:
        yield sheet


def _steps(rows: tuple[Row, ...]) -> Iterator[list[Row]]:
    start = 0
    for row in rows:
        if row.lanes:
            yield list(rows[start : start + row.lanes])
            start += row.lanes


def _sheet(sheet: Sheet, picture: Picture, axis: Axis, steps: list[list[Row]]) -> Sheet:
    y = HEAD
    for step in steps:
        if step[0].activity:
            sheet.boxes.append(_box(0, y, WIDTH, HEADING, "#eaf1f9"))
            title = textwrap.shorten(tie(step[0].activity), 130, placeholder="…")
            sheet.texts.append(Text(_n(STEP_X), _n(y + 14.5), title, NAVY, "600", "12.5"))
            y += HEADING
        for number, text in enumerate(_wrapped(step[0].step, STEP_CHARS, 2 * len(step))):
            sheet.texts.append(Text(_n(STEP_X), _n(y + LINE * (number + 1)), text))
        for row in step:
            _draw_row(sheet, row, picture, axis, y)
            y += LANE
        sheet.lines.append(Line("0", _n(y), _n(WIDTH), _n(y), FAINT))
    sheet.height = _n(y + 2)
    _draw_head(sheet, picture, axis, y)
    return sheet


def _wrapped(text: str, width: int, lines: int) -> list[str]:
    return textwrap.wrap(tie(text), width, max_lines=lines, placeholder="…", break_long_words=True)


def _draw_head(sheet: Sheet, picture: Picture, axis: Axis, bottom: float) -> None:
    """The columns' names and lines, the edges, the versions and today, which lies over them."""
    sheet.texts.append(Text(_n(STEP_X), _n(HEAD - 8), "Krok", NAVY, "600"))
    sheet.texts.append(Text(_n(TERM_X), _n(HEAD - 8), "Termín", NAVY, "600"))
    for group in picture.groups:
        left, right = axis.of_start(group.first), axis.of_end(group.last)
        middle = _n((left + right) / 2)
        sheet.texts.append(Text(middle, _n(HEAD - 25), group.label, NAVY, "600", "12", "middle"))
        for column in group.columns:
            x = axis.of_start(column.first)
            centre = _n((x + axis.of_end(column.last)) / 2)
            sheet.texts.append(Text(centre, _n(HEAD - 8), column.label, GREY, size="10.5", anchor="middle"))
            is_year = column.first == group.first
            top, stroke = (HEAD - 36, "#7b8896") if is_year else (HEAD - 18, FAINT)
            sheet.grid.append(Line(_n(x), _n(top), _n(x), _n(bottom), stroke))
    sheet.grid.append(Line(_n(axis.end), _n(HEAD - 36), _n(axis.end), _n(bottom), "#7b8896"))
    for is_there, day, label in (
        (axis.has_before, date.min, BEFORE),
        (axis.has_after, date.max, AFTER),
    ):
        if is_there:
            x = _n(axis.of_mark(day))
            sheet.texts.append(Text(x, _n(HEAD - 8), label, GREY, size="10.5", anchor="middle"))
    sheet.lines.append(Line("0", _n(HEAD), _n(WIDTH), _n(HEAD), NAVY, "1.5"))
    for day, label in picture.changes:
        if axis.holds(day):
            _draw_day(sheet, axis.of_start(day), label, bottom, BLUE, "1 3")
    if axis.holds(picture.today):
        label = f"dnes {format_date(picture.today)}"
        _draw_day(sheet, axis.of_mark(picture.today), label, bottom, BAD, "6 3")


def _draw_day(sheet: Sheet, x: float, label: str, bottom: float, colour: str, dash: str) -> None:
    is_far = x > WIDTH - 110
    place = _n(x - 3 if is_far else x + 3)
    taken = any(text.y == _n(11) and abs(float(text.x) - x) < 95 for text in sheet.texts)
    top = 23 if taken else 11
    anchor = "end" if is_far else "start"
    sheet.texts.append(Text(place, _n(top), label, colour, "600", "10.5", anchor))
    for start, end in ((top - 9, HEAD - 18), (HEAD, bottom)):  # not over the names of months
        sheet.lines.append(Line(_n(x), _n(start), _n(x), _n(end), colour, "1.5", dash))


def _draw_row(sheet: Sheet, row: Row, picture: Picture, axis: Axis, y: float) -> None:
    for number, text in enumerate(_wrapped(row.term or "bez vlastního termínu", TERM_CHARS, 2)):
        sheet.texts.append(Text(_n(TERM_X), _n(y + LINE * (number + 1)), text, GREY))
    for number, text in enumerate(_wrapped(row.note, NOTE_CHARS, 2)):
        sheet.texts.append(Text(_n(AXIS_X + 6), _n(y + LINE * (number + 1)), text, WARN))
    cells = [(cell, group) for cell, group in zip(row.cells, picture.groups, strict=True) if cell]
    for band in dict.fromkeys(band for cell, _ in cells for band in cell.bands):
        _draw_band(sheet, band, axis, y)
    for cell, group in cells:
        if cell.count and cell.bands:
            x = axis.of_start(max(cell.bands[0].first, group.first))
            sheet.texts.append(Text(_n(x + 3), _n(y + 11), cell.count, NAVY, size="10"))
    spots = [spot for cell, group in cells for spot in spots_of(cell.marks, group, axis)]
    sheet.symbols.extend(_symbols(spots, y + MARK_TOP))


def _draw_band(sheet: Sheet, band: Band, axis: Axis, y: float) -> None:
    left, right = axis.of_start(band.first), axis.of_end(band.last)
    if band.is_open:
        middle = _n(y + MARK_TOP)
        sheet.lines.append(Line(_n(left + 1), middle, _n(right - 1), middle, OPEN_STROKE, "1.5", "2 4"))
    else:
        sheet.boxes.append(
            _box(left + 1, y + BAND_TOP, right - left - 2, BAND_HEIGHT, BAND_FILL, BAND_STROKE)
        )


def _symbols(spots: list[Spot], y: float) -> Iterator[Symbol]:
    spots = sorted(spots, key=lambda spot: spot.x)
    for x, spot in zip(apart(spots), spots, strict=True):
        title = "; ".join(f"{format_date(one.on)} – {spot.kind.label}: {one.text}" for one in spot.marks)
        yield Symbol(_n(x), _n(y), LOOKS[spot.kind], title, str(spot.number) if spot.number > 1 else "")


def _box(x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> Box:
    return Box(_n(x), _n(y), _n(width), _n(height), fill, stroke)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

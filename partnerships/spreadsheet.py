"""Rows as an Excel workbook. A text stays a text whatever it begins with; days and numbers are real ones."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import NamedTuple

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # of Excel; the rest would be refused with the whole cell
CUT = " … (zkráceno)"
# Excel would read these as a formula once somebody edits the cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


A4 = 9
OF_PAGE = 210  # characters that are still legible side by side on a page on its side
LINE, TALLEST = 15, 409  # points: of one line, and the most that Excel takes


class Column(NamedTuple):
    heading: str
    width: int


def workbook(sheet_name: str, columns: list[Column], rows: Iterable[Iterable]) -> bytes:
    """The heading stays in sight and filters; values are texts, numbers, days, times, moments, booleans or None."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "d. m. yyyy"})
    book.set_properties({"title": sheet_name})
    sheet = book.add_worksheet(sheet_name)
    formats = formats_of(book)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, formats["heading"])
    last = 0
    widths = [column.width for column in columns]
    fit_height(sheet, 0, [column.heading for column in columns], widths)
    for last, row in enumerate(rows, start=1):
        row = list(row)
        for place, value in enumerate(row):
            write_value(sheet, last, place, value, formats)
        fit_height(sheet, last, row, widths)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    set_up_page(sheet, widths)
    book.close()
    return stream.getvalue()


def formats_of(book, **of_cells) -> dict:
    """`of_cells` is added to every format but the heading's."""
    top = {"valign": "top", **of_cells}
    wrapped, left = {**top, "text_wrap": True}, {**top, "align": "left"}
    return {
        "heading": book.add_format({"text_wrap": True, "valign": "top", "bold": True, "bg_color": "#EAF1F9"}),
        "text": book.add_format(wrapped),
        "quoted": book.add_format({**wrapped, "quote_prefix": True}),
        "day": book.add_format({**left, "num_format": "d. m. yyyy"}),
        "moment": book.add_format({**left, "num_format": "d. m. yyyy h:mm"}),
        "time": book.add_format({**left, "num_format": "h:mm"}),
        "number": book.add_format(top),
    }


def write_value(sheet, row: int, place: int, value, formats: dict) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, place, "ano" if value else "ne", formats["text"])
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, place, value, formats["number"])
    elif isinstance(value, datetime):
        sheet.write_datetime(row, place, timezone.make_naive(value), formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, formats["day"])
    elif isinstance(value, time):
        sheet.write_datetime(row, place, value, formats["time"])
    else:
        _write_text(sheet, row, place, str(value), formats)


def _write_text(sheet, row: int, place: int, text: str, formats: dict) -> None:
    text = fitting(text)
    sheet.write_string(row, place, text, formats["quoted" if text.startswith(FORMULA_STARTS) else "text"])


def fit_height(sheet, row: int, values: Iterable, widths: Iterable[int]) -> None:
    """Excel finds the height of wrapped texts by itself, LibreOffice and printing from it do not."""
    lines = max(
        (
            sum(-(-len(line) // width) or 1 for line in value.split("\n"))
            for value, width in zip(values, widths, strict=True)
            if isinstance(value, str)
        ),
        default=1,
    )
    if lines > 1:
        sheet.set_row(row, min(LINE * lines, TALLEST))


def set_up_page(sheet, widths: Sequence[int]) -> None:
    """A4 on its side, the heading on each page; a wide table goes on as many pages beside each other as it needs."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(-(-sum(widths) // OF_PAGE), 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&RStrana &P z &N")


def fitting(text: str) -> str:
    """As much of it as a cell holds."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def as_download(name: str, content: bytes) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )

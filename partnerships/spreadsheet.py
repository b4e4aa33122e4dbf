"""Rows as an Excel workbook. A text stays a text whatever it begins with; days and numbers are real ones."""

from collections.abc import Iterable
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
    for last, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            write_value(sheet, last, place, value, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
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


def fitting(text: str) -> str:
    """As much of it as a cell holds."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def as_download(name: str, content: bytes) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )

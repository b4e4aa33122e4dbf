"""Sheets of a workbook that people fill in: keys hidden and locked, lists to choose from, nothing computed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

from partnerships.spreadsheet import A4, fit_height, formats_of, set_up_page, write_value
from planning.excel.cells import Column, Holds, listed, shown

KEY = "Klíč"
KEY_WIDTH = 12
LISTS = "Seznamy"
EMPTY_ROWS = 1000  # below the last one that offer their choices too
MAY = {
    "insert_rows": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
    "select_locked_cells": True,
}


@dataclass(frozen=True)
class Sheet:
    """`rows` are keys with values by the names of the columns; `mark` says where the sheet comes from.

    On paper there are only the first `on_paper` columns, where it is said.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[tuple[str, dict]]
    is_filled_in: bool = True
    mark: str = ""
    on_paper: int | None = None


class Book:
    def __init__(self, title: str):
        self._stream = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._stream, {"in_memory": True, "default_date_format": "d. m. yyyy"}
        )
        self._book.set_properties({"title": title})
        self._open = formats_of(self._book, locked=False)
        self._closed = formats_of(self._book)
        self._lists: dict[tuple[str, ...], str] = {}

    def add(self, one: Sheet) -> None:
        sheet = self._book.add_worksheet(one.name)
        formats = self._open if one.is_filled_in else self._closed
        sheet.set_column(0, 0, KEY_WIDTH, self._closed["text"], {"hidden": True})
        write_value(sheet, 0, 0, f"{KEY} {one.mark}".strip(), {**formats, "text": formats["heading"]})
        last, widths = 0, [column.width for column in one.columns]
        fit_height(sheet, 0, [column.heading for column in one.columns], widths)
        for place, column in enumerate(one.columns, start=1):
            sheet.set_column(place, place, column.width, formats[FORMAT_OF.get(column.holds, "text")])
            sheet.write_string(0, place, column.heading, formats["heading"])
        for last, (key, values) in enumerate(one.rows, start=1):
            write_value(sheet, last, 0, key, self._closed)
            cells = [shown(column, values.get(column.name)) for column in one.columns]
            for place, value in enumerate(cells, start=1):
                write_value(sheet, last, place, value, formats)
            fit_height(sheet, last, cells, widths)
        if one.is_filled_in:
            self._offer(sheet, one.columns, last)
        sheet.protect("", MAY)
        _set_up(sheet, one, last)

    def add_guide(self, name: str, lines: Iterable[str]) -> None:
        """The first line is the heading."""
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, 110, self._closed["text"])
        heading = self._book.add_format({"bold": True, "font_size": 14, "text_wrap": True})
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line, self._closed["text"] if row else heading)
        sheet.protect("", MAY)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)

    def content(self) -> bytes:
        if self._lists:
            sheet = self._book.add_worksheet(LISTS)
            for place, labels in enumerate(self._lists):
                sheet.write_column(0, place, labels, self._closed["text"])
            sheet.protect("", MAY)
            sheet.hide()
        self._book.close()
        return self._stream.getvalue()

    def _offer(self, sheet, columns: Sequence[Column], last: int) -> None:
        for place, column in enumerate(columns, start=1):
            if column.holds == Holds.CHOICE and not column.is_shown_only and listed(column):
                rule = {
                    "validate": "list",
                    "source": self._list_of(tuple(listed(column))),
                    "error_title": "Vyberte z nabídky",
                    "error_message": "Tato hodnota v nabídce není.",
                }
                sheet.data_validation(1, place, last + EMPTY_ROWS, place, rule)

    def _list_of(self, labels: tuple[str, ...]) -> str:
        """The only formulas of the workbook: where its own lists stand."""
        if labels not in self._lists:
            column = xlsxwriter.utility.xl_col_to_name(len(self._lists))
            self._lists[labels] = f"={LISTS}!${column}$1:${column}${len(labels)}"
        return self._lists[labels]


FORMAT_OF = {Holds.DAY: "day", Holds.TIME: "time", Holds.NUMBER: "number"}


def _set_up(sheet, one: Sheet, last: int) -> None:
    """In sight while scrolling, filtered, and legible on paper."""
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(last, 1), len(one.columns))
    set_up_page(sheet, [column.width for column in one.columns[: one.on_paper]])
    if one.on_paper:
        sheet.print_area(0, 0, max(last, 1), one.on_paper)

"""A workbook that came back: its sheets found by name, columns by heading, each cell read or said to be wrong."""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from partnerships.czech import format_number
from partnerships.documents import RefusedFile
from planning.excel.cells import Column, WrongCell, read
from planning.excel.guide import MOST_ROWS
from planning.excel.sheets import KEY

HEADING_ROWS = 10  # among which the headings are looked for
MOST_COLUMNS = 200
DAMAGED = "Sešit se nepodařilo přečíst. Otevřete ho v Excelu, uložte znovu jako .xlsx a nahrajte."
TOO_MANY = f"List má víc než {format_number(MOST_ROWS)} řádků, tolik najednou převzít nejde. Rozdělte ho."
NO_FORMULA_VALUE = "V buňce je vzorec bez výsledku. Přepište ho hodnotou."
HIDDEN = "Řádek je v sešitu skrytý nebo odfiltrovaný. Zkontrolujte, že se má také uložit."
FORMULA_ERROR = "V buňce je chyba vzorce ({}). Přepište ji hodnotou."


@dataclass(frozen=True)
class Fault:
    """`address` is „Události!C7“, or the sheet alone."""

    address: str
    text: str


@dataclass(frozen=True)
class RawCell:
    value: object
    problem: str = ""


@dataclass
class Line:
    """A row with something in it; `texts` hold the columns that the sheet has and that could be read."""

    sheet: str
    number: int
    letters: dict[str, str]
    key: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    is_hidden: bool = False

    def at(self, name: str = "") -> str:
        """The address of the column's cell, else of the row's first one that we know."""
        letter = self.letters.get(name) or next(iter(self.letters.values()), "A")
        return f"{self.sheet}!{letter}{self.number}"

    @property
    def warnings(self) -> tuple[str, ...]:
        return (HIDDEN,) if self.is_hidden else ()


@dataclass
class Received:
    """A sheet that was found; `mark` is what its export wrote beside the word Klíč."""

    name: str
    letters: dict[str, str] = field(default_factory=dict)
    mark: str = ""
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Parser(WorkSheetParser):
    """Says of a cell also that a formula stands in it; its value is the one computed last."""

    def parse_cell(self, element):
        cell = super().parse_cell(element)
        problem = ""
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            problem = NO_FORMULA_VALUE
        elif cell["data_type"] == "e":
            problem = FORMULA_ERROR.format(cell["value"])
        return {**cell, "problem": problem}


class Workbook:
    """Of content that went through archive.checked_workbook."""

    def __init__(self, content: bytes):
        with _as_refusal():
            self._book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
            self._sheets = {_folded(sheet.title): sheet for sheet in self._book.worksheets}

    def names(self) -> list[str]:
        return [sheet.title for sheet in self._sheets.values()]

    def sheet(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        required: Sequence[str],
        spanning: frozenset[str] = frozenset(),
    ) -> Received | None:
        """None where there is no such sheet; cells merged downwards are read in columns that are `spanning`."""
        sheet = self._sheets.get(_folded(name))
        if sheet is None:
            return None
        received = Received(sheet.title)
        if sheet.sheet_state != "visible":
            text = "List je skrytý. Zobrazte ho, ať vidíte, co nahráváte, nebo ho smažte."
            received.faults.append(Fault(sheet.title, text))
            return received
        parser = self._parser(sheet)
        with _as_refusal():
            rows = _rows_of(parser)
        if rows is None:
            received.faults.append(Fault(sheet.title, TOO_MANY))
            return received
        _Filling(received, columns, required, spanning).fill(rows, _merged(parser))
        hidden = _hidden(parser)
        for line in received.lines:
            line.is_hidden = line.number in hidden
        return received

    def _parser(self, sheet) -> _Parser:
        return _Parser(
            sheet._get_source(),
            sheet._shared_strings,
            data_only=True,
            epoch=self._book.epoch,
            date_formats=self._book._date_formats,
            timedelta_formats=self._book._timedelta_formats,
        )


class _as_refusal:
    """openpyxl stumbles over a damaged file with whatever exception it meets, and warns of what it leaves out."""

    def __enter__(self):
        self._warnings = warnings.catch_warnings()
        self._warnings.__enter__()
        warnings.simplefilter("ignore")

    def __exit__(self, kind, problem, trace):
        self._warnings.__exit__(kind, problem, trace)
        if isinstance(problem, Exception):
            raise RefusedFile(DAMAGED) from problem


def _rows_of(parser: _Parser) -> list[tuple[int, dict[int, RawCell]]] | None:
    """Rows with something in them, cells by their column; None when there are too many."""
    rows = []
    for number, cells in parser.parse():
        kept = {
            cell["column"]: RawCell(cell["value"], cell["problem"])
            for cell in cells
            if cell["column"] <= MOST_COLUMNS and (cell["problem"] or _has_text(cell["value"]))
        }
        if kept:
            rows.append((number, kept))
        if len(rows) > MOST_ROWS + HEADING_ROWS:
            return None
    return rows


def _has_text(value) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _merged(parser: _Parser) -> list[tuple[int, int, int, int]]:
    """(first column, first row, last column, last row) of each merged area."""
    return [area.bounds for area in parser.merged_cells.mergeCell] if parser.merged_cells else []


def _hidden(parser: _Parser) -> set[int]:
    rows = parser.row_dimensions.items()
    return {int(number) for number, attributes in rows if attributes.get("hidden") in {"1", "true"}}


def _folded(text: str) -> str:
    return " ".join(str(text).casefold().split())


class _Filling:
    """Brings the rows of a sheet under the columns it has."""

    def __init__(self, received: Received, columns: Sequence[Column], required, spanning):
        self.received, self.required, self.spanning = received, required, spanning
        self.by_heading = {_folded(column.heading): column for column in columns}
        self.places: dict[int, Column] = {}
        self.key_place: int | None = None

    def fill(self, rows: list[tuple[int, dict[int, RawCell]]], merged) -> None:
        heading = self._heading_row(rows)
        if heading is None:
            wanted = ", ".join(column.heading for column in self._required_columns())
            self._fault("", f"V listu není řádek se záhlavím. Doplňte do něj sloupce: {wanted}.")
            return
        number, cells = heading
        self._take_headings(number, cells)
        missing = [one.heading for one in self._required_columns() if one.name not in self.received.letters]
        if missing:
            self._fault("", f"Chybí sloupce: {', '.join(missing)}. Vraťte jim původní záhlaví.")
            return
        below = {row: dict(cells) for row, cells in rows if row > number}
        self._unmerge(below, [area for area in merged if area[3] > number])
        self.received.lines = [
            line for row, cells in sorted(below.items()) if (line := self._line(row, cells))
        ]

    def _required_columns(self) -> list[Column]:
        return [column for column in self.by_heading.values() if column.name in self.required]

    def _heading_row(self, rows):
        best = max(rows[:HEADING_ROWS], key=lambda row: self._known_in(row[1]), default=None)
        return best if best and self._known_in(best[1]) >= min(2, len(self.by_heading)) else None

    def _known_in(self, cells: dict[int, RawCell]) -> int:
        return sum(_folded(cell.value) in self.by_heading for cell in cells.values())

    def _take_headings(self, number: int, cells: dict[int, RawCell]) -> None:
        for place, cell in sorted(cells.items()):
            heading, letter = str(cell.value).strip(), get_column_letter(place)
            column = self.by_heading.get(_folded(heading))
            if heading == KEY or heading.startswith(f"{KEY} "):
                self.key_place, self.received.mark = place, heading.removeprefix(KEY).strip()
            elif column is None:
                self.received.notes.append(
                    f"{self.received.name}!{letter}{number}: sloupec „{heading[:60]}“ neznáme, nepřebírá se."
                )
            elif column.name in self.received.letters:
                self._fault(f"{letter}{number}", f"Sloupec „{column.heading}“ je v listu dvakrát.")
            else:
                self.places[place] = column
                self.received.letters[column.name] = letter

    def _unmerge(self, rows: dict[int, dict[int, RawCell]], merged) -> None:
        for first_column, first, last_column, last in merged:
            known = [self.places[one] for one in range(first_column, last_column + 1) if one in self.places]
            if not known:
                continue
            address = f"{get_column_letter(first_column)}{first}"
            if first_column != last_column or known[0].name not in self.spanning:
                self._fault(
                    address,
                    f"Buňky {address}:{get_column_letter(last_column)}{last} jsou sloučené. Zrušte sloučení a "
                    "vyplňte každou zvlášť.",
                )
                continue
            top = rows.get(first, {}).get(first_column)
            for row in range(first + 1, min(last, first + MOST_ROWS) + 1):
                if top and row in rows:
                    rows[row].setdefault(first_column, top)

    def _line(self, number: int, cells: dict[int, RawCell]) -> Line | None:
        line = Line(self.received.name, number, self.received.letters)
        if not any(place in self.places for place in cells):
            return None
        key = cells.get(self.key_place)
        line.key = str(key.value).strip() if key else ""
        for place, column in self.places.items():
            cell = cells.get(place, RawCell(None))
            try:
                if cell.problem:
                    raise WrongCell(cell.problem)
                line.texts[column.name] = read(column, cell.value)
            except WrongCell as problem:
                self.received.faults.append(Fault(line.at(column.name), str(problem)))
        return line

    def _fault(self, cell: str, text: str) -> None:
        address = f"{self.received.name}!{cell}" if cell else self.received.name
        self.received.faults.append(Fault(address, text))


def numbered_sheet(names: Sequence[str], name: str) -> Iterator[str]:
    """„Plnění 2023“ among the names of sheets."""
    return (one for one in names if re.fullmatch(rf"{name} \d{{4}}", one.strip(), re.IGNORECASE))

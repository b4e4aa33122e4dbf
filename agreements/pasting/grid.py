"""A pasted table as rows of the same width, with merged cells repeated in every place they span."""

import csv
import re
from io import StringIO
from itertools import count
from typing import NamedTuple

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 500
MOST_COLUMNS = 60
LONGEST_CELL = 5000
MOST_TEXT = 500_000
MOST_SOURCE_ROWS = 5000  # empty and hidden ones too
MOST_SOURCE_CELLS = 60_000
# control characters (the database refuses the first of them), soft hyphens and marks of no width
UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]"
)


class NoTable(Exception):
    """Nothing can be made of what was pasted; the text is a Czech sentence for the person."""


class Cell(NamedTuple):
    """`lines` stand below one another; of one merged cell the repeated places say which way it came."""

    text: str
    is_from_above: bool = False
    is_from_left: bool = False

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n") if self.text else []


class Placed(NamedTuple):
    """A cell on its place; those of one merged cell share their `origin`."""

    text: str
    origin: int


Grid = list[list[Cell]]
EMPTY = Placed("", -1)


def finished(rows: list[list[Placed]]) -> Grid:
    """Without rows and columns that say nothing of their own; refuses what no timeline is."""
    rows = _with_own_text(rows)
    if not rows:
        raise NoTable(
            "Ve vloženém textu není žádná tabulka. Vyberte v Excelu nebo ve Wordu celou tabulku a vložte ji."
        )
    if len(rows) > MOST_ROWS:
        raise too_many_rows()
    width = max(len(row) for row in rows)
    rows = [row + [EMPTY] * (width - len(row)) for row in rows]
    used = [place for place in range(width) if any(row[place].text for row in rows)]
    if len(used) > MOST_COLUMNS:
        raise too_many_columns()
    if len(used) < 2:
        raise NoTable(
            "Vložený text má jen jeden sloupec. Zkopírujte tabulku přímo z Excelu nebo z Wordu, ne její obrázek ani "
            "přepis."
        )
    _check_lengths(rows)
    return _flagged([[row[place] for place in used] for row in rows])


def too_many_rows() -> NoTable:
    return NoTable(f"Tabulka má víc než {MOST_ROWS} řádků. Vložte ji po částech.")


def too_many_columns() -> NoTable:
    return NoTable(f"Tabulka má víc než {MOST_COLUMNS} sloupců. Vyberte jen sloupce harmonogramu.")


def _with_own_text(rows: list[list[Placed]]) -> list[list[Placed]]:
    """A row that only continues cells of the rows above is no row of the timeline."""
    seen: set[int] = set()
    kept = []
    for row in rows:
        own = {cell.origin for cell in row if cell.text} - seen
        if own:
            kept.append(row)
            seen |= own
    return kept


def _check_lengths(rows: list[list[Placed]]) -> None:
    texts = {cell.origin: cell.text for row in rows for cell in row}
    if any(len(text) > LONGEST_CELL for text in texts.values()):
        raise NoTable(f"Některá buňka má víc než {LONGEST_CELL} znaků. Rozdělte ji do více řádků tabulky.")
    if sum(map(len, texts.values())) > MOST_TEXT:
        raise NoTable("Tabulka je příliš dlouhá. Vložte ji po částech.")


def _flagged(rows: list[list[Placed]]) -> Grid:
    above: list[Placed] = []
    grid = []
    for row in rows:
        grid.append(
            [
                Cell(
                    cell.text,
                    bool(cell.text and above and above[place].origin == cell.origin),
                    bool(cell.text and place and row[place - 1].origin == cell.origin),
                )
                for place, cell in enumerate(row)
            ]
        )
        above = row
    return grid


def grid_of_text(text: str) -> Grid:
    """Cells parted by tabs; a cell of more lines comes in quotes, as Excel and LibreOffice write it."""
    if len(text.encode()) > MOST_BYTES:
        raise too_large()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows = list(csv.reader(StringIO(text), delimiter="\t", strict=True)) if '"' in text else None
    except csv.Error:
        rows = None
    if rows is None:
        rows = [line.split("\t") for line in text.split("\n")]
    if len(rows) > MOST_SOURCE_ROWS:
        raise too_many_rows()
    origins = count()
    return finished([[Placed(tidy(cell), next(origins)) for cell in _without_tail(row)] for row in rows])


def _without_tail(row: list[str]) -> list[str]:
    """Excel sends all its columns when a whole row was chosen."""
    last = max((place for place, cell in enumerate(row) if cell.strip()), default=-1)
    if last >= MOST_COLUMNS:
        raise too_many_columns()
    return row[: last + 1]


def too_large() -> NoTable:
    return NoTable("Vložený obsah je větší než 2 MB. Vložte tabulku po částech, nebo bez obrázků.")


def tidy(text: str) -> str:
    """Lines without empty ones; spaces of every kind as one."""
    lines = (" ".join(line.split()) for line in UNSEEN.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line)

"""What stands in which column: said by the headings of the table, else guessed from what its cells hold."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from rapidfuzz import fuzz

from agreements.pasting.grid import Cell, Grid
from agreements.pasting.words import USUAL_SIDE, folded, found_in
from agreements.reading import read_cell
from agreements.vocabulary import OutputCode, ResponsibilityCode, Side, TermKind

UNUSED = ""
# In the order of the form; the codes are those of AgreementTemplate.columns.
COLUMNS = {
    "activity": "Činnost",
    "specification": "Specifikace",
    "output": "Výstupy",
    "unit": "Odpovědnost územního celku",
    "asz": "Odpovědnost ASZ",
    "term": "Termín",
    UNUSED: "nepoužít",
}
# Beside the headings of the agreement's own form.
ALIASES = {
    "activity": ["činnost", "název činnosti", "aktivita"],
    "specification": [
        "specifikace činnosti a fáze procesu strategického plánování", "specifikace činnosti", "specifikace",
        "popis činnosti", "krok",
    ],
    "output": ["výstup", "výstupy", "očekávaný výstup"],
    "unit": [
        "odpovědnost územního celku", "odpovědnost obce", "odpovědnost města", "odpovědnost kraje",
        "zodpovědnost územního celku", "zodpovědnost obce", "územní celek", "odpovědnost ÚC",
    ],
    "asz": [
        "odpovědnost ASZ", "odpovědnost Agentury", "zodpovědnost ASZ", "zodpovědnost Agentury", "ASZ", "Agentura",
    ],
    "term": ["termín dokončení", "termín", "termín plnění", "termíny", "harmonogram", "do kdy"],
}  # fmt: skip
LIKELY = 80  # of 100: headings of a scan are read through its noise
FUZZY_FROM = 6  # letters; shorter words are too like one another
BEGINNING = 85  # „termín dokončení (předpoklad)“ begins as a heading does
SIDES = ("asz", "unit")
LONGEST_HEADING = 150
HEADINGS_MAKE_ROW = 3
LOOKED_AT = 10  # rows from the top where the headings may stand
LONGEST_TERM = 200
SHARE = 0.3  # of the cells of a column have to be of its kind
GUESSED_FROM = 60  # rows


class Columns(NamedTuple):
    """`codes` by column; `first` is the first row below the headings, `are_said` whether there are any."""

    codes: tuple[str, ...]
    first: int = 0
    are_said: bool = False


def columns_of(grid: Grid, template_columns: Iterable[dict]) -> Columns:
    labels = _labels(template_columns)
    most = 2 if len(grid[0]) == 2 else HEADINGS_MAKE_ROW
    best = Columns(())
    for number in range(min(LOOKED_AT, len(grid))):
        for height in (1, 2):
            codes = _said_by(_joined(grid[number : number + height]), labels)
            if _known(codes) >= max(most, _known(best.codes) + 1) and number + height < len(grid):
                best = Columns(codes, number + height, are_said=True)
    return best if best.are_said else Columns(_guessed(grid, template_columns))


def headings_in(grid: Grid, columns: Columns, template_columns: Iterable[dict]) -> frozenset[str]:
    """The folded words of all headings, those of this very table too."""
    own = [folded(cell.text) for row in grid[: columns.first] for cell in row if cell.text]
    return frozenset([*own, *(text for texts in _labels(template_columns).values() for text in texts)])


def repeats_headings(row: list[Cell], headings: frozenset[str]) -> bool:
    """Word repeats the headings on each page, and a part of a table brings its own."""
    texts = {cell.text for cell in row if 0 < len(cell.text) <= LONGEST_HEADING}
    return len({folded(text) for text in texts} & headings) >= HEADINGS_MAKE_ROW


def _labels(template_columns: Iterable[dict]) -> dict[str, list[str]]:
    own = {column["code"]: [column["heading"]] for column in template_columns}
    return {code: [folded(text) for text in (*own.get(code, ()), *texts)] for code, texts in ALIASES.items()}


def _known(codes: tuple[str, ...]) -> int:
    return len(set(codes) - {UNUSED})


def _joined(rows: Grid) -> list[str]:
    """Headings of two rows read down: „Odpovědnost“ over „územního celku“ and „ASZ“."""
    return [
        " ".join(dict.fromkeys(cell.text for cell in column if cell.text))
        for column in zip(*rows, strict=True)
    ]


def _said_by(texts: list[str], labels: dict[str, list[str]]) -> tuple[str, ...]:
    """Each code at its best column only."""
    scores = sorted(
        (
            (score, -place, code)
            for place, text in enumerate(texts)
            if text and len(text) <= LONGEST_HEADING
            for code, own in labels.items()
            if (score := _likeness(folded(text).rstrip(" 0123456789"), own)) >= LIKELY
        ),
        reverse=True,
    )
    codes: dict[int, str] = {}
    for _, place, code in scores:
        if -place not in codes and code not in codes.values():
            codes[-place] = code
    return tuple(codes.get(place, UNUSED) for place in range(len(texts)))


def _likeness(text: str, labels: list[str]) -> float:
    return max(_likeness_of_one(text, label) for label in labels)


def _likeness_of_one(text: str, label: str) -> float:
    if text == label:
        return 100
    if len(text) < FUZZY_FROM:
        return 0
    begins = BEGINNING if len(label) >= FUZZY_FROM and text.startswith(f"{label} ") else 0
    # „odpovědnost“ alone is nobody's, however like „odpovědnost ÚC“ it is
    return max(begins, fuzz.ratio(text, label) if text.count(" ") == label.count(" ") else 0)


# --- Without headings ---------------------------------------------------------------------------------------


def _guessed(grid: Grid, template_columns: Iterable[dict]) -> tuple[str, ...]:
    cells = [[cell.text for cell in column if cell.text] for column in zip(*grid[:GUESSED_FROM], strict=True)]
    codes: dict[int, str] = {}
    for code, holds in (("term", _is_term), ("output", _names(OutputCode))):
        if place := _best(cells, codes, holds):
            codes[place - 1] = code
    codes |= _sides(cells, codes, template_columns)
    left = [place for place in range(len(cells)) if place not in codes and cells[place]]
    if len(left) > 1:
        codes[max(left[1:], key=lambda place: sum(map(len, cells[place])) / len(cells[place]))] = (
            "specification"
        )
    if left:
        codes[left[0]] = "activity"
    return tuple(codes.get(place, UNUSED) for place in range(len(cells)))


def _share(cells: list[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, cells)) / len(cells) if cells else 0


def _best(columns: list[list[str]], taken: dict[int, str], holds: Callable[[str], bool]) -> int:
    """The number of the column from 1, 0 where none is of this kind."""
    shares = [0 if place in taken else _share(cells, holds) for place, cells in enumerate(columns)]
    return shares.index(max(shares)) + 1 if max(shares) >= SHARE else 0


def _is_term(text: str) -> bool:
    if len(text) > LONGEST_TERM:
        return False
    return any(term.kind not in {"", TermKind.NONE} for term in read_cell(text).terms)


def _names(codes: type) -> Callable[[str], bool]:
    return lambda text: any(one.is_known for one in found_in(text.split("\n")[:5], codes))


def _sides(columns, taken: dict[int, str], template_columns: Iterable[dict]) -> dict[int, str]:
    """At most two columns of responsibilities; whose they are follows from what is usually whose."""
    holds = _names(ResponsibilityCode)
    shares = {place: _share(cells, holds) for place, cells in enumerate(columns) if place not in taken}
    places = sorted(sorted(shares, key=shares.get, reverse=True)[:2])
    places = [place for place in places if shares[place] >= SHARE]
    order = [column["code"] for column in template_columns if column["code"] in SIDES] or list(SIDES)
    leans = [*(_lean(columns[place]) for place in places), 0]
    if leans[0] != leans[1 % len(leans)]:
        order = sorted(SIDES, reverse=leans[0] > leans[1])
    return dict(zip(places, order, strict=False))


def _lean(cells: list[str]) -> int:
    """Above zero the unit's responsibilities, below it the Agency's."""
    sides = Counter(
        USUAL_SIDE.get(one.code)
        for text in cells
        for one in found_in(text.split("\n")[:5], ResponsibilityCode)
        if one.is_known
    )
    return sides[Side.UNIT] - sides[Side.ASZ]

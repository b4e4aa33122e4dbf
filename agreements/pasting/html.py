"""Tables in the HTML that Excel, Word, LibreOffice and Google Docs leave in the clipboard.

Only text leaves this module: no tag, attribute or style does. Nothing is fetched, and a document deeper than
libxml2's own limit is cut there.
"""

import re
from collections.abc import Iterator
from itertools import count

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from agreements.pasting.grid import (
    EMPTY,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_SOURCE_CELLS,
    MOST_SOURCE_ROWS,
    Grid,
    Placed,
    finished,
    tidy,
    too_large,
    too_many_columns,
    too_many_rows,
)

# What is no text of the cell; a deletion that Word keeps in view is not one either.
DROPPED = frozenset({
    "style", "script", "head", "title", "xml", "del", "noscript", "iframe", "object", "svg", "math", "select",
    "template", "textarea",
})  # fmt: skip
LINES = frozenset({
    "br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "table", "dd", "dt", "blockquote", "pre", "h1", "h2",
    "h3", "h4", "h5", "h6",
})  # fmt: skip
HIDDEN = ("display:none", "visibility:hidden", "mso-hide:all")
BULLET = "mso-list:ignore"  # the mark Word draws before a line of a list
FOOTNOTE_MARKS = ("msofootnotereference", "msoendnotereference")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def grid_of_html(html: str) -> Grid | None:
    """All tables one below another, as when a page parts a timeline in two; None where there is no table."""
    source = html.encode(errors="ignore")
    if len(source) > MOST_BYTES:
        raise too_large()
    parser = HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        document = document_fromstring(source, parser=parser)
    except etree.ParserError:  # nothing but comments
        return None
    if document.find(".//tr") is None:
        return None
    if document.xpath("count(//td | //th)") > MOST_SOURCE_CELLS:
        raise too_many_rows()
    tables = document.xpath("//table[not(ancestor::table)]") or [document]
    origins = count()
    return finished([row for table in tables for row in _laid_out(_inside(table), origins)])


def _inside(table: HtmlElement) -> HtmlElement:
    """A table that only frames another one is not the one meant."""
    inner = table
    while len(cells := [cell for row in _rows(inner) for cell in _cells(row)]) == 1:
        nested = cells[0].find(".//table")
        if nested is None:
            break
        inner = nested
    return inner


def _rows(table: HtmlElement) -> list[HtmlElement]:
    own = None if table.tag != "table" else table
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is own]
    if len(rows) > MOST_SOURCE_ROWS:
        raise too_many_rows()
    return rows


def _cells(row: HtmlElement) -> Iterator[HtmlElement]:
    return row.iterchildren("td", "th")


def _laid_out(table: HtmlElement, origins: Iterator[int]) -> list[list[Placed]]:
    """Every row with a cell in each of its places; hidden rows and columns are left out at the end."""
    hidden = _hidden_columns(table)
    open_below: dict[int, tuple[int, Placed]] = {}  # by place: how many rows the merged cell still goes on
    laid_out = []
    for row in _rows(table):
        placed, open_below = _placed(row, open_below, origins)
        if not _is_hidden(row):
            laid_out.append([cell for place, cell in enumerate(placed) if place not in hidden])
    return laid_out


def _placed(row: HtmlElement, open_above: dict[int, tuple[int, Placed]], origins: Iterator[int]):
    """The cells of a row on their places, and what of them goes on in the row below."""
    placed: dict[int, Placed] = {place: cell for place, (_, cell) in open_above.items()}
    open_below = {place: (left - 1, cell) for place, (left, cell) in open_above.items() if left > 1}
    place = 0
    for cell in _cells(row):
        while place in placed:
            place += 1
        text = "" if _is_hidden(cell) else _text(cell)
        if place >= MOST_COLUMNS:
            if text:
                raise too_many_columns()
            continue
        one = Placed(text, next(origins))
        down, across = _span(cell, "rowspan", MOST_SOURCE_ROWS), _span(cell, "colspan", MOST_COLUMNS - place)
        for spanned in range(place, place + across):
            placed.setdefault(spanned, one)
            if down > 1:
                open_below.setdefault(spanned, (down - 1, one))
        place += across
    width = max(placed, default=-1) + 1
    return [placed.get(place, EMPTY) for place in range(width)], open_below


def _span(cell: HtmlElement, name: str, most: int) -> int:
    """0 is „to the end“ in HTML; Excel writes it for nothing at all."""
    text = cell.get(name, "").strip()
    return min(int(text), most) or 1 if re.fullmatch(r"[0-9]{1,9}", text) else 1


def _is_hidden(element: HtmlElement) -> bool:
    style = re.sub(r"\s", "", element.get("style", "").lower())
    return element.get("hidden") is not None or any(sign in style for sign in HIDDEN)


def _hidden_columns(table: HtmlElement) -> set[int]:
    """Columns hidden in Excel; their cells stand in the HTML like any other."""
    hidden: set[int] = set()
    place = 0
    for column in table.iter("col"):
        if place >= MOST_COLUMNS:
            break
        span = _span(column, "span", MOST_COLUMNS - place)
        if _is_hidden(column):
            hidden |= set(range(place, place + span))
        place += span
    return hidden


def _text(cell: HtmlElement) -> str:
    """Paragraphs, lines of lists and rows of a table inside as lines; no recursion, however deep it is."""
    pieces: list[str] = []
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        is_line = element.tag in LINES
        if event == "end":
            pieces.append("\n" if is_line else "")
            if element is not cell:
                pieces.append(_in_one_line(element.tail))
        elif element is not cell and (said := _instead(element)) is not None:
            pieces.append(said)
            walk.skip_subtree()
        else:
            pieces += ["\n" if is_line else "", _in_one_line(element.text)]
    return tidy("".join(pieces))


def _in_one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _instead(element: HtmlElement) -> str | None:
    """What stands for an element whose own text is not taken; None for all others."""
    style = re.sub(r"\s", "", element.get("style", "").lower())
    if element.tag in DROPPED or BULLET in style or _is_hidden(element):
        return ""
    is_mark = any(mark in element.get("class", "").lower() for mark in FOOTNOTE_MARKS)
    if element.tag != "sup" and not is_mark:
        return None
    text = _in_one_line(element.text_content()).strip()
    number = re.fullmatch(r"[\[(]?([0-9]{1,3})[\])]?", text)
    return number[1].translate(RAISED) if number else text

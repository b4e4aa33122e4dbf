"""A PDF by its tags, or a Word file by its styles, as the page that tests/agreements/printed_form.py reads.

What a screen reader is told is what is read here: a heading that only looks like one is not found.
"""

import re
import subprocess
from io import BytesIO
from typing import NamedTuple

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree, html

# By the first words of the form's own headings; what has none follows the part before it.
SECTIONS = {
    "Doba platnosti": "VALIDITY",
    "Obsahové zaměření": "FOCUS",
    "Struktura, kompetence": "PARTNERSHIP",
    "Strategický dokument": "LEGACY",
    "Specifikace plánu": "PLAN",
    "Předpokládan": "MEASURES",
    "Kontaktní osoba": "REGIONAL_CONTACT",
    "Stanovisko": "OPINION",
    "Postup spolupráce": "TIMELINE",
    "Jednotlivé činnosti": "TIMELINE",
}
LABELS = (
    "Zřizovatel",
    "Ustanoveno",
    "Statut a jednací řád",
    "Hlavní cíl",
    "Tematické a průřezové oblasti",
    "Hloubka řešení",
    "Obsah",
    "Cílová skupina",
    "Období",
    "Upřesnění",
)


class Line(NamedTuple):
    text: str
    note: str = ""


class Block(NamedTuple):
    """`kind` is title, h2, h3, p, li, table or note; a table's `rows` are [(tag, [Line, …]), …]."""

    kind: str
    line: Line = Line("")
    rows: tuple = ()


def page_of(blocks: list[Block]) -> str:
    """The same elements as on the agreement's page, section by section."""
    article = html.Element("article", {"class": "printed-form"})
    section, tables, place = article, 0, ""
    for block in blocks:
        if block.kind == "h2":
            place = next(code for words, code in SECTIONS.items() if block.line.text.startswith(words))
            section = _section(article, place)
        elif block.kind == "table":
            tables += 1
            if tables < 3:
                section = _section(article, "HEADER" if tables == 1 else "ROLES")
            elif place == "TIMELINE" and tables > 3:
                section = _section(article, "APPROVAL") if tables == 4 else section
        elif block.kind == "p" and tables == 2 and not place:
            section, place = _section(article, "PROJECT"), "PROJECT"
        elif block.kind == "note" and place != "NOTES":
            section, place = etree.SubElement(article, "section", {"class": "footnotes"}), "NOTES"
        elif block.kind == "signature" and section.tag != "div":
            section = etree.SubElement(section, "div", {"class": "signatures"})
        DRAWN[block.kind](section, block)
    return f"<main>{html.tostring(article, encoding='unicode')}</main>"


def _section(article, code: str):
    return etree.SubElement(article, "section", {"id": f"oddil-{code.lower()}"})


def _write(parent, tag: str, line: Line, **attributes):
    element = etree.SubElement(parent, tag, attributes)
    element.text = line.text
    if line.note:
        etree.SubElement(element, "sup", {"class": "footnote-mark"}).text = line.note
    return element


def _paragraph(section, block: Block) -> None:
    text = block.line.text
    label = next((one for one in LABELS if text.startswith(f"{one}: ")), None)
    if label:
        facts = etree.SubElement(section, "dl")
        _write(facts, "dt", Line(label))
        _write(facts, "dd", Line(text.removeprefix(f"{label}: ")))
        return
    after_heading = len(section) and section[-1].tag == "h2"
    is_prompt = after_heading and text.startswith("(") and text.endswith(")")
    _write(section, "p", block.line, **({"class": "prompt"} if is_prompt else {}))


def _item(section, block: Block) -> None:
    last = section[-1] if len(section) and section[-1].tag == "ul" else etree.SubElement(section, "ul")
    _write(last, "li", block.line)


def _note(section, block: Block) -> None:
    _write(section, "li", Line(block.line.text), value=block.line.note)


def _signature(section, block: Block) -> None:
    side = etree.SubElement(section, "div")
    for line in block.rows:
        _write(side, "p", line)


def _table(section, block: Block) -> None:
    table = etree.SubElement(section, "table")
    head, body = etree.SubElement(table, "thead"), etree.SubElement(table, "tbody")
    for number, cells in enumerate(block.rows):
        is_head = number == 0 and len(cells) > 2
        row = etree.SubElement(head if is_head else body, "tr")
        if len(cells) == 1:
            row.set("class", "period")
        for tag, lines in cells:
            if tag == "th":
                note = next((line.note for line in lines if line.note), "")
                _write(row, "th", Line(" ".join(line.text for line in lines), note))
            else:
                cell = etree.SubElement(row, "td")
                for line in lines:
                    _write(cell, "p", line)


DRAWN = {
    "title": lambda section, block: _write(section, "p", block.line, **{"class": "form-title"}),
    "h2": lambda section, block: _write(section, "h2", block.line),
    "h3": lambda section, block: _write(section, "h3", block.line),
    "p": _paragraph,
    "li": _item,
    "note": _note,
    "signature": _signature,
    "table": _table,
}


# --- PDF --------------------------------------------------------------------------------------------------


class Tag:
    def __init__(self, name: str):
        self.name, self.children = name, []

    def all(self, name: str) -> list["Tag"]:
        found = []
        for child in self.children:
            if isinstance(child, Tag):
                found += ([child] if child.name == name else []) + child.all(name)
        return found

    @property
    def line(self) -> Line:
        notes = [link.words() for link in self.all("Link")]
        return Line(self.words(skip=("Link", "Lbl")), notes[0] if notes else "")

    def words(self, skip=()) -> str:
        pieces = list(self._pieces(skip))
        text = ""
        for piece in pieces:
            if re.search(r"[^\W\d_]-$", text):
                text = text[:-1] + piece  # a word divided at the end of a line
            elif text.endswith("/"):
                text += piece
            else:
                text += f" {piece}"
        return " ".join(text.replace(" .", ".").split())

    def _pieces(self, skip):
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.name not in skip:
                yield from child._pieces(skip)


def tags_of(pdf: bytes, path) -> Tag:
    path.write_bytes(pdf)
    shown = subprocess.run(
        ["pdfinfo", "-struct-text", path], capture_output=True, check=True, text=True
    ).stdout
    root = Tag("root")
    open_tags = [(-1, root)]
    for row in shown.splitlines():
        depth, content = len(row) - len(row.lstrip()), row.strip()
        while open_tags[-1][0] >= depth:
            open_tags.pop()
        if content.startswith('"'):
            open_tags[-1][1].children.append(content[1:-1])
        elif found := re.match(r"[A-Za-z]\w*", content):
            tag = Tag(found[0])
            if tag.name != "Object":
                open_tags[-1][1].children.append(tag)
                open_tags.append((depth, tag))
    return root


def blocks_of_pdf(pdf: bytes, path) -> list[Block]:
    (document,) = tags_of(pdf, path).all("Document")
    blocks = _with_whole_tables(list(_tagged(document)))
    notes = next((place for place, block in enumerate(blocks) if block.line.text == "Poznámky"), len(blocks))
    return blocks[:notes] + [
        block._replace(kind="note", line=Line(block.line.text, block.line.note))
        for block in blocks[notes + 1 :]
    ]


def _with_whole_tables(blocks: list[Block]) -> list[Block]:
    """A table that goes on the next page is tagged there again, with its repeated head."""
    whole = []
    for block in blocks:
        before = whole[-1] if whole else None
        if before and (before.kind, block.kind) == ("table", "table") and before.rows[0] == block.rows[0]:
            whole[-1] = before._replace(rows=before.rows + block.rows[1:])
        else:
            whole.append(block)
    return whole


def _tagged(tag: Tag):
    for child in tag.children:
        if child.name in ("H1", "H2", "H3", "P"):
            yield Block({"H1": "title"}.get(child.name, child.name.lower()), child.line)
        elif child.name == "L":
            for item in child.all("LI"):
                label = item.all("Lbl")[0].words().rstrip(".")
                yield Block("li", Line(item.line.text, label if label.isdigit() else item.line.note))
        elif child.name == "Table":
            yield Block("table", rows=tuple(_tagged_row(row) for row in child.all("TR")))
        elif child.name == "Div" and not child.all("Div"):
            yield Block("signature", rows=tuple(one.line for one in child.all("P")))
        elif child.name in ("Sect", "Div", "NonStruct"):
            yield from _tagged(child)


def _tagged_row(row: Tag) -> tuple:
    return tuple(
        (cell.name.lower(), [one.line for one in cell.all("P")] or [cell.line])
        for cell in row.children
        if isinstance(cell, Tag) and cell.name in ("TH", "TD")
    )


# --- Word -------------------------------------------------------------------------------------------------

STYLES = {"Title": "title", "Heading 1": "h2", "Heading 2": "h3", "List Bullet": "li"}


def blocks_of_docx(content: bytes) -> list[Block]:
    word = docx.Document(BytesIO(content))
    blocks = []
    for part in word.iter_inner_content():
        if isinstance(part, Table) and part.style.name != "Table Grid":
            blocks += _sides(part)
        elif isinstance(part, Table):
            blocks.append(Block("table", rows=tuple(_word_rows(part))))
        elif part.text.strip():
            blocks.append(Block(STYLES.get(part.style.name, "p"), _line(part)))
    return blocks + _word_notes(word)


def _line(paragraph: Paragraph) -> Line:
    marks = paragraph._p.findall(f".//{qn('w:footnoteReference')}")
    return Line(" ".join(paragraph.text.split()), marks[0].get(qn("w:id")) if marks else "")


def _sides(table: Table) -> list[Block]:
    return [
        Block("signature", rows=tuple(_line(cell.paragraphs[0]) for cell in column.cells))
        for column in table.columns
    ]


def _word_rows(table: Table):
    """Cells merged to the right or down are counted once, as in the tags of a PDF."""
    seen = set()
    has_head = table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    for number, row in enumerate(table.rows):
        cells = []
        for place, cell in enumerate(row.cells):
            if cell._tc in seen:
                continue
            seen.add(cell._tc)
            cells.append(
                (
                    "th" if place == 0 or (has_head and number == 0) else "td",
                    list(map(_line, cell.paragraphs)),
                )
            )
        yield tuple(cells)


def _word_notes(word) -> list[Block]:
    part = next(one for one in word.part.package.iter_parts() if one.partname == "/word/footnotes.xml")
    notes = etree.fromstring(part.blob).findall(qn("w:footnote"))
    return [
        Block("note", Line("".join(note.itertext()).strip(), note.get(qn("w:id"))))
        for note in notes
        if note.get(qn("w:type")) is None
    ]

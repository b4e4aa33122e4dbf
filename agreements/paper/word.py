"""The document as a Word file with the styles of Word, so that it can be edited like one written by hand."""

from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from agreements.paper.blocks import (
    Bullets,
    Grid,
    Heading,
    Line,
    Paragraph,
    PrintedDocument,
    PrintedSection,
    Signatures,
    Table,
    Timeline,
)
from agreements.paper.word_parts import Footnotes, page_numbers, printable, set_language

TABLE_TEXT = "Table Text"
GREY = RGBColor(0x55, 0x55, 0x55)
# In millimetres; the rest of the width of a landscape page is what these share.
WIDTHS = {"activity": 40, "specification": 67, "output": 38, "unit": 40, "asz": 40, "term": 43}
GRID_WIDTHS = (68, 102)
TEXT_WIDTH = 170
HEIGHT_TO_SIGN = Mm(11)
DOTS_ACROSS = 34


def agreement_docx(document: PrintedDocument) -> bytes:
    word = docx.Document()
    set_up(word, document)
    notes = Footnotes(word, document.notes)
    above_sections(word, document)
    for section in document.sections:
        draw_section(word, section, notes)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def set_up(word, document: PrintedDocument) -> None:
    properties = word.core_properties
    properties.title, properties.author = printable(document.name), printable(document.author)
    properties.subject, properties.keywords = printable(document.title), printable(document.keywords)[:255]
    properties.language, properties.comments = "cs-CZ", printable(document.standing)
    set_language(word, "cs-CZ")
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(4)
    for name, size in (("Title", 16), ("Heading 1", 13), ("Heading 2", 11)):
        font = word.styles[name].font
        font.size, font.bold, font.color.rgb = Pt(size), True, RGBColor(0, 0, 0)
        set_typeface(word.styles[name], "Calibri")
    table_text = word.styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    table_text.base_style, table_text.font.size = normal, Pt(9)
    table_text.paragraph_format.space_after = Pt(1)
    set_page(word, document)


def set_page(word, document: PrintedDocument) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    if document.is_draft:
        above = page.header.paragraphs[0]
        above.alignment = WD_ALIGN_PARAGRAPH.CENTER
        look(above.add_run("NÁVRH"), "strong")
    below = page.footer.paragraphs[0]
    stops = word.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    below.add_run(f"{printable(document.name)}\tstrana ")
    page_numbers(below)


def set_typeface(style, name: str) -> None:
    """The headings of the template name a typeface of the theme, which would win over a plain one."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for attribute in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(attribute), name)


def above_sections(word, document: PrintedDocument) -> None:
    if document.annex:
        word.add_paragraph(printable(document.annex)).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph(printable(document.title), style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    if document.standing:
        word.add_paragraph(printable(document.standing)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for one in document.references:
        word.add_paragraph(printable(f"{one.side}: {one.text}"))


def draw_section(word, section: PrintedSection, notes: Footnotes) -> None:
    if section.is_wide:
        turn_page(word, is_wide=True)
    if section.heading:
        heading = word.add_heading(printable(section.heading), level=1)
        notes.mark(heading, section.note)
    for block in section.blocks:
        DRAWN[type(block)](word, block, notes)
    if section.is_wide:
        turn_page(word, is_wide=False)


def turn_page(word, *, is_wide: bool) -> None:
    page = word.add_section(WD_SECTION.NEW_PAGE)
    page.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (Mm(297), Mm(210)) if is_wide else (Mm(210), Mm(297))
    page.left_margin = page.right_margin = Mm(14 if is_wide else 20)


def draw_heading(word, block: Heading, notes: Footnotes) -> None:
    word.add_heading(printable(block.text), level=2)


def draw_paragraph(word, block: Paragraph, notes: Footnotes) -> None:
    paragraph = word.add_paragraph()
    write(paragraph, block.line, notes)
    if block.look != "text":
        paragraph.paragraph_format.keep_with_next = True
    if block.look == "prompt":
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(10), GREY


def draw_bullets(word, block: Bullets, notes: Footnotes) -> None:
    for item in block.items:
        paragraph = word.add_paragraph(style="List Bullet")
        for place, line in enumerate(item):
            if place:
                paragraph.add_run().add_break()
            write(paragraph, line, notes)


def draw_grid(word, block: Grid, notes: Footnotes) -> None:
    table = new_table(word, len(block.rows), GRID_WIDTHS)
    for row, line in zip(table.rows, block.rows, strict=True):
        keep_whole(row)
        for cell, part in zip(row.cells, line, strict=True):
            write(cell.paragraphs[0], part, notes)
    word.add_paragraph()


def draw_table(word, block: Table, notes: Footnotes) -> None:
    widths = [column.width * TEXT_WIDTH / 100 for column in block.columns]
    table = new_table(word, 1 + len(block.rows), widths)
    head, *rows = table.rows
    repeat_on_each_page(head)
    for cell, column in zip(head.cells, block.columns, strict=True):
        look(in_table(cell.paragraphs[0]).add_run(printable(column.heading)), "strong")
    for row, cells in zip(rows, block.rows, strict=True):
        keep_whole(row)
        if block.look == "to-sign":
            row.height = HEIGHT_TO_SIGN
        for cell, part in zip(row.cells, cells, strict=True):
            write(in_table(cell.paragraphs[0]), part, notes)
    word.add_paragraph()


def draw_timeline(word, block: Timeline, notes: Footnotes) -> None:
    codes = [code for code, _ in block.columns]
    count = 1 + bool(block.period) + sum(len(group.rows) for group in block.groups)
    table = new_table(word, count, [WIDTHS[code] for code in codes])
    rows = iter(table.rows)
    head = next(rows)
    repeat_on_each_page(head)
    for cell, (_, heading) in zip(head.cells, block.columns, strict=True):
        look(in_table(cell.paragraphs[0]).add_run(printable(heading)), "strong")
    if block.period:
        cells = next(rows).cells
        period = in_table(cells[0].merge(cells[-1]).paragraphs[0])
        period.alignment = WD_ALIGN_PARAGRAPH.CENTER
        look(period.add_run(printable(block.period)), "strong")
    for group in block.groups:
        draw_group(codes, group, [next(rows) for _ in group.rows])


def draw_group(codes: list[str], group, rows: list) -> None:
    """The first row has the activity's cell, which is merged down over the others."""
    places = [list(row.cells) for row in rows]
    for row, cells, printed in zip(rows, places, group.rows, strict=True):
        keep_whole(row)
        for one in printed:
            write_lines(cells[codes.index(one.code)], one.lines)
    if len(rows) > 1:
        place = codes.index("activity")
        places[0][place].merge(places[-1][place])
        drop_empty_lines(places[0][place])


def write_lines(cell, lines: Line) -> None:
    for place, run in enumerate(lines):
        paragraph = in_table(cell.add_paragraph() if place else cell.paragraphs[0])
        look(paragraph.add_run(printable(run.text)), run.style)


def draw_signatures(word, block: Signatures, notes: Footnotes) -> None:
    """A table without lines holds them beside each other, on one page and not alone there."""
    word.paragraphs[-1].paragraph_format.keep_with_next = True
    table = word.add_table(rows=2, cols=len(block.places))
    for column, (line, person) in enumerate(block.places):
        above = table.cell(0, column).paragraphs[0]
        write(above, line, notes)
        above.paragraph_format.keep_with_next = True
        below = table.cell(1, column).paragraphs[0]
        below.paragraph_format.space_before = Pt(48)
        below.add_run("…" * (DOTS_ACROSS // len(block.places)) + "\n")
        below.add_run(printable(person))
    for row in table.rows:
        keep_whole(row)


DRAWN = {
    Heading: draw_heading,
    Paragraph: draw_paragraph,
    Bullets: draw_bullets,
    Grid: draw_grid,
    Table: draw_table,
    Timeline: draw_timeline,
    Signatures: draw_signatures,
}


def write(paragraph, line: Line, notes: Footnotes) -> None:
    for run in line:
        look(paragraph.add_run(printable(run.text)), run.style)
        notes.mark(paragraph, run.note)


def look(run, style: str) -> None:
    run.bold = style == "strong" or None
    if style == "blank":
        run.font.color.rgb = GREY


def in_table(paragraph):
    paragraph.style = TABLE_TEXT
    return paragraph


def new_table(word, rows: int, widths):
    table = word.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def keep_whole(row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeat_on_each_page(row) -> None:
    keep_whole(row)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def drop_empty_lines(cell) -> None:
    """A merged cell keeps an empty paragraph of each cell that went into it."""
    for paragraph in cell.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)

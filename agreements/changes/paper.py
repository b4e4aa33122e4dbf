"""„Přehled změn“ on paper: HTML for the screen and the PDF, and an editable Word file."""

from io import BytesIO

import docx
from django.template.loader import render_to_string
from docx.shared import Mm, Pt, RGBColor

from agreements.changes import Changes
from agreements.paper.word import set_typeface
from agreements.paper.word_parts import page_numbers, printable, set_language

NOTHING = "Obsah popisu spolupráce se nemění."


def render_body(changes: Changes) -> str:
    """The article alone, for a page of the site that links `print/changes.css`."""
    return render_to_string("print/_changes.html", {"changes": changes, "nothing": NOTHING})


def render_changes(changes: Changes) -> str:
    """The whole document for `printing.print_pdf`."""
    return render_to_string("print/changes.html", {"changes": changes, "body": render_body(changes)})


def changes_docx(changes: Changes) -> bytes:
    word = docx.Document()
    _set_up(word, changes)
    _strong(word.add_paragraph(), changes.unit)
    word.add_paragraph(printable(changes.title), style="Title")
    facts = {"Dosavadní znění": changes.old_version, "Nové znění": changes.new_version}
    if changes.reason:
        facts["Důvod revize"] = changes.reason
    for label, text in facts.items():
        _strong(paragraph := word.add_paragraph(), f"{label}: ")
        paragraph.add_run(printable(text))
    for section in changes.sections:
        word.add_heading(printable(section.heading), level=1)
        for sentence in section.sentences:
            word.add_paragraph(printable(sentence), style="List Bullet")
    if not changes.sections:
        word.add_paragraph(NOTHING)
    if changes.resolution:
        word.add_heading("Návrh usnesení", level=1)
        word.add_paragraph(printable(changes.resolution))
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _set_up(word, changes: Changes) -> None:
    properties = word.core_properties
    properties.title, properties.author = printable(changes.name)[:255], printable(changes.unit)[:255]
    properties.language, properties.comments = "cs-CZ", ""
    set_language(word, "cs-CZ")
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(2)
    for name, size in (("Title", 16), ("Heading 1", 12)):
        font = word.styles[name].font
        font.size, font.bold, font.color.rgb = Pt(size), True, RGBColor(0x12, 0x3A, 0x5E)
        set_typeface(word.styles[name], "Calibri")
    word.styles["Heading 1"].paragraph_format.space_before = Pt(8)
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(18)
    below = page.footer.paragraphs[0]
    below.add_run(f"{printable(changes.unit)}\t\tstrana ")
    page_numbers(below)


def _strong(paragraph, text: str) -> None:
    paragraph.add_run(printable(text)).bold = True

"""Parts of a Word file that python-docx has no words for: footnotes, page numbers, the language."""

import re

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

from agreements.printed import Footnote
from partnerships.czech import tie

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Tied as Czech lines are, without what XML can't hold."""
    return NOT_IN_XML.sub("", tie(text))


class Footnotes:
    """The part with the texts is written at once; each mark then points to its own."""

    def __init__(self, word, notes: tuple[Footnote, ...]):
        self.word = word
        if notes:
            add_styles(word)
            part = Part(
                PackURI("/word/footnotes.xml"),
                CONTENT_TYPE.WML_FOOTNOTES,
                footnotes_xml(notes),
                word.part.package,
            )
            word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def mark(self, paragraph, note: Footnote | None) -> None:
        if note is None:
            return
        run = paragraph.add_run()
        run.style = self.word.styles["footnote reference"]
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(note.number))
        run._r.append(reference)


def add_styles(word) -> None:
    """Under the names that Word knows."""
    text = word.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style, text.font.size = word.styles["Normal"], Pt(9)
    text.paragraph_format.space_after = Pt(2)
    word.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER).font.superscript = True


def footnotes_xml(notes: tuple[Footnote, ...]) -> bytes:
    """The two lines above notes that Word asks for, then the notes under their numbers."""
    root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        note = element(root, "footnote", type=kind, id=number)
        element(element(element(note, "p"), "r"), kind)
    for one in notes:
        paragraph = element(element(root, "footnote", id=one.number), "p")
        element(element(paragraph, "pPr"), "pStyle", val="footnotetext")
        mark = element(paragraph, "r")
        element(element(mark, "rPr"), "rStyle", val="footnotereference")
        element(mark, "footnoteRef")
        text = element(element(paragraph, "r"), "t")
        text.text = f" {printable(one.text)}"
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def element(parent, name: str, **attributes):
    child = etree.SubElement(parent, qn(f"w:{name}"))
    for attribute, value in attributes.items():
        child.set(qn(f"w:{attribute}"), str(value))
    return child


def set_language(word, code: str) -> None:
    """Of the style that all others start from, so that spelling and hyphenation are those of the language."""
    properties = word.styles["Normal"].element.get_or_add_rPr()
    for language in properties.findall(qn("w:lang")):
        properties.remove(language)
    element(properties, "lang", val=code, eastAsia=code)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), code)


def page_numbers(paragraph) -> None:
    """„1 z 6“, counted by Word itself."""
    for number, (name, after) in enumerate((("PAGE", " z "), ("NUMPAGES", ""))):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        shown = element(element(field, "r"), "t")
        shown.text = str(number + 1)
        paragraph._p.append(field)
        if after:
            paragraph.add_run(after)

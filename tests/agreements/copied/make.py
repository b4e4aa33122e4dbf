"""Writes the samples of this folder anew: Word documents, made HTML by LibreOffice as it fills its clipboard.

python -m tests.agreements.copied.make; needs `soffice`. The samples are what the tests read, so that nobody needs it.
"""

import subprocess
import tempfile
from pathlib import Path

import docx
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.agreements.clipboard import ANNEX_5, ANNEX_6, headings

HERE = Path(__file__).parent
NBSP, SHY = "\u00a0", "\u00ad"
PERIOD = "OBDOBÍ KVĚTEN 2022 – SRPEN 2026"
THREE_TERMS = (
    "2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ",
    "Projednání LP 1x ročně",
    "Zpráva 1x ročně, předložena zastupitelstvu obce na vědomí",
)
MUTUAL = "Vzájemná součinnost"
FOOTNOTE = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>Od schválení zastupitelstvem, nejméně 9x.</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
REFERENCE = (
    f"<w:r {nsdecls('w')}><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
    "<w:footnoteReference w:id='1'/></w:r>"
)
DELETED = (
    f"<w:del {nsdecls('w')} w:id='7' w:author='K. N.' w:date='2026-01-05T10:00:00Z'>"
    "<w:r><w:delText xml:space='preserve'>8x ročně </w:delText></w:r></w:del>"
)


def two_pages(paper) -> None:
    """A table that goes on with its headings on the next page; a list, breaks, a footnote, a deletion in view."""
    first = _table(
        paper,
        headings(ANNEX_6),
        [PERIOD],
        ["Vyhodnocení spolupráce", f"Jednání o{NBSP}spolu{SHY}práci", "", MUTUAL, MUTUAL, ""],
        [
            "",
            "Revize",
            "Revidovaný popis spolupráce",
            "-",
            "Zajištění projednání v orgánech obce",
            "12 / 2022",
        ],
    )
    first.cell(1, 0).merge(first.cell(1, 5))
    first.cell(2, 0).merge(first.cell(3, 0))
    for number, text in enumerate(("Záznam z jednání", "Zpráva o plnění popisu spolupráce")):
        cell = first.cell(2, 2)
        line = cell.add_paragraph() if number else cell.paragraphs[0]
        line.add_run(text)
        line.style = "List Bullet"
    _broken(first.cell(2, 5).paragraphs[0], THREE_TERMS)
    paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    second = _table(
        paper,
        headings(ANNEX_6),
        [
            "Jednání lokálního partnerství",
            "Projednání",
            "Prezenční listina",
            "Facilitace",
            "Organizační zajištění",
        ],
        ["Popis spolupráce", "Vyhodnocení", "Zápis z jednání", MUTUAL, MUTUAL],
    )
    note = second.cell(1, 5).paragraphs[0]
    note.add_run(f"Minimálně{NBSP}4x ročně")
    _add_footnote(paper, note)
    deletion = second.cell(2, 5).paragraphs[0]
    deletion._p.append(parse_xml(DELETED))
    deletion.add_run("2x ročně")


def merged(paper) -> None:
    """A deadline over two steps, a responsibility over both sides, a table in a cell, a mark above the line."""
    table = _table(
        paper,
        headings(ANNEX_5),
        ["Popis spolupráce", "Jednání", "Zápis z jednání", MUTUAL, "", "květen 2022"],
        ["", "Revize", "Revidovaný popis spolupráce", "Organizační zajištění", "Odborné zajištění", ""],
        ["Vzdělávání", "Semináře", "Prezenční listina", "Koordinace aktivit", "Zajištění lektora", ""],
        ["Výzkumná činnost", "Výzkum", "Výzkumná zpráva", "-", "Odborné zajištění", f"1x{NBSP}analýza"],
    )
    for first, last in (((1, 0), (2, 0)), ((1, 3), (1, 4)), ((1, 5), (2, 5))):
        table.cell(*first).merge(table.cell(*last))
    output = table.cell(3, 2).paragraphs[0].add_run("2)")
    output.font.superscript = True
    inner = table.cell(3, 5).add_table(rows=2, cols=1)
    for row, text in zip(inner.rows, ("2x ročně seminář", "prosinec 2026"), strict=True):
        row.cells[0].text = text


def _table(paper, *rows):
    table = paper.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return table


def _broken(paragraph, lines) -> None:
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(line)


def _add_footnote(paper, paragraph) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    notes = Part(PackURI("/word/footnotes.xml"), kind, FOOTNOTE.encode(), paper.part.package)
    paper.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    paragraph._p.append(parse_xml(REFERENCE))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        documents = []
        for fill in (two_pages, merged):
            paper = docx.Document()
            fill(paper)
            documents.append(Path(folder, f"{fill.__name__}.docx"))
            paper.save(documents[-1])
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        subprocess.run([*command, "--convert-to", "html", "--outdir", HERE, *documents], check=True)


if __name__ == "__main__":
    main()

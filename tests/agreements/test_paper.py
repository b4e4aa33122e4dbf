"""The printed agreement: its tags, its order, its watermark, and what nobody may do to it by typing."""

import re
import subprocess
import zipfile
from datetime import date
from io import BytesIO

import docx
import pikepdf
import pytest
from docx.enum.section import WD_ORIENT
from pdfua import Severity, validate

from agreements.lifecycle import State
from agreements.models import AgreementVersion
from agreements.paper.form import printed_document
from agreements.paper.pdf import agreement_pdf, render
from agreements.paper.word import agreement_docx
from agreements.reference import TEMPLATES
from agreements.vocabulary import Section, Side
from partnerships.documents import checked_type
from tests.agreements.printed_form import PrintedForm
from tests.agreements.printed_paper import blocks_of_docx, blocks_of_pdf, page_of
from tests.factories import (
    ActivityFactory,
    FileReferenceFactory,
    RoleAssignmentFactory,
    SignatureFactory,
    StepFactory,
    TemplateFactory,
    VersionFactory,
    put_in_force,
    put_in_state,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
HOSTILE = (
    '</td><script src="http://127.0.0.1/x.js"></script><img src="file:///etc/passwd"> {{ settings.SECRET_KEY }} '
    "{% load x %} {0.__class__} =cmd|' /C calc'!A0 \x0b\x1b[31m"
)


# a picture between the marks of what is not read aloud
WATERMARK = re.compile(rb"/Artifact\s+BMC[^E]*/x\d+ Do\s+EMC")


def version_of(code="5", **fields):
    form = next(one for one in TEMPLATES if one["code"] == code)
    version = VersionFactory(template=TemplateFactory(**form), unit_text="Lhota", **fields)
    activity = ActivityFactory(version=version, position=1, name="Jednání lokálního partnerství")
    for position in range(3):
        StepFactory(version=version, activity=activity, position=position, specification=f"Krok {position}")
    return version


def document_of(version):
    return printed_document(AgreementVersion.objects.with_tree().get(pk=version.pk), today=TODAY)


def text_of(pdf: bytes) -> str:
    shown = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return shown.stdout.decode()


# --- Order and look ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "columns"),
    [
        (
            "5",
            "činnost | specifikace činnosti a fáze procesu strategického plánování | výstup | odpovědnost "
            "územního celku | odpovědnost ASZ | termín dokončení",
        ),
        (
            "6",
            "Činnost | Specifikace činnosti a fáze procesu strategického plánování | Výstup | Odpovědnost ASZ "
            "| Odpovědnost územního celku | Termín dokončení",
        ),
    ],
)
def test_columns_stand_in_the_order_of_the_form_and_the_activity_spans_its_steps(code, columns, tmp_path):
    printed = document_of(version_of(code))

    for blocks in (
        blocks_of_pdf(agreement_pdf(printed), tmp_path / "x.pdf"),
        blocks_of_docx(agreement_docx(printed)),
    ):
        form = PrintedForm(page_of(blocks), ("1", "2", "3"))
        assert form.part("TIMELINE#columns") == columns
        assert form.part("TIMELINE#rows") == "3"
        assert form.part(f"TIMELINE/3/{columns.split(' | ')[1]}") == "Krok 2"
        assert form.part(f"TIMELINE/3/{columns.split(' | ')[0]}") == "Jednání lokálního partnerství"


def test_long_activity_goes_on_the_next_page_below_a_repeated_head(tmp_path):
    version = version_of()
    activity = version.activities.get()
    for position in range(3, 40):
        StepFactory(
            version=version,
            activity=activity,
            position=position,
            specification=f"Krok {position}. " + "Věta. " * 40,
        )

    pdf = agreement_pdf(document_of(version))

    form = PrintedForm(page_of(blocks_of_pdf(pdf, tmp_path / "x.pdf")), tuple(map(str, range(40))))
    assert form.part("TIMELINE#rows") == "40"
    assert text_of(pdf).count("termín dokončení") > 3


def test_pdf_is_tagged_czech_with_embedded_fonts_and_without_errors(tmp_path):
    (tmp_path / "x.pdf").write_bytes(agreement_pdf(document_of(version_of())))

    errors = [one for one in validate(tmp_path / "x.pdf").findings if one.severity == Severity.ERROR]

    assert errors == []
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        fonts = [font for sheet in pdf.pages for font in sheet.Resources.Font.values()]
        assert str(pdf.Root.Lang) == "cs"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)
        wide = [sheet for sheet in pdf.pages if sheet.MediaBox[2] > sheet.MediaBox[3]]
        assert 0 < len(wide) < len(pdf.pages)


def test_numbers_of_the_registries_stand_on_the_paper_and_in_its_properties(tmp_path):
    version = version_of()
    FileReferenceFactory(
        version=version, side=Side.UNIT, reference_number="MU/12/2026", file_mark="SZ 7/2026"
    )
    FileReferenceFactory(version=version, side=Side.ASZ, reference_number="MMR-55/2026", file_mark="")
    said = "Územní celek: č. j. MU/12/2026, sp. zn. SZ 7/2026; ASZ: č. j. MMR-55/2026"
    printed = document_of(version)

    pdf, word = agreement_pdf(printed), agreement_docx(printed)

    with pikepdf.open(BytesIO(pdf)) as document:
        assert plain(str(document.docinfo["/Keywords"])) == said
    properties = docx.Document(BytesIO(word)).core_properties
    assert (plain(properties.keywords), properties.title) == (said, printed.name)
    for part in said.split("; "):
        assert part in plain(text_of(pdf))


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("state", sorted(State))
def test_every_state_before_signing_is_printed_as_a_draft(state):
    version = version_of()
    put_in_state(version, state)
    printed = document_of(version)
    is_draft = state not in (State.APPROVED, State.IN_FORCE, State.SUPERSEDED, State.TERMINATED)

    word = docx.Document(BytesIO(agreement_docx(printed)))

    assert printed.is_draft is is_draft
    assert (word.sections[0].header.paragraphs[0].text == "NÁVRH") is is_draft
    assert ('class="agreement draft"' in render(printed)) is is_draft
    assert printed.standing.startswith("Návrh, verze 1. Stav ke dni") is is_draft


def test_watermark_is_drawn_on_every_page_and_read_by_nobody():
    version = version_of()
    draft = agreement_pdf(document_of(version))
    final = agreement_pdf(document_of(put_in_force(version)))

    assert "NÁVRH" not in text_of(draft)
    for pdf, is_marked in ((draft, True), (final, False)):
        with pikepdf.open(BytesIO(pdf)) as document:
            drawn = [WATERMARK.search(sheet.Contents.read_bytes()) for sheet in document.pages]
        assert all(bool(one) is is_marked for one in drawn)


def test_what_is_filled_in_by_hand_has_its_line_until_the_version_is_in_force():
    version = version_of()
    form = sections_of(version)
    assert "……" in form[Section.APPROVAL]
    assert "neuvedeno" not in form[Section.APPROVAL]
    assert f"{version.agreement.unit.in_place} dne ……" in form[Section.APPROVAL]

    form = sections_of(put_in_force(version))

    assert "……" not in form[Section.APPROVAL]
    assert "dne neuvedeno" in form[Section.APPROVAL]


def sections_of(version) -> dict:
    return {
        section.code: " ".join(run.text for block in section.blocks for run in runs_of(block)).replace(
            "  ", " "
        )
        for section in document_of(version).sections
    }


def runs_of(block):
    for name in ("rows", "places"):
        for row in getattr(block, name, ()):
            for part in row:
                yield from part if isinstance(part, tuple) else ()


def test_place_and_function_of_a_signature_are_printed_as_written():
    version = version_of()
    SignatureFactory(
        version=version,
        side=Side.UNIT,
        place_text="Ve Lhotě",
        signed_on=date(2026, 1, 2),
        function_text="starostka",
    )

    text = plain(text_of(agreement_pdf(document_of(version))))

    assert "Ve Lhotě dne 2. 1. 2026" in text
    assert "starostka" in text
    # the layout of pdftotext goes from the top of the page down: notes that climb over the lines come first
    assert text.index("starostka") < text.index("Poznámky")


# --- Word -------------------------------------------------------------------------------------------------


def test_word_file_is_one_the_site_itself_would_take_and_its_timeline_lies_on_its_side():
    content = agreement_docx(document_of(version_of()))

    upload = BytesIO(content)
    upload.name, upload.size = "popis.docx", len(content)
    assert checked_type(upload)[0] == "popis.docx"
    turned = [one.orientation for one in docx.Document(BytesIO(content)).sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_every_mark_in_word_leads_to_its_footnote():
    content = agreement_docx(document_of(version_of()))

    with zipfile.ZipFile(BytesIO(content)) as archive:
        body, notes = archive.read("word/document.xml"), archive.read("word/footnotes.xml")
        assert b"footnotes+xml" in archive.read("[Content_Types].xml")
    marked = sorted(body.split(b'<w:footnoteReference w:id="')[1:])
    assert [int(one.split(b'"')[0]) for one in marked] == [1, 2, 3, 4, 5, 6]
    assert all(b'w:id="%d"' % number in notes for number in range(-1, 7))


# --- Hostile and long texts -------------------------------------------------------------------------------


def test_typed_code_is_printed_as_text_in_both_formats():
    version = version_of(project_text=HOSTILE, focus_text=HOSTILE)
    RoleAssignmentFactory(version=version, role="MANAGER", raw_text=HOSTILE)
    printed = document_of(version)

    pdf, word = agreement_pdf(printed), agreement_docx(printed)

    shown = "".join(text_of(pdf).split())
    written = "".join(docx.Document(BytesIO(word)).element.itertext())
    for text in (shown, "".join(written.split())):
        assert "</td><script" in text
        assert "{{settings.SECRET_KEY}}" in text
        assert "{0.__class__}" in text
        assert "root:x:" not in text


def test_text_of_fifty_thousand_letters_is_printed_whole():
    version = version_of(partnership_text="Dlouhá věta o partnerství. " * 1900 + "konec textu")
    printed = document_of(version)

    assert "konec textu" in plain(text_of(agreement_pdf(printed)))
    assert "konec textu" in plain("".join(docx.Document(BytesIO(agreement_docx(printed))).element.itertext()))

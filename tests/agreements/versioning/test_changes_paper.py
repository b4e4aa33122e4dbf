"""„Přehled změn“ as a PDF and as a Word file."""

import io
import subprocess

import docx
import pikepdf
import pytest

from agreements.changes import ChangedSection, Changes
from agreements.changes.paper import changes_docx, render_changes
from agreements.models import AgreementVersion, PrintJob
from agreements.paper.registry import PRINTERS
from agreements.versioning.clone import clone_version
from agreements.vocabulary import PrintFormat, PrintKind
from partnerships.printing import print_pdf
from tests.factories import UserFactory, VersionFactory, put_in_force

HOSTILE = '<img src=x onerror="alert(1)">&\x00\x0b'
CHANGES = Changes(
    title="Přehled změn popisu spolupráce v oblasti sociálního začleňování",
    unit="město Lhota",
    old_version="verze 1 (platí od 19. 4. 2022)",
    new_version="návrh, verze 2",
    reason="Prodloužení spolupráce.",
    sections=(
        ChangedSection("Doba platnosti", ("Doba platnosti se mění: dosud „4 roky“, nově „5 let“.",)),
        ChangedSection("Harmonogram", tuple(f"Doplňuje se krok „Krok {number}“." for number in range(12))),
    ),
    resolution="Zastupitelstvo města Lhoty schvaluje revizi popisu spolupráce podle předloženého návrhu.",
)


def pdf_text(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().replace("\u00a0", " ").split())


def word_text(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    return "\n".join(paragraph.text for paragraph in word.paragraphs).replace("\u00a0", " ")


def everything_said(changes: Changes) -> list[str]:
    sentences = [sentence for section in changes.sections for sentence in section.sentences]
    headings = [section.heading for section in changes.sections]
    facts = [changes.unit, changes.title, changes.old_version, changes.new_version, changes.reason]
    return [*facts, *headings, *sentences, changes.resolution]


def test_typical_summary_is_one_page_with_everything_on_it():
    pdf = print_pdf(render_changes(CHANGES))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        assert str(document.Root.Lang) == "cs"
        assert "/StructTreeRoot" in document.Root
    text = pdf_text(pdf)
    assert [said for said in everything_said(CHANGES) if said not in text] == []


def test_long_summary_goes_on():
    many = ChangedSection("Harmonogram", tuple(f"Doplňuje se krok „Krok {number}“." for number in range(120)))

    pdf = print_pdf(render_changes(Changes(**{**vars(CHANGES), "sections": (many,)})))

    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) > 1
    assert "„Krok 119“" in pdf_text(pdf)


def test_word_file_is_made_of_styles_in_czech():
    content = changes_docx(CHANGES)

    word = docx.Document(io.BytesIO(content))
    assert [said for said in everything_said(CHANGES) if said not in word_text(content)] == []
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert [styles.count(name) for name in ("Title", "Heading 1", "List Bullet")] == [1, 3, 13]
    assert word.core_properties.language == "cs-CZ"
    assert 'w:lang w:val="cs-CZ"' in word.styles.element.xml


@pytest.mark.parametrize("field", ["unit", "reason", "resolution", "old_version"])
def test_hostile_text_stays_a_text(field):
    hostile = Changes(**{**vars(CHANGES), field: HOSTILE, "sections": (ChangedSection(HOSTILE, (HOSTILE,)),)})

    html = render_changes(hostile)
    assert "<img" not in html
    assert "&lt;img" in html
    assert word_text(changes_docx(hostile)).count("<img src=x onerror") == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("format", "start"), [(PrintFormat.PDF, b"%PDF-"), (PrintFormat.DOCX, b"PK")])
def test_job_prints_the_versions_it_names(format, start):
    version = VersionFactory(validity_text="4 roky")
    revision = clone_version(version, number=2)
    put_in_force(version)
    AgreementVersion.objects.filter(pk=revision.pk).update(validity_text="5 let")
    job = PrintJob(
        version=revision, base=version, kind=PrintKind.CHANGES, format=format, requested_by=UserFactory()
    )

    content = PRINTERS[PrintKind.CHANGES, format](job)

    assert content.startswith(start)
    text = pdf_text(content) if format == PrintFormat.PDF else word_text(content)
    assert "dosud „4 roky“, nově „5 let“" in text

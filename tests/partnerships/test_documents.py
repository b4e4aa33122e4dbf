import hashlib
import io
import stat
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships.actions import store_document
from partnerships.documents import RefusedFile, checked_type, safe_name, served_type
from partnerships.models import Document
from tests.factories import DocumentFactory, UnitFactory, member

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
ZFO = b"\x30\x82\x01\x0a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"


def office(main="word/document.xml", content_types="<Types/>", extra=()):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", content_types)
        archive.writestr(main, "<document>Zápis z jednání</document>")
        for name, content in extra:
            archive.writestr(name, content)
    return buffer.getvalue()


DOCX = office()
XLSX = office("xl/workbook.xml")


def link_entry():
    entry = zipfile.ZipInfo("word/odkaz")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def encrypted(data: bytes) -> bytes:
    """Sets the flag of the last entry in the directory, the only one a password then protects."""
    changed = bytearray(data)
    changed[changed.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("zápis.pdf", PDF),
        ("ZAPIS.PDF", PDF),
        ("zápis.docx", DOCX),
        ("docházka.xlsx", XLSX),
        ("foto.png", PNG),
        ("foto.jpg", JPG),
        ("foto.jpeg", JPG),
        ("zpráva.zfo", ZFO),
    ],
)
def test_file_of_a_listed_type_is_taken(name, content):
    assert checked_type(SimpleUploadedFile(name, content))[0] == name


FAKES = {
    "exe named pdf": ("faktura.pdf", b"MZ\x90\x00" + b"\x00" * 60),
    "html named pdf": ("stranka.pdf", b"<!DOCTYPE html><script>alert(1)</script>"),
    "text named pdf": ("poznamky.pdf", b"jen text"),
    "pdf not at the start": ("x.pdf", b"<html>" + PDF),
    "pdf and zip at once": ("x.pdf", PDF + DOCX),
    "png and zip at once": ("x.png", PNG + DOCX),
    "gif named png": ("x.png", b"GIF89a" + b"\x00" * 20),
    "jpg named png": ("x.png", JPG),
    "png named jpg": ("x.jpg", PNG),
    "pdf named docx": ("x.docx", PDF),
    "xlsx named docx": ("x.docx", XLSX),
    "docx named xlsx": ("x.xlsx", DOCX),
    "plain zip named docx": ("x.docx", office("jiny.txt")),
    "cut docx": ("x.docx", DOCX[:-30]),
    "damaged directory": ("x.docx", DOCX.replace(b"PK\x01\x02", b"PK\x01\xff")),
    "docm": ("x.docm", DOCX),
    "xlsm": ("x.xlsm", XLSX),
    "macros inside": ("x.docx", office(extra=[("word/vbaProject.bin", b"x")])),
    "macros declared": (
        "x.xlsx",
        office("xl/workbook.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    ),
    "encrypted": ("x.docx", encrypted(DOCX)),
    "bomb": ("x.xlsx", office("xl/workbook.xml", extra=[("xl/big.xml", b"0" * 60_000_000)])),
    "ratio": ("x.xlsx", office("xl/workbook.xml", extra=[("xl/big.xml", b"0" * 1_000_000)])),
    "many entries": ("x.docx", office(extra=[(f"word/{n}", b"") for n in range(2000)])),
    "leaves its folder": ("x.docx", office(extra=[("../../etc/passwd", b"x")])),
    "absolute entry": ("x.docx", office(extra=[("/etc/passwd", b"x")])),
    "link": ("x.docx", office(extra=[(link_entry(), "/etc/passwd")])),
    "empty": ("x.pdf", b""),
    "svg": ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
    "html": ("x.html", b"<html></html>"),
    "zip": ("x.zip", DOCX),
    "double extension": ("smlouva.pdf.exe", PDF),
    "direction character": ("x\u202efdp.exe", PDF),
    "no extension": ("zapis", PDF),
    "only an extension": (".pdf", PDF),
}


@pytest.mark.parametrize("fake", FAKES)
def test_fake_is_refused_with_a_czech_sentence(fake):
    name, content = FAKES[fake]
    upload = SimpleUploadedFile("zapis", content)
    upload._name = name

    with pytest.raises(RefusedFile, match=r"^[A-ZÚ].*\.$"):
        checked_type(upload)


def test_file_over_the_limit_is_refused(settings):
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    checked_type(SimpleUploadedFile("x.pdf", PDF.ljust(1024 * 1024)))

    with pytest.raises(RefusedFile, match="větší než 1 MB"):
        checked_type(SimpleUploadedFile("x.pdf", PDF.ljust(1024 * 1024 + 1)))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Dokumenty\\zápis 1.pdf", "zápis 1.pdf"),
        ("a\x00b\r\nc\u202e.pdf", "abc.pdf"),
        ("ne\u0301co.pdf", "néco.pdf"),
        ("CON.pdf", "CON.pdf"),
        ("ž" * 300 + ".docx", "ž" * 250 + ".docx"),
        ("/", ""),
    ],
)
def test_name_is_kept_as_harmless_text(given, kept):
    assert safe_name(given) == kept


def test_type_outside_the_table_is_served_as_a_heap_of_bytes():
    assert served_type("text/html") == "application/octet-stream"
    assert served_type("application/pdf") == "application/pdf"


@pytest.mark.django_db
def test_stored_document_has_a_random_name_and_its_hash():
    unit = UnitFactory()
    manager = member(unit)

    document = store_document(
        unit, by=manager, upload=SimpleUploadedFile("../Zápis č. 1.pdf", PDF, "text/html")
    )

    document.refresh_from_db()
    assert (document.original_name, document.content_type) == ("Zápis č. 1.pdf", "application/pdf")
    assert (document.size, document.sha256) == (len(PDF), hashlib.sha256(PDF).hexdigest())
    assert (document.unit, document.uploaded_by) == (unit, manager)
    assert "pis" not in document.file.name
    with document.file.open() as stored:
        assert stored.read() == PDF


@pytest.mark.django_db
def test_refused_file_leaves_neither_row_nor_file(settings):
    with pytest.raises(RefusedFile):
        store_document(UnitFactory(), by=None, upload=SimpleUploadedFile("x.pdf", b"MZ"))

    assert not Document.objects.exists()


@pytest.mark.django_db
def test_download_is_only_saved_never_opened(client):
    document = DocumentFactory(original_name="Zápis č. 1.pdf")
    client.force_login(member(document.unit))

    response = client.get(reverse("partnerships:document", args=[document.pk]))

    assert response.getvalue() == b"%PDF-1.7 zkouska"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Z%C3%A1pis%20%C4%8D.%201.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_download_whose_file_is_gone_says_not_found(client):
    document = DocumentFactory()
    document.file.storage.delete(document.file.name)
    client.force_login(member(document.unit))

    assert client.get(reverse("partnerships:document", args=[document.pk])).status_code == 404


@pytest.mark.django_db
def test_download_ends_with_the_right_to_see_the_unit(client):
    document = DocumentFactory()
    manager = member(document.unit)
    client.force_login(manager)
    url = reverse("partnerships:document", args=[document.pk])
    assert client.get(url).getvalue()

    manager.memberships.update(ended_at="2024-01-01T00:00Z", ended_by=manager)

    assert client.get(url).status_code == 404

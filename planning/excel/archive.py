"""A workbook from outside before anything is parsed: its kind, its size unpacked, and no XML that could reach out."""

import zipfile
from io import BytesIO

from django.core.files.base import File

from partnerships.documents import TYPES, RefusedFile, accepted_name, check_office_document, safe_name

UNPACKED_BYTES = 16 * 1024 * 1024  # far more than the most rows we take
CHUNK = 64 * 1024
ADVICE = {
    "xls": "Starý formát .xls nepřijímáme. Otevřete soubor v Excelu a uložte ho jako Sešit Excelu (.xlsx).",
    "xlsm": "Sešit s makry nepřijímáme. Uložte ho jako Sešit Excelu (.xlsx), bez maker.",
    "xlsb": "Formát .xlsb nepřijímáme. Uložte soubor jako Sešit Excelu (.xlsx).",
    "ods": "Formát .ods nepřijímáme. V LibreOffice zvolte Soubor, Uložit jako, Excel 2007–365 (.xlsx).",
    "csv": "Formát .csv nepřijímáme, nepozná se v něm list ani řádek. Stáhněte si sešit a data vložte do něj.",
}
OTHER = "Sem patří jen Sešit Excelu (.xlsx). Stáhněte si ho na této stránce a vyplňte."
TOO_LARGE = "Sešit je příliš velký. Nechte v něm jen listy a řádky, které nahráváte, a uložte ho znovu."
NOT_PLAIN = "Sešit obsahuje vložený kód nebo odkazy, které nepřijímáme. Uložte ho v Excelu znovu jako .xlsx."


def checked_workbook(upload: File) -> bytes:
    """The content of a file that may be parsed; RefusedFile with what to do otherwise."""
    _, dot, extension = safe_name(upload.name or "").lower().rpartition(".")
    if not dot or extension != "xlsx":
        raise RefusedFile(ADVICE.get(extension, OTHER))
    accepted_name(upload.name, upload.size)
    check_office_document(upload, TYPES["xlsx"].main_part)
    upload.seek(0)
    content = upload.read()
    try:
        check_parts(content)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as problem:
        raise RefusedFile("Soubor je poškozený. Otevřete ho, uložte znovu a nahrajte.") from problem
    return content


def check_parts(content: bytes) -> None:
    """Counts what really comes out, whatever the directory claims; no declarations, no other encodings."""
    left = UNPACKED_BYTES
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_BYTES:
            raise RefusedFile(TOO_LARGE)
        for entry in archive.infolist():
            with archive.open(entry) as part:
                before = b""
                while chunk := part.read(CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise RefusedFile(TOO_LARGE)
                    _check_plain(entry.filename, before + chunk, is_start=not before)
                    before = chunk[-16:]


def _check_plain(name: str, chunk: bytes, *, is_start: bool) -> None:
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return
    if b"<!DOCTYPE" in chunk.upper() or b"<!ENTITY" in chunk.upper():
        raise RefusedFile(NOT_PLAIN)
    # in UTF-16 the words above would not be found
    if is_start and (b"\x00" in chunk[:64] or chunk.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise RefusedFile(NOT_PLAIN)

"""Which files people may hand over: the type is told by the content, never by the name alone."""

import hashlib
import re
import stat
import struct
import unicodedata
import zipfile
from pathlib import PurePosixPath
from typing import NamedTuple

import puremagic
from django.conf import settings
from django.core.files.base import File

from partnerships.czech import format_number

OFFICE = "application/vnd.openxmlformats-officedocument."
OPAQUE = "application/octet-stream"


class FileType(NamedTuple):
    content_type: str  # the one it is served with, whatever the browser claimed
    main_part: str = ""  # of an office document: the entry that tells it from another zip file


TYPES = {
    "pdf": FileType("application/pdf"),
    "docx": FileType(OFFICE + "wordprocessingml.document", "word/document.xml"),
    "xlsx": FileType(OFFICE + "spreadsheetml.sheet", "xl/workbook.xml"),
    "png": FileType("image/png"),
    "jpg": FileType("image/jpeg"),
    "jpeg": FileType("image/jpeg"),
    "zfo": FileType(OPAQUE),  # a data-box message; never looked into
}
ACCEPT = ",".join(f".{extension}" for extension in TYPES)
ACCEPTED_TEXT = "PDF, Word (.docx), Excel (.xlsx), obrázek (.png, .jpg) nebo datová zpráva (.zfo)"
MACRO_EXTENSIONS = frozenset({"docm", "xlsm", "dotm", "xltm", "xlsb", "pptm"})

HEAD = 4096
NAME_LENGTH = 255
UNPACKED_BYTES = 50 * 1024 * 1024
UNPACKED_RATIO = 100
ENTRIES = 2000
DIRECTORY_BYTES = 1024 * 1024
CONTENT_TYPES_BYTES = 256 * 1024
END_RECORD = struct.Struct("<4s4H2LH")


class RefusedFile(Exception):
    """Why the file was not taken and what to do, in Czech, for the person who sent it."""


def safe_name(name: str) -> str:
    """The name as text to show: no path, no control or direction characters, at most 255 characters."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    name = " ".join(name.split()).strip(". ")
    stem, dot, extension = name.rpartition(".")
    return f"{stem[: NAME_LENGTH - len(extension) - 1]}{dot}{extension}"[-NAME_LENGTH:]


def accepted_name(name: str, size: int) -> tuple[str, str]:
    """(name to keep, extension) of what may be a file for us before anybody looks into it; else RefusedFile."""
    name = safe_name(name)
    extension = PurePosixPath(name).suffix.lstrip(".").lower()
    if extension in MACRO_EXTENSIONS:
        raise RefusedFile(
            "Soubory s makry nepřijímáme. Uložte dokument jako .docx nebo .xlsx a nahrajte znovu."
        )
    if extension not in TYPES:
        raise RefusedFile(f"Tento druh souboru nepřijímáme. Nahrajte {ACCEPTED_TEXT}.")
    if not size:
        raise RefusedFile("Soubor je prázdný. Zkontrolujte, zda se správně uložil, a nahrajte ho znovu.")
    if size > settings.DOCUMENT_MAX_BYTES:
        limit = format_number(settings.DOCUMENT_MAX_BYTES // 1024 // 1024)
        raise RefusedFile(f"Soubor je větší než {limit} MB. Zmenšete ho, nebo ho rozdělte.")
    return name, extension


def checked_type(upload: File) -> tuple[str, FileType]:
    """(name to keep, type) of a file that may be stored; RefusedFile otherwise. Leaves it rewound."""
    name, extension = accepted_name(upload.name or "", upload.size)
    file_type = TYPES[extension]
    if file_type.main_part:
        check_office_document(upload, file_type.main_part)
    elif file_type.content_type != OPAQUE:
        check_plain_file(upload, extension)
    upload.seek(0)
    return name, file_type


def check_plain_file(upload: File, extension: str) -> None:
    upload.seek(0)
    head = upload.read(HEAD)
    try:
        found = {match.extension.lstrip(".") for match in puremagic.magic_string(head)}
    except puremagic.PureError:
        found = set()
    if extension not in found or read_end_record(upload) is not None:
        raise RefusedFile(
            f"Obsah souboru neodpovídá příponě .{extension}. Uložte ho znovu v programu, ve kterém vznikl."
        )


def check_office_document(upload: File, main_part: str) -> None:
    """Everything is read from the zip's directory; nothing but the list of content types is unpacked."""
    try:
        check_directory_size(upload)
        with zipfile.ZipFile(upload) as archive:
            check_entries(archive, upload.size)
            names = set(archive.namelist())
            if not {"[Content_Types].xml", main_part} <= names:
                raise RefusedFile(
                    "Obsah souboru neodpovídá jeho příponě. Uložte ho znovu ve Wordu nebo Excelu."
                )
            with archive.open("[Content_Types].xml") as listing:
                declared = listing.read(CONTENT_TYPES_BYTES)
            if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in declared:
                raise RefusedFile("Soubor obsahuje makra. Uložte ho bez maker a nahrajte znovu.")
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        struct.error,
        EOFError,
    ) as problem:
        raise RefusedFile("Soubor je poškozený. Otevřete ho, uložte znovu a nahrajte.") from problem


def check_directory_size(upload: File) -> None:
    """Before the directory is read at all: an honest document of 20 MB needs neither zip64 nor a megabyte."""
    record = read_end_record(upload)
    if record is None:
        raise RefusedFile("Obsah souboru neodpovídá jeho příponě. Uložte ho znovu ve Wordu nebo Excelu.")
    *_, entries, directory_bytes, offset, _comment = record
    if 0xFFFFFFFF in {directory_bytes, offset} or entries > ENTRIES or directory_bytes > DIRECTORY_BYTES:
        raise RefusedFile("Soubor má příliš mnoho částí. Uložte ho znovu, případně bez vložených objektů.")


def read_end_record(upload: File) -> tuple | None:
    """The zip's closing record, found the way zip programs find it: from the end."""
    length = min(upload.size, END_RECORD.size + 0xFFFF)
    upload.seek(upload.size - length)
    tail = upload.read(length)
    position = tail.rfind(b"PK\x05\x06")
    if position < 0 or len(tail) - position < END_RECORD.size:
        return None
    return END_RECORD.unpack_from(tail, position)


def check_entries(archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > UNPACKED_BYTES or unpacked > UNPACKED_RATIO * max(packed, 1) or len(entries) > ENTRIES:
        raise RefusedFile("Soubor je po rozbalení příliš velký. Uložte ho znovu, případně s menšími obrázky.")
    if packed > size or any(is_suspect(entry) for entry in entries):
        raise RefusedFile("Soubor je poškozený nebo chráněný heslem. Uložte ho znovu bez hesla a nahrajte.")


def is_suspect(entry: zipfile.ZipInfo) -> bool:
    """Encrypted, a link, or named so that unpacking would leave its folder."""
    parts = PurePosixPath(entry.filename.replace("\\", "/"))
    return (
        bool(entry.flag_bits & 0x1)
        or stat.S_ISLNK(entry.external_attr >> 16)
        or parts.is_absolute()
        or ".." in parts.parts
    )


def has_fingerprint(document, sha256: str) -> bool:
    """Whether the stored file still holds the bytes it was stored with."""
    try:
        with document.file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def served_type(content_type: str) -> str:
    """What the browser is told: a type of our table, or nothing it could open by itself."""
    known = {file_type.content_type for file_type in TYPES.values()}
    return content_type if content_type in known else OPAQUE

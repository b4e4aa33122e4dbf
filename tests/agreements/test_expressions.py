"""The reader against the readings worked out by hand (expressions.py)."""

import re
import unicodedata
from dataclasses import MISSING, asdict, fields

import pytest

from agreements.reading import ReadTerm, read_cell
from agreements.vocabulary import OPEN_KINDS, ParseStatus, TermKind
from tests.agreements.deadlines.terms import ANY, Row
from tests.agreements.expressions import ROWS

WORDS = ("subject", "trigger_text", "unread")
EMPTY = {
    field.name: () if field.default is MISSING else field.default
    for field in fields(ReadTerm)
    if field.name not in ("raw_text", *WORDS)
} | {"parse_status": ParseStatus.PARSED}


def folded(text: str) -> str:
    """Letters and digits only: breaks, dashes and marks of a scan are not what is measured."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def name_of(number: int, row: Row) -> str:
    return f"{number:03}-{re.sub(r'[^a-z0-9]+', '-', ascii_of(row.text))[:50]}"


def ascii_of(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold().encode("ascii", "ignore").decode()


def values(term: dict) -> dict:
    """The columns that have one right value."""
    return {column: term[column] for column in EMPTY} | {"required_roles": sorted(term["required_roles"])}


def expected(term: dict, read: ReadTerm) -> dict:
    wanted = {**EMPTY, **term}
    return values(
        {c: getattr(read, c) if wanted[c] is ANY else wanted[c] for c in EMPTY},
    )


def differences(term: dict, read: ReadTerm, text: str) -> list[str]:
    right, was = expected(term, read), values(asdict(read))
    return [
        *(f"{c}: {was[c]!r}, should be {right[c]!r}" for c in right if was[c] != right[c]),
        *wrong_words(term, read, text),
    ]


def wrong_words(term: dict, read: ReadTerm, text: str) -> list[str]:
    unread = tuple(read.unread)
    said = {"subject": read.subject, "trigger_text": read.trigger_text, "unread": " ".join(unread)}
    wanted = {"subject": term.get("subject", ""), "trigger_text": term.get("trigger_text", "")}
    if term.get("unread") is not ANY:
        wanted["unread"] = " ".join(term.get("unread", ()))
    wrong = [f"{c}: {said[c]!r} lacks {w!r}" for c, w in wanted.items() if folded(w) not in folded(said[c])]
    cell = folded(text)
    wrong += [
        f"{c}: {w!r} does not stand in the cell"
        for c in WORDS
        for w in said[c].split()
        if folded(w) not in cell
    ]
    if read.parse_status == ParseStatus.PARSED and unread:
        wrong.append(f"taken as read, yet unread is {unread}")
    if read.kind in OPEN_KINDS - {TermKind.NONE} and not read.trigger_text:
        wrong.append("no trigger")
    return wrong


def wrong_in(row: Row) -> list[str]:
    """What the reader says of a cell that a person would not; empty when they agree."""
    reading = read_cell(row.text, activity=row.activity, specification=row.specification)
    position = 0
    for term in reading.terms:
        position = row.text.find(term.raw_text, position)
        if position < 0:
            return [f"{term.raw_text!r} is not a piece of the cell in its order"]
        position += len(term.raw_text)
    if not row.terms:
        return ["taken as understood"] if reading.is_understood else []
    if len(reading.terms) != len(row.terms):
        return [
            f"{len(reading.terms)} terms instead of {len(row.terms)}: {[t.raw_text for t in reading.terms]}"
        ]
    pairs = zip(row.terms, reading.terms, strict=True)
    return [wrong for term, read in pairs for wrong in differences(term, read, row.text)]


@pytest.mark.parametrize("row", [pytest.param(row, id=name_of(n, row)) for n, row in enumerate(ROWS, 1)])
def test_a_cell_is_read_as_a_person_reads_it(row):
    assert wrong_in(row) == []

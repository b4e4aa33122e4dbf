from agreements.reading.reading import Reading, ReadTerm
from agreements.term_rules import read_term
from agreements.vocabulary import ParseStatus, TermKind


def read_cell(text: str, *, activity: str = "", specification: str = "") -> Reading:
    """Every term of a deadline cell; the activity and its specification tell what is counted. Never raises."""
    if not text.strip():
        return Reading(text, (ReadTerm(text, ParseStatus.PARSED, TermKind.NONE),))
    return Reading(text, tuple(_term(line) for line in text.splitlines() if line.strip()))


def _term(text: str) -> ReadTerm:
    found = read_term(text)
    return ReadTerm(text) if found is None else ReadTerm(text, ParseStatus.PARTIAL, **found)

"""Outputs and responsibilities of the vocabularies, as documents write them (domain.md 3.1, 3.3)."""

import re
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from agreements.vocabulary import OutputCode, ResponsibilityCode, Side
from partnerships.czech import without_accents

LIKELY = 90  # of 100; below it two different labels look alike
DASHES = frozenset("-–—")
# Ways of the documents that differ from the label of the code.
WRITTEN = {
    OutputCode.ANNUAL_REPORT: ["Zpráva o plnění popisu spolupráce zastupitelstvu obce"],
    OutputCode.PSZ_REPORT: [
        "Zpráva o plnění PSZ zastupitelstvu obce",
        "Zpráva o plnění plánu sociálního začleňování",
    ],
    OutputCode.PSZ_DOCUMENT: ["Zpracovaný dokument – Plán sociálního začleňování", "PSZ"],
    OutputCode.PSZ_INPUTS: ["Podklady pro plán sociálního začleňování"],
    OutputCode.SPSZ_EVALUATION: ["Podklad pro jednání pracovních skupin a nového strategického dokumentu"],
    OutputCode.LP_MEETING_RECORD: ["Záznam z jednání lokálního partnerství", "Zápis z jednání LP"],
    OutputCode.PRESENTATION: ["Případně prezentace"],
    OutputCode.STUDY_MATERIALS: ["a studijní materiály", "Případně studijní materiály"],
    OutputCode.ATTENDANCE_SHEET: ["Prezenční listiny"],
    OutputCode.CERTIFICATE: ["Certifikáty"],
    ResponsibilityCode.APPROVAL_ASZ: ["Zajištění schvalovacích procesů na úrovni ASZ"],
    ResponsibilityCode.APPROVAL_UNIT: ["Zajištění schvalovacích procesů na úrovni města"],
    ResponsibilityCode.BODY_DISCUSSION: ["Zajištění projednání v orgánech města"],
}
# Whose a responsibility usually is; the rest is said of both sides.
USUAL_SIDE = {
    **dict.fromkeys(
        (
            ResponsibilityCode.ORGANISATION,
            ResponsibilityCode.CONTENT_SUPPORT,
            ResponsibilityCode.APPROVAL_UNIT,
            ResponsibilityCode.BODY_DISCUSSION,
            ResponsibilityCode.REALISATION,
            ResponsibilityCode.INPUTS_SUPPORT,
            ResponsibilityCode.OUTPUT_SUPPORT,
        ),
        Side.UNIT,
    ),
    **dict.fromkeys(
        (
            ResponsibilityCode.EXPERT,
            ResponsibilityCode.CONTENT,
            ResponsibilityCode.ORG_SUPPORT,
            ResponsibilityCode.FACILITATION,
            ResponsibilityCode.APPROVAL_ASZ,
            ResponsibilityCode.SUPPORT_CONSULT,
            ResponsibilityCode.INPUTS,
            ResponsibilityCode.OUTPUT_COAUTHOR,
            ResponsibilityCode.METHODICAL,
            ResponsibilityCode.PROJECT_CONSULT,
        ),
        Side.ASZ,
    ),
}
MISREAD = {
    **dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹")),
    ord("¢"): "c",
    ord("€"): "c",
    ord("§"): "s",
    ord("¥"): "y",
}
PART = re.compile(r"\s*;\s*")
SMALLER_PART = re.compile(r",\s+|\s+(?=a\s)")  # „a“ stays with what follows it, as the documents print it


class Found(NamedTuple):
    """`is_proposed` where the text is only like the label."""

    code: str
    text: str
    is_proposed: bool = False

    @property
    def is_known(self) -> bool:
        return self.code != "OTHER"


def folded(text: str) -> str:
    """Words without case, diacritics, punctuation and marks of footnotes; „¢“ is how a scan reads „č“."""
    return " ".join(re.findall(r"\w+", without_accents(text.translate(MISREAD))))


@cache
def _labels(codes: type) -> dict[str, str]:
    """Codes by their folded words; those of no words of their own are left out."""
    own = {"OTHER", "EXPLICIT_DASH"}
    texts = [(code, text) for code in codes for text in (code.label, *WRITTEN.get(code, ()))]
    return {folded(text): str(code) for code, text in texts if code not in own}


def found_in(lines: list[str], codes: type[OutputCode] | type[ResponsibilityCode]) -> list[Found]:
    """What the lines of a cell name; a line that names more of the vocabulary is more."""
    return [found for line in lines for found in _found_in_line(line, codes)]


def _found_in_line(line: str, codes: type) -> list[Found]:
    whole = match(line, codes)
    if whole.is_known or line.strip() in DASHES:
        return [whole]
    parts = [part for part in PART.split(line) if part]
    if len(parts) > 1:
        return [found for part in parts for found in _found_in_line(part, codes)]
    smaller = [match(part, codes) for part in SMALLER_PART.split(line) if part]
    return smaller if all(one.is_known and not one.is_proposed for one in smaller) else [whole]


def match(text: str, codes: type[OutputCode] | type[ResponsibilityCode]) -> Found:
    words, labels = folded(text), _labels(codes)
    if words in labels:
        return Found(labels[words], text)
    if text.strip() in DASHES and codes is ResponsibilityCode:
        return Found(str(ResponsibilityCode.EXPLICIT_DASH), text)
    likely = process.extractOne(words, labels.keys(), scorer=fuzz.ratio, score_cutoff=LIKELY)
    return Found(labels[likely[0]], text, is_proposed=True) if likely else Found("OTHER", text)

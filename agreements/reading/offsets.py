"""Deadlines counted from the approval, the signature or the start, or back from the end: „do 30 dnů od schválení“."""

import re
from typing import NamedTuple

from agreements.reading.sets import words
from agreements.reading.words import NUMBER_PATTERN, Found, claim, number_of
from agreements.vocabulary import Anchor, OffsetUnit


class Offset(NamedTuple):
    count: int
    unit: str
    anchor: str


# By the beginning of the word: how many of which unit it is.
UNITS = {
    "pul": (6, OffsetUnit.MONTH),
    "1/2": (6, OffsetUnit.MONTH),
    "1/4": (3, OffsetUnit.MONTH),
    "ctvrt": (3, OffsetUnit.MONTH),
    "d": (1, OffsetUnit.DAY),
    "t": (1, OffsetUnit.WEEK),
    "m": (1, OffsetUnit.MONTH),
    "r": (1, OffsetUnit.YEAR),
    "l": (1, OffsetUnit.YEAR),
}
UNIT_PATTERN = (
    r"(?:(?:kalendarnich )?(?:dnu|dni|dny|dne|den)|tydnu|tydny|tydne|tyden|mesicu|mesice|mesic|mes\."
    r"|pul ?roku|ctvrt ?roku|1/[24] roku|roku|roky|roka|rok|let)"
)
AFTER = {
    "schval": Anchor.APPROVAL,
    "odsouhlas": Anchor.APPROVAL,
    "podpis": Anchor.SIGNATURE,
    "podeps": Anchor.SIGNATURE,
    "uzavr": Anchor.SIGNATURE,
    "zahaj": Anchor.START,
    "zacat": Anchor.START,
    "pocat": Anchor.START,
    "vznik": Anchor.START,
    "zapocet": Anchor.START,
    "navaz": Anchor.START,
    "nabyti": Anchor.START,
}
AHEAD = {"konc": Anchor.END, "ukonc": Anchor.END, "skonc": Anchor.END, "uplynut": Anchor.END}
# What may stand behind the anchor and still mean this agreement.
OF_AGREEMENT = words(
    "popisu spoluprace spolupraci dokumentu platnosti ucinnosti tohoto teto zastupitelstvem "
    "zastupitelstva zastupitelstvu zastupitelstvo v ve radou rady obce obci mesta meste organem "
    "organech organy uzemniho celku obou stran obema stranami smluvnich posledniho posledni zastupcu "
    "trvani doby o dohody asz a"
)
LEAD = r"(?:(?:nejpozdeji|nejdele) )?(?:(?:do|ve lhute do|ve lhute|v terminu do) )?"
SPAN = r"[^,;\n\f()|.-]{0,120}"
OFFSET = re.compile(
    rf"\b{LEAD}(?:(?P<n>(?<!/){NUMBER_PATTERN}(?!/))(?:-?ti|-?mi)? ?)?(?P<unit>{UNIT_PATTERN}) (?P<by>od|ode|po|pred) "
    rf"(?:(?:data|dne|dnem) )?(?P<anchor>[a-z]{{1,20}})(?P<rest>{SPAN})"
)
# „do 30 dnů“, „do 30 pracovních dnů od schválení“: nobody says from when, or the days are not those of the calendar
BARE = re.compile(
    rf"\b(?:do|nejpozdeji|ve lhute) {NUMBER_PATTERN}(?:-?ti)? (?:[a-z]{{1,20}}ich )?"
    rf"(?:dnu|dni|dny|tydnu|mesicu|mesice|mes\.|let)(?![a-z]){SPAN}"
)


def offsets(plain: str, claimed: bytearray) -> list[Found]:
    """The value is None where what it is counted from is not known, or is nothing of this agreement."""
    return [
        Found("offset", match.start(), match.end(), _offset(match) if pattern is OFFSET else None)
        for pattern in (OFFSET, BARE)
        for match in pattern.finditer(plain)
        if _is_whole(match) and claim(claimed, match.start(), match.end())
    ]


def _is_whole(match: re.Match) -> bool:
    """„3/4 roku od schválení“ and „30 pracovních dnů od schválení“ have their number elsewhere."""
    return match.re is BARE or bool(match["n"]) or not match.string[: match.start()].rstrip()[-1:].isalnum()


def _offset(match: re.Match) -> Offset | None:
    anchors = AHEAD if match["by"] == "pred" else AFTER
    anchor = _by_beginning(anchors, match["anchor"])
    if not anchor or set(re.findall(r"[a-z0-9]+", match["rest"])) - OF_AGREEMENT:
        return None
    times, unit = _by_beginning(UNITS, match["unit"].removeprefix("kalendarnich "))
    return Offset(times * (number_of(match["n"]) if match["n"] else 1), unit, anchor)


def _by_beginning(values: dict, word: str):
    return next((value for beginning, value in values.items() if word.startswith(beginning)), None)

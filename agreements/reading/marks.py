"""Numbers that are no counts, and notes that have columns of their own."""

import re
from collections.abc import Iterable

from agreements.reading.sets import sayings, stems
from agreements.reading.things import GROUPS_SAID
from agreements.reading.words import ORDINAL_PATTERN, YEAR_PATTERN, Found, claim

NUMBER_LIST = r"[0-9]{1,3}(?!\.? ?[0-9x]| krat|\.)(?:(?:, ?| a | ?/ ?| )[0-9]{1,3}(?![0-9]| ?x| krat))*"
YEARS = rf"{YEAR_PATTERN} ?(?:-|az|/) ?(?:{YEAR_PATTERN}|[0-9]{{2}}(?![0-9]))"
PROGRAMMES = r"(?:opz\+?|op [a-z]{1,4}\+?|op|esif\+?|kpsvl?\+?|irop|iop|esf\+?|npo|mpsv|opvvv|opjak)"
PLANS = rf"(?:s?psz|tap|mpi|kpss|{stems('strateg koncepc plan program dokument')})"
LAWS = stems("zakon vyhlask usneseni narizeni smlouv dohod")
CHAPTERS = rf"(?:c|cl|odst|str|bod|kap|tab|{stems('priloh verz kapitol bod krok')})"
# They name a call, a law, a document or a sum.
REFERENCES = [
    rf"\bvyz(?:v[a-z]{{0,20}}|ev)[^0-9\n;,]{{0,24}}?(?:c\. ?)?{NUMBER_LIST}",
    rf"\b{PROGRAMMES} ?(?:{YEARS}|{YEAR_PATTERN}\+?)",
    rf"\b{PLANS}[^0-9\n;,.]{{0,50}}?{YEARS}",
    rf"\bprogramov[a-z]{{1,20}} obdobi {YEARS}",
    r"§{1,2} ?[0-9]{1,4}[a-z]?(?: odst\. ?[0-9]{1,2})?(?: pism\. ?[a-z]\))?",
    rf"\b(?:{LAWS}|c\. ?j\.)(?: c\.)? ?[a-z]{{0,6}} ?[0-9]{{1,6}}(?: ?/ ?[0-9a-z]{{1,8}})*(?: sb\.)?",
    r"\b(?:usn|c)\. ?(?:c\. ?)?[0-9]{1,4} ?/ ?[0-9]{2,4}(?:(?:, | a )[0-9]{1,4} ?/ ?[0-9]{2,4}(?![0-9]))*",
    rf"\b{CHAPTERS}(?:\.| ) ?(?:c\. ?)?[0-9]{{1,6}}(?: ?/ ?[0-9]{{1,6}})*",
    r"\b[0-9][0-9 ]{0,12}(?:,[0-9]{1,4})? ?(?:%|kc\b|eur\b|mil\.|tis\.|procent)",
]
# How long something takes is no deadline.
DURATION = (
    r"\b(?:po dobu|na dobu|temer|trvajici|v delce) [0-9a-z]{1,20} "
    r"(?:let|roku|roky|rok|mesicu|mesice|tydnu|tydny|dnu|dni|hodin)\b"
)
PEOPLE = rf"(?:lid[ie]|{stems('osob ucastnik pracovnik zamestnanc klient')})"
EVENTS = stems("akc seminar workshop setkani skoleni kurz aktivit udalost")
TARGETS = re.compile(
    rf"(?:{stems('predpokla ocekavam planovan')} )?(?:{stems('ucast zapojeni proskoleni pocet')} )?"
    rf"(?P<people>[0-9]{{1,5}}) {PEOPLE} (?:na|pri|v ramci|v) (?:celkem )?(?P<events>[0-9]{{1,4}}) {EVENTS}"
)
ESTIMATE = re.compile(
    rf"je-li to mozne odhadnout|(?:pokud )?(?:lze|je mozne|to lze) odhadnout|{stems('predpokladam')}"
    rf"|\b(?:predpoklad|odhad|odhadem|predbezne|{stems('predpokladan odhadovan')}(?: termin)?)\b:?"
)
# An alternative or an explanation of what stands before it is no term of its own.
REMARKS = sayings(
    "idealne, optimalne, nejlepe, tj, tzn, to je, to znamena, z toho, z nichz, z cehoz, nebo, anebo, resp, ci, "
    "pripadne, popr, popripade, kde, avsak, vyjma, krome, mimo"
)
REMARK = re.compile(rf"\b{REMARKS}\b\.?")
# „každé 2. pondělí“, „do 20.“ of each month: a term has no column for it
WEEKDAY = r"(?:pondel[ik]|uter[yek]|stred[auy]|ctvrt(?:ek|ky)|pat(?:ek|ky)|sobot[auy]|nedel[ei])\b"
WHICH_DAY = [
    rf"(?:\b(?:vzdy|kazd[a-z]{{1,3}}|v|ve) )?(?:{ORDINAL_PATTERN} )?\b{WEEKDAY}",
    r"\b(?:do|k|ke) [0-9]{1,2}\.(?: dne| dni| den)?(?= (?:v |kazdeho |nasledujiciho )?mesic[ei]\b)",
]
# What a form leaves to be filled in: „… 2024“, „30. 6. 20__“, „31. 12. 202X“.
BLANK = r"\?|_{2,}|\.{2,}(?= ?[0-9])|(?<=[0-9]\. )20[0-9]x\b"

MARKS = [
    *(("reference", re.compile(pattern)) for pattern in REFERENCES),
    ("duration", re.compile(DURATION)),
    ("targets", TARGETS),
    ("estimate", ESTIMATE),
    ("groups", GROUPS_SAID),
    ("following", re.compile(r"\b(?:nasledujiciho|dalsiho|pristiho) (?:kalendarniho )?roku\b")),
    ("blank", re.compile(BLANK)),
    *(("which_day", re.compile(pattern)) for pattern in WHICH_DAY),
]


def marks(plain: str, claimed: bytearray) -> Iterable[Found]:
    for what, pattern in MARKS:
        for match in pattern.finditer(plain):
            if claim(claimed, match.start(), match.end()):
                value = tuple(map(int, match.group("people", "events"))) if pattern is TARGETS else None
                yield Found(what, match.start(), match.end(), value)

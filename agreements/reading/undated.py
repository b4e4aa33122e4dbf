"""Deadlines that are no day and no number: by demand, by condition, none at all."""

import re
from collections.abc import Iterable

from agreements.reading.counts import OF_COOPERATION
from agreements.reading.sets import sayings, stems
from agreements.reading.things import things_in
from agreements.reading.words import Found, claim

NOTHINGS = (
    "-, --, ---, - -, /, x, nerelevantni, neni relevantni, irelevantni, n/a, n. a., nr, bez terminu, zadny, zadne, "
    "neni, neni stanoven, nestanoven, nestanoveno, termin nestanoven, termin neni stanoven, termin nebyl stanoven, "
    "neuvedeno, neuveden, "
    "bez uvedeni terminu"
)
NOTHING = frozenset({"", *NOTHINGS.split(", ")})

DEMANDED = stems(
    "potreb nabid nabidk zajm poptav moznost kapacit pozadav dohod domluv situac zadost okolnost uvazen vyzvan vyzad"
)
ALWAYS = sayings(
    "prubezne, celorocne, kontinualne, nepretrzite, trvale, soustavne, neustale, stale, ad hoc, ad-hoc, "
    "operativne, libovolne"
)
DEMAND = re.compile(
    r"\b(?:dle|podle|na zaklade|na)(?: [a-z]{1,20}(?:ni|nich|niho|ych|eho|ne|nove)){0,2} "
    rf"(?P<noun>{DEMANDED})\b"
)
# Whether it is the time of the cooperation: with a count it says in what time, without one that it goes on.
LASTING = [
    (re.compile(rf"\b{ALWAYS}\b"), False),
    (re.compile(rf"\bpo (?:celou )?dobu (?:{OF_COOPERATION}|realizace spoluprace)"), True),
    (re.compile(r"\bv prubehu cele (?:doby )?spoluprace\b"), True),
]
# Words after „dle potřeby“ that still say whose demand it is, and those that can't be their last.
TAIL = re.compile(r"[^,;\n\f|·•▪●().:]*")
LOOSE_END = re.compile(r"(?: (?:a|i|nebo|ale|v|ve|do|k|min|max))* ?$")
WHEN = sayings(
    "v pripade, pouze v pripade, jen v pripade, pokud, jestlize, kdyz, jakmile, za predpokladu, za podminky, "
    "v zavislosti na, v navaznosti na, s ohledem na, az po, ihned po, bezprostredne po, projekty v realizaci, "
    "projektu v realizaci, realizovane projekty z, bude-li, budou-li, je-li, nebude-li, nastane-li, vznikne-li, "
    "nejsou-li, dojde-li"
)
# „po schválení …“, „po získání …“, „při změně …“, „po dobu realizace projektu“
AFTER = (
    r"po (?:[a-z]{1,20}(?:ni|ti)|podpisu|zisku|vzniku|vyberu)\b|pri [a-z]{1,20}"
    r"|po (?:celou )?dobu (?:realizace|trvani|udrzitelnosti) projekt[a-z]{0,20}"
)
CONDITION = re.compile(rf"\b(?:{WHEN}|{AFTER})(?![a-z-])")
CONDITION_ENDS = re.compile(
    r"[;\n\f|·•▪●)]|, (?=(?:min|max|nejmene|alespon|cca)[a-z.]{0,20} ?[0-9])|[,.]? (?=[0-9]{1,3} ?x(?![a-z]))|$"
)


def lasting(plain: str, claimed: bytearray) -> Iterable[Found]:
    """„průběžně“, „po celou dobu spolupráce“"""
    for pattern, is_term in LASTING:
        for match in pattern.finditer(plain):
            if claim(claimed, match.start(), match.end()):
                yield Found("demand", match.start(), match.end(), is_term)


def demands(plain: str, claimed: bytearray) -> Iterable[Found]:
    """With the words that follow: whose offer, what need. Comes after all else, which ends it."""
    for match in DEMAND.finditer(plain):
        if claim(claimed, match.start(), match.end()):
            end = _end_of_demand(plain, match, claimed)
            claimed[match.end() : end] = b"\1" * (end - match.end())
            yield Found("demand", match.start(), end)


def _end_of_demand(plain: str, match: re.Match, claimed: bytearray) -> int:
    end = TAIL.match(plain, match.end()).end()
    other = claimed.find(b"\1", match.end(), end)
    tail = plain[match.end() : end if other < 0 else other]
    if match["noun"].startswith("potreb") and things_in(tail).event_kind:
        return match.end()
    return match.end() + LOOSE_END.search(tail).start()


def conditions(plain: str, claimed: bytearray) -> Iterable[Found]:
    """From its first word as far as it goes; dates and numbers in it are the condition's."""
    for match in CONDITION.finditer(plain):
        if not claimed[match.start()]:
            end = CONDITION_ENDS.search(plain, match.end()).start()
            claimed[match.start() : end] = b"\1" * (end - match.start())
            yield Found("condition", match.start(), end)

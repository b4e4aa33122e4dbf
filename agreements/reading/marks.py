"""Numbers that are no counts, deadlines by demand or by condition, notes in brackets, cells that say there is none."""

import re
from collections.abc import Iterable

from agreements.reading.counts import OF_COOPERATION
from agreements.reading.things import GROUPS_SAID, things_in
from agreements.reading.words import YEAR_PATTERN, Found

NUMBER_LIST = r"[0-9]{1,3}(?!\.? ?[0-9x]| krat|\.)(?:(?:, ?| a | ?/ ?| )[0-9]{1,3}(?![0-9]| ?x| krat))*"
YEARS = rf"{YEAR_PATTERN} ?(?:-|az|/) ?(?:{YEAR_PATTERN}|[0-9]{{2}}(?![0-9]))"
PROGRAMMES = r"(?:opz\+?|op [a-z]{1,4}\+?|op|esif\+?|kpsvl?\+?|irop|iop|esf\+?|npo|mpsv|opvvv|opjak)"
PLANS = r"(?:s?psz|tap|mpi|kpss|strateg[a-z]{0,20}|koncepc[a-z]{0,20}|plan[a-z]{0,20}|program[a-z]{0,20}|dokument[a-z]{0,20})"
# They name a call, a law, a document or a sum.
REFERENCES = [
    rf"\bvyz(?:v[a-z]{{0,20}}|ev)[^0-9\n;,]{{0,24}}?(?:c\. ?)?{NUMBER_LIST}",
    rf"\b{PROGRAMMES} ?(?:{YEARS}|{YEAR_PATTERN}\+?)",
    rf"\b{PLANS}[^0-9\n;,.]{{0,50}}?{YEARS}",
    rf"\bprogramov[a-z]{{1,20}} obdobi {YEARS}",
    r"§+ ?[0-9]+[a-z]?(?: odst\. ?[0-9]+)?(?: pism\. ?[a-z]\))?",
    r"\b(?:zakon|vyhlask|usneseni|narizeni|smlouv|dohod|c\. ?j\.)[a-z]{0,20}(?: c\.)? ?[a-z]{0,6} ?[0-9]+(?: ?/ ?[0-9a-z]+)*(?: sb\.)?",
    r"\b(?:c|cl|odst|str|bod|kap|tab|priloh[a-z]{0,20}|verz[a-z]{0,20}|kapitol[a-z]{0,20}|bod[a-z]{0,20}|krok[a-z]{0,20})(?:\.| ) ?(?:c\. ?)?[0-9]+(?: ?/ ?[0-9]+)*",
    r"\b[0-9][0-9 ]{0,12}(?:,[0-9]{1,4})? ?(?:%|kc\b|eur\b|mil\.|tis\.|procent)",
]
REFERENCE_FORMS = [re.compile(pattern) for pattern in REFERENCES]
DURATION = re.compile(
    r"\b(?:(?:po dobu|na dobu|temer|trvajici|v delce) )[0-9a-z]+ (?:let|roku|roky|rok|mesicu|mesice|tydnu|tydny|dnu|dni|hodin)\b"
)

PEOPLE = r"(?:osob[a-z]{0,20}|ucastnik[a-z]{0,20}|lid[ie]|pracovnik[a-z]{0,20}|zamestnanc[a-z]{0,20}|klient[a-z]{0,20})"
EVENTS = r"(?:akc[a-z]{0,20}|seminar[a-z]{0,20}|workshop[a-z]{0,20}|setkani[a-z]{0,20}|skoleni[a-z]{0,20}|kurz[a-z]{0,20}|aktivit[a-z]{0,20}|udalost[a-z]{0,20})"
TARGETS = re.compile(
    r"(?:(?:predpokladam[a-z]{0,20}|predpoklad[a-z]{0,20}|ocekavam[a-z]{0,20}|predpokladan[a-z]{1,20}|planovan[a-z]{1,20}) )?"
    r"(?:(?:ucast[a-z]{0,20}|zapojeni|proskoleni|pocet) )?"
    rf"(?P<people>[0-9]{{1,5}}) {PEOPLE}(?: (?:na|pri|v ramci|v) (?:celkem )?(?P<events>[0-9]{{1,4}}) {EVENTS})"
)
ESTIMATE = re.compile(
    r"je-li to mozne odhadnout|(?:pokud )?(?:lze|je mozne|to lze) odhadnout|predpokladam[a-z]{0,20}|\b(?:predpoklad|odhad|odhadem|predbezne"
    r"|predpokladan[a-z]{1,20}(?: termin)?|odhadovan[a-z]{1,20}(?: termin)?)\b:?"
)
NOTHING = frozenset(
    {"", "-", "--", "---", "- -", "/", "x", "nerelevantni", "neni relevantni", "irelevantni", "n/a", "n. a.", "nr", "bez terminu",
     "neni stanoven", "nestanoven", "nestanoveno", "termin nestanoven", "neuvedeno", "neuveden", "zadny", "neni", "zadne",
     "bez uvedeni terminu", "termin neni stanoven"}
)  # fmt: skip

DEMANDED = (
    r"(?:potreb[a-z]{0,20}|nabid[a-z]{0,20}|nabidk[a-z]{0,20}|zajm[a-z]{0,20}|poptav[a-z]{0,20}|moznost[a-z]{0,20}|kapacit[a-z]{0,20}|pozadav[a-z]{0,20}"
    r"|dohod[a-z]{0,20}|domluv[a-z]{0,20}|situac[a-z]{0,20}|zadost[a-z]{0,20}|okolnost[a-z]{0,20}|uvazen[a-z]{0,20}|vyzvan[a-z]{0,20}|vyzad[a-z]{0,20})"
)
ALWAYS = r"\b(?:prubezne|kontinualne|nepretrzite|trvale|soustavne|neustale|stale|ad hoc|ad-hoc|operativne|libovolne)\b"
DEMAND = re.compile(
    rf"\b(?:dle|podle|na zaklade|na)(?: [a-z]{{1,20}}(?:ni|nich|niho|ych|eho|ne|nove)){{0,2}} (?P<noun>{DEMANDED})\b"
)
# and whether it is the time of the cooperation: with a count it says in what time, without one that it goes on
LASTING = [
    (re.compile(ALWAYS), False),
    (re.compile(rf"\bpo (?:celou )?dobu (?:{OF_COOPERATION}|realizace spoluprace)"), True),
    (re.compile(r"\bv prubehu cele (?:doby )?spoluprace\b"), True),
]
# Words after „dle potřeby“ that still say whose demand it is.
TAIL = re.compile(r"[^,;\n\f|·•▪●().:]*")
CONDITION = re.compile(
    r"\b(?:v pripade|pouze v pripade|jen v pripade|pokud|jestlize|kdyz|jakmile|za predpokladu|za podminky|v zavislosti na"
    r"|v navaznosti na|s ohledem na|az po|ihned po|bezprostredne po|po (?:[a-z]{1,20}ni|[a-z]{1,20}ti|[a-z]{1,20}zeti|podpisu|zisku|vzniku|vyberu|ukonceni)\b"
    r"|projekty v realizaci|projektu v realizaci|realizovane projekty z|pri [a-z]{1,20}|bude-li|budou-li|je-li|nebude-li"
    r"|nastane-li|vznikne-li|nejsou-li|dojde-li|po dobu (?:realizace|trvani|udrzitelnosti) projekt[a-z]{0,20})(?![a-z-])"
)
CONDITION_ENDS = re.compile(
    r"[;\n\f|·•▪●)]|, (?=(?:min|max|nejmene|alespon|cca)[a-z.]* ?[0-9]|[0-9]+ ?x)|\. (?=[0-9]+ ?x)|$"
)
# An alternative or an explanation of what stands before it is no term of its own.
REMARK = re.compile(
    r"\b(?:idealne|optimalne|nejlepe|tj|tzn|to je|to znamena|z toho|z nichz|z cehoz|nebo|anebo|resp|ci|pripadne|popr|popripade|kde|avsak|vyjma|krome|mimo)\b\.?"
)


def references(plain: str, claimed: bytearray) -> list[Found]:
    return [
        Found("reference", match.start(), match.end())
        for pattern in REFERENCE_FORMS
        for match in _claimed(pattern.finditer(plain), claimed)
    ] + [Found("duration", one.start(), one.end()) for one in _claimed(DURATION.finditer(plain), claimed)]


def notes(plain: str, claimed: bytearray) -> list[Found]:
    """Targets, estimates and working groups: columns of their own."""
    found = [
        Found("targets", match.start(), match.end(), (int(match["people"]), int(match["events"])))
        for match in _claimed(TARGETS.finditer(plain), claimed)
    ]
    for what, pattern in (("estimate", ESTIMATE), ("groups", GROUPS_SAID)):
        found += [Found(what, one.start(), one.end()) for one in _claimed(pattern.finditer(plain), claimed)]
    return found


def lasting(plain: str, claimed: bytearray) -> list[Found]:
    """„průběžně“, „po celou dobu spolupráce“"""
    return [
        Found("demand", match.start(), match.end(), is_term)
        for pattern, is_term in LASTING
        for match in _claimed(pattern.finditer(plain), claimed)
    ]


def demands(plain: str, claimed: bytearray) -> list[Found]:
    """With the words that follow: whose offer, what need. Comes after all else, which ends it."""
    found = []
    for match in _claimed(DEMAND.finditer(plain), claimed):
        end = TAIL.match(plain, match.end()).end()
        end = claimed.find(b"\1", match.end(), end) if b"\1" in claimed[match.end() : end] else end
        tail = plain[match.end() : end]
        if match["noun"].startswith("potreb") and things_in(tail).event_kind:
            tail = ""
        end = match.end() + len(re.sub(r"( (a|i|nebo|ale|v|ve|do|k|min|max))* ?$", "", tail))
        claimed[match.start() : end] = b"\1" * (end - match.start())
        found.append(Found("demand", match.start(), end))
    return found


def conditions(plain: str, claimed: bytearray) -> list[Found]:
    """From its first word as far as it goes; dates and numbers in it are the condition's."""
    found = []
    for match in CONDITION.finditer(plain):
        end = CONDITION_ENDS.search(plain, match.end()).start()
        if not claimed[match.start()]:
            claimed[match.start() : end] = b"\1" * (end - match.start())
            found.append(Found("condition", match.start(), end))
    return found


def _claimed(matches: Iterable[re.Match], claimed: bytearray) -> Iterable[re.Match]:
    for match in matches:
        if match.end() > match.start() and not any(claimed[match.start() : match.end()]):
            claimed[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            yield match

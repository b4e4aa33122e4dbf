"""The rule a term of the timeline states: said back in a sentence, offered as a phrase, read from its text."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from agreements.vocabulary import Bound, Per, Season, TermKind
from partnerships.czech import MONTHS, MONTHS_GENITIVE, format_date
from partnerships.vocabulary import EventKind

NOT_YET = "Zatím není jasné, co se má plnit: vyberte druh termínu a co se počítá."
BOUNDS = {Bound.MIN: "nejméně ", Bound.MAX: "nejvýše ", Bound.ESTIMATE: "přibližně "}
PERIODS = {
    Per.CALENDAR_YEAR: " v každém kalendářním roce",
    Per.COOPERATION_YEAR: " v každém roce spolupráce",
    Per.AGREEMENT_TERM: " za celou dobu spolupráce",
    Per.YEAR_UNSPECIFIED: " každý rok",
}
OPEN = {
    TermKind.ON_DEMAND: "podle potřeby nebo nabídky, žádný počet se nečeká",
    TermKind.CONDITIONAL: "jen když nastane podmínka, žádný počet se nečeká",
    TermKind.NONE: "bez termínu, žádný počet se nečeká",
}
# The first and last month of a season (domain.md 2.2) and the stem of its name; winter ends in the next year.
SEASONS = {
    Season.SPRING: (3, 5, "jar"),
    Season.SUMMER: (6, 8, "lét"),
    Season.AUTUMN: (9, 11, "podzim"),
    Season.WINTER: (12, 2, "zim"),
}
# What a reading writes; the rest of a term stays as it is.
READ = ("kind", "count", "bound", "per", "date_from", "date_to", "season", "precision")
WORDS = {"jednou": 1, "jedenkrát": 1, "dvakrát": 2, "třikrát": 3, "čtyřikrát": 4, "pětkrát": 5, "šestkrát": 6}
BOUND_WORDS = {
    Bound.MIN: r"min\.|minimálně|nejméně|alespoň|aspoň",
    Bound.MAX: r"max\.|maximálně|nejvýše|nejvíce",
    Bound.ESTIMATE: r"cca|přibližně|zhruba|asi",
}
TIMES = rf"(?P<count>\d{{1,3}}(?=\s*[x×]|\s*-?krát)|{'|'.join(WORDS)})(?:\s*[x×]|\s*-?krát)?"
PER_WORDS = {
    Per.CALENDAR_YEAR: r"(?:za|v(?: každém)?) kalendářní(?:m)? ro(?:k|ce)",
    Per.COOPERATION_YEAR: r"(?:za|v(?: každém)?) ro(?:k|ce) spolupráce",
    Per.AGREEMENT_TERM: r"za (?:celou )?dobu (?:trvání )?spolupráce",
    Per.YEAR_UNSPECIFIED: r"ročně|za rok|do roka|každý rok",
}


class Phrase(NamedTuple):
    """`next_field` is where the person goes on."""

    label: str
    values: dict
    next_field: str


def phrases(today: date) -> dict[str, Phrase]:
    """What most terms say; the next autumn that has not passed."""
    year = today.year + (today.month > 11)
    autumn = _season(Season.AUTUMN, year)
    once = {"kind": TermKind.QUOTA, "count": 1, "bound": Bound.EXACT, "per": Per.AGREEMENT_TERM}
    four = {"kind": TermKind.FREQUENCY, "count": 4, "bound": Bound.MIN, "per": Per.YEAR_UNSPECIFIED}
    return {
        "rocne": Phrase("minimálně 4× ročně", four, "count"),
        "mesic": Phrase("do konce měsíce…", {"kind": TermKind.MONTH}, "date_to"),
        "podzim": Phrase(f"podzim {year}", autumn, "date_to"),
        "jednou": Phrase("jednou za dobu spolupráce", once, "event_kind"),
        "potreba": Phrase("podle potřeby", {"kind": TermKind.ON_DEMAND}, "event_kind"),
    }


def read_term(text: str) -> dict | None:
    """The rule of a term as people write it; None when it is not one of the usual ways."""
    words = " ".join(text.lower().split())
    return _counted(words) or _dated(words) or _on_demand(words)


def _counted(words: str) -> dict | None:
    found = re.search(TIMES, words)
    per = next((per for per, pattern in PER_WORDS.items() if re.search(pattern, words)), None)
    if not found or not per:
        return None
    kind = TermKind.QUOTA if per == Per.AGREEMENT_TERM else TermKind.FREQUENCY
    bound = next((bound for bound, pattern in BOUND_WORDS.items() if re.search(pattern, words)), Bound.EXACT)
    count = WORDS.get(found["count"]) or int(found["count"])
    return {"kind": kind, "count": count, "bound": bound, "per": per} if count else None


def _dated(words: str) -> dict | None:
    if found := re.search(r"(\d{1,2})\. ?(\d{1,2})\. ?(20\d\d)", words):
        day, month, year = map(int, found.groups())
        if month <= 12 and 1 <= day <= (monthrange(year, month)[1] if month else 0):
            return {"kind": TermKind.DATE, "date_to": date(year, month, day)}
    for names in (MONTHS_GENITIVE, MONTHS):
        for month, name in enumerate(names, start=1):
            if found := re.search(rf"\b{name} (20\d\d)\b", words):
                year = int(found[1])
                return {"kind": TermKind.MONTH, "date_to": date(year, month, monthrange(year, month)[1])}
    for season, (_, _, stem) in SEASONS.items():
        if found := re.search(rf"\b{stem}\w* (?:roku )?(20\d\d)\b", words):
            return _season(season, int(found[1]))
    return None


def _on_demand(words: str) -> dict | None:
    pattern = r"(?:po)?dle (?:aktuální(?:ch)? )?(?:potřeb|nabíd)|průběžně"
    return {"kind": TermKind.ON_DEMAND} if re.search(pattern, words) else None


def _season(season: Season, year: int) -> dict:
    first, last, _ = SEASONS[season]
    end = year + (last < first)
    return {
        "kind": TermKind.SEASON,
        "season": season,
        "date_from": date(year, first, 1),
        "date_to": date(end, last, monthrange(end, last)[1]),
    }


def rule_sentence(term: dict) -> str:
    """What the term asks for; `term` has the columns of ScheduleTerm, those not filled in empty."""
    rule = rule_of(term)
    if not rule or term.get("event_kind") not in EventKind.values:
        return NOT_YET
    return f"Co z toho plyne: {rule}."


def rule_of(term: dict) -> str:
    """„jednání lokálního partnerství – nejméně 4krát každý rok“, empty where the columns do not say it.

    The rule alone where nothing tells what is counted.
    """
    kind, event = term.get("kind"), term.get("event_kind")
    rule = _rule(kind, term) if kind in TermKind.values else ""
    if not rule or event not in EventKind.values:
        return rule
    return f"{EventKind(event).label} – {rule}"


def _rule(kind: str, term: dict) -> str:
    if kind in OPEN:
        return OPEN[kind]
    if kind in {TermKind.FREQUENCY, TermKind.QUOTA}:
        count = term.get("count")
        if not count:
            return ""
        times = "jednou" if count == 1 else f"{count}krát"
        whole = PERIODS[Per.AGREEMENT_TERM] if kind == TermKind.QUOTA else ""
        return BOUNDS.get(term.get("bound"), "") + times + PERIODS.get(term.get("per"), whole)
    last = term.get("date_to")
    if not last:
        return ""
    if kind == TermKind.MONTH:
        last = last.replace(day=monthrange(last.year, last.month)[1])
    return f"nejpozději {format_date(last)}"

"""The rule a term of the timeline states: offered as a phrase, and said back in a sentence."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from agreements.vocabulary import Anchor, Bound, OffsetUnit, Per, Season, TermKind
from partnerships.czech import MONTHS_GENITIVE, format_date
from partnerships.vocabulary import EventKind

NOT_YET = "Zatím není jasné, co se má plnit: vyberte druh termínu a co se počítá."
BOUNDS = {Bound.MIN: "nejméně ", Bound.MAX: "nejvýše ", Bound.ESTIMATE: "přibližně "}
PERIODS = {
    Per.CALENDAR_YEAR: "za kalendářní rok",
    Per.COOPERATION_YEAR: "za rok spolupráce",
    Per.AGREEMENT_TERM: "za celou dobu spolupráce",
    Per.YEAR_UNSPECIFIED: "ročně",
    Per.HALF_YEAR: "za pololetí",
    Per.QUARTER: "za čtvrtletí",
    Per.MONTH: "za měsíc",
}
# „za 2 …“ and „za 5 …“
SEVERAL_PERIODS = {
    Per.CALENDAR_YEAR: ("kalendářní roky", "kalendářních let"),
    Per.COOPERATION_YEAR: ("roky spolupráce", "let spolupráce"),
    Per.YEAR_UNSPECIFIED: ("roky", "let"),
    Per.HALF_YEAR: ("pololetí", "pololetí"),
    Per.QUARTER: ("čtvrtletí", "čtvrtletí"),
    Per.MONTH: ("měsíce", "měsíců"),
}
OPEN = {
    TermKind.ON_DEMAND: "podle potřeby nebo nabídky, žádný počet se nečeká",
    TermKind.CONDITIONAL: "jen když nastane podmínka, žádný počet se nečeká",
    TermKind.NONE: "bez termínu, žádný počet se nečeká",
}
# „do 1 dne“, „do 30 dnů“; „1 den před“, „2 dny před“, „30 dnů před“
WITHIN = {
    OffsetUnit.DAY: ("dne", "dnů"),
    OffsetUnit.WEEK: ("týdne", "týdnů"),
    OffsetUnit.MONTH: ("měsíce", "měsíců"),
    OffsetUnit.YEAR: ("roku", "let"),
}
BEFORE = {
    OffsetUnit.DAY: ("den", "dny", "dnů"),
    OffsetUnit.WEEK: ("týden", "týdny", "týdnů"),
    OffsetUnit.MONTH: ("měsíc", "měsíce", "měsíců"),
    OffsetUnit.YEAR: ("rok", "roky", "let"),
}
ANCHORS = {
    Anchor.APPROVAL: "od schválení",
    Anchor.SIGNATURE: "od podpisu",
    Anchor.START: "od začátku spolupráce",
    Anchor.END: "před koncem spolupráce",
}
# The first and last month of a season (domain.md 2.2); winter ends in the next year.
SEASONS = {
    Season.SPRING: (3, 5),
    Season.SUMMER: (6, 8),
    Season.AUTUMN: (9, 11),
    Season.WINTER: (12, 2),
}


class Phrase(NamedTuple):
    """`next_field` is where the person goes on."""

    label: str
    values: dict
    next_field: str


def phrases(today: date) -> dict[str, Phrase]:
    """What most terms say; the next autumn that has not passed."""
    year = today.year + (today.month > 11)
    once = {"kind": TermKind.QUOTA, "count": 1, "bound": Bound.EXACT, "per": Per.AGREEMENT_TERM}
    four = {"kind": TermKind.FREQUENCY, "count": 4, "bound": Bound.MIN, "per": Per.YEAR_UNSPECIFIED}
    return {
        "rocne": Phrase("minimálně 4× ročně", four, "count"),
        "mesic": Phrase("do konce měsíce…", {"kind": TermKind.MONTH}, "date_to"),
        "podzim": Phrase(f"podzim {year}", _autumn(year), "date_to"),
        "jednou": Phrase("jednou za dobu spolupráce", once, "event_kind"),
        "potreba": Phrase("podle potřeby", {"kind": TermKind.ON_DEMAND}, "event_kind"),
    }


def _autumn(year: int) -> dict:
    first, last = SEASONS[Season.AUTUMN]
    return {
        "kind": TermKind.SEASON,
        "season": Season.AUTUMN,
        "date_from": date(year, first, 1),
        "date_to": date(year, last, monthrange(year, last)[1]),
    }


def rule_sentence(term: dict) -> str:
    """What the term asks for; `term` has the columns of ScheduleTerm, those not filled in empty."""
    rule = rule_of(term)
    if not rule or term.get("event_kind") not in EventKind.values:
        return NOT_YET
    return f"Co z toho plyne: {rule}."


def rule_of(term: dict) -> str:
    """„jednání lokálního partnerství – nejméně 4× ročně“, empty where the columns do not say it.

    The rule alone where nothing tells what is counted.
    """
    kind, event = term.get("kind"), term.get("event_kind")
    rule = _rule(kind, term) if kind in TermKind.values else ""
    if not rule or event not in EventKind.values:
        return rule
    return f"{EventKind(event).label} – {rule}"


def _rule(kind: str, term: dict) -> str:
    if kind in OPEN:
        return OPEN[kind] + _targets(term)
    if kind in {TermKind.FREQUENCY, TermKind.QUOTA}:
        return how_often(term) + _targets(term) if term.get("count") else ""
    if kind == TermKind.RELATIVE:
        return within(term)
    last = term.get("date_to")
    if not last:
        return ""
    if kind == TermKind.MONTH:
        last = last.replace(day=monthrange(last.year, last.month)[1])
    times = f"{how_many(term)}, " if term.get("count") else ""
    return f"{times}nejpozději {format_date(last)}{_targets(term)}"


def how_many(term: dict) -> str:
    """„nejméně 4×“, „jednou“"""
    count = term["count"]
    return BOUNDS.get(term.get("bound"), "") + ("jednou" if count == 1 else f"{count}×")


def how_often(term: dict) -> str:
    """„nejméně 4× za kalendářní rok“, „jednou za 2 roky“, „jednou ročně, vždy do 31. března“"""
    is_quota = term["kind"] == TermKind.QUOTA
    per = term.get("per") or (Per.AGREEMENT_TERM if is_quota else "")
    every = term.get("every") or 1
    period = PERIODS.get(per, "")
    if every > 1 and per in SEVERAL_PERIODS:
        period = f"za {every} {SEVERAL_PERIODS[per][every > 4]}"
    day, month = term.get("by_day"), term.get("by_month")
    by = f", vždy do {day}.\u00a0{MONTHS_GENITIVE[month - 1]}" if day and 1 <= (month or 0) <= 12 else ""
    return f"{how_many(term)} {period}".rstrip() + by


def within(term: dict) -> str:
    """„do 30 dnů od schválení“, „nejpozději 3 měsíce před koncem spolupráce“; empty until all of it is there."""
    count, unit, anchor = (term.get(name) for name in ("offset_count", "offset_unit", "offset_from"))
    if not count or unit not in WITHIN or anchor not in ANCHORS:
        return ""
    if anchor == Anchor.END:
        one, few, many = BEFORE[unit]
        noun = one if count == 1 else few if count < 5 else many
        return f"nejpozději {count} {noun} {ANCHORS[anchor]}"
    return f"do {count} {WITHIN[unit][count > 1]} {ANCHORS[anchor]}"


def _targets(term: dict) -> str:
    people, events = term.get("target_participants"), term.get("target_events")
    if not people and not events:
        return ""
    said = [f"osob: {people}"] * bool(people) + [f"akcí: {events}"] * bool(events)
    return f"; předpokládá se {', '.join(said)}"

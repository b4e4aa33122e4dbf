"""A reading in canonical words: what is printed is read as the same again."""

from datetime import date

from agreements.reading.reading import ReadTerm
from agreements.reading.things import SELF_EXPLAINED
from agreements.term_rules import SEASONS, how_many, how_often, within
from agreements.vocabulary import Precision, Purpose, Recipient, Season, TermKind
from partnerships.czech import MONTHS, format_date
from partnerships.vocabulary import EventKind

SEASON_NAMES = {
    Season.SPRING: "jaro",
    Season.SUMMER: "léto",
    Season.AUTUMN: "podzim",
    Season.WINTER: "zima",
}
REPORTS = {
    EventKind.LP_DISCUSSION: "projednání v LP",
    EventKind.COUNCIL_REPORT: "zpráva o plnění popisu spolupráce",
    EventKind.PSZ_REPORT: "zpráva o plnění PSZ",
}
PURPOSES = {
    Purpose.FOR_INFORMATION: "na vědomí",
    Purpose.FOR_APPROVAL: "ke schválení",
    Purpose.FOR_DISCUSSION: "k projednání",
}


def printed(term: ReadTerm) -> str:
    """Empty for „no deadline“; the text itself where nothing was understood."""
    if not term.kind:
        return term.raw_text
    parts = [WORDS[term.kind](term), _subject(term), _to_whom(term), *_notes(term)]
    return " ".join(part for part in parts if part)


def _counted(term: ReadTerm) -> str:
    return how_many(vars(term)) if term.period_assumed else how_often(vars(term))


def _on_a_day(said):
    return lambda term: f"{how_many(vars(term))} {said(term)}" if term.count else said(term)


def _day(term: ReadTerm) -> str:
    return f"do {format_date(term.date_to)}"


def _month(term: ReadTerm) -> str:
    return _month_of(term.date_to)


def _season(term: ReadTerm) -> str:
    return f"{SEASON_NAMES[term.season]} {term.date_from.year}"


def _period(term: ReadTerm) -> str:
    said = STRETCHES[term.precision]
    last = said(term.date_to)
    if not term.date_from:
        return f"do konce {last}"
    first = said(term.date_from)
    return first if first == last and term.precision != Precision.DAY else f"{first} – {last}"


def _month_of(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _season_of(day: date) -> str:
    season, (first, _) = next(
        (season, months) for season, months in SEASONS.items() if (day.month - months[0]) % 12 < 3
    )
    return f"{SEASON_NAMES[season]} {day.year - (day.month < 3 and first == 12)}"


STRETCHES = {
    Precision.DAY: format_date,
    Precision.MONTH: _month_of,
    Precision.SEASON: _season_of,
    Precision.QUARTER: lambda day: f"{(day.month + 2) // 3}. čtvrtletí {day.year}",
    Precision.HALF_YEAR: lambda day: f"{(day.month + 5) // 6}. pololetí {day.year}",
    Precision.YEAR: lambda day: f"roku {day.year}",
}
WORDS = {
    TermKind.FREQUENCY: _counted,
    TermKind.QUOTA: _counted,
    TermKind.DATE: _on_a_day(_day),
    TermKind.MONTH: _on_a_day(_month),
    TermKind.SEASON: _on_a_day(_season),
    TermKind.PERIOD: _on_a_day(_period),
    TermKind.RELATIVE: lambda term: within(vars(term)),
    TermKind.ON_DEMAND: lambda term: term.trigger_text,
    TermKind.CONDITIONAL: lambda term: term.trigger_text,
    TermKind.NONE: lambda term: "",
}


def _subject(term: ReadTerm) -> str:
    return REPORTS[term.event_kind] if term.event_kind in SELF_EXPLAINED else term.subject


def _to_whom(term: ReadTerm) -> str:
    """The council is whom a report goes to in any case."""
    is_said = term.recipient == Recipient.COUNCIL and term.event_kind in SELF_EXPLAINED
    to = "zastupitelstvu" if is_said and term.purpose else ""
    return f"{to} {PURPOSES[term.purpose]}".strip() if term.purpose else ""


def _notes(term: ReadTerm) -> list[str]:
    targets = f"{term.target_participants} osob na {term.target_events} akcích"
    return [
        "(vč. pracovních skupin)" * term.counts_working_groups,
        targets * bool(term.target_participants and term.target_events),
        "(odhad)" * term.is_estimate,
    ]

"""How the rows of expressions.py are told: a term is a dict of the columns it fills, the others stay empty."""

from dataclasses import dataclass
from datetime import date

from agreements.vocabulary import Anchor, Bound, OffsetUnit, ParseStatus, Per, Precision, Season, TermKind
from partnerships.vocabulary import OfficialRole

EVALUATORS = (OfficialRole.CONSULTANT, OfficialRole.MANAGER, OfficialRole.REPRESENTATIVE)


class Undecided:
    """A column on which the sources don't decide; whatever is read there is accepted."""

    def __repr__(self):
        return "ANY"


ANY = Undecided()


@dataclass(frozen=True)
class Row:
    """A cell as somebody wrote it, and the terms a person reads in it.

    No terms: two readings are as good as each other, so the cell must not be taken as understood.
    """

    text: str
    terms: tuple[dict, ...]
    activity: str = ""
    specification: str = ""
    no_count: bool = False

    @property
    def is_trap(self) -> bool:
        return (
            self.no_count
            or len(self.terms) != 1
            or any(term.get("parse_status", ParseStatus.PARSED) != ParseStatus.PARSED for term in self.terms)
        )


def row(text: str, *terms: dict, **context) -> Row:
    return Row(text, terms, **context)


def doubtful(text: str, **context) -> Row:
    return Row(text, (), **context)


def nothing(text: str, unread: str = "", **context) -> Row:
    """Nothing of it says when: no kind, no count, no date, and the words come back as unread."""
    return row(text, {"parse_status": ParseStatus.UNPARSED, "unread": (unread or text,)}, **context)


def yearless(text: str, unread: str, **context) -> Row:
    """A day or a part of a year, of which year is not said and must not be guessed."""
    missing = {
        "parse_status": ParseStatus.PARTIAL,
        "unread": (unread,),
        "by_month": ANY,
        "by_day": ANY,
        "season": ANY,
    }
    return row(text, missing, **context)


def partly(term: dict, *unread: str) -> dict:
    return {**term, "parse_status": ParseStatus.PARTIAL, "unread": unread}


def often(count: int = 1, per=Per.YEAR_UNSPECIFIED, bound=Bound.EXACT, **fields) -> dict:
    return {"kind": TermKind.FREQUENCY, "count": count, "per": per, "bound": bound, **fields}


def at_least(count: int, per=Per.YEAR_UNSPECIFIED, **fields) -> dict:
    return often(count, per, Bound.MIN, **fields)


def at_most(count: int, per=Per.YEAR_UNSPECIFIED, **fields) -> dict:
    return often(count, per, Bound.MAX, **fields)


def about(count: int, per=Per.YEAR_UNSPECIFIED, **fields) -> dict:
    return often(count, per, Bound.ESTIMATE, is_estimate=ANY, **fields)


def each_year_by(day: int, month: int, **fields) -> dict:
    return often(by_month=month, by_day=day, **fields)


def in_all(count: int = 1, bound=Bound.EXACT, **fields) -> dict:
    """So many over the whole cooperation, which the text says."""
    return {
        "kind": TermKind.QUOTA,
        "count": count,
        "bound": bound,
        "per": Per.AGREEMENT_TERM,
        **fields,
    }


def in_all_assumed(count: int = 1, bound=Bound.EXACT, **fields) -> dict:
    """So many, nobody says in what time: domain.md 2.1, row 15."""
    return in_all(count, bound, period_assumed=True, **fields)


def month(year_month: str, last_day: int, **fields) -> dict:
    first = date.fromisoformat(f"{year_month}-01")
    return {
        "kind": TermKind.MONTH,
        "date_from": first,
        "date_to": first.replace(day=last_day),
        "precision": Precision.MONTH,
        **fields,
    }


def day(iso: str, **fields) -> dict:
    return {
        "kind": TermKind.DATE,
        "date_to": date.fromisoformat(iso),
        "precision": Precision.DAY,
        **fields,
    }


def period(precision: Precision, first: str, last: str, **fields) -> dict:
    return {
        "kind": TermKind.PERIOD,
        "date_from": date.fromisoformat(first),
        "date_to": date.fromisoformat(last),
        "precision": precision,
        **fields,
    }


def until(precision: Precision, last: str, **fields) -> dict:
    return {
        "kind": TermKind.PERIOD,
        "date_to": date.fromisoformat(last),
        "precision": precision,
        **fields,
    }


def season(which: Season, first: str, last: str, **fields) -> dict:
    return {
        **period(Precision.SEASON, first, last),
        "kind": TermKind.SEASON,
        "season": which,
        **fields,
    }


def within(count: int, unit: OffsetUnit, of: Anchor, **fields) -> dict:
    return {
        "kind": TermKind.RELATIVE,
        "offset_count": count,
        "offset_unit": unit,
        "offset_from": of,
        **fields,
    }


def on_demand(words: str, **fields) -> dict:
    return {"kind": TermKind.ON_DEMAND, "trigger_text": words, **fields}


def provided(words: str, **fields) -> dict:
    return {"kind": TermKind.CONDITIONAL, "trigger_text": words, **fields}


def no_deadline(**fields) -> dict:
    return {"kind": TermKind.NONE, **fields}

"""What a term asks for, and what a version promises by it."""

from dataclasses import dataclass
from datetime import date

from agreements.models import ScheduleTerm
from agreements.periods import offset
from agreements.validity import Window
from agreements.vocabulary import DATED_KINDS, OPEN_KINDS, Anchor, Per, TermKind
from partnerships.vocabulary import RECORDED_BY_REPORTING


@dataclass(frozen=True)
class Promise:
    """A term as one version words it; `days` are those it counts in, `whole` those it was promised for.

    `ended_on` is the last day of a promise that was cut short: by a revision without it or by an early end.
    `anchor` is the day a relative deadline runs from, where it is known.
    """

    term: ScheduleTerm
    days: Window | None
    whole: Window
    ended_on: date | None
    anchor: date | None = None


def is_unread(term) -> bool:
    """Nobody knows yet what it asks for, or by what it is fulfilled."""
    return not term.kind or (term.kind not in OPEN_KINDS and not term.event_kind)


def is_due_once(term) -> bool:
    """Owed once by a day, not every year: a dated term, or a number of times over the whole agreement."""
    return term.kind in DATED_KINDS or term.kind == TermKind.RELATIVE or is_quota(term)


def is_quota(term) -> bool:
    return term.kind == TermKind.QUOTA or (term.kind == TermKind.FREQUENCY and term.per == Per.AGREEMENT_TERM)


def is_counted(term) -> bool:
    return term.kind == TermKind.FREQUENCY and not is_quota(term) and not is_unread(term)


def has_yearly_day(term) -> bool:
    """„Každoročně do 31. 3.“: a count that has its day in each year."""
    return is_counted(term) and bool(term.by_month)


def is_number(term) -> bool:
    """A count of a year or of another period, without a day of its own."""
    return is_counted(term) and not term.by_month


def is_report(term) -> bool:
    """It is about a year, and can be made only after it."""
    return term.event_kind in RECORDED_BY_REPORTING


def due_once(promise: Promise) -> date | None:
    """The day of what is owed once; None of every other term, and where the day it runs from is not known."""
    term = promise.term
    if is_unread(term) or not is_due_once(term):
        return None
    if is_quota(term):
        return promise.whole.end
    if term.kind != TermKind.RELATIVE:
        return term.date_to
    if promise.anchor is None:
        return None
    sign = -1 if term.offset_from == Anchor.END else 1
    return offset(promise.anchor, sign * term.offset_count, term.offset_unit)

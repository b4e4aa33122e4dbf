"""The status of one term in one year: the algorithm of domain.md 5, with two things decided here.

* While a year (or a term's due day) is not over, a count not reached yet is no failure: something done reads
  „plněno průběžně“, nothing done „termín dosud nenastal“.
* A report about a year can be submitted only after it, so its term is not failed before the end of the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agreements.validity import Window, add_years
from planning.vocabulary import StepStatus


@dataclass(frozen=True)
class OnceTerm:
    """A term due once: how many are needed by the day; `days` of all that counts up to the year's end, sorted."""

    needed: int
    due_on: date
    days: tuple[date, ...]
    before: int  # of them, those that belong to earlier years
    is_cumulative: bool  # has targets for the whole agreement, so it goes on until it is due


def yearly_status(required: int | None, actual: int, *, last_chance: date, today: date) -> StepStatus:
    """`required` is null where the term asks nothing of the year."""
    if not required:
        return StepStatus.FULFILLED if actual else StepStatus.NOT_APPLICABLE
    if actual >= required:
        return StepStatus.FULFILLED
    return _short_of(actual, is_over=today > last_chance)


def last_chance(year: Window, *, last_day: date, is_report: bool) -> date:
    """The day after which what a year lacks is a failure; `last_day` is the promise's."""
    return add_years(year.end, 1) if is_report else min(year.end, last_day)


def by_day_status(required: int, days: Sequence[date], *, due_on: date, today: date) -> StepStatus:
    """Of a year that has its day; `days` are those of the year on which it was done, sorted."""
    if not required:
        return StepStatus.FULFILLED if days else StepStatus.NOT_APPLICABLE
    if len(days) < required:
        return _short_of(len(days), is_over=today > due_on)
    return StepStatus.LATE if days[required - 1] > due_on else StepStatus.FULFILLED


def once_status(term: OnceTerm, year: Window, *, today: date) -> StepStatus:
    if not term.needed:
        return StepStatus.NOT_APPLICABLE
    is_over = today > term.due_on and year.end >= term.due_on
    if term.is_cumulative and not is_over:
        return _short_of(len(term.days), is_over=False)
    if len(term.days) < term.needed:
        return _short_of(len(term.days), is_over=is_over)
    is_of_year = year.start <= term.due_on <= year.end
    if term.before >= term.needed and not is_of_year and term.before == len(term.days):
        return StepStatus.NOT_APPLICABLE
    return StepStatus.LATE if term.days[term.needed - 1] > term.due_on else StepStatus.FULFILLED


def carried_from(term: OnceTerm, year: Window) -> int | None:
    """The due year of a term that was still owed when the year began."""
    return term.due_on.year if term.due_on < year.start and term.before < term.needed else None


def _short_of(actual: int, *, is_over: bool) -> StepStatus:
    if is_over:
        return StepStatus.PARTIAL if actual else StepStatus.NOT_FULFILLED
    return StepStatus.ONGOING if actual else StepStatus.NOT_DUE

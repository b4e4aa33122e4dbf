"""The status of one term in one year: the algorithm of domain.md 5, with two things decided here.

* While a year (or a term's due day) is not over, a count not reached yet is no failure: something done reads
  „plněno průběžně“, nothing done „termín dosud nenastal“.
* A report about a year can be submitted only after it, so its term is not failed before the end of the next.
"""

from dataclasses import dataclass
from datetime import date

from planning.vocabulary import StepStatus


@dataclass(frozen=True)
class OnceTerm:
    """A term due once: how many are needed by the day; `days` of all that counts up to the year's end, sorted."""

    needed: int
    due_on: date
    days: tuple[date, ...]
    before: int  # of them, those that belong to earlier years
    is_cumulative: bool  # has targets for the whole agreement, so it goes on until it is due


def yearly_status(
    required: int | None, actual: int, *, year: int, last_day: date, today: date, is_report: bool
) -> StepStatus:
    """`required` is null where the term asks nothing of the year; `last_day` is the promise's."""
    if not required:
        return StepStatus.FULFILLED if actual else StepStatus.NOT_APPLICABLE
    if actual >= required:
        return StepStatus.FULFILLED
    return _short_of(actual, is_over=today > last_chance(year, last_day=last_day, is_report=is_report))


def last_chance(year: int, *, last_day: date, is_report: bool) -> date:
    """The day after which what a year lacks is a failure."""
    return date(year + 1, 12, 31) if is_report else min(date(year, 12, 31), last_day)


def once_status(term: OnceTerm, *, year: int, today: date) -> StepStatus:
    if not term.needed:
        return StepStatus.NOT_APPLICABLE
    is_over = min(today, date(year + 1, 1, 1)) > term.due_on
    if term.is_cumulative and not is_over:
        return _short_of(len(term.days), is_over=False)
    if len(term.days) < term.needed:
        return _short_of(len(term.days), is_over=is_over)
    if term.before >= term.needed and term.due_on.year != year and term.before == len(term.days):
        return StepStatus.NOT_APPLICABLE
    return StepStatus.LATE if term.days[term.needed - 1] > term.due_on else StepStatus.FULFILLED


def carried_from(term: OnceTerm, *, year: int) -> int | None:
    """The due year of a term that was still owed when the year began."""
    return term.due_on.year if term.due_on.year < year and term.before < term.needed else None


def _short_of(actual: int, *, is_over: bool) -> StepStatus:
    if is_over:
        return StepStatus.PARTIAL if actual else StepStatus.NOT_FULFILLED
    return StepStatus.ONGOING if actual else StepStatus.NOT_DUE

"""What of an agreement's promises is still to be done: read off its years, nothing is judged here again."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.models import Agreement
from planning.asking import is_counted
from planning.models import Commitment, Debt, DebtMark, DebtSheet
from planning.results import EventLine, StepResult, TermResult, YearResult
from planning.vocabulary import OwedBy, StepStatus

FAILED = frozenset({StepStatus.NOT_FULFILLED, StepStatus.PARTIAL})
SHORT = FAILED | {StepStatus.NOT_DUE, StepStatus.ONGOING}
NOTHING = frozenset({"", "-", "–", "—"})  # what stands in a column of responsibility where nobody does


def stale(agreements: QuerySet[Agreement], *, today: date) -> QuerySet[Agreement]:
    """Those whose debts were not computed today, or something that decides has changed since."""
    of_agreement = {"agreement": OuterRef("pk")}
    return agreements.filter(
        Exists(DebtMark.objects.filter(**of_agreement))
        | ~Exists(DebtSheet.objects.filter(computed_on=today, **of_agreement)),
        Exists(Commitment.objects.filter(**of_agreement)),
    )


def waiting_for_nothing() -> Q:
    """Marks of agreements that promise nothing."""
    return ~Exists(Commitment.objects.filter(agreement=OuterRef("agreement")))


def debts_of(years: Sequence[YearResult], *, today: date) -> list[Debt]:
    """Of one agreement, given all the years it promises something in.

    Years to come are not owed yet, but what is due once in one of them is. A report about a year can be made
    only after it, so it is a debt when its last day has passed.
    """
    computable = [result for result in years if result.computable]
    if not computable:
        return []
    last = _last_years(computable)
    return [
        _debt(result, step, term, position)
        for result in computable
        for position, step in enumerate(result.steps)
        for term in step.terms
        if _is_owed(term, result.year, min(today.year, last[term.term_key]), today)
    ]


def _last_years(years: Iterable[YearResult]) -> dict[UUID, int]:
    """By the key of a term, of one due once the last that carries it on: a revision may ask otherwise since."""
    every = [(result.year, term) for result in years for step in result.steps for term in step.terms]
    every.sort(key=lambda one: (_is_once(one[1]), one[0]))
    return {term.term_key: year for year, term in every}


def _is_owed(term: TermResult, year: int, running: int, today: date) -> bool:
    """`running` is the last year so far that says how the term stands."""
    if term.status not in SHORT or term.owed_until is None or (term.is_report and term.status not in FAILED):
        return False
    if _is_once(term):
        is_here = year == max(term.due_on.year, running)
    else:
        is_here = year <= today.year or (term.counts_from is not None and term.counts_from <= today)
    return is_here and term.expected is not None and term.counted < term.expected


def _is_once(term: TermResult) -> bool:
    """What met with a number that goes on is a debt of its year, as the number is."""
    return term.due_row_id is not None and term.share is None and not is_counted(term.term)


def unjudged_of(years: Sequence[YearResult], *, today: date) -> int:
    """Terms of the running year that nothing can be said of."""
    return sum(
        term.status == StepStatus.NOT_COMPUTABLE
        for result in years
        if result.year == today.year
        for step in result.steps
        for term in step.terms
    )


def _debt(result: YearResult, step: StepResult, term: TermResult, position: int) -> Debt:
    last = _last_step([*term.done, *term.not_counted])
    return Debt(
        commitment_id=term.commitment_id,
        year=result.year,
        is_once=_is_once(term),
        status=term.status,
        needed=term.expected,
        counted=term.counted,
        due_on=term.owed_until,
        event_kind=term.event_kind,
        owed_by=owed_by(step),
        step_key=step.step_key,
        position=position,
        activity_name=step.activity_name,
        specification=step.specification,
        raw_text=term.raw_text,
        last_event_id=last and last.event_id,
        lacks=", ".join(last.missing) if last else "",
    )


def _last_step(events: Iterable[EventLine]) -> EventLine | None:
    """What lacks something first: that is where one goes on."""
    return max(events, key=lambda event: (bool(event.missing), event.on, event.event_id), default=None)


def owed_by(step: StepResult) -> OwedBy:
    unit, asz = (_names_somebody(said) for said in (step.unit_responsibility, step.asz_responsibility))
    if unit and asz:
        return OwedBy.BOTH
    if unit:
        return OwedBy.UNIT
    return OwedBy.ASZ if asz else OwedBy.NOBODY


def _names_somebody(said: Iterable[str]) -> bool:
    return any(text.strip() not in NOTHING for text in said)

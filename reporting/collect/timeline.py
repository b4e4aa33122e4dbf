"""The timeline row by row and what went otherwise: sections 5 and 12."""

from collections.abc import Iterator

from agreements.vocabulary import TermKind
from partnerships.czech import NBSP, counted, format_date, format_number, of_total, tie
from partnerships.vocabulary import EventKind
from planning.results import EventLine, StepResult, TermResult, YearResult
from planning.vocabulary import DEVIATIONS, StepStatus
from reporting.snapshot import DeviationFacts, StepFacts, TermFacts

OPEN_PLANS = {
    TermKind.ON_DEMAND: "podle potřeby",
    TermKind.CONDITIONAL: "při splnění podmínky",
    TermKind.NONE: "bez termínu",
}


def missing_by_event(result: YearResult) -> dict[int, tuple[str, ...]]:
    """What each event lacks to count; an event that counts for one of its terms lacks nothing."""
    terms = [term for step in result.steps for term in step.terms]
    done = {line.event_id for term in terms for line in term.done}
    return {
        line.event_id: line.missing
        for term in terms
        for line in term.not_counted
        if line.event_id not in done
    }


def planned_and_counted(result: YearResult, kind: EventKind) -> tuple[int | None, int]:
    """(expected in the year or None where the agreement asks none, counted) over yearly terms of a kind."""
    terms = [
        term
        for step in result.steps
        for term in step.terms
        if term.event_kind == kind and term.kind == TermKind.FREQUENCY
    ]
    expected = [term.expected for term in terms if term.expected is not None]
    return (sum(expected) if expected else None), sum(term.actual for term in terms)


def step_facts(result: YearResult) -> tuple[StepFacts, ...]:
    return tuple(
        StepFacts(
            activity=step.activity_name,
            specification=step.specification,
            outputs=step.outputs,
            unit=step.unit_responsibility,
            asz=step.asz_responsibility,
            terms=tuple(_term(term, result.year) for term in step.terms),
            status=step.status,
            status_label=StepStatus(step.status).label,
            comment=step.deviation.reason if step.deviation else "",
        )
        for step in result.steps
    )


def _term(term: TermResult, year: int) -> TermFacts:
    return TermFacts(
        raw_text=term.raw_text or "bez vlastního termínu",
        planned=_planned(term),
        actual=term.actual,
        cumulative=term.cumulative,
        status=term.status,
        status_label=StepStatus(term.status).label,
        note=". ".join(_notes(term, year)),
    )


def _planned(term: TermResult) -> str:
    """„3 (poměrně 2,68)“; what a person decided stands beside what was computed."""
    if term.override_reason:
        return f"{_computed(term)}, rozhodnutím {term.expected}: {term.override_reason}"
    return _computed(term)


def _computed(term: TermResult) -> str:
    if term.kind in OPEN_PLANS:
        return OPEN_PLANS[term.kind]
    if term.why_not:
        return "zatím nelze spočítat"
    number = term.computed if term.override_reason else term.expected
    if number is None:
        return f"do {format_date(term.due_on)}" if term.due_on else "v tomto roce nic"
    share = f" (poměrně {format_number(round(term.share, 2))})" if term.is_prorated else ""
    day = f"× do {format_date(term.due_on)}" if term.due_on else ""
    return f"{number}{day}{share}"


def _notes(term: TermResult, year: int) -> Iterator[str]:
    if term.ended_on:
        yield f"Platilo do {format_date(term.ended_on)}, revize popisu spolupráce ho vypustila"
    if term.carried_from:
        yield f"Přechází z roku {term.carried_from}"
    elif term.due_on and term.due_on.year < year and term.cumulative:
        yield "Splněno v dřívějším roce"
    if term.is_in_advance:
        yield "Splněno předem"
    if term.counts_from:
        before = f", z toho v dřívějších letech {len(term.done_before)}" if term.done_before else ""
        yield f"Počítá se od {format_date(term.counts_from)}: {term.counted}{before}"
    if targets := list(_towards_targets(term)):
        yield f"Od začátku spolupráce započteno {', '.join(targets)}"
    if term.not_counted:
        yield f"Nezapočteno: {'; '.join(uncounted(line) for line in term.not_counted)}"


def _towards_targets(term: TermResult) -> Iterator[str]:
    if term.target_events:
        yield f"{counted(term.cumulative, 'akce')} z předpokládaných {term.target_events}"
    if term.target_participants:
        yield f"{counted(term.participations, 'účast')} z předpokládaných {term.target_participants}"


def uncounted(line: EventLine) -> str:
    """„Jednání 5. 10. 2023 – chybí zápis“"""
    day = format_date(line.on)
    when = "" if tie(day) in tie(line.title) else f" {day}"
    return f"{line.title}{when} – chybí {', '.join(line.missing)}"


def deviation_facts(result: YearResult) -> tuple[DeviationFacts, ...]:
    return tuple(_deviation(step) for step in result.steps if step.status in DEVIATIONS)


def _deviation(step: StepResult) -> DeviationFacts:
    said = step.deviation
    return DeviationFacts(
        activity=step.activity_name,
        specification=step.specification,
        status=step.status,
        status_label=StepStatus(step.status).label,
        what=tuple(_what(term) for term in step.terms if term.status in DEVIATIONS),
        reason=said.reason if said else "",
        remedy=said.remedy if said else "",
        responsible=said.responsible if said else "",
        due=said.due_text if said else "",
    )


def _what(term: TermResult) -> str:
    if term.status == StepStatus.LATE:
        finished = format_date(max(line.on for line in term.done)) if term.done else "dříve"
        return f"{term.raw_text}: dokončeno {finished}, termín byl {format_date(term.due_on)}"
    rest = f"; nezapočteno: {len(term.not_counted)}" if term.not_counted else ""
    return f"{term.raw_text}: {term.counted}{NBSP}{of_total(term.expected)}{rest}"

"""Traffic lights of the year: each commitment with its status and the figures it was judged by.

The status is that of the year page (planning.year); nothing is judged here.
"""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from agreements.models import Agreement
from partnerships.czech import format_date, of_total
from partnerships.models import TerritorialUnit
from planning.results import StepResult, TermResult, YearResult
from planning.vocabulary import EVALUATED, NEUTRAL, StepStatus
from reporting.board.agreements import Shown, is_of_agency

WORST_FIRST = (*EVALUATED, *NEUTRAL)
# In the words of the page; what decides is planning.status.
RULES = (
    (StepStatus.FULFILLED, "Počet očekávaný v roce je splněný a doložený."),
    (StepStatus.ONGOING, "Něco už je splněné a rok nebo termín ještě neskončil."),
    (StepStatus.LATE, "Je to splněné, ale až po termínu."),
    (StepStatus.PARTIAL, "Rok nebo termín skončil a splněna je jen část."),
    (StepStatus.NOT_FULFILLED, "Rok nebo termín skončil a splněno není nic."),
    (StepStatus.NOT_DUE, "Zatím nic, ale rok nebo termín ještě neskončil."),
    (StepStatus.ON_DEMAND, "Plní se, když je potřeba; počet předepsaný není."),
    (StepStatus.NOT_COMPUTABLE, "Chybí údaj, od kdy nebo do kdy popis spolupráce platí."),
)
SHOWN = 4  # of an agreement, the worst; the rest is folded


@dataclass(frozen=True)
class Light:
    name: str
    status: StepStatus
    rule: str
    is_of_agency: bool


@dataclass(frozen=True)
class Lights:
    """Of one agreement, the worst first."""

    agreement: Agreement
    year: int
    path: str
    rows: tuple[Light, ...]
    percent: int | None
    why_not: str

    @property
    def unit(self) -> TerritorialUnit:
        return self.agreement.unit

    @property
    def first(self) -> tuple[Light, ...]:
        return self.rows[:SHOWN]

    @property
    def rest(self) -> tuple[Light, ...]:
        return self.rows[SHOWN:]

    @property
    def counts(self) -> dict[StepStatus, int]:
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in WORST_FIRST if found[status]}


def lights_of(one: Shown, result: YearResult) -> Lights:
    rows = [_light(step, term) for step in result.steps for term in step.terms]
    rows = [row for row in rows if row.status != StepStatus.NOT_APPLICABLE]
    return Lights(
        agreement=one.agreement,
        year=result.year,
        path=reverse("planning:year", args=[one.agreement.pk, result.year]),
        rows=tuple(sorted(rows, key=lambda row: WORST_FIRST.index(row.status))),
        percent=result.percent if result.computable else None,
        why_not=result.why_not,
    )


def _light(step: StepResult, term: TermResult) -> Light:
    name = " – ".join(filter(None, [step.activity_name, term.raw_text]))
    return Light(name or step.specification, term.status, _rule(term), is_of_agency(step))


def _rule(term: TermResult) -> str:
    """„splněno 2 ze 4, termín 31. 12. 2026“"""
    parts = []
    if term.expected is not None:
        parts.append(f"splněno {term.counted} {of_total(term.expected)}")
    elif term.status == StepStatus.ON_DEMAND:
        parts.append(f"bez pevného počtu, letos {term.actual}×")
    if term.due_on:
        parts.append(f"termín {format_date(term.due_on)}")
    elif term.expected is not None and term.status in {StepStatus.NOT_DUE, StepStatus.ONGOING}:
        parts.append("rok ještě neskončil")
    if term.carried_from:
        parts.append(f"přechází z roku {term.carried_from}")
    if term.not_counted:
        parts.append(f"nezapočteno {len(term.not_counted)}")
    return ", ".join(parts)

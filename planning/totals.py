"""Sums of a year's timeline, and how far what has a target has come."""

from dataclasses import dataclass
from datetime import date

from planning.results import TermResult, YearResult, percent_of
from planning.seen import Part
from planning.vocabulary import StepStatus


@dataclass(frozen=True)
class YearTotal:
    """What is above the expected in one term does not fill what another lacks."""

    label: str
    expected: int
    counted: int
    percent: int | None
    counts: dict[StepStatus, int]


@dataclass(frozen=True)
class Target:
    term: str
    step: str
    noun: str
    reached: int
    target: int

    @property
    def percent(self) -> int:
        return percent_of(self.reached, self.target)

    @property
    def bar(self) -> int:
        return min(100, self.percent)


def year_totals(parts: tuple[Part, ...]) -> list[YearTotal]:
    return [_total(part.label, part.result) for part in parts]


def _total(label: str, result: YearResult) -> YearTotal:
    owed = [term for step in result.steps for term in step.terms if term.expected]
    return YearTotal(
        label,
        expected=sum(term.expected for term in owed),
        counted=sum(min(term.counted, term.expected) for term in owed),
        percent=result.percent,
        counts=result.counts,
    )


def targets(parts: tuple[Part, ...], *, today: date) -> list[Target]:
    """As they stand today, or at the end of an agreement that is over."""
    begun = [part for part in parts if part.days.start <= today]
    steps = begun[-1].result.steps if begun else ()
    return [target for step in steps for term in step.terms for target in _targets(step.specification, term)]


def _targets(step: str, term: TermResult) -> list[Target]:
    found = (
        ("akce", term.cumulative, term.target_events),
        ("účast", term.participations, term.target_participants),
    )
    return [Target(term.raw_text, step, noun, reached, target) for noun, reached, target in found if target]

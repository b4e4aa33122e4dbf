"""The whole agreement year by year: calendar years, and the same judged by years of the cooperation (domain.md 2.3)."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from agreements.models import Agreement
from agreements.validity import Window, whole_window
from planning.decided import in_cooperation_years
from planning.facts import Kept
from planning.periods import cooperation_year_at, cooperation_years
from planning.promises import promises_of, rule_of
from planning.results import YearResult
from planning.year import Known, filled, held_first, known_of, result_of


def whole_term(agreement: Agreement, *, today: date, known: Known | None = None) -> tuple[YearResult, ...]:
    """All years the agreement promises something in, in the queries of one; empty before it is in force.

    Where its days are not known, the years something was recorded in. `known` is given where it is read already.
    """
    known = known or known_of(agreement)
    if not known.versions[agreement.pk]:
        return ()
    first = result_of(known, agreement.pk, today.year, today=today)
    return tuple(result_of(known, agreement.pk, year, today=today) for year in first.years)


@dataclass(frozen=True)
class CooperationYear:
    """`result.year` is the number of the year; `days` are those of it that the agreement runs in."""

    number: int
    days: Window
    result: YearResult


def cooperation_year_results(
    agreement: Agreement, *, today: date, known: Known | None = None
) -> tuple[CooperationYear, ...]:
    """Empty where nothing says when the agreement runs. Decisions about calendar years are in planning.decided."""
    known = known or known_of(agreement)
    versions = known.versions[agreement.pk]
    window = whole_window(versions) if versions else None
    if window is None:
        return ()
    kept = _counted_by_cooperation_years(agreement, known, window)
    years = cooperation_years(window)
    numbers = tuple(range(1, len(years) + 1))
    return tuple(
        CooperationYear(number, days, _result(agreement, known, kept, number, days, numbers, today))
        for number, days in zip(numbers, years, strict=True)
    )


def _result(agreement, known: Known, kept, number: int, days: Window, numbers, today: date) -> YearResult:
    window = whole_window(known.versions[agreement.pk])
    ordered = held_first(known.versions[agreement.pk], min(days.end, today))
    sketch = YearResult(agreement.pk, number, True, "", window, (), numbers)
    return filled(sketch, ordered, kept, known.steps, days, today=today)


def _counted_by_cooperation_years(agreement, known: Known, window: Window) -> dict[UUID, Kept]:
    """What is kept, with rows of cooperation years in the place of the stored ones."""
    versions = known.versions[agreement.pk]
    rule, year_at = rule_of(agreement), cooperation_year_at(window)
    terms = {pk: [term for step in steps for term in step.terms.all()] for pk, steps in known.steps.items()}
    kept = dict(known.kept[agreement.pk])
    for key, promises in promises_of(versions, terms).items():
        if promises:
            own = kept.get(key, Kept())
            rows = in_cooperation_years(promises, own.rows.values(), rule, window)
            kept[key] = replace(own, rows=rows, year_at=year_at)
    return kept

"""Numbers that people decided about calendar years, in the years of the cooperation.

A decided number belongs to the days its row counted in, each day to the same part of it: who decides that 2023 asks
for two decides nothing about how many of them fall before May. So it is spread over the years of the cooperation by
days as any other rate, takes the place of what those days asked for, and is rounded once with the rest. All years of
the cooperation together then ask for what all calendar years do, but for the rounding.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from agreements.periods import ONE_DAY
from agreements.validity import Window
from planning.asking import Promise
from planning.expectations import Counted, Expectation, counted_of_versions
from planning.explaining import formula
from planning.models import CountingRule, Occurrence
from planning.periods import calendar_year, cooperation_year_at, overlap, years_in
from planning.shares import Part, part_by, rounded


def in_cooperation_years(
    promises: list[Promise], written: Iterable[Occurrence], rule: CountingRule, window: Window
) -> dict[int, Occurrence]:
    """Unsaved rows of one commitment by the number of their year; `written` are its rows of calendar years."""
    year_at = cooperation_year_at(window)
    rows = {one.row.year: one for one in counted_of_versions(promises, rule, year_at=year_at)}
    found = {number: Occurrence(**vars(one.row)) for number, one in rows.items()}
    decided = [row for row in written if row.override is not None]
    if not decided:
        return found
    whole = dict(years_in(window, year_at))
    asked = rows | {
        number: Counted(Expectation(number, None))
        for number, days in whole.items()
        if number not in rows and not any(_spans_over(one.row, days.end) for one in rows.values())
    }
    spans = _spans(promises, decided, rule, window)
    for number, days in _territories(asked, whole):
        inside = [(row, span) for row, span in spans if overlap(span, days)]
        if inside:
            found[number] = _decided_row(asked[number], inside, days, rule)
    return found


def _spans_over(row: Expectation, day: date) -> bool:
    return row.counts_from is not None and row.counts_from <= day <= row.due_on


def _spans(
    promises: list[Promise], decided: list[Occurrence], rule: CountingRule, window: Window
) -> list[tuple[Occurrence, Window]]:
    """Each decided row with the days its number belongs to: those it was counted from, else its day or its year."""
    counted = {one.row.year: one.parts for one in counted_of_versions(promises, rule)}
    return [(row, span) for row in decided if (span := _span(row, counted.get(row.year, ()), window))]


def _span(row: Occurrence, parts: tuple[Part, ...], window: Window) -> Window | None:
    if parts:
        return Window(min(part.days.start for part in parts), max(part.days.end for part in parts))
    if row.due_on:
        return Window(row.counts_from or row.due_on, row.due_on)
    return overlap(calendar_year(row.year), window)


def _territories(asked: dict[int, Counted], whole: dict[int, Window]) -> Iterator[tuple[int, Window]]:
    """Which days belong to which row: each day to one, to the last of them all that follow."""
    start = date.min
    for number in sorted(asked):
        end = date.max if number == max(asked) else _last_day(asked[number], whole[number])
        if start <= end:
            yield number, Window(start, end)
            start = end if end == date.max else end + ONE_DAY


def _last_day(counted: Counted, year: Window) -> date:
    is_told = counted.row.counts_from or all(part.is_by_day for part in counted.parts)
    return counted.row.due_on if is_told and counted.row.due_on else year.end


def _decided_row(
    counted: Counted, inside: list[tuple[Occurrence, Window]], days: Window, rule: CountingRule
) -> Occurrence:
    row = counted.row
    parts = counted.parts or ((part_by(row.due_on, row.expected),) if row.due_on else ())
    left = [
        Part(part.rate, part.period, rest)
        for part in parts
        for rest in _without(part.days, [span for _, span in inside])
    ]
    said = [Part(Fraction(one.override), span, overlap(span, days)) for one, span in inside]
    together = tuple(sorted([*left, *said], key=lambda part: part.days.start))
    number = rounded(together, rule.rounding)
    reasons = [f"{one.year} = {one.override} ({one.override_reason})" for one, _ in inside]
    how = formula(together, number)
    said_so = "; ".join(reasons if how == str(number) else [*reasons, how])
    return Occurrence(**vars(row), override=number, override_reason=said_so)


def _without(days: Window, spans: Iterable[Window]) -> list[Window]:
    left = [days]
    for span in spans:
        before = [Window(one.start, min(one.end, span.start - ONE_DAY)) for one in left]
        after = [Window(max(one.start, span.end + ONE_DAY), one.end) for one in left]
        left = [one for one in (*before, *after) if one.start <= one.end]
    return left

"""What is expected where a revision changes the wording of a term, against the table of worked_changes.py."""

import re
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from agreements.models import ScheduleTerm
from agreements.validity import Window, add_years
from agreements.vocabulary import Anchor
from partnerships.vocabulary import EventKind
from planning.asking import Promise
from planning.decided import in_cooperation_years
from planning.expectations import counted_of_versions
from planning.explaining import explained
from planning.models import CountingRule, Occurrence, Rounding
from planning.shares import share_of
from tests.planning.worked_changes import CHANGES, DECIDED, FOUR, NOMINAL_CHANGES

CHOMUTOV = Window(date(2022, 5, 1), date(2026, 8, 31))
YEARS = 5


def promises_of(wordings: list) -> list[Promise]:
    """Each until the day before the next one; the last to the end of the agreement."""
    start = wordings[0][0]
    end = add_years(start, YEARS) - timedelta(days=1)
    whole = Window(start, end)
    found = []
    for (first, fields), (following, _) in pairwise([*wordings, (end + timedelta(days=1), None)]):
        last = following - timedelta(days=1)
        term = ScheduleTerm(**{"event_kind": EventKind.LP_MEETING, **fields})
        anchor = first if term.offset_from == Anchor.APPROVAL else None
        found.append(Promise(term, Window(first, last), whole, None if last == end else last, anchor))
    return found


def worked_share(text: str) -> Fraction:
    """„4 × 182/366 + 1“ as one number."""
    found = Fraction(0)
    for member in text.split(" + "):
        number, _, of = member.partition(" × ")
        found += int(number) * Fraction(of or 1)
    return found


@pytest.mark.parametrize(("wordings", "rows"), CHANGES.values(), ids=CHANGES)
def test_rows_are_those_worked_out(wordings, rows):
    found = {one.row.year: one for one in counted_of_versions(promises_of(wordings))}

    assert {year: (one.row.expected, one.row.counts_from, one.row.due_on) for year, one in found.items()} == {
        year: row[1:] for year, row in rows.items()
    }
    assert {year: share_of(one.parts) for year, one in found.items() if one.parts} == {
        year: worked_share(rows[year][0]) for year, one in found.items() if one.parts
    }


def test_fractions_of_the_table_round_to_its_numbers():
    cells = [row for _, rows in CHANGES.values() for row in rows.values() if row[0]]

    assert len(cells) > 60
    assert [int(worked_share(text) + Fraction(1, 2)) for text, *_ in cells] == [
        count for _, count, *_ in cells
    ]


@pytest.mark.parametrize(("wordings", "rows"), CHANGES.values(), ids=CHANGES)
def test_every_number_is_explained_by_what_it_is_made_of(wordings, rows):
    promises = promises_of(wordings)

    for one in counted_of_versions(promises):
        said = explained(one, promises[-1], CountingRule())
        text = rows[one.row.year][0]
        assert said.number == one.row.expected
        if text and " + " in text:
            assert said.formula.startswith(text)
            assert re.split(r" → | = ", said.formula)[-1] == str(one.row.expected)
        else:
            assert said.formula or said.lines


def test_number_and_a_day_are_explained_part_by_part():
    promises = promises_of(CHANGES["4x, then a day of a common year"][0])
    [_, one] = counted_of_versions(promises)

    said = explained(one, promises[-1], CountingRule())

    assert said.formula == "4 × 181/365 + 1 = 2,98 → 3"
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in said.lines] == [
        "1. 1. 2023 – 30. 6. 2023: 181 dnů z 365, které má rok 1. 1. 2023 – 31. 12. 2023.",
        "30. 9. 2023: 1× do tohoto dne, celé.",
        "Počítá se dohromady za dobu 1. 1. 2023 – 30. 9. 2023.",
    ]


@pytest.mark.parametrize(("wordings", "numbers"), NOMINAL_CHANGES.values(), ids=NOMINAL_CHANGES)
def test_whole_count_is_the_highest_of_periods_that_overlap(wordings, numbers):
    rule = CountingRule(rounding=Rounding.NOMINAL)

    found = counted_of_versions(promises_of(wordings), rule)

    assert {one.row.year: one.row.expected for one in found} == numbers


@pytest.mark.parametrize("name", CHANGES)
def test_a_revision_that_repeats_the_last_wording_changes_nothing(name):
    wordings, _ = CHANGES[name]
    again = [*wordings, (date(2027, 9, 1), wordings[-1][1])]
    if wordings[0][0] == date(2022, 1, 1):
        again[-1] = (date(2026, 9, 1), wordings[-1][1])
    promises = promises_of(again)
    repeated = promises[-1]
    promises[-1] = Promise(repeated.term, repeated.days, repeated.whole, None, promises[-2].anchor)

    assert [one.row for one in counted_of_versions(promises)] == [
        one.row for one in counted_of_versions(promises_of(wordings))
    ]


# --- Decided numbers in years of cooperation ----------------------------------------------------------------


def in_chomutov(fields: dict) -> list[Promise]:
    return [Promise(ScheduleTerm(**{"event_kind": EventKind.LP_MEETING, **fields}), CHOMUTOV, CHOMUTOV, None)]


def written(promises: list[Promise], decided: dict[int, int]) -> list[Occurrence]:
    rows = [Occurrence(**vars(one.row)) for one in counted_of_versions(promises)]
    for row in rows:
        if row.year in decided:
            row.override, row.override_reason = decided[row.year], "Povodeň"
    return rows


@pytest.mark.parametrize(("fields", "decided", "shares", "numbers"), DECIDED)
def test_decided_numbers_are_spread_by_days(fields, decided, shares, numbers):
    promises = in_chomutov(fields)

    found = in_cooperation_years(promises, written(promises, decided), CountingRule(), CHOMUTOV)

    assert tuple(found[year].required if year in found else None for year in range(1, 6)) == numbers
    exact = [worked_share(text) if text else None for text in shares]
    assert [share and int(share + Fraction(1, 2)) for share in exact] == list(numbers)


def test_decision_is_said_with_how_its_days_are_counted():
    promises = in_chomutov(FOUR)

    found = in_cooperation_years(promises, written(promises, {2023: 2}), CountingRule(), CHOMUTOV)

    assert found[1].override_reason == "2023 = 2 (Povodeň); 4 × 245/365 + 2 × 120/365 = 3,34 → 3"
    assert found[2].override_reason == "2023 = 2 (Povodeň); 2 × 245/365 + 4 × 121/366 = 2,66 → 3"
    assert [found[year].override_reason for year in (3, 4, 5)] == ["", "", ""]

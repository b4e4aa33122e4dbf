"""What is stored against the numbers of worked.py, by the actions that write it when a version comes into force."""

import math
import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from agreements.models import ScheduleTerm
from agreements.validity import Window, add_years
from planning.actions import write_occurrences
from planning.expectations import cooperation_year_expectations
from planning.models import Occurrence, Rounding, YearBasis
from tests.agreements.adoption_data import approved, complete
from tests.agreements.papers import build_paper
from tests.agreements.revising import agreement_from, in_force
from tests.factories import CountingRuleFactory, StepFactory, TermFactory, UserFactory
from tests.planning import worked
from tests.planning.versions import revised

pytestmark = pytest.mark.django_db
FRACTIONS = [*worked.YEARLY, *worked.IN_PARTS_OF_A_YEAR, *worked.IN_SEVERAL_YEARS]


def share_of(text: str) -> Fraction:
    """„4 × 182/366 + 2 × 184/366“ as one number."""
    parts = re.findall(r"(\d+) × (\d+)/(\d+)", text)
    return sum((Fraction(int(n) * int(days), int(of)) for n, days, of in parts), Fraction(0))


def four_places(share: Fraction) -> Decimal:
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return exact.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def half_up(share: Fraction) -> int:
    return math.floor(share + Fraction(1, 2))


def by_town(*tables) -> list:
    """Each town once with all its cases: one agreement holds a term of each."""
    cases = [case for table in tables for case in table]
    return [
        (town, [case[1:] for case in cases if case[0] == town]) for town in dict.fromkeys(c[0] for c in cases)
    ]


def in_force_with(town: worked.Town, terms: list[dict]):
    """The agreement of a town with the terms, written one after the other."""
    version = agreement_from(
        town.approved_on, years=town.years, timeline_from=town.timeline_from, timeline_to=town.timeline_to
    )
    for position, term in enumerate(terms):
        add(version, position, **term)
    return in_force(version)


def add(version, position: int, **term) -> None:
    step = version.activity_steps.first() or StepFactory(version=version)
    TermFactory(version=version, step=step, position=position, raw_text=f"{position}. termín", **term)


def rows_of(version, key) -> dict:
    found = Occurrence.objects.filter(commitment__agreement=version.agreement_id, commitment__key=key)
    return {row.year: row for row in found.order_by("year")}


def keys_of(version) -> list:
    in_order = ("step__activity__position", "step__position", "position")
    return list(
        ScheduleTerm.objects.filter(version=version).order_by(*in_order).values_list("key", flat=True)
    )


def stored(version) -> list[dict]:
    """Of each term in its order."""
    return [rows_of(version, key) for key in keys_of(version)]


def numbers(version) -> list[dict]:
    return [{year: row.expected for year, row in rows.items()} for rows in stored(version)]


def told(row: Occurrence):
    """As worked.py tells a row: nothing owed, owed once on a day, or a share and its number."""
    if row.share is not None:
        return row.share, row.expected
    return None if row.expected is None else (row.due_on, row.expected)


def as_told(rows: dict) -> dict:
    return {year: told(row) for year, row in rows.items()}


def as_stored(rows: dict) -> dict:
    return {year: cell_stored(cell) for year, cell in rows.items()}


def cell_stored(cell):
    if cell is None or isinstance(cell[0], date):
        return cell
    return four_places(share_of(cell[0])), cell[1]


def recounted(version, **rule) -> None:
    CountingRuleFactory(agreement=version.agreement, **rule)
    write_occurrences(version.agreement, by=UserFactory())


# --- The table by itself ----------------------------------------------------------------------------------


def test_every_fraction_of_the_table_rounds_half_up_to_its_number():
    cells = [cell for *_, rows in FRACTIONS for cell in rows.values()]
    cells += [
        cell for terms in worked.JIHLAVA.values() for rows in terms.values() for cell in rows.values() if cell
    ]
    cells += [(fraction, number) for *_, fraction, number in worked.CHANGED]
    fractions = [(text, number) for text, number in cells if isinstance(text, str)]

    assert len(fractions) > 150
    assert [(text, half_up(share_of(text))) for text, _ in fractions] == fractions


# --- One version ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("town", "cases"), by_town(worked.YEARLY, worked.IN_PARTS_OF_A_YEAR, worked.IN_SEVERAL_YEARS)
)
def test_stored_numbers_are_those_worked_out(town, cases):
    version = in_force_with(town, [term for term, _ in cases])

    assert [as_told(rows) for rows in stored(version)] == [as_stored(rows) for _, rows in cases]


@pytest.mark.parametrize(("town", "cases"), by_town(worked.OWED_BY_A_DAY))
def test_days_owed_by_are_those_worked_out(town, cases):
    version = in_force_with(town, [term for term, _ in cases])

    assert [{year: (row.due_on, row.expected) for year, row in rows.items()} for rows in stored(version)] == [
        rows for _, rows in cases
    ]


@pytest.mark.parametrize("approved_on", sorted(worked.JIHLAVA))
def test_jihlava_is_counted_once_its_approval_is_known(approved_on):
    version = build_paper("jihlava")
    assert not Occurrence.objects.filter(expected__gt=0, share__isnull=False).exists()

    complete(version, approved(approved_on))

    wanted = worked.JIHLAVA[approved_on]
    assert dict(zip(wanted, map(as_told, stored(version)), strict=True)) == {
        name: as_stored(rows) for name, rows in wanted.items()
    }


@pytest.mark.parametrize(("town", "cases"), by_town(worked.CEIL))
def test_rounding_up_gives_the_numbers_worked_out(town, cases):
    version = in_force_with(town, [term for term, _ in cases])

    recounted(version, rounding=Rounding.CEIL)

    assert numbers(version) == [rows for _, rows in cases]


@pytest.mark.parametrize(("town", "cases"), by_town(worked.NOMINAL))
def test_whole_count_of_a_cut_year_gives_the_numbers_worked_out(town, cases):
    version = in_force_with(town, [term for term, _ in cases])

    recounted(version, rounding=Rounding.NOMINAL)

    assert numbers(version) == [rows for _, rows in cases]


# --- Cooperation years ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("town", "count", "years"), worked.COOPERATION_YEARS)
def test_cooperation_years_are_those_worked_out(town, count, years):
    start = town.timeline_from or town.approved_on
    end = town.timeline_to or add_years(town.approved_on, town.years) - timedelta(days=1)
    term = TermFactory.build(**worked.counted(count))

    assert cooperation_year_expectations(term, Window(start, end)) == years


@pytest.mark.parametrize(("town", "cases"), by_town(worked.COOPERATION_BASIS))
def test_years_of_cooperation_stand_where_they_end(town, cases):
    version = in_force_with(town, [term for term, _ in cases])

    recounted(version, year_basis=YearBasis.COOPERATION_YEAR, rounding=Rounding.HALF_UP)

    assert numbers(version) == [rows for _, rows in cases]


# --- A version in force from 1 July -----------------------------------------------------------------------


def changed(day: date, cases: list) -> tuple:
    """The revised version and the keys of the terms: counted otherwise from the day, dropped, or new."""
    first = agreement_from(date(day.year - 1, 1, 1))
    for position, (before, *_) in enumerate(cases):
        if before:
            add(first, position, **worked.counted(before))
    in_force(first)
    second = revised(first, on=day, changing=lambda draft: change(draft, cases))
    by_text = dict(ScheduleTerm.objects.filter(version__in=[first, second]).values_list("raw_text", "key"))
    return second, [by_text[f"{position}. termín"] for position in range(len(cases))]


def change(draft, cases: list) -> None:
    for position, (before, after, *_) in enumerate(cases):
        terms = ScheduleTerm.objects.filter(version=draft, position=position)
        if not before:
            add(draft, position, **worked.counted(after))
        elif after is None:
            terms.delete()
        else:
            terms.update(count=after)


def around(day: date, before: int | None, number: int, after: int | None) -> dict:
    years = range(day.year - 1, day.year + 4)
    found = {year: before if year < day.year else after if year > day.year else number for year in years}
    return {year: count for year, count in found.items() if count is not None}


@pytest.mark.parametrize(("day", "cases"), by_town(worked.CHANGED))
def test_year_of_a_change_adds_both_shares_and_rounds_once(day, cases):
    version, keys = changed(day, cases)

    found = [rows_of(version, key) for key in keys]

    assert [{year: row.expected for year, row in rows.items()} for rows in found] == [
        around(day, before, number, after) for before, after, _, number in cases
    ]
    assert [rows[day.year].share for rows in found] == [
        four_places(share_of(fraction)) for *_, fraction, _ in cases
    ]


def test_a_period_of_two_years_goes_on_through_a_revision():
    first = agreement_from(date(2023, 1, 1))
    add(first, 0, **worked.counted(1, every=2))
    in_force(first)

    second = revised(first, on=worked.LEAP_CHANGE)

    assert [as_told(rows) for rows in stored(second)] == [as_stored(worked.UNTOUCHED_EVERY_TWO_YEARS)]


@pytest.mark.parametrize(
    ("rounding", "day", "cases"),
    [(Rounding.CEIL, *case) for case in by_town(worked.CHANGED_CEIL)]
    + [(Rounding.NOMINAL, *case) for case in by_town(worked.CHANGED_NOMINAL)],
)
def test_year_of_a_change_with_another_rounding(rounding, day, cases):
    version, keys = changed(day, cases)

    recounted(version, rounding=rounding)

    assert [{year: row.expected for year, row in rows_of(version, key).items()} for key in keys] == [
        around(day, before, number, after) for before, after, number in cases
    ]

"""How terms of longer periods, of a day of each year and of a relative day are judged; events count once."""

from datetime import date

import pytest

from agreements.models import Approval, Signature
from agreements.vocabulary import Anchor, OffsetUnit, Per, Side, TermKind
from partnerships.vocabulary import EventKind
from planning.actions import write_occurrences
from planning.deadlines import Due, deadlines
from planning.models import Occurrence
from planning.sentences import remaining
from planning.vocabulary import StepStatus
from planning.whole_term import cooperation_year_results, whole_term
from planning.year import year_result
from tests.agreements.revising import agreement_from
from tests.agreements.revising import in_force as put_in_force
from tests.factories import MembershipFactory, SignatureFactory, TermFactory, UserFactory
from tests.planning.situations import agreement_with, draft, event_for, in_force, step
from tests.planning.terms import DOCUMENT, MEETINGS, days, held, only_term
from tests.planning.versions import changed_to, fresh, revised
from tests.planning.versions import term as asked_in

pytestmark = pytest.mark.django_db

BIENNIAL = {**MEETINGS, "count": 1, "every": 2}  # 1. 5. 2022 – 30. 4. 2024, – 30. 4. 2026, – 31. 8. 2026
BY_MARCH = {**MEETINGS, "count": 1, "by_month": 3, "by_day": 31}
ONE_DAY = {
    "kind": TermKind.DATE,
    "count": None,
    "bound": "",
    "by_month": None,
    "by_day": None,
    "date_to": date(2025, 9, 30),
}
TODAY = date(2026, 11, 21)


def seen(agreement, year, today=TODAY):
    term = only_term(agreement, year, today)
    return term.expected, term.counted, term.status


# --- A period of several years ----------------------------------------------------------------------------


def test_year_in_the_middle_of_a_period_waits_for_its_end():
    agreement = agreement_with(**BIENNIAL)

    assert seen(agreement, 2022) == (None, 0, StepStatus.NOT_DUE)
    assert seen(agreement, 2023) == (None, 0, StepStatus.NOT_DUE)
    assert seen(agreement, 2024, date(2024, 4, 30)) == (1, 0, StepStatus.NOT_DUE)
    assert seen(agreement, 2024, date(2024, 5, 1)) == (1, 0, StepStatus.NOT_FULFILLED)


def test_event_counts_for_its_period_and_for_no_other():
    agreement = agreement_with(**BIENNIAL)
    [first] = held(agreement, [date(2023, 6, 1)])

    assert seen(agreement, 2023) == (None, 1, StepStatus.FULFILLED)
    term = only_term(agreement, 2024, TODAY)
    assert (term.expected, term.counted, term.actual, term.status) == (1, 1, 0, StepStatus.FULFILLED)
    assert [line.event_id for line in term.done_before] == [first.pk]
    assert term.counts_from == date(2022, 5, 1)
    # the next two years begin anew; their end shares 2026 with the fragment after them
    assert seen(agreement, 2025) == (None, 0, StepStatus.NOT_DUE)
    assert seen(agreement, 2026) == (1, 0, StepStatus.NOT_FULFILLED)


def test_event_after_the_end_of_a_period_belongs_to_the_next():
    agreement = agreement_with(**BIENNIAL)
    held(agreement, [date(2024, 5, 1)])

    assert seen(agreement, 2024) == (1, 0, StepStatus.NOT_FULFILLED)
    assert seen(agreement, 2026) == (1, 1, StepStatus.FULFILLED)


def test_end_of_a_period_is_a_deadline():
    agreement = agreement_with(**BIENNIAL)
    manager = MembershipFactory(unit=agreement.unit).user

    found = deadlines(manager, [agreement.unit_id], first=date(2022, 1, 1), last=date(2026, 12, 31))

    assert sorted(one.day for one in found if one.what == Due.COMMITMENT) == [
        date(2024, 4, 30),
        date(2026, 8, 31),
    ]


# --- A day of each year -----------------------------------------------------------------------------------


def test_yearly_day_is_kept_missed_or_met_late():
    agreement = agreement_with(**BY_MARCH)

    assert seen(agreement, 2022) == (None, 0, StepStatus.NOT_APPLICABLE)  # 31. 3. was before the start
    assert seen(agreement, 2023, date(2023, 3, 31)) == (1, 0, StepStatus.NOT_DUE)
    assert seen(agreement, 2023, date(2023, 4, 1)) == (1, 0, StepStatus.NOT_FULFILLED)
    held(agreement, [date(2023, 3, 31), date(2024, 4, 1)])
    assert seen(agreement, 2023) == (1, 1, StepStatus.FULFILLED)
    assert seen(agreement, 2024) == (1, 1, StepStatus.LATE)
    assert only_term(agreement, 2024, TODAY).due_on == date(2024, 3, 31)


def test_report_by_a_day_is_late_after_it():
    agreement = agreement_with(**{**BY_MARCH, "event_kind": EventKind.COUNCIL_REPORT})

    assert seen(agreement, 2023, date(2024, 3, 31)) == (1, 0, StepStatus.NOT_DUE)
    event_for(agreement, kind=EventKind.COUNCIL_REPORT, starts_on=date(2024, 4, 15), about_year=2023)
    assert seen(agreement, 2023) == (1, 1, StepStatus.LATE)
    assert seen(agreement, 2024) == (1, 0, StepStatus.NOT_FULFILLED)


def test_each_yearly_day_is_a_deadline():
    agreement = agreement_with(**BY_MARCH)
    manager = MembershipFactory(unit=agreement.unit).user

    found = deadlines(manager, [agreement.unit_id], first=date(2022, 1, 1), last=date(2026, 12, 31))

    assert sorted(one.day for one in found if one.what == Due.COMMITMENT) == [
        date(year, 3, 31) for year in (2023, 2024, 2025, 2026)
    ]


def test_day_of_each_year_that_became_one_day_is_owed_by_that_day():
    first = agreement_from(date(2023, 1, 1), years=5)
    asked_in(first, **{**BY_MARCH, "raw_text": "každoročně do 31. 3."})
    put_in_force(first)
    agreement = fresh(revised(first, changing=changed_to(**ONE_DAY)))

    assert list(Occurrence.objects.values_list("year", "expected", "due_on").order_by("year")) == [
        (2023, 1, date(2023, 3, 31)),
        (2024, 1, date(2024, 3, 31)),
        (2025, 1, date(2025, 9, 30)),
    ]
    assert only_term(agreement, 2025, TODAY).due_on == date(2025, 9, 30)
    assert seen(agreement, 2023) == (1, 0, StepStatus.NOT_FULFILLED)


# --- A relative day ---------------------------------------------------------------------------------------

WITHIN_30_DAYS = {
    **DOCUMENT,
    "kind": TermKind.RELATIVE,
    "offset_count": 30,
    "offset_unit": OffsetUnit.DAY,
    "offset_from": Anchor.APPROVAL,
}


def test_relative_term_is_due_and_missed_as_a_dated_one():
    agreement = agreement_with(**WITHIN_30_DAYS)  # approved 19. 4. 2022

    assert Occurrence.objects.get().due_on == date(2022, 5, 19)
    assert seen(agreement, 2022, date(2022, 5, 19)) == (1, 0, StepStatus.NOT_DUE)
    assert seen(agreement, 2022, date(2022, 5, 20)) == (1, 0, StepStatus.NOT_FULFILLED)


def test_term_that_runs_from_the_last_signature_waits_for_both():
    version = draft()
    step(version, terms=[{**WITHIN_30_DAYS, "offset_from": Anchor.SIGNATURE}])
    SignatureFactory(version=version, side=Side.UNIT, signed_on=date(2022, 5, 2))
    agreement = in_force(version)

    term = only_term(agreement, 2022, TODAY)
    assert (term.expected, term.status) == (None, StepStatus.NOT_COMPUTABLE)
    assert term.why_not.startswith("Termín běží od posledního podpisu")

    SignatureFactory(version=version, side=Side.ASZ, signed_on=date(2022, 5, 10))
    write_occurrences(agreement, by=UserFactory())
    assert seen(agreement, 2022) == (1, 0, StepStatus.NOT_FULFILLED)
    assert only_term(agreement, 2022, TODAY).due_on == date(2022, 6, 9)
    assert Signature.objects.count() == 2


def test_corrected_approval_moves_the_day():
    agreement = agreement_with(**WITHIN_30_DAYS)
    Approval.objects.update(decided_on=date(2022, 4, 29))

    write_occurrences(agreement, by=UserFactory())

    assert Occurrence.objects.get().due_on == date(2022, 5, 29)


# --- In advance, one event for two ------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "is_in_advance"), [(date(2023, 8, 31), True), (date(2023, 9, 1), False)])
def test_done_before_its_month_is_done_in_advance(day, is_in_advance):
    agreement = agreement_with(**{**DOCUMENT, "date_from": date(2023, 9, 1), "date_to": date(2023, 9, 30)})
    event_for(agreement, kind=EventKind.DOCUMENT, starts_on=day)

    term = only_term(agreement)

    assert (term.status, term.is_in_advance) == (StepStatus.FULFILLED, is_in_advance)


# --- The whole term ---------------------------------------------------------------------------------------


def test_whole_term_is_every_year_as_its_own_page_shows_it():
    agreement = agreement_with(**MEETINGS)
    held(agreement, days(3))

    years = whole_term(agreement, today=TODAY)

    assert [one.year for one in years] == [2022, 2023, 2024, 2025, 2026]
    assert list(years) == [year_result(agreement, one.year, today=TODAY) for one in years]


@pytest.mark.parametrize("terms", [1, 3])
def test_whole_term_costs_the_same_for_any_number_of_terms(terms, django_assert_num_queries):
    version = draft()
    row = step(version)
    for position in range(terms):
        TermFactory(version=version, step=row, position=position, **MEETINGS)
    agreement = in_force(version)

    with django_assert_num_queries(4):  # versions, occurrences, events, steps
        whole_term(agreement, today=TODAY)
    with django_assert_num_queries(5):  # and how it is counted
        cooperation_year_results(agreement, today=TODAY)


def test_cooperation_years_are_judged_by_their_own_days():
    agreement = agreement_with(**MEETINGS)
    # 1. 5. 2022 – 30. 4. 2023
    held(agreement, [date(2022, 6, 1), date(2022, 9, 1), date(2023, 1, 5), date(2023, 4, 30)])
    held(agreement, [date(2023, 5, 1)])

    found = [
        (one.number, one.days.end, term.expected, term.counted, term.status)
        for one in cooperation_year_results(agreement, today=TODAY)
        for term in one.result.steps[0].terms
    ]

    assert found == [
        (1, date(2023, 4, 30), 4, 4, StepStatus.FULFILLED),
        (2, date(2024, 4, 30), 4, 1, StepStatus.PARTIAL),
        (3, date(2025, 4, 30), 4, 0, StepStatus.NOT_FULFILLED),
        (4, date(2026, 4, 30), 4, 0, StepStatus.NOT_FULFILLED),
        (5, date(2026, 8, 31), 1, 0, StepStatus.NOT_FULFILLED),
    ]


def test_before_it_is_in_force_there_are_no_years():
    agreement = draft().agreement

    assert whole_term(agreement, today=TODAY) == ()
    assert cooperation_year_results(agreement, today=TODAY) == ()


# --- What is left -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "number", "today", "sentence"),
    [
        (
            {**MEETINGS, "bound": "MIN", "per": Per.CALENDAR_YEAR},
            3,
            date(2023, 10, 1),
            "Nejméně 4× za kalendářní rok; letos zbývá 1, do 31. 12.",
        ),
        (
            {**MEETINGS, "bound": "MAX", "per": Per.CALENDAR_YEAR},
            4,
            date(2023, 10, 1),
            "Nejvýše 4× za kalendářní rok; splněno 4 ze 4.",
        ),
        (
            {**MEETINGS, "bound": "EXACT", "per": Per.CALENDAR_YEAR},
            1,
            date(2024, 2, 1),
            "4× za kalendářní rok; po termínu chybí 3, mělo být do 31. 12. 2023.",
        ),
        (BIENNIAL, 1, date(2023, 10, 1), "Nejméně jednou za 2 roky; už splněno, termín 30. 4. 2024."),
        (BIENNIAL, 0, date(2023, 10, 1), "Nejméně jednou za 2 roky; zatím nic, termín 30. 4. 2024."),
        ({"kind": "", "event_kind": "", "count": None}, 0, date(2023, 10, 1), ""),
    ],
)
def test_sentence_says_what_is_left(asked, number, today, sentence):
    agreement = agreement_with(**asked)
    held(agreement, days(number))

    said = remaining(only_term(agreement, today=today), today).replace("\N{NO-BREAK SPACE}", " ")

    assert said == sentence

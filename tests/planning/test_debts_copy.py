"""The stored copy of what is owed: the same as the engine says, whoever computes it and when."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from agreements.models import Agreement
from planning.actions.debts import READER_WAITS_FOR, bring_up_to_date, refresh_all_debts, refresh_debts
from planning.debts import SHORT, stale
from planning.models import Debt, DebtMark
from planning.vocabulary import StepStatus
from planning.whole_term import whole_term
from planning.year import year_result
from tests.factories import (
    MeetingFactory,
    VersionFactory,
    put_in_force,
)
from tests.planning.debts import MEETINGS, NOW, computed, everything, overridden, situation, stored
from tests.planning.situations import (
    agreement_with,
    event_for,
)

pytestmark = pytest.mark.django_db


TODAYS = [date(2022, 4, 20), date(2022, 12, 31), date(2023, 1, 1), NOW, date(2024, 7, 1), date(2026, 9, 1)]


@pytest.mark.parametrize("today", [*TODAYS, date(2028, 1, 1)])
def test_copy_says_what_each_year_says(today):
    """Whatever is short in a year that is asked one by one is owed, and nothing else."""
    agreement = everything()
    refresh_all_debts(today=today)

    owed = {(row.commitment_id, row.year): row for row in Debt.objects.all()}
    years = year_result(agreement, min(today.year, 2026), today=today).years
    seen = set()
    for year in years:
        for row in year_result(agreement, year, today=today).steps:
            for term in row.terms:
                seen.add(term.status)
                debt = owed.pop((term.commitment_id, year), None)
                is_short = term.status in SHORT and term.expected is not None and term.counted < term.expected
                if debt:
                    assert is_short
                    assert (debt.status, debt.needed, debt.counted) == (
                        term.status,
                        term.expected,
                        term.counted,
                    )
                elif is_short and not term.is_report and year == today.year:
                    raise AssertionError(f"{term.raw_text} of {year} is missing")
    assert owed == {}
    assert len(seen) > 1


def test_situations_hold_every_status_that_can_be_stored():
    agreement = everything()
    found = {
        term.status
        for today in TODAYS
        for result in whole_term(agreement, today=today)
        for row in result.steps
        for term in row.terms
    }

    assert found >= SHORT | {StepStatus.FULFILLED, StepStatus.LATE, StepStatus.ON_DEMAND}


def test_another_day_is_computed_again():
    agreement = agreement_with(**MEETINGS)
    refresh_all_debts(today=date(2023, 12, 31))
    assert not stale(Agreement.objects.all(), today=date(2023, 12, 31)).exists()

    assert stale(Agreement.objects.all(), today=date(2024, 1, 1)).get() == agreement
    refresh_all_debts(today=date(2024, 1, 1))
    assert Debt.objects.get(year=2023).status == StepStatus.NOT_FULFILLED


def test_change_during_the_computing_waits_for_the_next_one():
    agreement = situation()
    refresh_all_debts(today=NOW)
    overridden(agreement)

    def meanwhile(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if 'INSERT INTO "planning_debt" ' in sql:
            DebtMark.objects.create(agreement=agreement)
        return result

    with connection.execute_wrapper(meanwhile):
        refresh_debts([agreement.pk], today=NOW)

    assert DebtMark.objects.count() == 1
    assert stale(Agreement.objects.all(), today=NOW).get() == agreement


def test_second_one_finds_nothing_to_do(django_assert_num_queries):
    agreement = situation()
    refresh_all_debts(today=NOW)

    with django_assert_num_queries(5):  # savepoint, sheet, lock, marks, release
        refresh_debts([agreement.pk], today=NOW)


@pytest.mark.parametrize("number", [1, 3])
def test_refresh_costs_the_same_for_any_number_of_agreements(number, django_assert_num_queries):
    pks = [situation().pk for _ in range(number)]

    with django_assert_num_queries(14):
        refresh_debts(pks, today=NOW)


def test_reader_waits_for_some_and_is_told_of_the_others():
    for _ in range(READER_WAITS_FOR + 2):
        agreement_with(**MEETINGS)

    assert bring_up_to_date(Agreement.objects.all(), today=NOW).waiting == 2
    assert bring_up_to_date(Agreement.objects.all(), today=NOW).waiting == 0


def test_command_computes_all(time_machine, capsys):
    time_machine.move_to(NOW)
    agreements = [agreement_with(**MEETINGS) for _ in range(3)]

    call_command("refresh_debts")

    assert capsys.readouterr().out == "3\n"
    assert all(stored(agreement) == computed(agreement) for agreement in agreements)
    call_command("refresh_debts")
    assert capsys.readouterr().out == ""


def test_marks_of_agreements_that_promise_nothing_do_not_pile_up():
    put_in_force(VersionFactory())
    assert DebtMark.objects.exists()

    refresh_all_debts(today=NOW)

    assert not DebtMark.objects.exists()


def test_meeting_without_minutes_is_no_meeting_of_another():
    """A mark goes to the agreements of the event alone."""
    agreement, other = situation(), agreement_with(**MEETINGS)
    refresh_all_debts(today=NOW)

    MeetingFactory(event=event_for(other, starts_on=date(2024, 1, 30)))

    assert stale(Agreement.objects.all(), today=NOW).get() == other != agreement

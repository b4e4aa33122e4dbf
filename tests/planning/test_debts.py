"""What of the promises is left, worked out by hand."""

import uuid
from datetime import date

import pytest
from django.utils import timezone

from agreements.vocabulary import OutputCode, TermKind
from partnerships.vocabulary import EventKind
from planning.actions.debts import refresh_all_debts
from planning.debts import debts_of, owed_by
from planning.models import DebtSheet, Occurrence
from planning.results import StepResult
from planning.vocabulary import OwedBy, StepStatus
from planning.whole_term import whole_term
from tests.factories import (
    UserFactory,
    VersionFactory,
)
from tests.planning.debts import (
    MEETINGS,
    NOW,
    REPORT,
    RESEARCH,
    document,
    stored,
)
from tests.planning.situations import (
    agreement_with,
    documented,
    event_for,
    in_force,
    step,
)
from tests.planning.terms import days, held

pytestmark = pytest.mark.django_db


def debts(agreement, *, today=NOW):
    """(year, needed, counted, due, status) of each, as the engine gives them."""
    found = debts_of(whole_term(agreement, today=today), today=today)
    return sorted((debt.year, debt.needed, debt.counted, debt.due_on, debt.status) for debt in found)


def test_each_year_up_to_the_running_one_owes_what_it_lacks():
    """April 2022 – August 2026, four a year: 3 of 2022 (2,68), 4 of 2023; years to come are not owed yet."""
    agreement = agreement_with(**MEETINGS)
    held(agreement, days(3, year=2023))

    assert debts(agreement) == [
        (2022, 3, 0, date(2022, 12, 31), "NOT_FULFILLED"),
        (2023, 4, 3, date(2023, 12, 31), "PARTIAL"),
        (2024, 4, 0, date(2024, 12, 31), "NOT_DUE"),
    ]


def test_last_year_is_owed_until_the_agreement_ends():
    agreement = agreement_with(**MEETINGS)

    assert debts(agreement, today=date(2026, 8, 31))[-1] == (2026, 3, 0, date(2026, 8, 31), "NOT_DUE")
    assert debts(agreement, today=date(2026, 9, 1))[-1] == (2026, 3, 0, date(2026, 8, 31), "NOT_FULFILLED")


def test_what_is_due_once_is_owed_from_the_beginning_and_goes_over_to_later_years():
    agreement = agreement_with(**document(date(2025, 9, 30)))

    assert debts(agreement) == [(2025, 1, 0, date(2025, 9, 30), "NOT_DUE")]
    assert debts(agreement, today=date(2026, 3, 1)) == [(2026, 1, 0, date(2025, 9, 30), "NOT_FULFILLED")]
    event_for(agreement, kind=EventKind.DOCUMENT, starts_on=date(2026, 2, 1))
    assert debts(agreement, today=date(2026, 3, 1)) == []


def test_what_is_due_once_is_still_owed_after_the_agreement():
    agreement = agreement_with(**document(date(2025, 9, 30)))

    assert debts(agreement, today=date(2028, 3, 1)) == [(2026, 1, 0, date(2025, 9, 30), "NOT_FULFILLED")]
    event_for(agreement, kind=EventKind.DOCUMENT, starts_on=date(2028, 2, 1))
    assert debts(agreement, today=date(2028, 3, 1)) == []


def test_quota_counts_over_all_years():
    agreement = agreement_with(**RESEARCH)
    event_for(agreement, kind=EventKind.RESEARCH, starts_on=date(2022, 9, 1))

    assert debts(agreement) == [(2026, 2, 1, date(2026, 8, 31), "ONGOING")]


def test_report_is_a_debt_only_when_the_year_for_making_it_is_over():
    agreement = agreement_with(**REPORT)

    assert debts(agreement, today=date(2023, 12, 31)) == []
    assert debts(agreement, today=date(2024, 1, 1)) == [(2022, 1, 0, date(2023, 12, 31), "NOT_FULFILLED")]


@pytest.mark.parametrize("kind", [TermKind.ON_DEMAND, TermKind.CONDITIONAL, TermKind.NONE])
def test_what_has_no_number_is_never_owed(kind):
    agreement = agreement_with(kind=kind, event_kind=EventKind.CONSULTATION, count=None)

    assert debts(agreement, today=date(2028, 1, 1)) == []


def test_what_somebody_decided_is_asked_no_more():
    agreement = agreement_with(**MEETINGS)
    Occurrence.objects.filter(year=2022).update(
        override=0, override_reason="Rozjezd.", override_at=timezone.now(), override_by=UserFactory()
    )

    assert [row[0] for row in debts(agreement)] == [2023, 2024]


def test_nothing_is_owed_where_no_days_are_known():
    version = VersionFactory(stated_years=5)
    step(version, terms=[MEETINGS])
    agreement = in_force(version)

    refresh_all_debts(today=NOW)

    assert stored(agreement) == []
    assert DebtSheet.objects.get().unjudged == 1


def test_last_step_is_the_one_that_lacks_something():
    agreement = agreement_with([OutputCode.LP_MEETING_RECORD], **MEETINGS)
    without = event_for(agreement, starts_on=date(2024, 1, 5), title="Bez zápisu")
    documented(event_for(agreement, starts_on=date(2024, 1, 20)))

    [debt] = [one for one in debts_of(whole_term(agreement, today=NOW), today=NOW) if one.year == 2024]

    assert (debt.counted, debt.last_event_id, debt.lacks) == (1, without.pk, "Záznam z jednání LP")


@pytest.mark.parametrize(
    ("unit", "asz", "expected"),
    [
        (("Realizace",), ("Konzultace",), OwedBy.BOTH),
        (("Realizace",), (), OwedBy.UNIT),
        (("Realizace",), ("-",), OwedBy.UNIT),
        (("–",), ("Lektor",), OwedBy.ASZ),
        ((), (" ",), OwedBy.NOBODY),
    ],
)
def test_dash_in_a_column_is_nobody(unit, asz, expected):
    row = StepResult(uuid.uuid4(), "", "", (), unit, asz, (), StepStatus.NOT_DUE)

    assert owed_by(row) == expected

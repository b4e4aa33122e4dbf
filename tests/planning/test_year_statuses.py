"""The status of each kind of term in a year."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from agreements.vocabulary import OutputCode, TermKind
from partnerships.vocabulary import EventKind
from planning.models import Occurrence
from planning.vocabulary import StepStatus
from planning.year import NOT_IN_FORCE, year_result
from tests.factories import (
    UserFactory,
    VersionFactory,
    put_in_force,
)
from tests.planning.situations import (
    AFTER,
    agreement_with,
    attended,
    draft,
    event_for,
    in_force,
    step,
)
from tests.planning.terms import DOCUMENT, MEETINGS, days, held, only_term

pytestmark = pytest.mark.django_db


def test_without_a_version_in_force_nothing_is_computed():
    agreement = draft().agreement

    result = year_result(agreement, 2023, today=AFTER)

    assert (result.computable, result.why_not, result.steps) == (False, NOT_IN_FORCE, ())


def test_without_an_approval_date_it_says_what_is_missing():
    version = put_in_force(VersionFactory(stated_years=5))

    result = year_result(version.agreement, 2023, today=AFTER)

    assert (result.computable, result.gap.code) == (False, "validity_without_start")
    assert "nelze spočítat: chybí datum schválení" in result.why_not


@pytest.mark.parametrize("year", [2021, 2027])
def test_year_outside_the_agreement_says_so(year):
    result = year_result(agreement_with(**MEETINGS), year, today=AFTER)

    assert not result.computable
    assert result.why_not.startswith(f"Rok {year} leží mimo dobu")
    assert result.years == (2022, 2023, 2024, 2025, 2026)


@pytest.mark.parametrize(
    ("number", "today", "status"),
    [
        (0, AFTER, StepStatus.NOT_FULFILLED),
        (1, AFTER, StepStatus.PARTIAL),
        (3, AFTER, StepStatus.PARTIAL),
        (4, AFTER, StepStatus.FULFILLED),
        (5, AFTER, StepStatus.FULFILLED),
        (0, date(2023, 12, 31), StepStatus.NOT_DUE),
        (3, date(2023, 12, 31), StepStatus.ONGOING),
        (4, date(2023, 6, 1), StepStatus.FULFILLED),
    ],
)
def test_frequency(number, today, status):
    agreement = agreement_with(**MEETINGS)
    held(agreement, days(number))

    term = only_term(agreement, today=today)

    assert (term.expected, term.actual, term.status) == (4, number, status)


def test_frequency_of_the_last_year_is_over_with_the_window():
    agreement = agreement_with(**MEETINGS)

    assert only_term(agreement, 2026, date(2026, 8, 31)).status == StepStatus.NOT_DUE
    assert only_term(agreement, 2026, date(2026, 9, 1)).status == StepStatus.NOT_FULFILLED


def test_prorated_year_keeps_its_share():
    term = only_term(agreement_with(**MEETINGS), 2022)

    assert (term.expected, term.share, term.is_prorated) == (3, Decimal("2.6849"), True)
    assert not only_term(agreement_with(**MEETINGS), 2023).is_prorated


def test_share_that_rounds_to_nothing_is_not_owed():
    version = draft(timeline_from=date(2022, 10, 1), timeline_to=date(2024, 2, 1))
    step(version, terms=[{**MEETINGS, "count": 1}])
    agreement = in_force(version)

    assert only_term(agreement, 2022).expected == 0
    assert only_term(agreement, 2022).status == StepStatus.NOT_APPLICABLE


def test_override_is_what_is_expected():
    agreement = agreement_with(**MEETINGS)
    Occurrence.objects.filter(year=2023).update(
        override=2, override_reason="Povodeň", override_at=timezone.now(), override_by=UserFactory()
    )
    held(agreement, days(2))

    term = only_term(agreement)

    assert (term.expected, term.status) == (2, StepStatus.FULFILLED)


def test_events_of_another_year_only_add_up():
    agreement = agreement_with(**MEETINGS)
    held(agreement, [date(2022, 6, 1), date(2023, 6, 1), date(2024, 1, 10)])

    term = only_term(agreement)

    assert (term.actual, term.cumulative) == (1, 2)
    assert [line.on for line in term.done] == [date(2023, 6, 1)]


def test_the_year_an_event_is_about_wins_over_its_date():
    agreement = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.LP_DISCUSSION, count=1)
    event_for(agreement, kind=EventKind.LP_DISCUSSION, starts_on=date(2024, 2, 20), about_year=2023)

    assert only_term(agreement, 2023).status == StepStatus.FULFILLED
    assert only_term(agreement, 2024).actual == 0


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (date(2023, 6, 1), StepStatus.NOT_DUE),
        (date(2024, 12, 31), StepStatus.NOT_DUE),
        (date(2025, 1, 1), StepStatus.NOT_FULFILLED),
    ],
)
def test_report_has_the_whole_next_year(today, status):
    agreement = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.COUNCIL_REPORT, count=1)

    assert only_term(agreement, today=today).status == status


def test_submitted_report_is_its_own_evidence():
    agreement = agreement_with(
        [OutputCode.ANNUAL_REPORT], kind=TermKind.FREQUENCY, event_kind=EventKind.COUNCIL_REPORT, count=1
    )
    event_for(agreement, kind=EventKind.COUNCIL_REPORT, starts_on=date(2024, 3, 1), about_year=2023)

    assert only_term(agreement).status == StepStatus.FULFILLED


@pytest.mark.parametrize("kind", [TermKind.ON_DEMAND, TermKind.CONDITIONAL, TermKind.NONE])
@pytest.mark.parametrize("number", [0, 2])
def test_open_term_is_never_unfulfilled(kind, number):
    agreement = agreement_with(kind=kind, event_kind=EventKind.CONSULTATION, count=None)
    held(agreement, days(number), kind=EventKind.CONSULTATION)

    term = only_term(agreement)

    assert (term.expected, term.actual, term.status) == (None, number, StepStatus.ON_DEMAND)


def due(day):
    return agreement_with(**{**DOCUMENT, "date_to": day})


def finished(agreement, day):
    return event_for(agreement, kind=EventKind.DOCUMENT, starts_on=day)


def test_dated_term_in_its_year():
    agreement = due(date(2023, 9, 30))

    assert only_term(agreement, today=date(2023, 9, 30)).status == StepStatus.NOT_DUE
    assert only_term(agreement, today=date(2023, 10, 1)).status == StepStatus.NOT_FULFILLED
    finished(agreement, date(2023, 9, 30))
    assert only_term(agreement).status == StepStatus.FULFILLED


def test_dated_term_finished_late_in_its_year():
    agreement = due(date(2023, 9, 30))
    finished(agreement, date(2023, 10, 1))

    assert only_term(agreement).status == StepStatus.LATE


def test_dated_term_is_not_due_in_an_earlier_year():
    term = only_term(due(date(2024, 9, 30)))

    assert (term.expected, term.due_on, term.status) == (None, date(2024, 9, 30), StepStatus.NOT_DUE)


def test_owed_term_is_carried_until_it_is_finished():
    agreement = due(date(2022, 9, 30))
    finished(agreement, date(2023, 4, 24))

    by_year = {
        year: (term.expected, term.actual, term.carried_from, term.status)
        for year in (2022, 2023, 2024)
        for term in [only_term(agreement, year, date(2024, 12, 31))]
    }

    assert by_year == {
        2022: (1, 0, None, StepStatus.NOT_FULFILLED),
        2023: (1, 1, 2022, StepStatus.LATE),
        2024: (None, 0, None, StepStatus.NOT_APPLICABLE),
    }


def test_owed_term_not_finished_stays_unfulfilled_and_shows_what_it_lacks():
    agreement = agreement_with([OutputCode.PSZ_DOCUMENT], **{**DOCUMENT, "date_to": date(2022, 9, 30)})
    finished(agreement, date(2022, 9, 20))

    term = only_term(agreement)

    assert (term.carried_from, term.status) == (2022, StepStatus.NOT_FULFILLED)
    assert [line.missing for line in term.not_counted] == [("Plán sociálního začleňování",)]


def test_term_finished_before_its_year_is_fulfilled_in_it():
    agreement = due(date(2024, 9, 30))
    finished(agreement, date(2023, 5, 1))

    assert only_term(agreement, 2023).status == StepStatus.FULFILLED
    assert only_term(agreement, 2024, date(2025, 1, 1)).status == StepStatus.FULFILLED
    assert only_term(agreement, 2025, date(2026, 1, 1)).status == StepStatus.NOT_APPLICABLE


def test_quota_waits_for_the_end_of_the_cooperation():
    agreement = agreement_with(kind=TermKind.QUOTA, event_kind=EventKind.RESEARCH, count=2)

    assert only_term(agreement).status == StepStatus.NOT_DUE
    event_for(agreement, kind=EventKind.RESEARCH, starts_on=date(2023, 5, 1))
    term = only_term(agreement)
    assert (term.expected, term.cumulative, term.status) == (None, 1, StepStatus.ONGOING)
    last = only_term(agreement, 2026, date(2026, 9, 1))
    assert (last.expected, last.cumulative, last.status) == (2, 1, StepStatus.PARTIAL)


def test_term_with_targets_runs_until_it_is_due():
    agreement = agreement_with(
        kind=TermKind.MONTH,
        event_kind=EventKind.GROUP_TRAINING,
        count=None,
        date_to=date(2026, 12, 31),
        target_events=20,
        target_participants=100,
    )
    attended(event_for(agreement, kind=EventKind.WORKSHOP, starts_on=date(2022, 6, 1)))
    event_for(agreement, kind=EventKind.SEMINAR, starts_on=date(2023, 6, 1), participant_count=12)

    term = only_term(agreement)

    assert (term.status, term.actual, term.cumulative) == (StepStatus.ONGOING, 1, 2)
    assert (term.participations, term.target_events, term.target_participants) == (13, 20, 100)
    assert only_term(agreement, 2026, date(2026, 12, 31)).expected == 1
    assert only_term(agreement, 2026, date(2027, 1, 1)).status == StepStatus.FULFILLED

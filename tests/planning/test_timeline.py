"""From a version in force to commitments and expected occurrences."""

from datetime import date

import pytest
from django.utils import timezone

from agreements.models import Approval
from agreements.signals import version_in_force
from agreements.vocabulary import Side, TermKind
from planning.actions import write_occurrences
from planning.models import Commitment, Occurrence
from tests.factories import ApprovalFactory, TermFactory, UserFactory, VersionFactory, put_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    """Chomutov's frame: approved 19. 4. 2022 for five years, timeline May 2022 – August 2026."""
    version = VersionFactory(stated_years=5, timeline_from=date(2022, 5, 1), timeline_to=date(2026, 8, 31))
    ApprovalFactory(version=version, side=Side.UNIT, decided_on=date(2022, 4, 19))
    return version


@pytest.fixture
def user():
    return UserFactory()


def rows(agreement):
    return list(
        Occurrence.objects.filter(commitment__agreement=agreement).values_list("year", "expected", "due_on")
    )


def test_frequency_is_written_for_every_year_of_the_window(version, user):
    TermFactory(version=version, count=4)
    put_in_force(version)

    changes = write_occurrences(version.agreement, by=user)

    assert rows(version.agreement) == [
        (2022, 3, None),
        (2023, 4, None),
        (2024, 4, None),
        (2025, 4, None),
        (2026, 3, None),
    ]
    assert [(change.year, change.before, change.after.expected) for change in changes] == [
        (2022, None, 3),
        (2023, None, 4),
        (2024, None, 4),
        (2025, None, 4),
        (2026, None, 3),
    ]


def test_dated_open_and_quota_terms_are_written(version, user):
    due = date(2022, 9, 30)
    TermFactory(version=version, kind=TermKind.MONTH, count=None, date_to=due, position=1)
    TermFactory(version=version, kind=TermKind.QUOTA, count=1, position=2)
    TermFactory(version=version, kind=TermKind.ON_DEMAND, count=None, position=3)
    put_in_force(version)

    write_occurrences(version.agreement, by=user)

    assert rows(version.agreement) == [
        (2022, 1, due),
        (2026, 1, date(2026, 8, 31)),
        (2022, None, None),
        (2023, None, None),
        (2024, None, None),
        (2025, None, None),
        (2026, None, None),
    ]


def test_second_run_changes_nothing(version, user):
    TermFactory(version=version)
    put_in_force(version)
    write_occurrences(version.agreement, by=user)
    before = list(Occurrence.objects.values())

    assert write_occurrences(version.agreement, by=user) == ()
    assert list(Occurrence.objects.values()) == before


def test_signal_of_the_step_writes_the_rows(version, user):
    term = TermFactory(version=version)
    put_in_force(version)

    version_in_force.send(sender=type(version), version=version, by=user)

    assert [row.key for row in Commitment.objects.all()] == [term.key]
    assert Occurrence.objects.count() == 5


def test_draft_promises_nothing(version, user):
    TermFactory(version=version)

    assert write_occurrences(version.agreement, by=user) == ()
    assert Commitment.objects.count() == 0


def test_without_approval_there_are_commitments_and_no_occurrences(user):
    version = VersionFactory(stated_years=5)
    term = TermFactory(version=version)
    put_in_force(version)

    assert write_occurrences(version.agreement, by=user) == ()
    assert [row.key for row in Commitment.objects.all()] == [term.key]
    assert Occurrence.objects.count() == 0


def test_corrected_approval_recomputes_rows_without_an_override(user):
    version = VersionFactory(stated_years=2)
    ApprovalFactory(version=version, side=Side.UNIT, decided_on=date(2022, 1, 1))
    TermFactory(version=version, count=4)
    put_in_force(version)
    write_occurrences(version.agreement, by=user)
    Occurrence.objects.filter(year=2023).update(
        override=2, override_reason="Dohoda stran", override_at=timezone.now(), override_by=user
    )

    Approval.objects.filter(version=version).update(decided_on=date(2022, 7, 2))
    changes = write_occurrences(version.agreement, by=user)

    # 2022: 183 of 365 days; 2024: 1. 1. – 1. 7., 183 of 366 days; 2023 was decided by a person
    assert list(Occurrence.objects.values_list("year", "expected", "override")) == [
        (2022, 2, None),
        (2023, 4, 2),
        (2024, 2, None),
    ]
    assert [(change.year, change.before and change.before.expected) for change in changes] == [
        (2022, 4),
        (2024, None),
    ]


def test_row_a_person_decided_is_left_alone_even_when_its_figure_would_change(user):
    version = VersionFactory(stated_years=2)
    ApprovalFactory(version=version, side=Side.UNIT, decided_on=date(2022, 1, 1))
    TermFactory(version=version, count=4)
    put_in_force(version)
    write_occurrences(version.agreement, by=user)
    Occurrence.objects.filter(year=2022).update(
        override=3, override_reason="Dohoda stran", override_at=timezone.now(), override_by=user
    )

    Approval.objects.filter(version=version).update(decided_on=date(2022, 7, 2))
    changes = write_occurrences(version.agreement, by=user)

    assert [change.year for change in changes] == [2024]
    row = Occurrence.objects.get(year=2022)
    assert (row.expected, row.override, row.required) == (4, 3, 3)


def test_year_that_left_the_window_is_removed(user):
    version = VersionFactory(stated_years=1)
    ApprovalFactory(version=version, side=Side.UNIT, decided_on=date(2022, 7, 1))
    TermFactory(version=version)
    put_in_force(version)
    write_occurrences(version.agreement, by=user)

    Approval.objects.filter(version=version).update(decided_on=date(2022, 1, 1))
    changes = write_occurrences(version.agreement, by=user)

    assert list(Occurrence.objects.values_list("year", "expected")) == [(2022, 4)]
    assert [(change.year, change.after) for change in changes if change.after is None] == [(2023, None)]


def test_query_count_does_not_depend_on_terms(version, user, django_assert_num_queries):
    for position in range(3):
        TermFactory(version=version, position=position)
    put_in_force(version)

    with django_assert_num_queries(11):
        write_occurrences(version.agreement, by=user)

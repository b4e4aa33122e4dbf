"""Reading a version with its whole tree."""

from decimal import Decimal

import pytest

from agreements.models import AgreementVersion
from agreements.queries import current_version
from tests.agreements.chomutov import build_chomutov
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    ApprovalFactory,
    FocusGoalFactory,
    StepFactory,
    TermFactory,
    VersionFactory,
    put_in_force,
)

pytestmark = pytest.mark.django_db


def test_tree_costs_two_queries_for_any_number_of_versions(django_assert_num_queries):
    build_chomutov()
    for _ in range(2):
        TermFactory(version=VersionFactory())

    with django_assert_num_queries(2):
        versions = list(AgreementVersion.objects.with_tree())
        terms = [
            term
            for version in versions
            for activity in version.activities.all()
            for step in activity.steps.all()
            for term in step.terms.all()
            if term.version.agreement.unit.name and term.step.activity.name is not None
        ]

    assert len(versions) == 3
    assert len(terms) == 13 + 2


def test_tree_holds_the_same_rows_as_the_tables():
    version = build_chomutov()
    whole = AgreementVersion.objects.with_tree().get(pk=version.pk)

    for name in ("role_assignments", "focus_areas", "stated_seats", "linked_strategies", "schedule_terms"):
        stored = getattr(version, name).model.objects.filter(version=version)
        assert [vars_of(row) for row in getattr(whole, name).all()] == [vars_of(row) for row in stored]


def vars_of(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_tree_keeps_order_numbers_and_what_stands_beside():
    version = VersionFactory()
    second = ActivityFactory(version=version, position=2, name="druhá")
    ActivityFactory(version=version, position=1, name="první")
    StepFactory(version=version, activity=second)
    goal = FocusGoalFactory(version=version, target_value=Decimal("123456789012.34"))
    ApprovalFactory(version=version, resolution_number="1/22")

    whole = AgreementVersion.objects.with_tree().get(pk=version.pk)

    assert [activity.name for activity in whole.activities.all()] == ["první", "druhá"]
    assert [len(activity.steps.all()) for activity in whole.activities.all()] == [0, 1]
    assert [row.target_value for row in whole.focus_goals.all()] == [goal.target_value]
    assert [row.statement for row in whole.focus_areas.all()[0].goals.all()] == [goal.statement]
    assert [row.resolution_number for row in whole.approvals.all()] == ["1/22"]


def test_tree_is_left_out_where_only_a_count_is_asked(django_assert_num_queries):
    VersionFactory()

    with django_assert_num_queries(1):
        assert AgreementVersion.objects.with_tree().count() == 1


def test_current_version_is_the_one_in_force_before_a_newer_draft():
    agreement = AgreementFactory()
    first = put_in_force(VersionFactory(agreement=agreement, number=1))
    VersionFactory(agreement=agreement, number=2)

    assert current_version(agreement) == first


def test_current_version_is_the_newest_where_none_is_in_force():
    agreement = AgreementFactory()
    VersionFactory(agreement=agreement, number=1)
    newest = VersionFactory(agreement=agreement, number=2)

    assert current_version(agreement) == newest


def test_agreement_without_versions_has_no_current_one():
    assert current_version(AgreementFactory()) is None

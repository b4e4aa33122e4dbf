"""Steps made of several terms, and the figures of the whole year."""

from datetime import date

import pytest

from agreements.vocabulary import Side, TermKind
from partnerships.vocabulary import EventKind
from planning.vocabulary import StepStatus
from planning.year import year_result
from tests.factories import (
    DeviationCommentFactory,
    ResponsibilityFactory,
)
from tests.planning.situations import (
    AFTER,
    agreement_with,
    attended,
    draft,
    event_for,
    in_force,
    minuted,
    step,
)
from tests.planning.terms import DOCUMENT, MEETING_OUTPUTS, MEETINGS, days

pytestmark = pytest.mark.django_db


def evaluation_step():
    """The step C2: two meetings, a discussion, a report."""
    version = draft()
    row = step(
        version,
        terms=[
            {**MEETINGS, "event_kind": EventKind.EVALUATION_MEETING, "count": 2, "position": 1},
            {**MEETINGS, "event_kind": EventKind.LP_DISCUSSION, "count": 1, "position": 2},
            {**MEETINGS, "event_kind": EventKind.COUNCIL_REPORT, "count": 1, "position": 3},
        ],
    )
    return in_force(version), row


def test_step_is_the_worst_of_its_terms():
    agreement, row = evaluation_step()
    by_kind = {term.event_kind: agreement.commitments.get(key=term.key) for term in row.terms.all()}
    meeting, discussion = by_kind[EventKind.EVALUATION_MEETING], by_kind[EventKind.LP_DISCUSSION]

    def status(today=AFTER):
        return year_result(agreement, 2023, today=today).steps[0].status

    assert status(date(2023, 2, 1)) == StepStatus.NOT_DUE
    assert status() == StepStatus.NOT_FULFILLED
    for day in days(2):
        event_for(agreement, commitment=meeting, kind=EventKind.EVALUATION_MEETING, starts_on=day)
    assert status(date(2023, 5, 1)) == StepStatus.ONGOING
    assert status() == StepStatus.NOT_FULFILLED
    event_for(agreement, commitment=discussion, kind=EventKind.LP_DISCUSSION)
    assert status() == StepStatus.FULFILLED


def test_as_reported_says_that_the_report_fulfils_itself():
    agreement, _ = evaluation_step()
    result = year_result(agreement, 2023, today=AFTER)

    reported = result.as_reported()

    assert [term.status for term in reported.steps[0].terms] == [
        StepStatus.NOT_FULFILLED,
        StepStatus.NOT_FULFILLED,
        StepStatus.THIS_REPORT,
    ]
    assert (reported.counts, reported.percent) == (result.counts, result.percent)


def test_counts_and_percent():
    version = draft()
    step(version, terms=[{**MEETINGS, "count": 1}], position=1)
    step(version, terms=[{**MEETINGS, "count": 2}], position=2)
    step(version, terms=[{**MEETINGS, "count": 3}], position=3)
    step(version, terms=[{**DOCUMENT, "date_to": date(2025, 1, 31)}], position=4)
    step(version, terms=[{**MEETINGS, "kind": TermKind.NONE, "count": None}], position=5)
    agreement = in_force(version)
    first, second, *_ = agreement.commitments.all()
    event_for(agreement, commitment=first)
    event_for(agreement, commitment=second)

    result = year_result(agreement, 2023, today=AFTER)

    assert result.counts == {
        StepStatus.FULFILLED: 1,
        StepStatus.PARTIAL: 1,
        StepStatus.NOT_FULFILLED: 1,
        StepStatus.NOT_DUE: 1,
        StepStatus.ON_DEMAND: 1,
    }
    assert result.percent == 33  # one of the three that can be judged


def test_percent_of_nothing_is_unknown():
    agreement = agreement_with(kind=TermKind.NONE, event_kind=EventKind.CONSULTATION, count=None)

    assert year_result(agreement, 2023, today=AFTER).percent is None


def test_step_carries_what_the_table_prints():
    version = draft()
    row = step(version, outputs=MEETING_OUTPUTS, terms=[MEETINGS], specification="Jednání")
    ResponsibilityFactory(version=version, step=row, side=Side.UNIT, raw_text="Organizační zajištění")
    ResponsibilityFactory(version=version, step=row, side=Side.ASZ, raw_text="Odborné zajištění")
    agreement = in_force(version)
    DeviationCommentFactory(agreement=agreement, step_key=row.key, year=2023, reason="Nemoc", due_text="2024")
    DeviationCommentFactory(agreement=agreement, step_key=row.key, year=2022, reason="Loni")

    result = year_result(agreement, 2023, today=AFTER).steps[0]

    assert (result.step_key, result.activity_name, result.specification) == (
        row.key,
        "Lokální partnerství",
        "Jednání",
    )
    assert result.outputs == ("Záznam z jednání", "Prezenční listina")
    assert result.unit_responsibility == ("Organizační zajištění",)
    assert result.asz_responsibility == ("Odborné zajištění",)
    assert (result.deviation.reason, result.deviation.due_text) == ("Nemoc", "2024")
    assert not result.needs_explanation


@pytest.mark.parametrize("rows", [1, 3])
def test_year_costs_the_same_for_any_number_of_rows(rows, django_assert_num_queries):
    version = draft()
    for position in range(rows):
        step(version, outputs=MEETING_OUTPUTS, terms=[MEETINGS, MEETINGS], position=position)
    agreement = in_force(version)
    for commitment in agreement.commitments.all():
        attended(minuted(event_for(agreement, commitment=commitment)))

    with django_assert_num_queries(4):
        result = year_result(agreement, 2023, today=AFTER)

    assert [term.actual for step in result.steps for term in step.terms] == [1, 1] * rows

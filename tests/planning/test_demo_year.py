"""Chomutov's agreement taken over by its action and the demo's years on top: what the years then say."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from planning.training import training_summary
from planning.vocabulary import StepStatus
from planning.year import year_result
from reporting.demo import parties
from reporting.demo.chomutov_2023 import write_year
from reporting.demo.chomutov_agreement import write_agreement
from reporting.demo.chomutov_partnership import write_partnership

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def agreement(django_db_setup, django_db_blocker):
    """Written once; the tests only read."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield write_chomutov()
        transaction.set_rollback(True)


def write_chomutov():
    call_command("load_reference", verbosity=0)
    units = parties.create_units()
    users = parties.create_accounts(units)
    people = parties.create_people(units["chomutov"], users)
    parties.hold_roles(units["chomutov"], by=users["manager"], people=people)
    partnership = write_partnership(units["chomutov"], by=users["manager"], people=people)
    version = write_agreement(units["chomutov"], by=users["manager"], people=people)
    write_year(
        version.agreement,
        by=users["manager"],
        consultant=users["consultant"],
        partnership=partnership,
        people=people,
        today=date(2024, 3, 1),
    )
    return version.agreement


def figures(agreement, year):
    """{step: [(expected, actual, status) of each term]}"""
    result = year_result(agreement, year, today=TODAY)
    return {
        f"C{number}": [(term.expected, term.actual, term.status) for term in step.terms]
        for number, step in enumerate(result.steps, start=1)
    }


def test_year_2023(agreement):
    assert figures(agreement, 2023) == {
        "C1": [(4, 3, StepStatus.PARTIAL)],
        "C2": [
            (2, 1, StepStatus.PARTIAL),
            (1, 1, StepStatus.FULFILLED),
            (1, 0, StepStatus.NOT_FULFILLED),
        ],
        "C3": [(None, 0, StepStatus.NOT_APPLICABLE)],
        "C4": [(None, 0, StepStatus.ON_DEMAND)],
        "C5": [(None, 0, StepStatus.NOT_APPLICABLE)],
        "C6": [(1, 1, StepStatus.LATE)],
        "C7": [(2, 2, StepStatus.FULFILLED), (10, 9, StepStatus.PARTIAL)],
        "C8": [(None, 0, StepStatus.NOT_DUE)],
        "C9": [(None, 1, StepStatus.ONGOING)],
        "C10": [(None, 2, StepStatus.ON_DEMAND)],
    }


def test_year_2022(agreement):
    assert figures(agreement, 2022) == {
        "C1": [(3, 3, StepStatus.FULFILLED)],
        "C2": [
            (1, 1, StepStatus.FULFILLED),
            (1, 0, StepStatus.NOT_FULFILLED),
            (1, 0, StepStatus.NOT_FULFILLED),
        ],
        "C3": [(1, 1, StepStatus.FULFILLED)],
        "C4": [(None, 0, StepStatus.ON_DEMAND)],
        "C5": [(1, 1, StepStatus.LATE)],
        "C6": [(1, 0, StepStatus.NOT_FULFILLED)],
        "C7": [(1, 1, StepStatus.FULFILLED), (7, 0, StepStatus.NOT_FULFILLED)],
        "C8": [(None, 0, StepStatus.NOT_DUE)],
        "C9": [(None, 0, StepStatus.NOT_DUE)],
        "C10": [(None, 0, StepStatus.ON_DEMAND)],
    }


def test_the_report_and_the_page_show_the_same_figures(agreement):
    page = year_result(agreement, 2023, today=TODAY)

    report = page.as_reported()

    assert (report.counts, report.percent) == (page.counts, page.percent)
    assert (page.counts, page.percent) == (
        {
            StepStatus.ONGOING: 1,
            StepStatus.LATE: 1,
            StepStatus.PARTIAL: 3,
            StepStatus.NOT_DUE: 1,
            StepStatus.ON_DEMAND: 2,
            StepStatus.NOT_APPLICABLE: 2,
        },
        40,
    )


def test_what_is_not_counted_says_why(agreement):
    result = year_result(agreement, 2023, today=TODAY)

    missing = {
        (line.on, line.missing) for step in result.steps for term in step.terms for line in term.not_counted
    }

    assert missing == {
        (date(2023, 11, 30), ("účast: pověřený zástupce územního celku pro sociální začleňování",)),
        (date(2023, 11, 28), ("Zpětná vazba",)),
        (date(2023, 10, 12), ("Certifikát",)),
    }


def test_explanations_stand_beside_their_steps(agreement):
    result = year_result(agreement, 2023, today=TODAY)

    explained = [f"C{number}" for number, step in enumerate(result.steps, start=1) if step.deviation]

    assert explained == ["C2", "C6"]
    assert [step.status for step in result.steps if step.needs_explanation] == [StepStatus.PARTIAL] * 2


def test_training_of_2023(agreement):
    summary = training_summary(agreement, 2023)

    assert (summary.group_events, summary.individual_supports) == (2, 10)
    assert (summary.persons, summary.participations) == (8, 9)
    assert (summary.hours_of_year.in_person, summary.hours_of_year.distance) == (20, 5)
    assert (summary.hours.counted, summary.required, summary.is_fulfilled) == (Decimal(31), 40, False)


def test_evidence_files_are_real(agreement):
    from agreements.vocabulary import OutputCode
    from planning.models import Evidence

    evidence = Evidence.objects.get(output=OutputCode.PSZ_DOCUMENT)

    assert evidence.document.content_type == "application/pdf"
    with evidence.document.file.open("rb") as file:
        assert file.read(5) == b"%PDF-"

"""A number that people decided stands in the report beside the computed one, with the reason."""

from datetime import date

import pytest

from planning.actions import decide_expectation
from planning.actions.counting import state_of
from planning.models import Occurrence
from planning.year import year_result
from reporting.collect.timeline import step_facts
from tests.factories import UserFactory
from tests.planning.situations import agreement_with
from tests.planning.terms import DOCUMENT, MEETINGS, held

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def planned(agreement, year):
    [step] = step_facts(year_result(agreement, year, today=TODAY))
    return step.terms[0].planned


def decide(agreement, year, number):
    row = Occurrence.objects.select_related("commitment").get(year=year)
    place = {"term_key": row.commitment.key, "year": year}
    decide_expectation(
        agreement, by=UserFactory(), **place, number=number, reason="Povodeň", seen=state_of(row)
    )


def test_decided_number_stands_beside_the_computed_one():
    agreement = agreement_with(**MEETINGS)
    assert planned(agreement, 2022) == "3 (poměrně 2,68)"

    decide(agreement, 2022, 2)

    assert planned(agreement, 2022) == "3 (poměrně 2,68), rozhodnutím 2: Povodeň"


def test_dated_term_may_be_let_off():
    agreement = agreement_with(**{**DOCUMENT, "date_to": date(2023, 9, 30)})

    decide(agreement, 2023, 0)

    assert planned(agreement, 2023).replace("\N{NO-BREAK SPACE}", " ") == (
        "1× do 30. 9. 2023, rozhodnutím 0: Povodeň"
    )


def test_period_of_several_years_says_since_when_it_counts():
    agreement = agreement_with(**{**MEETINGS, "count": 1, "every": 2})
    held(agreement, [date(2023, 6, 1)])

    [step] = step_facts(year_result(agreement, 2024, today=TODAY))

    assert step.terms[0].planned.replace("\N{NO-BREAK SPACE}", " ") == "1× do 30. 4. 2024"
    assert step.terms[0].note.replace("\N{NO-BREAK SPACE}", " ") == (
        "Počítá se od 1. 5. 2022: 1, z toho v dřívějších letech 1"
    )


def test_unread_term_is_said_not_to_be_computed():
    assert planned(agreement_with(kind="", event_kind="", count=None), 2023) == "zatím nelze spočítat"

"""Sentences of the summary for every number a Czech verb bends after."""

from datetime import date

import pytest

from agreements.validity import Window
from agreements.vocabulary import TermKind
from partnerships.vocabulary import EventKind
from planning.results import EventLine, StepResult, TermResult, YearResult
from planning.vocabulary import StepStatus
from reporting.collect.education import education_facts
from reporting.collect.summary import summary
from reporting.collect.timeline import deviation_facts, step_facts

N = "\u00a0"


def term(event_kind=EventKind.LP_MEETING, *, expected=4, actual=3, status=StepStatus.PARTIAL, **fields):
    values = {
        "term_key": None,
        "commitment_id": 1,
        "raw_text": "Minimálně 4x ročně",
        "event_kind": event_kind,
        "kind": TermKind.FREQUENCY,
        "expected": expected,
        "share": None,
        "actual": actual,
        "cumulative": actual,
        "due_on": None,
        "status": status,
    }
    return TermResult(**{**values, **fields})


def step(*terms, status=StepStatus.PARTIAL):
    return StepResult(None, "Lokální partnerství", "Jednání", (), (), (), terms, status)


def year(*steps):
    return YearResult(1, 2023, True, "", Window(date(2022, 5, 1), date(2026, 8, 31)), steps)


class NoTraining:
    group_events = individual_supports = persons = participations = 0
    cumulative_events = cumulative_participations = 0
    required = distance_max = is_fulfilled = None
    scope = "PER_UNIT"
    hours_by_worker = ()

    class hours:
        in_person = distance = counted = 0

    hours_of_year = hours


def sentences(result, **held):
    return summary(result, held, None, education_facts([], NoTraining, result)).sentences


@pytest.mark.parametrize(
    ("actual", "sentence"),
    [
        (0, "Lokální partnerství ani jeho pracovní skupiny v tomto roce nejednaly (plán 4)."),
        (1, f"Uskutečnilo se 1{N}jednání lokálního partnerství a jeho pracovních skupin (plán 4)."),
        (3, f"Uskutečnila se 3{N}jednání lokálního partnerství a jeho pracovních skupin (plán 4)."),
        (5, f"Uskutečnilo se 5{N}jednání lokálního partnerství a jeho pracovních skupin (plán 4)."),
    ],
)
def test_meetings_bend_the_verb(actual, sentence):
    assert sentences(year(step(term(actual=actual))))[1] == sentence


@pytest.mark.parametrize(
    ("held", "actual", "sentence"),
    [
        (
            1,
            0,
            f"Uskutečnilo se 1{N}jednání lokálního partnerství a jeho pracovních skupin, "
            "do plnění se nezapočítává žádné z nich (plán 4).",
        ),
        (
            4,
            1,
            f"Uskutečnila se 4{N}jednání lokálního partnerství a jeho pracovních skupin, "
            "do plnění se z nich započítává 1 (plán 4).",
        ),
        (
            5,
            3,
            f"Uskutečnilo se 5{N}jednání lokálního partnerství a jeho pracovních skupin, "
            "do plnění se z nich započítávají 3 (plán 4).",
        ),
    ],
)
def test_meetings_that_do_not_count_are_not_kept_silent(held, actual, sentence):
    assert sentences(year(step(term(actual=actual))), LP_MEETING=held - 1, WG_MEETING=1)[1] == sentence


@pytest.mark.parametrize(
    ("held", "actual", "sentence"),
    [
        (0, 0, "Hodnoticí jednání územního celku a ASZ se neuskutečnilo (plán 2)."),
        (2, 2, "Uskutečnila se 2 hodnoticí jednání územního celku a ASZ (plán 2)."),
        (5, 5, "Uskutečnilo se 5 hodnoticích jednání územního celku a ASZ (plán 2)."),
        (
            2,
            1,
            "Uskutečnila se 2 hodnoticí jednání územního celku a ASZ, do plnění se z nich započítává 1 (plán 2).",
        ),
    ],
)
def test_evaluations_say_what_was_held_and_what_counts(held, actual, sentence):
    evaluation = term(EventKind.EVALUATION_MEETING, expected=2, actual=actual)

    assert sentences(year(step(evaluation)), EVALUATION_MEETING=held)[2] == sentence


@pytest.mark.parametrize(
    ("steps", "beginning", "deviation"),
    [
        (1, f"V roce 2023 byla hodnocena 1{N}činnost harmonogramu", f"se odchýlila 1{N}činnost"),
        (2, f"V roce 2023 byly hodnoceny 2{N}činnosti harmonogramu", f"se odchýlily 2{N}činnosti"),
        (5, f"V roce 2023 bylo hodnoceno 5{N}činností harmonogramu", f"se odchýlilo 5{N}činností"),
    ],
)
def test_judged_steps_bend_the_verb(steps, beginning, deviation):
    said = sentences(year(*[step(term())] * steps))

    assert said[0].startswith(beginning)
    assert f"{N}0{N}%" in said[0] or " 0\u00a0%" in said[0]
    assert deviation in said[-1]


def test_year_without_anything_to_judge_says_so():
    said = sentences(year(step(term(status=StepStatus.NOT_DUE), status=StepStatus.NOT_DUE)))

    assert said[0] == "V roce 2023 nepřipadla na harmonogram žádná činnost, kterou by šlo hodnotit."
    assert said[-1] == "Žádná z hodnocených činností se od harmonogramu neodchýlila."


def test_summary_has_three_to_six_sentences():
    assert 3 <= len(sentences(year(step(term())))) <= 6


def test_report_row_counts_neither_for_nor_against():
    own = step(
        term(EventKind.COUNCIL_REPORT, expected=1, actual=0, status=StepStatus.NOT_FULFILLED),
        status=StepStatus.NOT_FULFILLED,
    )
    result = year(step(term(status=StepStatus.FULFILLED), status=StepStatus.FULFILLED), own).as_reported()

    facts = step_facts(result)[1]
    assert (facts.status, facts.terms[0].status_label) == (StepStatus.THIS_REPORT, "plní se touto zprávou")
    assert result.percent == 100


def test_late_step_says_when_it_was_finished_and_when_it_was_due():
    line = EventLine(1, "Plán sociálního začleňování", "zpracování dokumentu", date(2023, 4, 24))
    late = term(
        EventKind.DOCUMENT,
        expected=1,
        actual=1,
        status=StepStatus.LATE,
        kind=TermKind.MONTH,
        raw_text="září 2022",
        due_on=date(2022, 9, 30),
        done=(line,),
    )

    deviation = deviation_facts(year(step(late, status=StepStatus.LATE)))[0]

    assert deviation.what == (f"září 2022: dokončeno 24.{N}4.{N}2023, termín byl 30.{N}9.{N}2022",)
    assert deviation.reason == ""

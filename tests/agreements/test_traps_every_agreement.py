"""Traps 1–10: what every agreement has."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from agreements import actions, reference
from agreements.models import AgreementTemplate
from agreements.vocabulary import OutputCode, ResponsibilityCode, Section, Side
from partnerships.vocabulary import EventKind, EventState, UnitType
from planning.candidates import candidates
from planning.fulfilment import EventFacts, missing_outputs
from tests.agreements.traps import ROW, Trap, approved, check, codes, draft, rows, shown, step
from tests.factories import (
    LinkedStrategyFactory,
    ProjectFactory,
    SignatureFactory,
    UnitFactory,
    UserFactory,
)
from tests.planning.situations import AFTER, in_force

pytestmark = pytest.mark.django_db


def unsigned():
    version = draft()
    for side in Side:
        SignatureFactory(version=version, side=side, place_text="V Praze")
    return version


def expired_strategy():
    version = approved(draft(), date(2022, 4, 19))
    return version, LinkedStrategyFactory(version=version, title="Komunitní plán 2018–2021", to_year=2021)


def short_project():
    project = ProjectFactory(end_date=date(2022, 10, 31))
    return approved(draft(stated_years=5, project=project), date(2022, 4, 19))


TRAPS = rows(
    Trap(
        5, "unsigned and undated", unsigned,
        "signature_without_date", Section.APPROVAL, "signature_unit-signed_on", "za stranu územního celku",
    ),
    Trap(
        5, "unsigned and undated", unsigned,
        "signature_without_date", Section.APPROVAL, "signature_asz-signed_on", "za stranu ASZ",
    ),
    Trap(
        6, "a linked strategy expired before the approval", expired_strategy,
        "strategy_expired", Section.PLAN, ROW, "platil do roku 2021",
    ),
    Trap(
        8, "the guarantee of support ends long before the agreement", short_project,
        "project_ends_before_validity", Section.PROJECT, "project", "garance podpory skončí dřív",
    ),
)  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_warns(client, trap):
    check(client, trap)


def test_trap_1_stray_dot_in_the_projects_number_is_printed_as_it_stands(client):
    """No warning: the number is one of the ministry's, misprinted in every copy; it is known by its right form."""
    project = ProjectFactory(reg_no_raw="CZ.03.2.63/0.0./0.0/15_030/0000605")
    version = draft(project=project, hours_total=40)

    assert "CZ.03.2.63/0.0./0.0/15_030/0000605" in shown(client, version)
    assert project.reg_no == "CZ.03.2.63/0.0/0.0/15_030/0000605"
    assert {code for code in codes(version) if code.startswith(("project", "hours"))} == {"project_end_blank"}
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectFactory(reg_no_raw="CZ.03.2.63/0.0/0.0/15_030/0000605")


def test_trap_2_footnotes_are_known_by_meaning_and_not_by_number():
    """No warning: the forms number their notes differently, so no number has a meaning of its own."""
    reference.load()
    notes = {one.code: one.footnotes for one in AgreementTemplate.objects.all()}

    assert (notes["5"]["approval"]["number"], notes["6"]["approval"]["number"]) == (6, 5)
    assert notes["5"]["approval"]["text"] == notes["6"]["approval"]["text"]
    assert [meaning for meaning, note in notes["5"].items() if note["number"] == 5] == ["legacy_strategy"]


def test_trap_3_two_words_for_minutes_are_one_thing():
    """No warning: „zápis“ and „záznam“ stand side by side and document the same meeting."""
    outputs = list(step(draft(), outputs=[OutputCode.MEETING_MINUTES]).outputs.all())
    event = EventFacts(
        event_id=1, title="", kind=EventKind.EVALUATION_MEETING, state=EventState.HELD, on=date(2023, 5, 1),
        year=2023, evidence=frozenset({OutputCode.MEETING_RECORD}),
    )  # fmt: skip

    assert missing_outputs(event, outputs) == []
    other = [OutputCode.ATTENDANCE_SHEET]
    assert missing_outputs(event, list(step(draft(), outputs=other).outputs.all())) != []


@pytest.mark.parametrize("name", ["Lokální partnerství", "Jednání lokálního partnerství", "Cokoli jiného"])
def test_trap_4_activity_is_recognised_by_what_is_counted(name):
    """No warning: the same activity has several names, so events are matched by their kind."""
    version = draft()
    row = step(version, terms=[{"event_kind": EventKind.LP_MEETING}])
    row.activity.name = name
    row.activity.save()
    agreement = in_force(version)

    found = candidates([agreement.unit], EventKind.LP_MEETING, on=AFTER)

    assert [one.term.step.activity.name for one in found] == [name]
    assert candidates([agreement.unit], EventKind.CONSULTATION, on=AFTER) == []


def test_trap_7_phrases_in_the_plural_stay_as_printed(client):
    """No warning: a phrase of the form says nothing false about the one city."""
    text = "Lokální partnerství je platformou pro spolupráci mezi ASZ, zástupci měst a dotčených  obcí."
    version = draft()
    actions.save_partnership_description(
        version, by=UserFactory(), revision=0, groups=[], seats=[], matters=[],
        partnership_text=text, founder_text="rada",
    )  # fmt: skip

    assert text in shown(client, version)
    assert {code for code in codes(version) if code in {"partnership_blank", "founder_blank"}} == set()


@pytest.mark.parametrize("word", ["obce", "města", "územního celku"])
@pytest.mark.parametrize("unit_type", [UnitType.STATUTORY_CITY, UnitType.MUNICIPALITY])
def test_trap_9_obec_mesto_and_uzemni_celek_mean_the_same_side(client, word, unit_type):
    """No warning: whose the responsibility is follows from its code and side, not from the word."""
    version = draft(agreement__unit=UnitFactory(unit_type=unit_type))
    text = f"Zajištění schvalovacích procesů na úrovni {word}"
    step(version, unit=[(ResponsibilityCode.APPROVAL_UNIT, text)])

    assert text in shown(client, version)
    assert "suspected_swap" not in codes(version)


@pytest.mark.parametrize(
    "name",
    [
        "ASZ",
        "Agentury",
        "Agentury pro sociální začleňování",
        "Odboru pro sociální začleňování (Agentury) MMR ČR",
        "ředitele odboru pro sociální začleňování (Agentura)",
    ],
)
def test_trap_10_five_names_of_the_agency_are_one_side(client, name):
    """No warning by the name; under the other side each of them gives one."""
    text = f"Zajištění schvalovacích procesů na úrovni {name}"
    right, wrong = draft(), draft(agreement__unit=UnitFactory(name="Jinde"))
    step(right, asz=[(ResponsibilityCode.APPROVAL_ASZ, text)])
    step(wrong, unit=[(ResponsibilityCode.APPROVAL_ASZ, text)])

    assert text in shown(client, right)
    assert "suspected_swap" not in codes(right)
    assert "suspected_swap" in codes(wrong)

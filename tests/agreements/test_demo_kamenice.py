"""Česká Kamenice's document: goals, its own footnote, a row with swapped approvals, a place left blank."""

from decimal import Decimal

import pytest

from agreements.models import AgreementVersion, FocusGoal
from agreements.vocabulary import Side
from planning.models import Occurrence
from tests.agreements.papers import build_paper
from tests.agreements.test_reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return AgreementVersion.objects.with_tree().get(pk=build_paper("kamenice").pk)


@pytest.fixture
def response(client, version):
    client.force_login(version.agreement.unit.memberships.get(role="READER").user)
    return client.get(f"/popisy/{version.agreement.pk}/")


GOALS = [
    # area, direction, type, target, measured in
    (1, "DECREASE", "RELATIVE", Decimal(50), "% počtu vyloučených lokalit"),
    (2, "KEEP", "QUALITATIVE", None, ""),
    (3, "INCREASE", "ABSOLUTE", Decimal(30), "městské nájemní byty"),
    (3, "INCREASE", "ABSOLUTE", Decimal(6), "byty NNO a soukromých investorů"),
    (4, "DECREASE", "BENCHMARK", None, "podíl osob v exekuci"),
    (5, "INCREASE", "QUALITATIVE", None, ""),
    (6, "VERIFY", "SURVEY", None, "spokojenost občanů"),
    (7, "DECREASE", "QUALITATIVE", None, ""),
]


def test_goals_are_read_as_the_dossier_says(version):
    assert [
        (number, goal.direction, goal.target_type, goal.target_value, goal.measured_in)
        for number, area in enumerate(version.focus_areas.all(), start=1)
        for goal in area.goals.all()
    ] == GOALS
    assert not FocusGoal.objects.filter(version=version).exclude(baseline_value=None).exists()


def test_five_themes_say_what_they_build_on(version):
    assert [bool(area.linkage) for area in version.focus_areas.all()] == [True] * 5 + [False] * 2


def test_documents_own_note_stands_between_those_of_the_form(response):
    notes = [(note.number, note.text[:24]) for note in response.context["footnotes"]]

    assert notes[3:] == [
        (4, "Projekt financovaný z Ev"),
        (5, "Zejména porušování veřej"),
        (6, "Popis spolupráce schvalu"),
    ]
    assert "formou intenzivní sociální práce v lokalitách 5 " in text_of(response)


TERMS = [
    # step, kind, event, count, bound, due
    (1, "FREQUENCY", "LP_MEETING", 4, "MIN", None),
    (2, "FREQUENCY", "EVALUATION_MEETING", 2, "EXACT", None),
    (2, "FREQUENCY", "LP_DISCUSSION", 1, "EXACT", None),
    (2, "FREQUENCY", "COUNCIL_REPORT", 1, "EXACT", None),
    (3, "MONTH", "DOCUMENT", None, "", "2022-12-31"),
    (4, "FREQUENCY", "GROUP_TRAINING", 2, "MIN", None),
    (4, "FREQUENCY", "INDIVIDUAL_SUPPORT", 10, "MIN", None),
    (5, "QUOTA", "RESEARCH", 1, "EXACT", None),
]


def test_terms_are_read_as_the_dossier_says(version):
    steps = [step for activity in version.activities.all() for step in activity.steps.all()]

    assert [
        (number, t.kind, t.event_kind, t.count, t.bound, t.date_to and t.date_to.isoformat())
        for number, step in enumerate(steps, start=1)
        for t in step.terms.all()
    ] == TERMS
    assert not any(term.period_assumed for term in version.schedule_terms.all())


def test_revision_keeps_two_specifications_and_the_swapped_approvals(version, response):
    revision = version.activities.all()[1].steps.all()[1]

    assert revision.specification.splitlines()[0] == "Jednání o spolupráci"
    assert len(revision.specification.splitlines()) == 2
    sides = {
        side: [row.raw_text for row in revision.responsibilities.all() if row.side == side] for side in Side
    }
    assert sides == {
        Side.UNIT: ["Vzájemná součinnost", "Zajištění schvalovacích procesů na úrovni ASZ"],
        Side.ASZ: ["Vzájemná součinnost", "Zajištění schvalovacích procesů na úrovni obce"],
    }
    assert revision.suspected_swap
    assert "Revidovaný popis spolupráce Vzájemná součinnost" in text_of(response)
    assert " 12 / 2022 " in text_of(response)


def test_row_cut_by_a_page_of_the_document_is_whole(response):
    text = text_of(response)

    assert (
        "Odborné poradenství – individuální i skupinové (dle tematických oblastí spolupráce včetně realizace "
        "odborných platforem a vzdělávacích akcí)"
    ) in text
    assert (
        "2x ročně skupinová vzdělávací akce (minimálně) 10x ročně individuální odborná podpora (minimálně)"
    ) in text


def test_blanks_of_the_document_are_said(response):
    text = text_of(response)

    assert "Kontaktní osoba za příslušný kraj (je-li relevantní)" in text
    assert "V České Kamenici dne neuvedeno" in text
    assert "V místo neuvedeno dne neuvedeno" in text
    assert " 648/23/ZM/2022/ " in text


def test_section_that_does_not_concern_the_town_is_not_printed(response):
    assert "oddil-legacy" not in response.content.decode()
    assert "přechází z KPSVL" not in text_of(response)


def test_names_stand_as_this_document_prints_them(response, version):
    head = version.role_assignments.get(role="REGIONAL_HEAD")

    assert "Vedoucí regionálního pracoviště ASZ Michal Kratochvíl " in text_of(response)
    assert head.person.last_name == "Kratochvil"


def test_agreement_lasts_five_years_from_its_approval(version):
    version.agreement.refresh_from_db()
    expected = Occurrence.objects.filter(commitment__key=version.schedule_terms.first().key)

    assert (version.agreement.in_force.lower.isoformat(), version.agreement.last_day.isoformat()) == (
        "2022-04-13",
        "2027-04-12",
    )
    assert dict(expected.values_list("year", "expected")) == {
        2022: 3,
        2023: 4,
        2024: 4,
        2025: 4,
        2026: 4,
        2027: 1,
    }

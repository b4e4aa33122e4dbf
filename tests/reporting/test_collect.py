"""A year made by hand: every figure of the report is counted here on paper first."""

from datetime import date
from decimal import Decimal

import pytest

from partnerships.vocabulary import EventKind, OfficialRole
from planning.models import DeviationComment
from planning.vocabulary import StepStatus
from reporting.render import render_body
from tests.factories import (
    AttendanceFactory,
    EventFactory,
    MemorandumFactory,
    PersonFactory,
    RoleHoldingFactory,
    UserFactory,
)
from tests.planning.situations import EVALUATION_ROLES, attended, documented, in_force
from tests.reporting.made_year import agreed, happened, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return in_force(agreed())


@pytest.fixture
def unit(agreement):
    return agreement.unit


# --- Evaluations -------------------------------------------------------------------------------------------


def test_evaluation_without_one_role_is_listed_and_not_counted(agreement):
    attended(happened(agreement, EventKind.EVALUATION_MEETING, date(2023, 5, 1)), *EVALUATION_ROLES)
    attended(
        happened(agreement, EventKind.EVALUATION_MEETING, date(2023, 11, 1)),
        OfficialRole.CONSULTANT,
        OfficialRole.MANAGER,
    )

    data = report(agreement)

    assert [one.absent for one in data.evaluations] == [(), ("pověřený zástupce",)]
    assert [len(one.present) for one in data.evaluations] == [3, 2]
    assert (data.evaluations_counted, data.evaluations_planned) == (1, 2)
    assert data.summary.sentences[2] == (
        "Uskutečnila se 2 hodnoticí jednání územního celku a ASZ, do plnění se z nich započítává 1 (plán 2)."
    )


# --- Training ----------------------------------------------------------------------------------------------


def test_hours_at_a_distance_count_up_to_the_limit_and_people_once(agreement, unit):
    anna, board = PersonFactory(), PersonFactory()
    earlier = EventFactory(
        unit=unit,
        kind=EventKind.GROUP_TRAINING,
        starts_on=date(2022, 10, 1),
        hours_in_person=Decimal(6),
        hours_distance=Decimal("18.5"),
    )
    AttendanceFactory(event=earlier, person=anna, name_text="", is_released_worker=True)
    for day, in_person, distance in ((1, Decimal(8), Decimal(0)), (2, Decimal(0), Decimal(4))):
        event = happened(
            agreement,
            EventKind.GROUP_TRAINING,
            date(2023, 4, day),
            hours_in_person=in_person,
            hours_distance=distance,
        )
        AttendanceFactory(event=event, person=anna, name_text="", is_released_worker=True)
        AttendanceFactory(event=event, person=board, name_text="")

    education = report(agreement).education

    assert (education.hours_in_person, education.hours_distance, education.hours_counted) == (
        Decimal(14),
        Decimal("22.5"),
        Decimal(34),
    )
    assert (education.hours_required, education.is_fulfilled) == (40, False)
    assert (education.persons, education.participations) == (2, 4)
    assert (education.cumulative_events, education.cumulative_participations) == (3, 5)
    assert [(one.on.day, one.participants) for one in education.trainings] == [(1, 2), (2, 2)]


def test_summary_prints_only_the_hours_that_count(agreement, unit):
    event = EventFactory(
        unit=unit,
        kind=EventKind.GROUP_TRAINING,
        starts_on=date(2023, 10, 1),
        hours_in_person=Decimal(6),
        hours_distance=Decimal(25),
    )
    AttendanceFactory(event=event, name_text="Eva Vymyšlená", is_released_worker=True)

    figures = {figure.label: figure.actual for figure in report(agreement).summary.figures}

    assert figures["Započitatelné hodiny vzdělávání od začátku spolupráce"] == (
        "26\u00a0hodin, z toho distančně 20"
    )


# --- Who ---------------------------------------------------------------------------------------------------


def test_holders_of_the_year_with_changes_and_a_vacancy(agreement, unit):
    first = PersonFactory(first_name="Eva", last_name="První")
    deputy = PersonFactory(first_name="Ivo", last_name="Zastupující")
    RoleHoldingFactory(unit=unit, person=first, valid_from=date(2022, 4, 19), valid_to=date(2023, 6, 30))
    RoleHoldingFactory(unit=unit, person=None, is_vacant=True, deputy=deputy, valid_from=date(2023, 7, 1))
    RoleHoldingFactory(
        unit=unit,
        role=OfficialRole.REPRESENTATIVE,
        person=None,
        function_text="uvolněný člen rady města",
    )
    RoleHoldingFactory(unit=unit, role=OfficialRole.CONSULTANT, valid_to=date(2022, 12, 31))

    data = report(agreement)

    roles = {role.label: role.holders for role in data.roles}
    manager = [(one.text, one.valid_from, one.valid_to) for one in roles["manažer/ka sociálního začleňování"]]
    assert manager == [
        ("Eva První", None, date(2023, 6, 30)),
        ("pozice není obsazena, zastupuje Ivo Zastupující", date(2023, 7, 1), None),
    ]
    assert roles["konzultant/ka ASZ"] == ()
    assert (data.signature.prepared_by, data.signature.submitted_by) == (
        "Ivo Zastupující, v zastoupení – manažer/ka sociálního začleňování",
        "uvolněný člen rady města",
    )


def test_header_says_when_and_by_what_it_was_agreed():
    version = agreed()
    memorandum = MemorandumFactory(unit=version.agreement.unit, dated_on=date(2021, 11, 2))
    type(version.agreement).objects.filter(pk=version.agreement_id).update(memorandum=memorandum)

    facts = report(in_force(version)).agreement

    assert (facts.approved_on, facts.cooperation_year) == (date(2022, 4, 19), 2)
    assert (facts.timeline_from, facts.timeline_to) == (date(2022, 5, 1), date(2026, 8, 31))
    assert facts.memorandum == "Memorandum o spolupráci ze dne 2.\u00a011.\u00a02021"


# --- Deviations and the whole ------------------------------------------------------------------------------


def test_deviation_carries_its_reason_or_says_that_none_was_given(agreement):
    documented(happened(agreement, EventKind.GROUP_TRAINING, date(2023, 4, 1)))
    training = agreement.versions.get().activity_steps.get(specification="Vzdělávání")
    DeviationComment.objects.create(
        agreement=agreement,
        year=2023,
        step_key=training.key,
        reason="Lektor onemocněl.",
        remedy="Náhradní termín.",
        responsible="manažerka",
        due_text="březen 2024",
        written_by=UserFactory(),
    )

    data = report(agreement)

    told = {one.specification: (one.status, one.reason, one.remedy, one.responsible, one.due)
            for one in data.deviations}  # fmt: skip
    assert told == {
        "Jednání": (StepStatus.NOT_FULFILLED, "", "", "", ""),
        "Vyhodnocení": (StepStatus.NOT_FULFILLED, "", "", "", ""),
        "Vzdělávání": (
            StepStatus.PARTIAL,
            "Lektor onemocněl.",
            "Náhradní termín.",
            "manažerka",
            "březen 2024",
        ),
    }
    assert data.deviations[0].what == ("Minimálně 4x ročně: 0\u00a0ze\u00a04",)
    assert render_body(data).count("Vysvětlení zatím nebylo doplněno.") == 2


def test_report_itself_is_neither_for_nor_against(agreement):
    for month in (2, 4):
        happened(agreement, EventKind.GROUP_TRAINING, date(2023, month, 1))

    data = report(agreement)

    statuses = {one.specification: one.status for one in data.steps}
    assert statuses == {
        "Jednání": StepStatus.NOT_FULFILLED,
        "Vyhodnocení": StepStatus.NOT_FULFILLED,
        "Vzdělávání": StepStatus.FULFILLED,
        "Zpráva": StepStatus.THIS_REPORT,
    }
    assert (data.summary.percent, data.summary.evaluated) == (33, 3)


def test_empty_year_says_so_in_sentences(agreement):
    body = " ".join(render_body(report(agreement)).replace("\u00a0", " ").split())

    for sentence in (
        "Lokální partnerství není v evidenci založeno.",
        "V roce 2023 se žádné jednání lokálního partnerství ani pracovní skupiny neuskutečnilo.",
        "V roce 2023 se hodnoticí jednání neuskutečnilo.",
        "V roce 2023 se skupinová vzdělávací akce nekonala.",
        "Individuální odborná podpora nebyla v roce 2023 poskytnuta.",
        "v popisu spolupráce není uvedeno",
    ):
        assert sentence in body

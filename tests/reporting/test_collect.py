"""A year made by hand: every figure of the report is counted here on paper first."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.vocabulary import OutputCode, TermKind
from partnerships.vocabulary import EventKind, OfficialRole, OrganisationType, Presence, SeatRole
from planning.models import DeviationComment
from planning.vocabulary import StepStatus
from reporting.collect import collect
from reporting.render import render_body
from reporting.snapshot import from_json, to_json
from tests.factories import (
    AttendanceFactory,
    EventFactory,
    GroupFactory,
    MemorandumFactory,
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    RoleHoldingFactory,
    SeatFactory,
    TermFactory,
    UserFactory,
)
from tests.planning.situations import (
    EVALUATION_ROLES,
    attended,
    documented,
    draft,
    event_for,
    in_force,
    minuted,
    step,
)

pytestmark = pytest.mark.django_db
TODAY = date(2024, 2, 1)
YEARLY = {"kind": TermKind.FREQUENCY}


@pytest.fixture
def version():
    """Per year 4 meetings, 2 evaluations, 2 trainings, 1 report; 40 hours, at most 20 of them at a distance."""
    version = draft(hours_total=40, hours_distance_max=20)
    meetings = step(version, outputs=[OutputCode.LP_MEETING_RECORD], specification="Jednání")
    TermFactory(
        version=version,
        step=meetings,
        raw_text="Minimálně 4x ročně",
        event_kind=EventKind.LP_MEETING,
        count=4,
        counts_working_groups=True,
        **YEARLY,
    )
    evaluation = {
        "event_kind": EventKind.EVALUATION_MEETING,
        "count": 2,
        "required_roles": EVALUATION_ROLES,
        "raw_text": "2x ročně",
    }
    step(version, terms=[{**YEARLY, **evaluation}], specification="Vyhodnocení")
    training = {"event_kind": EventKind.GROUP_TRAINING, "count": 2, "raw_text": "2x ročně"}
    step(version, terms=[{**YEARLY, **training}], specification="Vzdělávání")
    report = {"event_kind": EventKind.COUNCIL_REPORT, "count": 1, "raw_text": "1x ročně"}
    step(version, terms=[{**YEARLY, **report}], specification="Zpráva")
    return version


@pytest.fixture
def agreement(version):
    return in_force(version)


@pytest.fixture
def unit(agreement):
    return agreement.unit


@pytest.fixture
def partnership(unit):
    return PartnershipFactory(units=[unit], founder_text="Rada města")


def report(agreement, year=2023):
    data = collect(agreement, year, today=TODAY)
    assert from_json(to_json(data)) == data
    return data


def commitment(agreement, kind):
    key = agreement.versions.get().schedule_terms.get(event_kind=kind).key
    return agreement.commitments.get(key=key)


def happened(agreement, kind, on, **fields):
    """Held and confirmed for its term."""
    asked = EventKind.LP_MEETING if kind == EventKind.WG_MEETING else kind
    return event_for(agreement, commitment=commitment(agreement, asked), kind=kind, starts_on=on, **fields)


# --- Meetings ----------------------------------------------------------------------------------------------


def test_meetings_are_counted_with_their_members(agreement, partnership):
    seats = [SeatFactory(partnership=partnership) for _ in range(3)]
    ended = SeatFactory(partnership=partnership, valid_to=date(2023, 3, 31))
    guest = SeatFactory(partnership=partnership, role=SeatRole.GUEST)
    first = happened(agreement, EventKind.LP_MEETING, date(2023, 3, 1), partnership=partnership)
    minuted(first)
    for seat in [*seats, ended, guest]:
        AttendanceFactory(event=first, seat=seat, name_text="")
    second = happened(agreement, EventKind.LP_MEETING, date(2023, 9, 1), partnership=partnership)
    minuted(second)
    AttendanceFactory(event=second, seat=seats[0], name_text="")
    AttendanceFactory(event=second, seat=seats[1], name_text="", presence=Presence.ABSENT)
    unwritten = happened(agreement, EventKind.LP_MEETING, date(2023, 10, 1), partnership=partnership)
    group = GroupFactory(partnership=partnership, name="Bydlení")
    minuted(
        happened(
            agreement,
            EventKind.WG_MEETING,
            date(2023, 11, 1),
            partnership=partnership,
            group=group,
            participant_count=6,
        )
    )

    data = report(agreement)

    told = [(one.on, one.body, one.present, one.seats) for one in data.meetings]
    assert told == [
        (date(2023, 3, 1), "lokální partnerství", 4, 4),
        (date(2023, 9, 1), "lokální partnerství", 1, 3),
        (date(2023, 10, 1), "lokální partnerství", None, 3),
        (date(2023, 11, 1), "pracovní skupina Bydlení", 6, 0),
    ]
    assert data.attendance_percent == 71  # 5 of 7: nobody recorded the third, the group has no places
    assert [one.missing for one in data.meetings] == [(), (), ("Záznam z jednání LP",), ()]
    assert unwritten.title in render_body(data)
    term = data.steps[0].terms[0]
    assert (term.planned, term.actual, term.cumulative, term.status) == ("4", 3, 3, StepStatus.PARTIAL)
    assert data.summary.sentences[1].startswith("Uskutečnila se 4\u00a0jednání")
    assert "do plnění se z nich započítávají 3 (plán 4)" in data.summary.sentences[1]


def test_composition_is_that_of_the_years_end_with_its_changes(agreement, partnership):
    SeatFactory(partnership=partnership, can_decide=True)
    SeatFactory(
        partnership=partnership,
        organisation_type=OrganisationType.NGO,
        organisation=OrganisationFactory(name="Spolek Naděje"),
        function_text="",
        valid_from=date(2023, 6, 1),
    )
    SeatFactory(partnership=partnership, function_text="ředitelka školy", valid_to=date(2023, 8, 31))
    SeatFactory(partnership=partnership, valid_from=date(2024, 1, 1))
    SeatFactory(partnership=partnership, role=SeatRole.GUEST)

    [facts] = report(agreement).partnerships

    assert [(seat.label, seat.seats, seat.can_decide) for seat in facts.seats] == [
        (OrganisationType.CITY_LEADERSHIP.label, 1, 1),
        (OrganisationType.NGO.label, 1, 0),
    ]
    assert (facts.seats_total, facts.founder) == (2, "Rada města")
    assert facts.changes == (
        "od 1.\u00a06.\u00a02023 přibylo místo: Spolek Naděje",
        "31.\u00a08.\u00a02023 zaniklo místo: ředitelka školy",
    )


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


def test_header_says_when_and_by_what_it_was_agreed(version):
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

"""Traps 11–24: what Chomutov's document has."""

from datetime import date

import pytest

from agreements import actions
from agreements.columns import timeline_rows
from agreements.models import Agreement, AgreementVersion
from agreements.vocabulary import OutputCode, RegionalContactStatus, ResponsibilityCode, Section, TermKind
from partnerships.vocabulary import EventKind, OfficialRole
from planning.candidates import candidates
from tests.agreements.traps import (
    ROW,
    Trap,
    approved,
    check,
    codes,
    dated,
    draft,
    rows,
    shown,
    step,
    undated,
)
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    PersonFactory,
    RoleAssignmentFactory,
    RoleHoldingFactory,
    UnitFactory,
    UserFactory,
)
from tests.planning.situations import AFTER, in_force

pytestmark = pytest.mark.django_db

MAY_2022, SEPTEMBER_2022 = date(2022, 5, 31), date(2022, 9, 30)


def framed():
    """Approved 19. 4. 2022 for „2022 – 2026 (5 let)“, timeline May 2022 – August 2026."""
    version = draft(
        validity_text="2022 – 2026 (5 let)",
        stated_from_year=2022,
        stated_to_year=2026,
        stated_years=5,
        timeline_text="OBDOBÍ KVĚTEN 2022 – SRPEN 2026",
        timeline_from=date(2022, 5, 1),
        timeline_to=date(2026, 8, 31),
    )
    return approved(version, date(2022, 4, 19))


def with_term(raw_text, last):
    version = framed()
    return version, step(version, terms=[dated(raw_text, last)]).terms.get()


def revision_without_term():
    version = draft()
    return version, step(version, specification="Revize Popisu spolupráce")


def two_steps_in_one_month():
    version = draft()
    activity = ActivityFactory(version=version, name="PSZ")
    for specification in ("Příprava podkladů pro PSZ", "Sestavení PSZ"):
        step(
            version, activity=activity, specification=specification,
            terms=[dated("září 2022", SEPTEMBER_2022)],
        )  # fmt: skip
    return version, activity


def swapped_by_a_person():
    """Nothing in the words tells whose they are; a person saw it by comparing with another agreement."""
    version = draft()
    return version, step(
        version, unit=[(ResponsibilityCode.LECTURER, "")], asz=[(ResponsibilityCode.PROMOTION, "")],
        suspected_swap=True,
    )  # fmt: skip


def nobody_of_the_unit():
    version = draft()
    return version, step(version, asz=[(ResponsibilityCode.PROJECT_CONSULT, "")])


def condition():
    version = draft()
    text = "Projekty v realizaci z výzev KPSVL 26,42,52 OPZ 2014-2020"
    return version, step(version, terms=[undated(text, TermKind.CONDITIONAL)]).terms.get()


def research_without_a_period():
    version = draft()
    quota = {
        "raw_text": "1x tematický výzkum", "kind": TermKind.QUOTA, "count": 1, "per": "AGREEMENT_TERM",
        "period_assumed": True,
    }  # fmt: skip
    return version, step(version, terms=[quota]).terms.get()


def promise_for_last_year():
    text = "V roce 2021 bude Lokální partnerství aktualizováno."
    return approved(draft(partnership_text=text), date(2022, 4, 19))


TRAPS = rows(
    Trap(
        11, "the deadline is the first month of the period", lambda: with_term("květen 2022", MAY_2022),
        "term_in_first_month", Section.TIMELINE, ROW, "hned v prvním měsíci harmonogramu",
    ),
    Trap(
        12, "the period ends in August 2026, five years in April 2027", framed,
        "timeline_ends_before_validity", Section.TIMELINE, "timeline_to", "Harmonogram končí 31. 8. 2026",
    ),
    Trap(
        12, "validity says 2026, five years end in 2027", framed,
        "validity_conflict", Section.VALIDITY, "stated_to_year", "5 let od schválení končí 18. 4. 2027",
    ),
    Trap(
        12, "a deadline after the period's end",
        lambda: with_term("prosinec 2026", date(2026, 12, 31)),
        "term_after_end", Section.TIMELINE, ROW, "až po konci harmonogramu (31. 8. 2026)",
    ),
    Trap(
        13, "the revision has no deadline of its own", revision_without_term,
        "step_without_term", Section.TIMELINE, ROW, "„Revize Popisu spolupráce“ nemá termín",
    ),
    Trap(
        14, "preparation and compilation are due in one month", two_steps_in_one_month,
        "steps_share_date", Section.TIMELINE, ROW, "mají stejný termín září 2022",
    ),
    Trap(
        15, "responsibilities were likely swapped", swapped_by_a_person,
        "suspected_swap", Section.TIMELINE, ROW, "zřejmě prohozené",
    ),
    Trap(
        16, "nobody of the unit is responsible", nobody_of_the_unit,
        "responsibility_blank", Section.TIMELINE, ROW, "odpovědnost územního celku",
    ),
    Trap(
        16, "the deadline is a condition", condition,
        "term_is_condition", Section.TIMELINE, ROW, "26,42,52",
    ),
    Trap(
        18, "research without a period", research_without_a_period,
        "term_without_period", Section.TIMELINE, ROW, "počítá se celá doba spolupráce",
    ),
    Trap(
        19, "a text of 2021 approved in 2022", promise_for_last_year,
        "text_promises_past_year", Section.PARTNERSHIP, "partnership_text", "na rok 2021",
    ),
    Trap(
        23, "the contact of the region is blank", draft,
        "regional_contact_blank", Section.REGIONAL_CONTACT, "regional_contact_status", "ani to, že není relevantní",
    ),
)  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_warns(client, trap):
    check(client, trap)


def test_trap_12_a_deadline_outside_the_window_is_kept_and_expected():
    """It is a warning and no error: what was promised for December 2026 stands."""
    version, term = with_term("prosinec 2026", date(2026, 12, 31))
    agreement = in_force(version)

    [row] = agreement.commitments.get(key=term.key).occurrences.all()
    assert (row.year, row.expected, row.due_on) == (2026, 1, date(2026, 12, 31))


def test_trap_16_garbled_name_of_an_activity_stays_as_printed(client):
    """No warning: a person has to decide what it should have been."""
    name = "Odborné poradenství OPZ 2020 ESIF – Podpora implementace opatření realizovanými projekty"
    version = draft()
    step(version, activity=ActivityFactory(version=version, name=name))

    assert name in shown(client, version)
    assert "activity_without_name" not in codes(version)


@pytest.mark.parametrize("name", ["Plán sociálního začleňování (PSZ)", "Odborné poradenství"])
def test_trap_17_training_is_found_under_any_activity(name):
    """No warning: Chomutov files training under the plan, Česká Kamenice under advice; the kind decides."""
    version = draft()
    step(
        version, activity=ActivityFactory(version=version, name=name),
        terms=[{"event_kind": EventKind.GROUP_TRAINING, "count": 2}],
    )  # fmt: skip
    agreement = in_force(version)

    [found] = candidates([agreement.unit], EventKind.WORKSHOP, on=AFTER)

    assert found.term.step.activity.name == name


def test_trap_19_a_promise_for_the_year_of_approval_is_none(client):
    text = "V roce 2022 bude Lokální partnerství aktualizováno."
    assert "text_promises_past_year" not in codes(approved(draft(partnership_text=text), date(2022, 4, 19)))


def test_trap_20_unit_may_cooperate_more_than_once(client):
    """No warning: Chomutov cooperated in 2010–2012 already; one unit has several periods and agreements."""
    unit = UnitFactory(name="Chomutov")
    for start in (date(2010, 1, 1), date(2022, 4, 19)):
        version = approved(draft(agreement=AgreementFactory(unit=unit), stated_years=2), start)
        step(version)
        actions.take_over(version, by=UserFactory(), reason="Na papíře.")

    assert sorted(one.in_force.lower.year for one in Agreement.objects.all()) == [2010, 2022]
    for version in AgreementVersion.objects.all():
        assert codes(version) & {"other_without_days", "same_memorandum_twice"} == set()


TYPOS = [
    "Statutární  město Chomutov, Zborovská 4602, Chomutov, 43001",
    "ohrožených oso a rodin",
    "na úrovní obce",
    "Takové dokument",
    "revizi popisu spolupráci",
    "prevence a kriminalita",
]


@pytest.mark.parametrize("text", TYPOS)
def test_trap_21_misprints_are_never_corrected_silently(client, text):
    """No warning: the text is the document's, and the application prints what was signed, letter by letter."""
    version = draft(plan_character=text)
    actions.save_header(version, by=UserFactory(), revision=0, unit_text="Chomutov", seat_text=text)
    row = step(version, specification=text, unit=[(ResponsibilityCode.REALISATION, text)])

    version.refresh_from_db()
    row.refresh_from_db()
    assert (version.seat_text, version.plan_character, row.specification) == (text, text, text)
    assert shown(client, version).count(text) >= 4


def test_trap_22_person_written_two_ways_is_one(client):
    """No warning for „Kratochvil“ and „Kratochvíl“ in the same post; somebody else there does give one."""
    version = draft()
    RoleAssignmentFactory(version=version, role=OfficialRole.REGIONAL_HEAD, name_text="Bc. Michal Kratochvil")
    person = PersonFactory(first_name="Michal", last_name="Kratochvíl")
    RoleHoldingFactory(unit=version.agreement.unit, role=OfficialRole.REGIONAL_HEAD, person=person)
    assert "role_holder_differs" not in codes(version)

    person.last_name = "Märc"
    person.save()

    assert "role_holder_differs" in codes(version)
    assert "Bc. Michal Kratochvil" in shown(client, version)


def test_trap_23_nerelevantni_is_not_a_blank(client):
    """No warning: „Nerelevantní“ is an answer."""
    version = draft(
        regional_contact_status=RegionalContactStatus.NOT_RELEVANT, regional_contact_text="Nerelevantní"
    )

    assert "Nerelevantní" in shown(client, version)
    assert {code for code in codes(version) if code.startswith("regional")} == set()


@pytest.mark.parametrize(
    ("annex", "in_order"), [("5", ["Sál", "Odborné zajištění"]), ("6", ["Odborné zajištění", "Sál"])]
)
def test_trap_24_cells_are_kept_by_side_and_printed_in_the_forms_order(annex, in_order):
    """No warning, and no import yet: a row torn into pieces is put together by a person, cell by cell."""
    version = draft(annex)
    step(
        version, outputs=[OutputCode.MEETING_RECORD],
        unit=[(ResponsibilityCode.ORGANISATION, "Sál")],
        asz=[(ResponsibilityCode.EXPERT, "Odborné zajištění")],
    )  # fmt: skip
    loaded = AgreementVersion.objects.with_tree().get(pk=version.pk)

    [row] = timeline_rows(loaded)

    assert [cell.lines[0] for cell in row.cells if cell.code in {"unit", "asz"}] == in_order

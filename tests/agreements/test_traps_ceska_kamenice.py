"""Traps 37–47: what Česká Kamenice's document has."""

import re
from datetime import date

import pytest

from agreements import actions
from agreements.validity import validity_of
from agreements.vocabulary import OutputCode, ParseStatus, ResponsibilityCode, Section, Side
from partnerships.vocabulary import OfficialRole
from tests.agreements.traps import ROW, Trap, approved, check, codes, draft, rows, shown, step
from tests.factories import (
    ActivityFactory,
    FocusAreaFactory,
    FocusGoalFactory,
    PlannedMeasureFactory,
    RoleAssignmentFactory,
    SignatureFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

APPROVED = date(2022, 4, 13)


def swapped_approvals():
    """The agency's approval stands under the unit and the unit's under the agency."""
    version = draft()
    return version, step(
        version,
        unit=[(ResponsibilityCode.APPROVAL_ASZ, "Zajištění schvalovacích procesů na úrovni ASZ")],
        asz=[(ResponsibilityCode.APPROVAL_UNIT, "Zajištění schvalovacích procesů na úrovni obce")],
    )


def first_cell_empty():
    version = draft()
    activity = ActivityFactory(version=version, name="")
    step(version, activity=activity, specification="Jednání o spolupráci")
    return version, activity


def cut_by_a_page_break():
    """What a reader of the text file got: one deadline of two, and nobody has confirmed it."""
    version = draft()
    row = step(version, activity=ActivityFactory(version=version, name="Odborné"))
    term = TermFactory(
        version=version, step=row, raw_text="2x ročně", count=2, parse_status=ParseStatus.PARTIAL
    )
    return version, term


def signed_nowhere():
    version = draft()
    SignatureFactory(version=version, side=Side.ASZ)
    return version


def without_a_plan():
    version = draft()
    step(version, outputs=[OutputCode.MEETING_RECORD])
    return version


def with_goal(statement, target_type):
    version = draft()
    area = FocusAreaFactory(version=version)
    return version, FocusGoalFactory(
        version=version, focus_area=area, statement=statement, target_type=target_type
    )


def note_without_a_page():
    version = draft()
    text = "Viz Nález Ústavního soudu ze dne 24. srpna 2021, Sb. zákonů č. 344 / 2021, str."
    return version, FocusAreaFactory(version=version, note_text=text)


def run_together():
    version = draft()
    RoleAssignmentFactory(
        version=version, role=OfficialRole.MANAGER, name_text="",
        raw_text="Lukáš Vymyšlený vedoucí odboru sociálních věcí, Městský úřad",
    )  # fmt: skip
    return version


TRAPS = rows(
    Trap(
        37, "the texts on approval are swapped", swapped_approvals,
        "suspected_swap", Section.TIMELINE, ROW, "zřejmě prohozené",
    ),
    Trap(
        38, "the first cell is empty", first_cell_empty,
        "activity_without_name", Section.TIMELINE, ROW, "Činnost nemá název",
    ),
    Trap(
        39, "a row cut by the end of a page", cut_by_a_page_break,
        "term_not_read", Section.TIMELINE, ROW, "„2x ročně“ není celý přečten",
    ),
    Trap(
        40, "approved without the partnership's opinion", lambda: approved(draft(), APPROVED),
        "opinion_blank", Section.OPINION, "opinion-result", "přestože byl popis schválen 13. 4. 2022",
    ),
    Trap(
        40, "the contact of the region is blank", draft,
        "regional_contact_blank", Section.REGIONAL_CONTACT, "regional_contact_status", "kontaktní osoba za kraj",
    ),
    Trap(
        40, "the agency's signature has no place", signed_nowhere,
        "signature_without_place", Section.APPROVAL, "signature_asz-place_text", "za stranu ASZ chybí místo",
    ),
    Trap(
        41, "the resolution's number ends with a slash",
        lambda: approved(draft(), APPROVED, resolution_number="648/23/ZM/2022/"),
        "resolution_number_unfinished", Section.APPROVAL, "approval_unit-resolution_number",
        "„648/23/ZM/2022/“ končí znaménkem",
    ),
    Trap(
        43, "no row in which the plan is made", without_a_plan,
        "plan_not_in_timeline", Section.TIMELINE, "activities", "neobsahuje krok, jehož výstupem je plán",
    ),
    Trap(
        43, "the plan's scope is left for later", lambda: draft(plan_specified_later=True),
        "plan_specified_later", Section.PLAN, "plan_specified_later", "teprve upřesněn",
    ),
    Trap(
        44, "the note ends before the page's number", note_without_a_page,
        "note_unfinished", Section.FOCUS, ROW, "chybí číslo strany",
    ),
    Trap(
        46, "a goal of one half without a baseline",
        lambda: with_goal("snížit počet vyloučených lokalit ve městě nejméně o polovinu", "RELATIVE"),
        "goal_without_baseline", Section.FOCUS, ROW, "nemá výchozí hodnotu",
    ),
    Trap(
        46, "a goal of the national average without a baseline",
        lambda: with_goal("snížit podíl osob v exekuci na průměrnou úroveň ČR", "BENCHMARK"),
        "goal_without_baseline", Section.FOCUS, ROW, "nepůjde poznat, zda byl splněn",
    ),
    Trap(
        47, "name, function and employer without separators", run_together,
        "role_not_split", Section.ROLES, "MANAGER", "není rozdělen na jméno a funkci",
    ),
)  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_warns(client, trap):
    check(client, trap)


def test_trap_37_the_row_above_with_the_same_texts_in_place_gives_none():
    version = draft()
    step(
        version, unit=[(ResponsibilityCode.APPROVAL_UNIT, "")], asz=[(ResponsibilityCode.APPROVAL_ASZ, "")]
    )  # fmt: skip

    assert "suspected_swap" not in codes(version)


def test_trap_38_continuation_is_a_step_of_the_activity_above(client):
    """An empty first cell means the same activity; entered so, it gives no warning and is printed once."""
    version = draft()
    activity = ActivityFactory(version=version, name="Popis spolupráce")
    for specification in ("Vyhodnocení", "Jednání o spolupráci"):
        step(version, activity=activity, specification=specification)

    assert "activity_without_name" not in codes(version)
    page = shown(client, version)
    assert page.count('<th scope="rowgroup"') == 1
    assert 'rowspan="2">' in page


def test_trap_39_both_deadlines_of_the_row_are_kept():
    version = draft()
    step(version, terms=[{"raw_text": "2x ročně", "count": 2}, {"raw_text": "10x ročně", "count": 10}])

    assert sorted(version.schedule_terms.values_list("count", flat=True)) == [2, 10]
    assert "term_not_read" not in codes(version)


@pytest.mark.parametrize(
    ("stated", "approved_on", "last_day"),
    [
        ((2022, 2027, 5), APPROVED, date(2027, 4, 12)),  # from a date, so it touches six calendar years
        ((2022, 2026, 5), date(2022, 1, 1), date(2026, 12, 31)),  # calendar years, both counted
    ],
)
def test_trap_42_five_years_may_touch_five_or_six_calendar_years(stated, approved_on, last_day):
    """No warning: both ways of counting occur in the documents."""
    first, last, years = stated
    version = approved(
        draft(
            validity_text=f"{first} – {last} ({years} let)",
            stated_from_year=first, stated_to_year=last, stated_years=years,
        ),
        approved_on,
    )  # fmt: skip

    assert validity_of(version).end == last_day
    assert codes(version) & {"validity_conflict", "validity_years_contradict"} == set()


def test_trap_44_two_measures_in_one_bullet_are_two_rows(client):
    """No warning: whoever enters them tells them apart; each is printed as a bullet of its own."""
    version = draft()
    for text in ("Sociální integrace osob (i po návratu z VTOS)", "Podpora služeb prevence závislostí"):
        PlannedMeasureFactory(version=version, text=text)

    page = shown(client, version)
    for text in (r"Sociální integrace osob \(i po návratu z VTOS\)", "Podpora služeb prevence závislostí"):
        assert re.search(rf"<li[^>]*>\s*{text}", page)
    assert "measures_blank" not in codes(version)


def test_trap_45_marks_of_italics_are_text_like_any_other(client):
    """No warning, and no import yet: asterisks typed into a field stay and turn into nothing."""
    text = "*Vazba:* terénní sociální podpora *Cíl:* snížit"
    version = draft()
    actions.save_focus(
        version, by=UserFactory(), revision=0, focus_text="",
        areas=[{"local_label": "SVL", "tier": "UNRANKED", "linkage": text, "goals": []}],
    )  # fmt: skip

    assert version.focus_areas.get().linkage == text
    assert text in shown(client, version)

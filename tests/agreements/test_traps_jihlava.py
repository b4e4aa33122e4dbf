"""Traps 25–36: what Jihlava's document has."""

from datetime import date

import pytest
from django.urls import reverse

from agreements import actions
from agreements.models import AgreementVersion
from agreements.vocabulary import HoursScope, OutputCode, ResponsibilityCode, Section, TermKind
from partnerships.models import ThematicArea
from partnerships.vocabulary import EventKind, GroupStatus, OfficialRole, OrganisationType
from planning.training import training_summary
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
    under_memorandum,
)
from tests.factories import (
    FocusAreaFactory,
    OpinionFactory,
    RoleAssignmentFactory,
    StatedGroupFactory,
    StatedSeatFactory,
    UserFactory,
    member,
)
from tests.planning.situations import in_force

pytestmark = pytest.mark.django_db

MEMORANDUM = date(2021, 11, 2)
AUTUMN_2021 = dated("Podzim 2021", date(2021, 11, 30), first=date(2021, 9, 1), kind=TermKind.SEASON)
AUTUMN_2022 = dated("Podzim 2022", date(2022, 11, 30), first=date(2022, 9, 1), kind=TermKind.SEASON)


def jihlava(**fields):
    return draft("6", stated_years=2, is_transitional=True, **fields)


def with_role(role, **fields):
    version = jihlava()
    RoleAssignmentFactory(version=version, role=role, **{"name_text": "", **fields})
    return version


def vacant_manager():
    text = "Zástup (samotná pozice aktuálně není obsazená)"
    return with_role(OfficialRole.MANAGER, is_vacant=True, raw_text=text)


def function_only():
    return with_role(OfficialRole.REPRESENTATIVE, function_text="uvolněný člen Rady města Jihlavy")


def plan_for_six_years():
    return jihlava(plan_from_year=2022, plan_to_year=2027)


def plan_before_its_evaluation():
    version = jihlava()
    plan = step(version, outputs=[OutputCode.PSZ_DOCUMENT], terms=[AUTUMN_2021])
    step(version, outputs=[OutputCode.SPSZ_EVALUATION], terms=[AUTUMN_2022])
    return version, plan


def autumn_before_the_memorandum():
    version = under_memorandum(jihlava(), dated_on=MEMORANDUM)
    return version, step(version, terms=[AUTUMN_2021]).terms.get()


def discussed_before_the_memorandum():
    version = under_memorandum(jihlava(), dated_on=MEMORANDUM)
    OpinionFactory(version=version, discussed_on=date(2021, 9, 2))
    return version


def memorandum_decided_after_its_date():
    return under_memorandum(jihlava(), dated_on=MEMORANDUM, approved_on=date(2021, 12, 15))


def with_seat(text, organisation_type, **fields):
    version = vacant_manager()
    seat = StatedSeatFactory(version=version, text=text, organisation_type=organisation_type, **fields)
    return version, seat


TRAPS = rows(
    Trap(
        25, "the manager's post is vacant and nobody is named as the deputy", vacant_manager,
        "vacancy_without_deputy", Section.ROLES, "MANAGER", "pozice není obsazena a chybí jméno zástupu",
    ),
    Trap(
        26, "the representative is given by function only", function_only,
        "role_without_name", Section.ROLES, "REPRESENTATIVE", "je uvedena jen funkce, chybí jméno",
    ),
    Trap(
        27, "the head of the regional office is blank", jihlava,
        "role_blank", Section.ROLES, "REGIONAL_HEAD", "Není uvedeno: Vedoucí regionálního pracoviště",
    ),
    Trap(
        27, "the approval date is blank", jihlava,
        "approval_date_blank", Section.APPROVAL, "approval_unit-decided_on", "Chybí datum schválení",
    ),
    Trap(
        27, "the resolution's number is blank", jihlava,
        "resolution_number_blank", Section.APPROVAL, "approval_unit-resolution_number", "číslo usnesení",
    ),
    Trap(
        27, "two years without a start", jihlava,
        "validity_without_start", Section.VALIDITY, "stated_from_year", "nelze spočítat: chybí datum schválení",
    ),
    Trap(
        27, "a plan of six years beside an agreement of two", plan_for_six_years,
        "plan_outlives_agreement", Section.PLAN, "plan_to_year",
        "Plán má platit 6 let (2022–2027), popis spolupráce jen 2 roky",
    ),
    Trap(
        29, "the plan is due a year before the evaluation it should come from", plan_before_its_evaluation,
        "plan_due_before_evaluation", Section.TIMELINE, ROW, "až do 30. 11. 2022",
    ),
    Trap(
        30, "a deadline begins before the memorandum", autumn_before_the_memorandum,
        "term_before_memorandum", Section.TIMELINE, ROW, "než je datováno memorandum (2. 11. 2021)",
    ),
    Trap(
        30, "the partnership discussed it before the memorandum", discussed_before_the_memorandum,
        "opinion_before_memorandum", Section.OPINION, "opinion-discussed_on", "projednalo 2. 9. 2021, dřív",
    ),
    Trap(
        30, "the council decided on the memorandum after its date", memorandum_decided_after_its_date,
        "memorandum_dated_before_approval", Section.HEADER, "memorandum_text", "až 15. 12. 2021",
    ),
    Trap(
        33, "an official of the region among those of the city",
        lambda: with_seat(
            "koordinátor protidrogové politiky kraje Vysočina", OrganisationType.REGION,
            listed_among="zástupci města",
        ),
        "seat_under_wrong_heading", Section.PARTNERSHIP, ROW, "podle názvu ale patří ke kraji",
    ),
    Trap(
        33, "ASZ is not among the members", lambda: with_seat("Úřad práce", OrganisationType.LABOUR_OFFICE)[0],
        "asz_not_a_member", Section.PARTNERSHIP, "stated_seats", "není uvedena ASZ",
    ),
    Trap(
        33, "the vacant manager is a member",
        lambda: with_seat("manažer sociálního začleňování", OrganisationType.SI_MANAGER),
        "vacant_manager_is_member", Section.PARTNERSHIP, ROW, "jeho pozice ale podle identifikace není obsazena",
    ),
)  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_warns(client, trap):
    check(client, trap)


def test_trap_25_named_deputy_is_no_fault():
    named = with_role(OfficialRole.MANAGER, is_vacant=True, deputy_text="Jana Vymyšlená")
    assert "vacancy_without_deputy" not in codes(named)


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (HoursScope.PER_UNIT, "40 hodin za územní celek celkem"),
        (HoursScope.PER_PERSON, "40 hodin za každého uvolněného pracovníka"),
    ],
)
def test_trap_28_forty_hours_are_shown_with_the_reading_taken(client, scope, words):
    """No warning: every copy is unclear alike; the page says which reading is taken and both are computed."""
    version = jihlava(hours_total=40, hours_distance_max=20, hours_scope=scope)
    step(version)

    assert words in shown(client, version)
    assert {code for code in codes(version) if code.startswith("hours")} == set()
    summary = training_summary(in_force(version), 2023)
    assert (summary.required, summary.scope, summary.hours_by_worker) == (40, scope, ())


def test_trap_29_plan_after_its_evaluation_is_in_order():
    version = jihlava()
    step(version, outputs=[OutputCode.PSZ_DOCUMENT], terms=[AUTUMN_2022])
    step(version, outputs=[OutputCode.SPSZ_EVALUATION], terms=[AUTUMN_2021])

    assert "plan_due_before_evaluation" not in codes(version)


def test_trap_30_dates_in_any_order_are_saved():
    """The contradictions are shown; nothing forces the dates into an order."""
    version = approved(discussed_before_the_memorandum(), date(2021, 10, 1))
    assert {"opinion_before_memorandum", "approved_before_memorandum"} <= codes(version)


def test_trap_31_two_names_of_the_plan_stay_as_printed(client):
    """No warning: „Plán“ and „Strategický plán“ are one document under two names; its output has one code."""
    version = jihlava(plan_character="Strategický plán sociálního začleňování 2022–2027")
    row = step(version, outputs=[OutputCode.PSZ_DOCUMENT], terms=[AUTUMN_2022])
    row.outputs.update(raw_text="Plán sociálního začleňování")

    page = shown(client, version)
    assert "Strategický plán sociálního začleňování 2022–2027" in page
    assert "<p>Plán sociálního začleňování</p>" in page
    assert "plan_not_in_timeline" not in codes(version)


def test_trap_32_a_dash_is_an_answer_and_a_responsibility_may_be_on_either_side(client):
    """No warning: „-“ says that nobody is responsible; who makes the output differs from step to step."""
    version = jihlava()
    author = (ResponsibilityCode.OUTPUT_AUTHOR, "Zpracování výstupu")
    step(version, unit=[author], asz=[(ResponsibilityCode.METHODICAL, "")])
    step(version, asz=[author], unit=[(ResponsibilityCode.EXPLICIT_DASH, "")])

    assert codes(version) & {"responsibility_blank", "suspected_swap"} == set()
    assert "<p>-</p>" in shown(client, version)


def test_trap_33_member_of_the_region_listed_elsewhere_is_no_fault():
    version, _ = with_seat("zástupce kraje", OrganisationType.REGION, listed_among="zástupci kraje")
    assert "seat_under_wrong_heading" not in codes(version)


def test_trap_34_one_step_may_unite_what_elsewhere_are_three():
    """No warning: one step holds three terms; the revision inside its text has none and asks for none."""
    version = jihlava()
    yearly = [
        {"raw_text": "2x ročně jednání", "event_kind": EventKind.EVALUATION_MEETING, "count": 2},
        {"raw_text": "1x ročně projednání v LP", "event_kind": EventKind.LP_DISCUSSION, "count": 1},
        {"raw_text": "1x ročně zpráva", "event_kind": EventKind.COUNCIL_REPORT, "count": 1},
    ]
    step(version, specification="Vyhodnocení a revize nastavené spolupráce", terms=yearly)

    assert codes(version) & {"step_without_term", "steps_share_date", "term_not_read"} == set()
    assert version.schedule_terms.count() == 3


def test_trap_35_programming_periods_in_a_text_are_no_years_of_validity(client):
    """No warning: 2015–2020 is written of the programmes; the years of the agreement are fields of their own."""
    text = "Doba platnosti je 2 roky, přechodné období mezi stávajícím (2015-2020) a budoucím (2021-2027)."
    version = jihlava()
    actions.save_validity(
        version, by=UserFactory(), revision=0, validity_text=text, stated_years=2, is_transitional=True
    )

    version.refresh_from_db()
    assert text in shown(client, version)
    assert (version.stated_from_year, version.stated_to_year) == (None, None)
    assert codes(version) & {"validity_conflict", "validity_years_contradict"} == set()


def test_trap_36_local_name_of_a_theme_stays_beside_the_vocabularys(client):
    """No warning for another name of a theme or a cross-cutting group; a theme of no vocabulary gives one."""
    version = jihlava()
    debts = ThematicArea.objects.get(code="DEBT")
    area = FocusAreaFactory(version=version, local_label="Dluhová problematika", thematic_area=debts)
    StatedGroupFactory(
        version=version, name="projekty a implementace", is_cross_cutting=True,
        status=GroupStatus.ESTABLISHED,
    )  # fmt: skip

    page = shown(client, version)
    assert "Dluhová problematika" in page
    assert "projekty a implementace (průřezová skupina)" in page
    assert "focus_without_theme" not in codes(version)
    area.thematic_area = None
    area.save()
    assert "focus_without_theme" in codes(version)


def test_ocr_of_the_same_document_is_not_a_second_agreement(client):
    """Noise of the scan changes names and not digits: the IČO and the memorandum's date tell the duplicate."""
    version = under_memorandum(jihlava(ico_text="00261891"), dated_on=MEMORANDUM)
    unit = version.agreement.unit
    user = member(unit)
    with pytest.raises(actions.DraftExists):
        actions.create_agreement(unit, by=user, kind=version.agreement.kind, template=version.template)
    step(version, terms=[undated("Dle nabídky ASZ", TermKind.ON_DEMAND)])
    actions.take_over(version, by=user, reason="Na papíře.")

    scan = actions.create_agreement(
        unit, by=user, kind=version.agreement.kind, template=version.template,
        memorandum=version.agreement.memorandum,
    )  # fmt: skip

    assert "same_memorandum_twice" in codes(scan)
    client.force_login(user)
    page = client.get(reverse("agreements:version", args=[scan.pk])).content.decode()
    assert f'href="{reverse("agreements:detail", args=[version.agreement_id])}"' in page
    assert AgreementVersion.objects.count() == 2

"""Warnings: what Chomutov's agreement gives, and each kind once."""

from datetime import date

import pytest

from agreements.models import AgreementVersion, SupportingProject
from agreements.vocabulary import OpinionResult, RegionalContactStatus, ResponsibilityCode, Section, Side
from agreements.warnings import missing
from tests.agreements.chomutov import build_chomutov
from tests.factories import (
    ApprovalFactory,
    FocusAreaFactory,
    FocusGoalFactory,
    LegacyStrategyUseFactory,
    LinkedStrategyFactory,
    OpinionFactory,
    ResponsibilityFactory,
    RoleAssignmentFactory,
    StepFactory,
    TemplateFactory,
    TermFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)

CHOMUTOV = [
    ("project_end_blank", Section.PROJECT, "Datum ukončení projektu není zadáno"),
    ("validity_conflict", Section.VALIDITY, "končí 18. 4. 2027"),
    ("text_promises_past_year", Section.PARTNERSHIP, "na rok 2021"),
    ("legacy_revision_unknown", Section.LEGACY, "podpora mládeže"),
    ("legacy_revision_unknown", Section.LEGACY, "Tematický akční plán"),
    ("strategy_without_period", Section.PLAN, "Lokální koncepce sociálního bydlení v Chomutově"),
    ("strategy_expired", Section.PLAN, "platil do roku 2021"),
    ("timeline_ends_before_validity", Section.TIMELINE, "končí 31. 8. 2026"),
    ("term_in_first_month", Section.TIMELINE, "„květen 2022“"),
    ("step_without_term", Section.TIMELINE, "„Revize Popisu spolupráce“"),
    ("steps_share_date", Section.TIMELINE, "„Sestavení PSZ“ mají stejný termín září 2022"),
    ("term_without_period", Section.TIMELINE, "„1x tematický výzkum“"),
    ("suspected_swap", Section.TIMELINE, "Vzdělávací aktivity"),
    ("term_after_end", Section.TIMELINE, "„prosinec 2026“"),
    ("responsibility_blank", Section.TIMELINE, "„Poradenství“ není uvedena odpovědnost územního celku"),
    ("term_is_condition", Section.TIMELINE, "26,42,52"),
    ("asz_approval_blank", Section.APPROVAL, "schválení na straně ASZ"),
    ("signature_without_date", Section.APPROVAL, "za stranu územního celku"),
    ("signature_without_date", Section.APPROVAL, "za stranu ASZ"),
]


def test_chomutov_gives_exactly_these():
    version = AgreementVersion.objects.with_tree().get(pk=build_chomutov().pk)

    found = missing(version, today=TODAY)

    assert [(one.code, one.section) for one in found] == [(code, section) for code, section, _ in CHOMUTOV]
    for warning, (_, _, part) in zip(found, CHOMUTOV, strict=True):
        assert part in warning.text.replace("\u00a0", " ")


def test_warnings_ask_nothing_beyond_the_tree(django_assert_num_queries):
    version = AgreementVersion.objects.with_tree().get(pk=build_chomutov().pk)

    with django_assert_num_queries(0):
        missing(version, today=TODAY)


def codes(version) -> set[str]:
    loaded = AgreementVersion.objects.with_tree().get(pk=version.pk)
    return {one.code for one in missing(loaded, today=TODAY)}


def test_empty_draft_lacks_everything():
    template = TemplateFactory(
        headings={"unit_text": "Územní celek", "role:MANAGER": "Manažer", **dict(Section.choices)}
    )

    assert codes(VersionFactory(template=template)) == {
        "header_blank", "role_blank", "hours_blank", "project_blank", "validity_blank",
        "validity_without_years", "focus_blank", "partnership_blank", "founder_blank", "seats_blank",
        "plan_blank", "measures_blank", "regional_contact_blank", "opinion_blank", "timeline_blank",
        "approval_date_blank", "resolution_number_blank", "asz_approval_blank", "signature_without_date",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("ico_differs", {"ico_text": "00286010"}),
        ("hours_contradict", {"hours_total": 40, "hours_distance_max": 50}),
        ("validity_years_contradict", {"stated_from_year": 2022, "stated_to_year": 2026, "stated_years": 2}),
        ("validity_without_years", {"validity_text": "do odvolání"}),
        ("legacy_blank", {"is_transition_from_kpsvl": True}),
        ("plan_specified_later", {"plan_specified_later": True}),
        ("plan_outlives_agreement", {"plan_to_year": 2028, "stated_years": 2}),
        ("regional_contact_unnamed", {"regional_contact_status": RegionalContactStatus.NAMED}),
        ("timeline_ends_after_validity", {"timeline_to": date(2026, 1, 1), "stated_years": 2}),
        ("timeline_starts_before_validity", {"timeline_from": date(2022, 1, 1)}),
    ],
)
def test_fields_of_the_version(code, fields):
    plain = VersionFactory(stated_years=9)
    version = VersionFactory(**{"stated_years": None, **fields})
    for one in (plain, version):
        ApprovalFactory(version=one, decided_on=date(2022, 4, 19))

    assert code in codes(version)
    assert code not in codes(plain)


@pytest.mark.parametrize(
    ("end_date", "expected"),
    [
        (date(2022, 1, 31), {"project_ends_before_validity", "project_ended_before_start"}),
        (date(2023, 1, 31), {"project_ends_before_validity", "project_ended"}),
        (date(2026, 12, 31), {"project_ends_before_validity"}),
        (date(2027, 12, 31), set()),
    ],
)
def test_end_of_the_project(end_date, expected):
    version = build_chomutov()
    SupportingProject.objects.update(end_date=end_date)

    assert {code for code in codes(version) if code.startswith("project")} == expected


def test_roles_that_are_not_a_person():
    template = TemplateFactory(headings={"role:MANAGER": "Manažer", "role:REPRESENTATIVE": "Zástupce"})
    version = VersionFactory(template=template)
    RoleAssignmentFactory(version=version, role="MANAGER", name_text="", is_vacant=True)
    RoleAssignmentFactory(version=version, role="REPRESENTATIVE", name_text="", function_text="radní")

    assert {"vacancy_without_deputy", "role_without_name"} <= codes(version)


def test_goals_themes_and_older_documents():
    version = VersionFactory()
    area = FocusAreaFactory(version=version)
    FocusGoalFactory(version=version, focus_area=area, target_type="RELATIVE")
    LegacyStrategyUseFactory(version=version, to_year=2020, is_revised=False)
    LegacyStrategyUseFactory(version=version)
    LinkedStrategyFactory(version=version)

    assert {
        "focus_without_theme", "goal_without_baseline", "legacy_too_old", "legacy_not_revised",
        "legacy_without_end", "legacy_revision_unknown", "strategy_without_period",
    } <= codes(version)  # fmt: skip


def test_opinion_and_memorandum_that_came_too_late():
    version = VersionFactory()
    ApprovalFactory(version=version, decided_on=date(2022, 4, 19))
    OpinionFactory(version=version, result=OpinionResult.REJECTED, discussed_on=date(2022, 5, 1))
    agreement = version.agreement
    agreement.memorandum = agreement.unit.memoranda.create(dated_on=date(2022, 5, 2))
    agreement.save()

    assert {"opinion_rejected", "opinion_after_approval", "approved_before_memorandum"} <= codes(version)


def test_approval_of_the_other_side_looks_swapped():
    step = StepFactory()
    ResponsibilityFactory(
        version=step.version, step=step, side=Side.UNIT, code=ResponsibilityCode.APPROVAL_ASZ
    )

    assert {"suspected_swap", "step_without_output", "step_without_term"} <= codes(step.version)


def test_explicit_dash_is_not_a_blank_responsibility():
    step = StepFactory()
    for side in Side:
        ResponsibilityFactory(
            version=step.version, step=step, side=side, code=ResponsibilityCode.EXPLICIT_DASH
        )

    assert "responsibility_blank" not in codes(step.version)


def test_dated_term_before_the_start_and_term_half_read():
    version = VersionFactory(timeline_from=date(2022, 5, 1))
    step = StepFactory(version=version, specification="")
    TermFactory(
        version=version, step=step, kind="DATE", count=None, bound="", per="", date_to=date(2022, 3, 1)
    )
    TermFactory(version=version, step=step, parse_status="PARTIAL")

    assert {"term_before_start", "term_not_read", "step_without_specification"} <= codes(version)

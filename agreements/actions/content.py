"""Sections other than the timeline; each takes the revision it started from (0 before the first save)."""

from agreements.actions.editing import replace_rows, save_fields, saving, write_fields
from agreements.models import (
    AgreementVersion,
    FocusArea,
    FocusGoal,
    LegacyStrategyUse,
    LinkedStrategy,
    PlannedMeasure,
    RoleAssignment,
    StatedGroup,
    StatedMatter,
    StatedSeat,
)
from agreements.queries import SECTION_FIELDS
from agreements.vocabulary import Section
from partnerships.models import User
from partnerships.vocabulary import OfficialRole


def _only(section: Section, fields: dict) -> dict:
    foreign = set(fields) - set(SECTION_FIELDS[section])
    if foreign:
        raise TypeError(f"not of section {section}: {sorted(foreign)}")
    return fields


def save_header(version: AgreementVersion, *, by: User, revision: int, **fields) -> None:
    save_fields(version, Section.HEADER, by=by, revision=revision, fields=_only(Section.HEADER, fields))


def save_roles(version: AgreementVersion, *, by: User, revision: int, roles: list[dict]) -> None:
    """`roles` are {"role", …}; a role with nothing filled in has no row."""
    order = OfficialRole.values
    with saving(version, Section.ROLES, by=by, revision=revision) as locked:
        keys = dict(RoleAssignment.objects.filter(version=locked).values_list("role", "key"))
        rows = [
            {**row, "key": keys.get(row["role"])}
            for row in sorted(roles, key=lambda row: order.index(row["role"]))
            if any(value for name, value in row.items() if name != "role")
        ]
        replace_rows(locked, RoleAssignment, rows, present=set(keys.values()))


def save_project(version: AgreementVersion, *, by: User, revision: int, **fields) -> None:
    save_fields(version, Section.PROJECT, by=by, revision=revision, fields=_only(Section.PROJECT, fields))


def save_validity(version: AgreementVersion, *, by: User, revision: int, **fields) -> None:
    save_fields(version, Section.VALIDITY, by=by, revision=revision, fields=_only(Section.VALIDITY, fields))


def save_focus(
    version: AgreementVersion, *, by: User, revision: int, areas: list[dict], focus_text: str = ""
) -> None:
    """`areas` are rows of FocusArea, each with its "goals"."""
    with saving(version, Section.FOCUS, by=by, revision=revision) as locked:
        write_fields(locked, {"focus_text": focus_text})
        goals_of = [area.get("goals", []) for area in areas]
        rows = [{name: value for name, value in area.items() if name != "goals"} for area in areas]
        saved = replace_rows(locked, FocusArea, rows)
        goals = [
            {**goal, "focus_area": area} for area, own in zip(saved, goals_of, strict=True) for goal in own
        ]
        replace_rows(locked, FocusGoal, goals)


def save_partnership_description(
    version: AgreementVersion,
    *,
    by: User,
    revision: int,
    groups: list[dict],
    seats: list[dict],
    matters: list[dict],
    **fields,
) -> None:
    with saving(version, Section.PARTNERSHIP, by=by, revision=revision) as locked:
        write_fields(locked, _only(Section.PARTNERSHIP, fields))
        replace_rows(locked, StatedGroup, groups)
        replace_rows(locked, StatedSeat, seats)
        replace_rows(locked, StatedMatter, matters)


def save_legacy(
    version: AgreementVersion,
    *,
    by: User,
    revision: int,
    is_transition_from_kpsvl: bool,
    strategies: list[dict],
) -> None:
    with saving(version, Section.LEGACY, by=by, revision=revision) as locked:
        write_fields(locked, {"is_transition_from_kpsvl": is_transition_from_kpsvl})
        replace_rows(locked, LegacyStrategyUse, strategies)


def save_plan(
    version: AgreementVersion, *, by: User, revision: int, strategies: list[dict], **fields
) -> None:
    with saving(version, Section.PLAN, by=by, revision=revision) as locked:
        write_fields(locked, _only(Section.PLAN, fields))
        replace_rows(locked, LinkedStrategy, strategies)


def save_measures(version: AgreementVersion, *, by: User, revision: int, measures: list[dict]) -> None:
    with saving(version, Section.MEASURES, by=by, revision=revision) as locked:
        replace_rows(locked, PlannedMeasure, measures)


def save_regional_contact(version: AgreementVersion, *, by: User, revision: int, **fields) -> None:
    fields = _only(Section.REGIONAL_CONTACT, fields)
    save_fields(version, Section.REGIONAL_CONTACT, by=by, revision=revision, fields=fields)


def save_timeline_frame(version: AgreementVersion, *, by: User, revision: int, **fields) -> None:
    """The period printed above the timeline."""
    save_fields(version, Section.TIMELINE, by=by, revision=revision, fields=_only(Section.TIMELINE, fields))

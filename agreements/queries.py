"""What is stored, in the shape that forms show and actions take."""

from uuid import UUID

from agreements.models import (
    Activity,
    Agreement,
    AgreementVersion,
    ExpectedOutput,
    Responsibility,
    RoleAssignment,
    ScheduleTerm,
    SectionRevision,
)
from agreements.vocabulary import Section

# Columns of the version that belong to a section; rows of its tree come on top.
SECTION_FIELDS = {
    Section.HEADER: ("annex_text", "unit_text", "seat_text", "ico_text", "memorandum_text"),
    Section.PROJECT: (
        "project", "project_text", "guarantee_text", "hours_total", "hours_distance_max", "hours_scope",
    ),
    Section.VALIDITY: (
        "validity_text", "stated_from_year", "stated_to_year", "stated_years", "valid_to", "is_transitional",
    ),
    Section.FOCUS: ("focus_text",),
    Section.PARTNERSHIP: (
        "partnership_text", "founder_text", "founded_text", "rules_text", "groups_text", "members_text",
        "competences_text",
    ),
    Section.LEGACY: ("is_transition_from_kpsvl",),
    Section.PLAN: (
        "plan_character", "plan_main_goal", "plan_content", "plan_areas", "plan_depth", "plan_target_groups",
        "plan_synergy_text", "plan_from_year", "plan_to_year", "plan_is_medium_term", "plan_specified_later",
    ),
    Section.REGIONAL_CONTACT: ("regional_contact_status", "regional_contact_text"),
    Section.TIMELINE: ("timeline_text", "timeline_from", "timeline_to"),
}  # fmt: skip
ROLE_FIELDS = ("raw_text", "name_text", "function_text", "is_vacant", "deputy_text")


def current_version(agreement: Agreement) -> AgreementVersion | None:
    """The version in force, else the newest."""
    return agreement.versions.current_first().first()


def revision_of(version: AgreementVersion, section: Section, activity_key: UUID | None = None) -> int:
    """What a save of the section has to send; 0 until it is saved for the first time."""
    row = SectionRevision.objects.filter(version=version, section=section, activity_key=activity_key).first()
    return row.revision if row else 0


def stored_values(version: AgreementVersion, section: Section, activity_key: UUID | None = None):
    """The section as its action takes it; None for an activity that is gone."""
    if section == Section.ROLES:
        return role_values(version)
    if activity_key is not None:
        activity = Activity.objects.filter(version=version, key=activity_key).first()
        return activity and activity_values(activity)
    fresh = AgreementVersion.objects.get(pk=version.pk)
    return {name: getattr(fresh, name) for name in SECTION_FIELDS.get(section, ())}


def role_values(version: AgreementVersion) -> list[dict]:
    return [_values(row, ("role", *ROLE_FIELDS)) for row in RoleAssignment.objects.filter(version=version)]


def activity_values(activity: Activity) -> dict:
    """{"name", "steps": [{"key", …, "outputs", "responsibilities", "terms"}]}, as save_activity takes them."""
    steps = activity.steps.prefetch_related("outputs", "responsibilities", "terms")
    return {
        "name": activity.name,
        "steps": [
            {
                **_values(step, ("key", "specification", "suspected_swap")),
                "outputs": [_values(row, row_fields(ExpectedOutput)) for row in step.outputs.all()],
                "responsibilities": [
                    _values(row, row_fields(Responsibility)) for row in step.responsibilities.all()
                ],
                "terms": [_values(row, row_fields(ScheduleTerm)) for row in step.terms.all()],
            }
            for step in steps
        ],
    }


def row_fields(model) -> tuple[str, ...]:
    """The key and what a person writes in a row of a step; the rest the action knows."""
    known = {"id", "version", "position", "step", "parse_status", "confirmed_by"}
    return tuple(field.name for field in model._meta.concrete_fields if field.name not in known)


def _values(row, names) -> dict:
    return {name: getattr(row, name) for name in names}

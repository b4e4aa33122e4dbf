"""Where a warning is shown on the version's page, and the address where it is put right."""

from uuid import UUID

from django.urls import reverse

from agreements import access
from agreements.models import AgreementVersion
from agreements.queries import SECTION_FIELDS
from agreements.vocabulary import SECTION_SLUGS, Section
from agreements.warnings.warning import Warning
from partnerships.models import User

# Faults of other sections that the page of the adoption puts right, and the field that does it.
BY_ADOPTION = {"validity_without_start": "approval_unit-decided_on"}
ADOPTION = {Section.APPROVAL, Section.OPINION}
# What is recorded now is put right on the unit's page.
ON_UNIT_PAGE = {
    "role_holder_differs": "role",
    "partnership_not_recorded": "partnerstvi",
    "members_not_recorded": "partnerstvi",
    "members_not_stated": "partnerstvi",
    "group_not_recorded": "partnerstvi",
    "group_not_stated": "partnerstvi",
}
# Rows of a kind as a whole, by the name the warnings have for them.
ROWS = {
    "focus_areas": "areas",
    "stated_seats": "seats",
    "legacy_strategies": "strategies",
    "planned_measures": "measures",
}
AS_RADIO = {"regional_contact_status", "hours_scope"}


def section_anchor(section: Section) -> str:
    return f"oddil-{section.lower()}"


def row_anchors(version: AgreementVersion) -> dict[str, str]:
    """By the key of a row of the timeline: a term is shown in the row of its step."""
    anchors = {}
    for activity in version.activities.all():
        anchors[str(activity.key)] = f"cinnost-{activity.key}"
        for step in activity.steps.all():
            of_step = [step, *step.terms.all()]
            anchors |= {str(row.key): f"krok-{step.key}" for row in of_step}
    return anchors


def with_fixes(warnings: list[Warning], version: AgreementVersion, user: User) -> list[Warning]:
    """Each with the address of the field that puts it right, where this person may and there is such a page."""
    can_edit = version.is_editable and access.can_edit(user, version)
    can_complete = "complete_adoption" in access.steps_for(user, version)
    activities = _activities_by_key(version) if can_edit else {}
    return [
        one._replace(fix=_of_live(one, version) or _fix(one, version, activities, can_edit, can_complete))
        for one in warnings
    ]


def _activities_by_key(version: AgreementVersion) -> dict[str, UUID]:
    """Of the activity itself, its steps and their terms."""
    return {
        str(row.key): activity.key
        for activity in version.activities.all()
        for row in (
            activity,
            *activity.steps.all(),
            *(term for step in activity.steps.all() for term in step.terms.all()),
        )
    }


def _of_live(warning: Warning, version: AgreementVersion) -> str:
    if place := ON_UNIT_PAGE.get(warning.code):
        return f"{reverse('partnerships:unit', args=[version.agreement.unit_id])}#{place}"
    if warning.field.startswith("other-"):
        return reverse("agreements:detail", args=[warning.field.removeprefix("other-")])
    return ""


def _fix(warning: Warning, version, activities: dict, can_edit: bool, can_complete: bool) -> str:
    adoption_field = BY_ADOPTION.get(warning.code) or (warning.section in ADOPTION and warning.field)
    if adoption_field:
        address = reverse("agreements:complete_adoption", args=[warning.version_id])
        return f"{address}#id_{adoption_field}" if can_complete else ""
    if not can_edit:
        return ""
    if warning.code == "memorandum_dated_before_approval":
        place = [version.agreement_id, version.agreement.memorandum_id]
        return f"{reverse('agreements:memorandum', args=place)}#id_dated_on"
    if warning.field in activities:
        activity = activities[warning.field]
        address = reverse("agreements:activity_edit", args=[warning.version_id, activity])
        return address if warning.field == str(activity) else f"{address}#radek-{warning.field}"
    if warning.field == "activities":
        return reverse("agreements:activity_add", args=[warning.version_id])
    address = reverse("agreements:edit_section", args=[warning.version_id, SECTION_SLUGS[warning.section]])
    return f"{address}#{_place_on_page(warning)}"


def _place_on_page(warning: Warning) -> str:
    """The id of the field, of the row, or of the rows of a kind."""
    if not warning.field:
        return "obsah"
    if warning.section == Section.ROLES:
        return f"id_{warning.field}-name_text"
    if warning.field in SECTION_FIELDS.get(warning.section, ()):
        return f"id_{warning.field}{'_0' if warning.field in AS_RADIO else ''}"
    return f"radky-{ROWS[warning.field]}" if warning.field in ROWS else f"radek-{warning.field}"

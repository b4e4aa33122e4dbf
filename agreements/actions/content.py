"""Sections other than the timeline; each takes the revision it started from (0 before the first save)."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

import pghistory
from django.db import transaction

from agreements.actions.editing import FrozenVersion, Save, StaleSection, saving
from agreements.actions.rows import write_fields, write_rows
from agreements.models import AgreementVersion, SectionRevision
from agreements.queries import SECTION_FIELDS, SECTION_ROWS, revision_of, stored_values
from agreements.vocabulary import Section
from partnerships.models import User
from partnerships.vocabulary import OfficialRole


def save_section(
    version: AgreementVersion,
    *,
    section: Section,
    by: User,
    revision: int,
    known: Iterable[UUID] = (),
    seen: set[UUID] | None = None,
    **values,
) -> None:
    """`values` are columns and lists of rows as queries.stored_values gives them; what is left out stays.

    For `known` and `seen` see write_rows.
    """
    kinds = {kind.name: kind for kind in SECTION_ROWS.get(section, ())}
    fields = {name: value for name, value in values.items() if name not in kinds}
    foreign = set(fields) - set(SECTION_FIELDS.get(section, ()))
    if foreign:
        raise TypeError(f"not of section {section}: {sorted(foreign)}")
    with saving(version, section, by=by, revision=revision) as save:
        write_fields(save.version, fields)
        for name, kind in kinds.items():
            if name in values:
                rows = _roles(save, values[name]) if section == Section.ROLES else values[name]
                write_rows(save, kind, rows, known=known, seen=seen)


def _roles(save: Save, roles: list[dict]) -> list[dict]:
    """`roles` are {"role", …}, told apart by their role; one with nothing filled in has no row."""
    (stored,) = save.stored.rows.values()
    keys = {row.values["role"]: key for key, row in stored.items()}
    order = OfficialRole.values
    return [
        {**row, "key": keys.get(row["role"], row.get("key"))}
        for row in sorted(roles, key=lambda row: order.index(row["role"]))
        if any(value for name, value in row.items() if name not in {"role", "key"})
    ]


@transaction.atomic
def confirm_inherited(
    version: AgreementVersion,
    section: Section,
    activity_key: UUID | None = None,
    *,
    by: User,
    revision: int,
) -> None:
    """What was taken from the document before holds in this one too, as the person saw it in `revision`."""
    place = {"version": version, "section": section, "activity_key": activity_key}
    with pghistory.context(user=by.pk, action="confirm_inherited"):
        locked = AgreementVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
        if not locked.is_editable:
            raise FrozenVersion
        if not SectionRevision.objects.filter(**place, revision=revision).update(is_inherited=False):
            stored = stored_values(version, section, activity_key)
            raise StaleSection(stored, revision_of(version, section, activity_key))


save_header = partial(save_section, section=Section.HEADER)
save_roles = partial(save_section, section=Section.ROLES)
save_project = partial(save_section, section=Section.PROJECT)
save_validity = partial(save_section, section=Section.VALIDITY)
save_focus = partial(save_section, section=Section.FOCUS)
save_partnership_description = partial(save_section, section=Section.PARTNERSHIP)
save_legacy = partial(save_section, section=Section.LEGACY)
save_plan = partial(save_section, section=Section.PLAN)
save_measures = partial(save_section, section=Section.MEASURES)
save_regional_contact = partial(save_section, section=Section.REGIONAL_CONTACT)
save_timeline_frame = partial(save_section, section=Section.TIMELINE)  # the period printed above the timeline

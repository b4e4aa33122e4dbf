"""Undo: a section or an activity goes back to what one of its earlier revisions held."""

from collections.abc import Iterator
from uuid import UUID

from agreements.actions.content import save_section
from agreements.actions.editing import Refused
from agreements.actions.timeline import delete_activity, save_activity
from agreements.models import AgreementVersion, SectionSnapshot
from agreements.queries import values_before
from agreements.vocabulary import Section
from partnerships.models import User

RECENT = 50  # saves of one sitting; a form is not open for longer


def restore(
    version: AgreementVersion,
    section: Section,
    activity_key: UUID | None = None,
    *,
    to_revision: int,
    by: User,
    revision: int,
) -> None:
    """A save like any other, so it can be undone in turn; rows deleted meanwhile come back with their keys."""
    if to_revision >= revision:
        raise Refused("Není k čemu se vrátit.")
    values = values_before(version, section, to_revision, activity_key)
    if activity_key is None and values is None:
        raise Refused("Dřívější znění této části se nedochovalo.")
    if activity_key is None:
        place = {"section": section, "by": by, "revision": revision, "known": set(keys_in(values))}
        save_section(version, **place, **values)
    elif values is None:
        delete_activity(version, by=by, revision=revision, key=activity_key)
    else:
        place = {"key": activity_key, "by": by, "revision": revision, "known": set(keys_in(values))}
        save_activity(version, **place, **values)


def keys_held_before(
    version: AgreementVersion, section: Section, activity_key: UUID | None = None
) -> set[UUID]:
    """Of rows that may come back, because a form still holds them."""
    place = {"version": version, "section": section, "activity_key": activity_key}
    newest = SectionSnapshot.objects.filter(**place).order_by("-revision")[:RECENT]
    return set(keys_in(list(newest.values_list("values", flat=True))))


def keys_in(values) -> Iterator[UUID]:
    """Of all rows in the values of a section, also when they come from JSON."""
    if isinstance(values, list):
        for one in values:
            yield from keys_in(one)
    elif isinstance(values, dict):
        if values.get("key"):
            yield UUID(str(values["key"]))
        for one in values.values():
            yield from keys_in(one)

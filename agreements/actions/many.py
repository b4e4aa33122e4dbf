"""Saves of many activities at once: their revisions are raised, what they held is read and kept, all together."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import F

from agreements.actions.editing import FrozenVersion, Save, StaleSection
from agreements.models import AgreementVersion, SectionRevision, SectionSnapshot
from agreements.models.version import VersionRow
from agreements.queries import ACTIVITY, Rows, Stored, StoredRow, activities_in, with_activities
from agreements.vocabulary import Section
from partnerships.models import User

ByKey = dict[UUID, StoredRow]


def saving_many(
    version: AgreementVersion, *, by: User, revisions: dict[UUID, int], new: Collection[UUID]
) -> Save:
    """The locked version with its whole timeline; the activities named count as saved, each with its snapshot.

    Revisions first, then the version: in the order every save of an activity takes them. Refused as stale when one
    of the activities is not at its revision, or is gone.
    """
    if revisions:
        _raise_revisions(version, revisions)
    versions = with_activities(AgreementVersion.objects.all())
    locked = versions.select_for_update(of=("self",)).get(pk=version.pk)
    if not locked.is_editable:
        raise FrozenVersion
    stored = activities_in(locked)
    if revisions.keys() - stored.values.keys():
        raise StaleSection(None, 0)
    before = {key: (revision, stored.values[key]) for key, revision in revisions.items()}
    _keep_revisions(version, new, before, by=by)
    return Save(locked, stored)


def of_activities(stored: Stored, keys: Collection[UUID]) -> Stored:
    """Their rows alone, so that those of the others are not taken for deleted."""
    chosen = {key: row for key, row in stored.rows[ACTIVITY.model].items() if key in keys}
    return Stored(None, {ACTIVITY.model: chosen, **dict(_inside(ACTIVITY, chosen, stored.rows))})


def last_position(stored: Stored) -> int:
    return max((activity["position"] for activity in stored.values.values()), default=0)


def _inside(kind: Rows, outer: ByKey, rows: dict) -> Iterator[tuple[type[VersionRow], ByKey]]:
    pks = {row.pk for row in outer.values()}
    for inner in kind.inside:
        own = {key: row for key, row in rows[inner.model].items() if row.parent in pks}
        yield inner.model, own
        yield from _inside(inner, own, rows)


def _keep_revisions(
    version, new: Collection[UUID], replaced: dict[UUID, tuple[int, dict]], *, by: User
) -> None:
    """What a save of each activity would leave behind: its counter, and what it held before."""
    place = {"version": version, "section": Section.TIMELINE}
    before = dict.fromkeys(new, (0, None)) | replaced
    SectionRevision.objects.bulk_create(SectionRevision(**place, activity_key=key, revision=1) for key in new)
    SectionSnapshot.objects.bulk_create(
        SectionSnapshot(**place, activity_key=key, revision=revision, values=values, by=by)
        for key, (revision, values) in before.items()
    )


def _raise_revisions(version: AgreementVersion, sent: dict[UUID, int]) -> None:
    """An activity that nobody has saved yet has no revision; one that begins now waits here, not in a deadlock."""
    place = {"version": version, "section": Section.TIMELINE}
    first = [SectionRevision(**place, activity_key=key) for key, revision in sent.items() if not revision]
    SectionRevision.objects.bulk_create(first, ignore_conflicts=True)
    rows = SectionRevision.objects.filter(**place, activity_key__in=sent)
    held = rows.order_by("pk").select_for_update(of=("self",)).values_list("activity_key", "revision")
    if dict(held) != sent:
        raise StaleSection(None, 0)
    rows.update(revision=F("revision") + 1, is_inherited=False)

"""Many activities at once: a timeline pasted from a table, and the step taken back."""

from uuid import UUID, uuid4, uuid5

import pghistory
from django.db import IntegrityError, transaction
from django.db.models import F

from agreements.actions.editing import FrozenVersion, Save, StaleSection
from agreements.actions.restoring import restore
from agreements.actions.rows import write_rows
from agreements.models import (
    AgreementVersion,
    PastedTimeline,
    ScheduleTerm,
    SectionRevision,
    SectionSnapshot,
)
from agreements.queries import ACTIVITY, Stored, activities_in, with_activities
from agreements.vocabulary import Section
from partnerships.models import User


def paste_timeline(
    version: AgreementVersion,
    *,
    by: User,
    form_key: UUID,
    activities: list[dict],
    replaced: dict[UUID, int] | None = None,
) -> tuple[PastedTimeline, bool]:
    """Writes the activities behind those of the timeline, or in their place; False for a form sent twice.

    `activities` are as queries.activity_values gives them, with `parse_status` in their terms. `replaced` are the
    revisions of all activities the person saw before letting them go: refused as stale when any has changed.
    """
    # bound to the person and the version: a key of anybody else must not even collide
    form_key = uuid5(form_key, f"{version.pk} {by.pk}")
    gone = replaced or {}
    rows = [{**activity, "key": uuid4()} for activity in activities]
    changes = [{"key": str(row["key"]), "before": 0, "after": 1} for row in rows]
    changes += [{"key": str(key), "before": before, "after": before + 1} for key, before in gone.items()]
    step = {"version": version, "form_key": form_key, "by": by}
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, action="paste_timeline"):
            paste = PastedTimeline.objects.create(**step, changes=changes)
            _write(version, rows, gone, by=by)
    except IntegrityError:
        first = PastedTimeline.objects.filter(**step).first()
        if first is None:
            raise
        return first, False
    return paste, True


def _write(version: AgreementVersion, rows: list[dict], gone: dict[UUID, int], *, by: User) -> None:
    """Revisions first, then the version: in the order every save of an activity takes them."""
    if gone:
        _raise_revisions(version, gone)
    locked = (
        with_activities(AgreementVersion.objects.all()).select_for_update(of=("self",)).get(pk=version.pk)
    )
    if not locked.is_editable:
        raise FrozenVersion
    stored = activities_in(locked)
    if gone and stored.values.keys() != gone.keys():
        raise StaleSection(None, 0)
    _keep_revisions(version, rows, {key: (gone[key], stored.values[key]) for key in gone}, by=by)
    last = 0 if gone else max((activity["position"] for activity in stored.values.values()), default=0)
    placed = [{**row, "position": last + number} for number, row in enumerate(rows, start=1)]
    if not gone:  # what is there stays there
        stored = Stored(None, {kind.model: {} for kind in ACTIVITY.all()})
    extra = {ScheduleTerm: _as_read}
    write_rows(Save(locked, stored), ACTIVITY, placed, known=[row["key"] for row in rows], extra=extra)


def _as_read(term: dict) -> dict:
    """Nobody has confirmed it yet: the person has seen the table as a whole, not each of its terms."""
    return {"parse_status": term["parse_status"], "confirmed_by": None}


def _keep_revisions(version, rows: list[dict], gone: dict[UUID, tuple[int, dict]], *, by: User) -> None:
    """What a save of each activity would leave behind: its counter, and what it held before."""
    place = {"version": version, "section": Section.TIMELINE}
    before = {row["key"]: (0, None) for row in rows} | gone
    SectionRevision.objects.bulk_create(
        SectionRevision(**place, activity_key=row["key"], revision=1) for row in rows
    )
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


def undo_paste(paste: PastedTimeline, *, by: User) -> None:
    """Each activity goes back to what it was before; refused as stale when anybody has changed one since."""
    with transaction.atomic(), pghistory.context(user=by.pk, action="paste_timeline"):
        for change in paste.changes:
            place = {"section": Section.TIMELINE, "activity_key": UUID(change["key"])}
            restore(paste.version, **place, to_revision=change["before"], by=by, revision=change["after"])

"""Many activities at once: a timeline pasted from a table, and the step taken back."""

from uuid import UUID, uuid4, uuid5

import pghistory
from django.db import IntegrityError, transaction

from agreements.actions.editing import StaleSection
from agreements.actions.many import last_position, of_activities, saving_many
from agreements.actions.restoring import restore
from agreements.actions.rows import write_rows
from agreements.models import AgreementVersion, PastedTimeline, ScheduleTerm
from agreements.queries import ACTIVITY
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
    new = [row["key"] for row in rows]
    save = saving_many(version, by=by, revisions=gone, new=new)
    if gone and save.stored.values.keys() != gone.keys():
        raise StaleSection(None, 0)
    last = 0 if gone else last_position(save.stored)
    placed = [{**row, "position": last + number} for number, row in enumerate(rows, start=1)]
    replaced = save._replace(stored=of_activities(save.stored, gone))  # what else is there stays there
    write_rows(replaced, ACTIVITY, placed, known=new, extra={ScheduleTerm: _as_read})


def _as_read(term: dict) -> dict:
    """Nobody has confirmed it yet: the person has seen the table as a whole, not each of its terms."""
    return {"parse_status": term["parse_status"], "confirmed_by": None}


def undo_paste(paste: PastedTimeline, *, by: User) -> None:
    """Each activity goes back to what it was before; refused as stale when anybody has changed one since."""
    with transaction.atomic(), pghistory.context(user=by.pk, action="paste_timeline"):
        for change in paste.changes:
            place = {"section": Section.TIMELINE, "activity_key": UUID(change["key"])}
            restore(paste.version, **place, to_revision=change["before"], by=by, revision=change["after"])

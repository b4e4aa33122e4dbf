"""The timeline is saved activity by activity; their order is the timeline's own."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID, uuid4

import pghistory
from django.db import transaction
from django.db.models import Max

from agreements.actions.editing import Save, StaleSection, UnknownRow, saving
from agreements.actions.many import last_position, of_activities, saving_many
from agreements.actions.rows import write_rows
from agreements.models import Activity, AgreementVersion, ScheduleTerm
from agreements.queries import ACTIVITY, STEPS, stored_values
from agreements.reading import read_cell
from agreements.term_reading import status_of
from agreements.vocabulary import ParseStatus, Section
from partnerships.models import User

ABOVE = "above"  # beside the columns of a term: the activity and the specification it stands under


def save_activity(
    version: AgreementVersion,
    *,
    by: User,
    name: str,
    steps: list[dict],
    key: UUID | None = None,
    position: int | None = None,
    revision: int = 0,
    known: Iterable[UUID] = (),
    seen: set[UUID] | None = None,
) -> UUID:
    """Writes an activity with its steps as given by queries.activity_values; what is not given is deleted.

    For `known` and `seen` see write_rows. A new activity may bring the key its form was handed out with, so that
    a double click makes one; without a `position` it comes last.
    """
    key = key or uuid4()
    with saving(version, Section.TIMELINE, by=by, revision=revision, activity_key=key) as save:
        parent = _named(save, key, name, position)
        extra = {ScheduleTerm: partial(_confirmed, by)}
        write_rows(save, STEPS, _in_place(name, steps), parent=parent, known=known, seen=seen, extra=extra)
    return key


def save_activities(version: AgreementVersion, *, by: User, activities: list[dict]) -> None:
    """Each as save_activity would write it, in as many queries as one of them takes; the rest of the timeline stays.

    Beside what an activity holds stands its `key`, None for a new one, and the `revision` it starts from.
    """
    rows = [{**one, "key": one["key"] or uuid4()} for one in activities]
    revisions = {one["key"]: one["revision"] for one in activities if one["key"]}
    new = [row["key"] for row in rows if row["key"] not in revisions]
    with transaction.atomic(), pghistory.context(user=by.pk, action=f"save_{Section.TIMELINE}"):
        save = saving_many(version, by=by, revisions=revisions, new=new)
        places = {key: row.position for key, row in save.stored.rows[Activity].items()}
        places |= {key: place for place, key in enumerate(new, start=last_position(save.stored) + 1)}
        placed = [
            {**row, "position": places[row["key"]], "steps": _in_place(row["name"], row["steps"])}
            for row in rows
        ]
        own = save._replace(stored=of_activities(save.stored, revisions))
        write_rows(own, ACTIVITY, placed, known=new, extra={ScheduleTerm: partial(_confirmed, by)})


def _in_place(activity: str, steps: list[dict]) -> list[dict]:
    """Each term with what stands above it, which its text is read with."""
    return [
        {
            **step,
            "terms": [
                {**term, ABOVE: {"activity": activity, "specification": step.get("specification", "")}}
                for term in step.get("terms", ())
            ],
        }
        for step in steps
    ]


def _confirmed(by: User, term: dict) -> dict:
    """Whoever writes a term stands for what it says; what nobody has understood is not confirmed by anybody."""
    status = status_of(term, read_cell(term.get("raw_text", ""), **term[ABOVE]))
    return {"parse_status": status, "confirmed_by": by if status != ParseStatus.UNPARSED else None}


def _named(save: Save, key: UUID, name: str, position: int | None) -> int:
    stored = save.stored.rows[Activity].get(key)
    if stored is None:
        activities = Activity.objects.filter(version=save.version)
        place = position or (activities.aggregate(last=Max("position"))["last"] or 0) + 1
        return Activity.objects.create(version=save.version, key=key, name=name, position=place).pk
    if stored.values["name"] != name:
        Activity.objects.filter(pk=stored.pk).update(name=name)
    return stored.pk


def delete_activity(version: AgreementVersion, *, by: User, revision: int, key: UUID) -> None:
    """Refused as stale when somebody changed the activity since its revision was read."""
    with saving(version, Section.TIMELINE, by=by, revision=revision, activity_key=key) as save:
        if not Activity.objects.filter(version=save.version, key=key).delete()[0]:
            raise StaleSection(None, revision)


def copy_activity(version: AgreementVersion, *, by: User, revision: int, key: UUID) -> UUID:
    """A new activity with new rows behind the original; `revision` is that of the timeline as a whole."""
    with saving(version, Section.TIMELINE, by=by, revision=revision) as save:
        values = stored_values(save.version, Section.TIMELINE, key)
        if values is None:
            raise UnknownRow
        return save_activity(save.version, by=by, **_without_keys(values))


def _without_keys(values):
    if isinstance(values, list):
        return [_without_keys(one) for one in values]
    if isinstance(values, dict):
        return {name: _without_keys(value) for name, value in values.items() if name != "key"}
    return values


def move_activity(version: AgreementVersion, *, by: User, revision: int, key: UUID, by_places: int) -> None:
    """Moves an activity up (negative) or down; `revision` is that of the timeline as a whole."""
    with saving(version, Section.TIMELINE, by=by, revision=revision) as save:
        activities = list(Activity.objects.filter(version=save.version))
        moved = next((activity for activity in activities if activity.key == key), None)
        if moved is None:
            raise UnknownRow
        place = activities.index(moved)
        activities.insert(max(0, place + by_places), activities.pop(place))
        for position, activity in enumerate(activities, start=1):
            activity.position = position
        Activity.objects.bulk_update(activities, ["position"])

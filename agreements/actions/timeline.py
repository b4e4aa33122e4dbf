"""The timeline is saved activity by activity; their order is the timeline's own."""

from collections import defaultdict
from uuid import UUID, uuid4

from django.db.models import Max, Value

from agreements.actions.editing import IncompleteForm, StaleSection, UnknownRow, replace_rows, saving
from agreements.models import (
    Activity,
    ActivityStep,
    AgreementVersion,
    ExpectedOutput,
    Responsibility,
    ScheduleTerm,
)
from agreements.vocabulary import Section
from partnerships.models import User

IN_STEP = {"outputs": ExpectedOutput, "responsibilities": Responsibility, "terms": ScheduleTerm}


def save_activity(
    version: AgreementVersion,
    *,
    by: User,
    name: str,
    steps: list[dict],
    key: UUID | None = None,
    revision: int = 0,
    seen: set[UUID] | None = None,
) -> UUID:
    """Writes an activity with its steps as given by queries.activity_values; what is not given is deleted.

    A form also says which rows it has `seen`, kept and deleted ones: a row it never knew is not deleted by
    silence. A new activity may bring the key its form was handed out with, so that a double click makes one.
    """
    key = key or uuid4()
    with saving(version, Section.TIMELINE, by=by, revision=revision, activity_key=key) as locked:
        activity = _named(locked, key, name)
        present = _present_keys(activity)
        if seen is not None and set().union(*present.values()) - seen:
            raise IncompleteForm
        rows = [
            {**{field: value for field, value in step.items() if field not in IN_STEP}, "activity": activity}
            for step in steps
        ]
        saved = replace_rows(locked, ActivityStep, rows, present=present[ActivityStep])
        for part, model in IN_STEP.items():
            # those of a deleted step are gone with it
            extra = {"confirmed_by": by} if model is ScheduleTerm else {}
            own = [
                {**row, **extra, "step": step}
                for step, data in zip(saved, steps, strict=True)
                for row in data.get(part, [])
            ]
            replace_rows(locked, model, own, present=present[model])
    return key


def _named(locked: AgreementVersion, key: UUID, name: str) -> Activity:
    activity = Activity.objects.filter(version=locked, key=key).first()
    if activity is None:
        last = Activity.objects.filter(version=locked).aggregate(last=Max("position"))["last"] or 0
        return Activity.objects.create(version=locked, key=key, name=name, position=last + 1)
    if activity.name != name:
        activity.name = name
        activity.save(update_fields=["name"])
    return activity


def _present_keys(activity: Activity) -> dict[type, set[UUID]]:
    parts = [
        ActivityStep.objects.filter(activity=activity).order_by().values_list(Value("steps"), "key"),
        *(
            model.objects.filter(step__activity=activity).order_by().values_list(Value(part), "key")
            for part, model in IN_STEP.items()
        ),
    ]
    models = {"steps": ActivityStep, **IN_STEP}
    present = defaultdict(set)
    for part, key in parts[0].union(*parts[1:], all=True):
        present[models[part]].add(key)
    return present


def delete_activity(version: AgreementVersion, *, by: User, revision: int, key: UUID) -> None:
    """Refused as stale when somebody changed the activity since its revision was read."""
    with saving(version, Section.TIMELINE, by=by, revision=revision, activity_key=key) as locked:
        if not Activity.objects.filter(version=locked, key=key).delete()[0]:
            raise StaleSection(None, revision)


def move_activity(version: AgreementVersion, *, by: User, revision: int, key: UUID, by_places: int) -> None:
    """Moves an activity up (negative) or down; `revision` is that of the timeline as a whole."""
    with saving(version, Section.TIMELINE, by=by, revision=revision) as locked:
        activities = list(Activity.objects.filter(version=locked))
        moved = next((activity for activity in activities if activity.key == key), None)
        if moved is None:
            raise UnknownRow
        place = activities.index(moved)
        activities.insert(max(0, place + by_places), activities.pop(place))
        for position, activity in enumerate(activities, start=1):
            activity.position = position
        Activity.objects.bulk_update(activities, ["position"])

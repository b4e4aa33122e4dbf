"""A workbook taken over: kept until it is confirmed, then carried out whole or not at all."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from agreements.actions import save_activity
from agreements.models import AgreementVersion
from partnerships.actions import action, cancel_upload, receive_part, start_upload
from partnerships.models import Event, TerritorialUnit, UploadInProgress, User
from partnerships.uploads import PART_BYTES
from planning.actions.events import check_state, default_title, edit_event
from planning.actions.series import fitting_by_day
from planning.excel.plan import EventWrite, Plan
from planning.models import Fulfilment, FulfilmentState


class AlreadyTaken(Exception):
    """The workbook was taken over before; what it changed stands."""


@action
def keep_workbook(*, by: User, name: str, content: bytes, now: datetime) -> UploadInProgress:
    """Where files that arrive in parts lie: nobody else sees it, and what is not confirmed is swept away."""
    upload = start_upload(by=by, name=name, size=len(content), now=now)
    for offset in range(0, len(content), PART_BYTES):
        part = content[offset : offset + PART_BYTES]
        receive_part(upload, by=by, offset=offset, content=part, now=now)
    return upload


@action
def take_workbook(
    upload: UploadInProgress, *, by: User, unit: TerritorialUnit, plan: Plan, today: date
) -> None:
    """Carries out a plan without faults. The kept file goes with it, so that a double click does it once.

    Whoever changed something since the plan was made is not overwritten: the save that finds it refuses, and
    nothing of the workbook is taken.
    """
    kept = UploadInProgress.objects.select_for_update().filter(pk=upload.pk, user=by).first()
    if kept is None:
        raise AlreadyTaken
    for part in plan.parts:
        if part.activities:
            _save_timeline(plan.version_id, part.activities, by=by)
        _record(unit, [one for one in part.events if one.event is None], by=by, today=today)
        for one in part.events:
            if one.event:
                _correct(one, by=by, today=today)
    cancel_upload(kept, by=by)


def _save_timeline(version_id: int, activities, *, by: User) -> None:
    version = AgreementVersion.objects.get(pk=version_id)
    for one in activities:
        save_activity(version, by=by, name=one.name, steps=one.steps, key=one.key, revision=one.revision)


def _correct(one: EventWrite, *, by: User, today: date) -> None:
    """What the event fulfils is nobody's to change here, so no unit is asked about it."""
    edit_event(
        one.event,
        by=by,
        today=today,
        revision=one.event.revision,
        commitments=(),
        units=(),
        reason=one.reason,
        **one.fields,
    )


def _record(unit: TerritorialUnit, writes: Iterable[EventWrite], *, by: User, today: date) -> None:
    """All at once, each proposing what it fulfils, as if it were recorded in the form."""
    events = [Event(unit=unit, created_by=by, **one.fields) for one in writes]
    for event in events:
        check_state(event.state, event.starts_on, today=today)
        event.title = event.title or default_title(event)
    Event.objects.bulk_create(events)
    alike = defaultdict(list)
    for event in events:
        alike[event.kind, event.partnership_id].append(event)
    for own in alike.values():
        own.sort(key=lambda event: event.starts_on)
        fitting = fitting_by_day(own)
        Fulfilment.objects.bulk_create(
            Fulfilment(event=event, commitment=one.commitment, state=FulfilmentState.PROPOSED)
            for event in own
            for one in fitting[event.starts_on]
            if one.is_obvious
        )

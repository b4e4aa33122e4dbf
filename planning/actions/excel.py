"""A workbook taken over: kept until it is confirmed, then carried out whole or not at all."""

from datetime import date, datetime

from agreements.actions import save_activities
from agreements.models import AgreementVersion
from partnerships.actions import action, cancel_upload, receive_part, start_upload
from partnerships.models import TerritorialUnit, UploadInProgress, User
from partnerships.uploads import PART_BYTES
from planning.actions.many_events import Correction, correct_events, record_events
from planning.excel.plan import Plan


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
            version = AgreementVersion.objects.get(pk=plan.version_id)
            save_activities(version, by=by, activities=list(map(vars, part.activities)))
        new = [one.fields for one in part.events if one.event is None]
        known = [
            Correction(one.event, one.event.revision, one.fields, one.reason)
            for one in part.events
            if one.event
        ]
        if new:
            record_events(unit, by=by, today=today, rows=new)
        if known:
            correct_events(known, by=by, today=today)
    cancel_upload(kept, by=by)

"""Two long versions of one agreement, the newer with changes of every kind."""

from agreements import actions
from agreements.models import (
    Activity,
    ActivityStep,
    Agreement,
    AgreementVersion,
    ExpectedOutput,
    Responsibility,
    ScheduleTerm,
)
from agreements.versioning.clone import clone_version
from agreements.vocabulary import OutputCode, ResponsibilityCode, Side, TermKind
from partnerships.models import User
from partnerships.vocabulary import EventKind

STEPS, PER_ACTIVITY = 60, 5


def with_60_steps(unit: str, *, by: User) -> Agreement:
    """Versions 2 and 3; the first one is the unit's own from the demo."""
    agreement = Agreement.objects.get(unit__name=unit)
    draft = actions.revise(agreement, by=by, reason="Měření")
    missing = STEPS - draft.activity_steps.count()
    for number in range(missing):
        if number % PER_ACTIVITY == 0:
            activity = Activity.objects.create(version=draft, name=f"Činnost {number}", position=100 + number)
        _add_step(draft, activity, number)
    _change(clone_version(draft, number=3))
    return agreement


def _add_step(version: AgreementVersion, activity: Activity, number: int) -> None:
    where = {"version": version, "position": number}
    text = f"Krok {number}: příprava podkladů, projednání v partnerství a vyhodnocení dosavadního postupu"
    step = ActivityStep.objects.create(**where, activity=activity, specification=text)
    for code in (OutputCode.MEETING_RECORD, OutputCode.ATTENDANCE_SHEET):
        ExpectedOutput.objects.create(**where, step=step, code=code)
    for side, code in ((Side.UNIT, ResponsibilityCode.ORGANISATION), (Side.ASZ, ResponsibilityCode.EXPERT)):
        Responsibility.objects.create(**where, step=step, side=side, code=code)
    ScheduleTerm.objects.create(
        **where,
        step=step,
        raw_text="Minimálně 4x ročně",
        kind=TermKind.FREQUENCY,
        event_kind=EventKind.LP_MEETING,
        count=4,
    )


def _change(version: AgreementVersion) -> None:
    for number, step in enumerate(version.activity_steps.all()):
        if number % 4 == 0:
            step.specification = step.specification.replace("projednání", "společné projednání")
            step.save()
        if number % 9 == 0:
            step.outputs.first().delete()
    version.activities.last().delete()
    first = version.activities.first()
    first.position = 50
    first.save()

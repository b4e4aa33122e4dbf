"""What the clock says about agreements in force: that they will end, and that they have.

The state stays „platné“ after the last day, „platnost uplynula“ is derived from it: what was promised is still
owed and reported, adoption data may still be corrected, which may move the last day, and a state that follows
the clock would be wrong whenever the clock stood.
"""

from datetime import date

from django.db import transaction

from agreements.lifecycle import REMINDERS
from agreements.models import AgreementVersion, VersionStepLog
from agreements.notices import tell_of


def say_what_ends(*, today: date) -> int:
    """Each thing once about one last day; safe to run at any time, more than once and in parallel."""
    versions = AgreementVersion.objects.in_force().filter(agreement__in_force__isnull=False)
    said = 0
    for version in versions.select_related("agreement"):
        step = what_to_say(version.agreement.last_day, today=today)
        if step and say(step, version, version.agreement.last_day):
            said += 1
    return said


def what_to_say(last_day: date, *, today: date) -> str:
    """The one thing that is true now; a reminder missed while the clock stood is not said late."""
    if last_day < today:
        return "expired"
    left = (last_day - today).days
    due = [step for step, days in REMINDERS.items() if left <= days]
    return min(due, key=REMINDERS.get, default="")


@transaction.atomic
def say(step: str, version: AgreementVersion, last_day: date) -> bool:
    """False where it has been said; the lock makes a second clock wait for the first one's row."""
    locked = AgreementVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if locked.step_log.filter(step=step, day=last_day).exists():
        return False
    VersionStepLog.objects.create(version=locked, step=step, by=None, day=last_day)
    tell_of(step, locked, day=last_day)
    return True

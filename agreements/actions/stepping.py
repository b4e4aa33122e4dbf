"""How a step of the life cycle is taken: locked, checked against the table, logged; and what coming into force does."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import pghistory
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from agreements import signals
from agreements.actions.editing import Refused, StepNotOpen
from agreements.lifecycle import State, Transition, open_transitions
from agreements.models import Agreement, AgreementVersion, VersionStepLog
from agreements.validity import Window, days_in_effect, takes_effect_on
from partnerships.czech import format_date
from partnerships.models import User


@dataclass
class Taken:
    """A step under way; its log says what `changes` gathers and the `day` it is about."""

    version: AgreementVersion
    step: Transition
    day: date | None = None
    changes: list[str] = field(default_factory=list)


@contextmanager
def taking(name: str, version: AgreementVersion, *, by: User, reason: str = "", logged: str = ""):
    """Locks the version, checks the table, logs the step; a refusal of the database becomes a Czech sentence."""
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, action=name):
            locked = AgreementVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
            taken = Taken(locked, _open_step(name, locked, reason))
            yield taken
            VersionStepLog.objects.create(
                version=locked,
                step=logged or name,
                by=by,
                day=taken.day,
                reason=reason.strip(),
                changes=taken.changes,
            )
    except IntegrityError as error:
        raise Refused(_refusal(error)) from error


def _open_step(name: str, version: AgreementVersion, reason: str) -> Transition:
    step = open_transitions(State(version.state)).get(name)
    if step is None:
        raise StepNotOpen(f"Tento krok teď nelze udělat, stav popisu je „{version.get_state_display()}“.")
    if step.needs_reason and not reason.strip():
        raise StepNotOpen("Napište důvod.")
    return step


def into_force(locked: AgreementVersion, *, by: User) -> list[str]:
    """The version begins to hold and the one before it ends; gives what followed, as `recompute_days` does."""
    previous = (
        AgreementVersion.objects.in_force()
        .select_for_update(of=("self",))
        .filter(agreement=locked.agreement_id)
        .first()
    )
    if previous:
        previous.state = State.SUPERSEDED
        previous.save(update_fields=["state"])
        VersionStepLog.objects.create(version=previous, step="supersede", by=None)
    locked.state = State.IN_FORCE
    locked.save(update_fields=["state"])
    return recompute_days(locked, by=by)


def recompute_days(locked: AgreementVersion, *, by: User) -> list[str]:
    """The days the agreement and its versions hold follow from their dates, and so does what is expected in them.

    Gives the sentences in which the receivers of the signal say what changed with them.
    """
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=locked.agreement_id)
    versions = list(
        agreement.versions.effective()
        .select_related("agreement", "stated_start", "termination")
        .prefetch_related("approvals", "signatures")
        .order_by("number")
    )
    _check_order(versions)
    windows = days_in_effect(versions)
    # emptied first: the new days of one version may be the old ones of another
    agreement.versions.exclude(in_effect=None).update(in_effect=None)
    for version in versions:
        version.in_effect = _range(windows[version.pk])
        version.save(update_fields=["in_effect"])
    known = [window for window in windows.values() if window]
    agreement.in_force = _range(Window(known[0].start, known[-1].end)) if known else None
    agreement.save(update_fields=["in_force"])
    locked.refresh_from_db(fields=["in_effect"])
    answers = signals.version_in_force.send(sender=AgreementVersion, version=locked, by=by)
    return [sentence for _, sentences in answers for sentence in sentences or ()]


def _check_order(versions: list[AgreementVersion]) -> None:
    for earlier, later in pairwise(versions):
        before, after = takes_effect_on(earlier), takes_effect_on(later)
        if before and after and after <= before:
            text = (
                f"Verze {later.number} by začala platit {format_date(after)}, tedy ne později než verze "
                f"{earlier.number} ({format_date(before)}). Zkontrolujte data schválení a podpisů."
            )
            raise Refused(text)


def _range(window: Window | None) -> DateRange | None:
    return DateRange(window.start, window.end, bounds="[]") if window else None


def _refusal(error: IntegrityError) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in (Agreement, AgreementVersion):
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.violation_error_message)
    raise error

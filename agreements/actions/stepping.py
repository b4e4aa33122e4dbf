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
from agreements.actions.prints import order_final_print
from agreements.days import day_problem
from agreements.guards import problems_of, target_of
from agreements.lifecycle import State, Transition, open_transitions
from agreements.models import Agreement, AgreementVersion, VersionStepLog
from agreements.notices import tell_of
from agreements.validity import Window, days_in_effect, takes_effect_on
from partnerships.czech import format_date
from partnerships.models import User


class DayRefused(Refused):
    """The day written at the step can't be right; `field` is where it was written."""

    def __init__(self, field: str, sentence: str):
        super().__init__(sentence)
        self.field = field


@dataclass
class Taken:
    """A step under way; its log says what `changes` gathers and the `day` it is about."""

    name: str
    version: AgreementVersion
    step: Transition
    by: User
    today: date | None
    day: date | None = None
    changes: list[str] = field(default_factory=list)

    def on(self, field: str, day: date) -> None:
        """The day the step is about, as it was written in `field`."""
        if problem := day_problem(self.name, self.version, day, today=self.today):
            raise DayRefused(field, problem)
        self.day = day

    def move(self) -> None:
        """To where the table leads; a step that leaves the state as it is moves nothing."""
        target = target_of(self.step, self.version)
        if target == State.IN_FORCE:
            into_force(self.version, by=self.by)
        elif target is not None:
            self.version.state = target
            self.version.save(update_fields=["state"])


@contextmanager
def taking(
    name: str,
    version: AgreementVersion,
    *,
    by: User,
    today: date | None = None,
    reason: str = "",
    logged: str = "",
):
    """Locks the version, checks the table and its guards, logs the step and tells whoever is to act next.

    `today` is needed by the steps that are about a day. A refusal of the database becomes a Czech sentence.
    """
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, action=name):
            locked = AgreementVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
            step = _open_step(name, locked, reason)
            if problems := problems_of(step, locked, today=today):
                raise StepNotOpen(" ".join(problems))
            taken = Taken(name, locked, step, by, today)
            yield taken
            VersionStepLog.objects.create(
                version=locked,
                step=logged or name,
                by=by,
                day=taken.day,
                reason=reason.strip(),
                changes=taken.changes,
            )
            tell_of(logged or name, locked, by=by, day=taken.day, reason=reason.strip())
    except IntegrityError as error:
        raise Refused(_refusal(error)) from error


def _open_step(name: str, version: AgreementVersion, reason: str) -> Transition:
    step = open_transitions(State(version.state)).get(name)
    if step is None:
        raise StepNotOpen(f"Tento krok teď nelze udělat, stav popisu je „{version.state_label}“.")
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
    order_final_print(locked, by=by)
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

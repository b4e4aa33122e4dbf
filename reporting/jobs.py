"""The book of jobs. Every change is one conditional UPDATE, so that two workers or two sweeps never both win.

A worker holds a job for one attempt; once somebody else has taken the job over, `attempts` no longer matches and
what the first one writes changes nothing.
"""

import logging
import threading
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from kombu.exceptions import OperationalError

from reporting import alerts
from reporting.lifecycle import JobState
from reporting.models import ReportJob

logger = logging.getLogger(__name__)

STEPS = ("Sbírám údaje", "Sestavuji zprávu", "Tisknu PDF", "Ukládám")
INTERRUPTED = (
    "Vytváření zprávy se opakovaně přerušilo. Zkuste to znovu; když to nepomůže, obraťte se na správce "
    "aplikace."
)


# By its name: importing the task would load the whole printing into every process of the web.
TASK = "reporting.tasks.print_report"


def send(job: ReportJob) -> bool:
    """Hands a waiting job to the workers, unless somebody else just did; False when the broker is down.

    That is no reason to fail the request: the sweep sends the job later.
    """
    if not _mark_sent(job):
        return True
    try:
        current_app.send_task(TASK, args=[str(job.key)])
    except OperationalError:
        logger.warning("Fronta úloh neodpovídá, úlohu %s zařadí hodiny.", job.key)
        ReportJob.objects.filter(pk=job.pk, state=JobState.QUEUED).update(queued_at=None)
        return False
    return True


def _mark_sent(job: ReportJob) -> bool:
    same = ReportJob.objects.filter(pk=job.pk, state=JobState.QUEUED, queued_at=job.queued_at)
    return bool(same.update(queued_at=timezone.now()))


# --- What a worker writes ---------------------------------------------------------------------------------


def claim(key: UUID | str) -> ReportJob | None:
    """The job, if it waits or its worker went silent and it still has an attempt; None otherwise."""
    now = timezone.now()
    free = Q(state=JobState.QUEUED) | _silent(now)
    with transaction.atomic():
        taken = ReportJob.objects.filter(free, key=key, attempts__lt=settings.JOB_MAX_ATTEMPTS).update(
            state=JobState.RUNNING,
            attempts=F("attempts") + 1,
            heartbeat_at=now,
            step_number=0,
            step_label="",
        )
        return ReportJob.objects.get(key=key) if taken else None


def progress(job: ReportJob, step_number: int) -> None:
    """Committed at once, so that the page shows it; steps are counted from one."""
    _held(job).update(step_number=step_number, step_label=STEPS[step_number - 1], heartbeat_at=timezone.now())


@contextmanager
def heartbeat(job: ReportJob):
    """Signs of life from a thread of its own, since printing doesn't return for a long time."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=[job, over], daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(job: ReportJob, over: threading.Event) -> None:
    try:
        while not over.wait(settings.JOB_HEARTBEAT_SECONDS):
            try:
                _held(job).update(heartbeat_at=timezone.now())
            except DatabaseError:
                logger.warning("Úloha %s: známku života se nepodařilo zapsat.", job.key)
                connection.close()
    finally:
        connection.close()


def done(job: ReportJob) -> None:
    """Whoever has stored the result says so, even when the job was taken from him meanwhile."""
    ReportJob.objects.filter(pk=job.pk).update(state=JobState.DONE, finished_at=timezone.now(), error="")


def failed(job: ReportJob, reason: str, *, to_admins: bool) -> None:
    """For good; `reason` is a Czech sentence for the person who waits."""
    _fail(_held(job), job, reason, to_admins=to_admins)


def give_back(job: ReportJob, reason: str) -> None:
    """The attempt did not succeed: the sweep sends the job again, unless it was the last one."""
    if job.attempts >= settings.JOB_MAX_ATTEMPTS:
        failed(job, reason, to_admins=True)
    else:
        _held(job).update(**_waiting())


# --- What the sweep writes --------------------------------------------------------------------------------


def release_silent(now: datetime) -> int:
    """Takes jobs from workers that went silent; says how many. One without an attempt left has failed."""
    silent = ReportJob.objects.filter(_silent(now))
    used_up = silent.filter(attempts__gte=settings.JOB_MAX_ATTEMPTS)
    ended = [_fail(silent.filter(pk=job.pk), job, INTERRUPTED, to_admins=True) for job in used_up]
    return sum(ended) + silent.filter(attempts__lt=settings.JOB_MAX_ATTEMPTS).update(**_waiting())


def unsent(now: datetime) -> list[ReportJob]:
    """Waiting jobs that nobody has picked up in time, the oldest first."""
    return list(
        ReportJob.objects.alias(since=Coalesce("queued_at", "requested_at"))
        .filter(state=JobState.QUEUED, since__lte=now - timedelta(seconds=settings.JOB_REQUEUE_SECONDS))
        .order_by("requested_at", "pk")
    )


def _held(job: ReportJob):
    return ReportJob.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def _silent(now: datetime) -> Q:
    return Q(state=JobState.RUNNING, heartbeat_at__lt=now - timedelta(seconds=settings.JOB_STALE_SECONDS))


def _waiting() -> dict:
    return {"state": JobState.QUEUED, "queued_at": None, "step_number": 0, "step_label": ""}


def _fail(still_held: QuerySet, job: ReportJob, reason: str, *, to_admins: bool) -> bool:
    """Whoever changes the row tells the people, so they are told once."""
    with transaction.atomic():
        changed = bool(still_held.update(**_failure(reason)))
        if changed:
            alerts.report_failed(job, reason, to_admins=to_admins)
    return changed


def _failure(reason: str) -> dict:
    return {"state": JobState.FAILED, "finished_at": timezone.now(), "error": reason[:500]}

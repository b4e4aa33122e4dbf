"""The book of jobs. Every change is one conditional UPDATE, so that two workers or two sweeps never both win.

A worker holds a job for one attempt; once somebody else has taken the job over, `attempts` no longer matches and
what the first one writes changes nothing.
"""

import logging
import threading
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from kombu.exceptions import OperationalError

from partnerships import alerts
from partnerships.models import Job, User
from partnerships.vocabulary import JobState

logger = logging.getLogger(__name__)

AGAIN = "Zkuste to znovu; když to nepomůže, obraťte se na správce aplikace."
INTERRUPTED = f"Vytváření dokumentu se opakovaně přerušilo. {AGAIN}"
TOO_LONG = f"Vytváření dokumentu trvalo příliš dlouho a bylo zastaveno. {AGAIN}"
OVER = (JobState.DONE, JobState.FAILED)
UNEXPECTED = f"Při vytváření dokumentu došlo k neočekávané chybě. {AGAIN}"


def all_models() -> list[type[Job]]:
    return [model for model in apps.get_models() if issubclass(model, Job)]


def send(job: Job) -> bool:
    """Hands a waiting job to the workers, unless somebody else just did; False when the broker is down.

    That is no reason to fail the request: the sweep sends the job later.
    """
    if not _mark_sent(job):
        return True
    try:
        current_app.send_task(job.TASK, args=[str(job.key)])
    except OperationalError:
        logger.warning("Fronta úloh neodpovídá, úlohu %s zařadí hodiny.", job.key)
        type(job).objects.filter(pk=job.pk, state=JobState.QUEUED).update(queued_at=None)
        return False
    return True


def order(model: type[Job], *, by: User, **what) -> Job:
    """The job for a thing the caller has locked: the one under way, or a new one sent after the transaction."""
    if job := model.objects.filter(**what).exclude(state__in=OVER).first():
        return job
    job = model.objects.create(requested_by=by, **what)
    transaction.on_commit(partial(send, job))
    return job


def order_again(job: Job, *, by: User, **what) -> Job:
    """A failed job from its beginning, unless another one for the same thing is under way."""
    if under_way := type(job).objects.filter(**what).exclude(state__in=OVER).first():
        return under_way
    job.queue_again(by=by)
    transaction.on_commit(partial(send, job))
    return job


def _mark_sent(job: Job) -> bool:
    same = type(job).objects.filter(pk=job.pk, state=JobState.QUEUED, queued_at=job.queued_at)
    return bool(same.update(queued_at=timezone.now()))


# --- What a worker writes ---------------------------------------------------------------------------------


def claim(model: type[Job], key: UUID | str) -> Job | None:
    """The job, if it waits or its worker went silent and it still has an attempt; None otherwise."""
    now = timezone.now()
    free = Q(state=JobState.QUEUED) | _silent(now)
    with transaction.atomic():
        taken = model.objects.filter(free, key=key, attempts__lt=settings.JOB_MAX_ATTEMPTS).update(
            state=JobState.RUNNING,
            attempts=F("attempts") + 1,
            heartbeat_at=now,
            step_number=0,
            step_label="",
        )
        return model.objects.get(key=key) if taken else None


def progress(job: Job, step_number: int) -> None:
    """Committed at once, so that the page shows it; steps are counted from one."""
    _held(job).update(
        step_number=step_number, step_label=job.STEPS[step_number - 1], heartbeat_at=timezone.now()
    )


@contextmanager
def heartbeat(job: Job):
    """Signs of life from a thread of its own, since printing doesn't return for a long time."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=[job, over], daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(job: Job, over: threading.Event) -> None:
    try:
        while not over.wait(settings.JOB_HEARTBEAT_SECONDS):
            try:
                _held(job).update(heartbeat_at=timezone.now())
            except DatabaseError:
                logger.warning("Úloha %s: známku života se nepodařilo zapsat.", job.key)
                connection.close()
    finally:
        connection.close()


def done(job: Job, **result) -> None:
    """Whoever has stored the result says so, even when the job was taken from him meanwhile."""
    type(job).objects.filter(pk=job.pk).update(
        state=JobState.DONE, finished_at=timezone.now(), error="", **result
    )


def failed(job: Job, reason: str, *, to_admins: bool) -> None:
    """For good; `reason` is a Czech sentence for the person who waits."""
    _fail(_held(job), job, reason, to_admins=to_admins)


def give_back(job: Job, reason: str) -> None:
    """The attempt did not succeed: the sweep sends the job again, unless it was the last one."""
    if job.attempts >= settings.JOB_MAX_ATTEMPTS:
        failed(job, reason, to_admins=True)
    else:
        _held(job).update(**_waiting())


def work(model: type[Job], key: UUID | str, make: Callable[[Job], None], *, refusal: type[Exception]) -> None:
    """One delivery of a task. Safe to come any number of times: only one of them claims the job.

    `make` stores the result and says `done`; a `refusal` it raises is a Czech sentence: nothing is broken, the
    data don't allow it.
    """
    job = claim(model, key)
    if job is None:
        return
    try:
        with heartbeat(job):
            make(job)
    except refusal as problem:
        failed(job, str(problem), to_admins=False)
    except SoftTimeLimitExceeded:
        logger.warning("Úloha %s přesáhla časový limit (pokus %s).", job.key, job.attempts)
        give_back(job, TOO_LONG)
    except Exception as problem:
        log_without_values(job, problem)
        give_back(job, UNEXPECTED)


def log_without_values(job: Job, problem: Exception) -> None:
    """Where it broke, but not the message: PostgreSQL's quotes the row, names of people included."""
    where = "".join(traceback.format_tb(problem.__traceback__))
    logger.error("Úloha %s selhala (pokus %s): %s\n%s", job.key, job.attempts, type(problem).__name__, where)


# --- What the sweep writes --------------------------------------------------------------------------------


def release_silent(model: type[Job], now: datetime) -> int:
    """Takes jobs from workers that went silent; says how many. One without an attempt left has failed."""
    silent = model.objects.filter(_silent(now))
    used_up = silent.filter(attempts__gte=settings.JOB_MAX_ATTEMPTS)
    ended = [_fail(silent.filter(pk=job.pk), job, INTERRUPTED, to_admins=True) for job in used_up]
    return sum(ended) + silent.filter(attempts__lt=settings.JOB_MAX_ATTEMPTS).update(**_waiting())


def unsent(model: type[Job], now: datetime) -> list[Job]:
    """Waiting jobs that nobody has picked up in time, the oldest first."""
    return list(
        model.objects.alias(since=Coalesce("queued_at", "requested_at"))
        .filter(state=JobState.QUEUED, since__lte=now - timedelta(seconds=settings.JOB_REQUEUE_SECONDS))
        .order_by("requested_at", "pk")
    )


def _held(job: Job):
    return type(job).objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def _silent(now: datetime) -> Q:
    return Q(state=JobState.RUNNING, heartbeat_at__lt=now - timedelta(seconds=settings.JOB_STALE_SECONDS))


def _waiting() -> dict:
    return {"state": JobState.QUEUED, "queued_at": None, "step_number": 0, "step_label": ""}


def _fail(still_held: QuerySet, job: Job, reason: str, *, to_admins: bool) -> bool:
    """Whoever changes the row tells the people, so they are told once."""
    with transaction.atomic():
        changed = bool(still_held.update(**_failure(reason)))
        if changed:
            alerts.job_failed(job, reason, to_admins=to_admins)
    return changed


def _failure(reason: str) -> dict:
    return {"state": JobState.FAILED, "finished_at": timezone.now(), "error": reason[:500]}

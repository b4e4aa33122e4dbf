"""Printed documents are asked for here and made by a worker."""

from functools import partial

from django.db import transaction

from agreements.actions.editing import Refused
from agreements.lifecycle import EFFECTIVE
from agreements.models import AgreementPrint, AgreementVersion, PrintJob
from agreements.vocabulary import PrintFormat, PrintKind
from partnerships import jobs
from partnerships.actions import action, locked
from partnerships.models import User
from partnerships.vocabulary import JobState


@action
def request_print(
    version: AgreementVersion,
    *,
    by: User,
    kind: PrintKind,
    format: PrintFormat,
    base: AgreementVersion | None = None,
) -> PrintJob:
    """The job that makes the file; one under way is given instead of another."""
    version = locked(version)
    is_final = (kind, format) == (PrintKind.AGREEMENT, PrintFormat.PDF) and version.state in EFFECTIVE
    if is_final and AgreementPrint.objects.filter(version=version).exists():
        raise Refused("Platné znění už je vytištěné a nemění se. Stáhněte si uložené PDF.")
    return _order(version, by=by, kind=kind, format=format, base=base)


def order_final_print(version: AgreementVersion, *, by: User) -> None:
    """For a version that has just come into force, within the transaction of that step.

    A draft's print under way finds the new state when it stores and starts again.
    """
    _order(version, by=by, kind=PrintKind.AGREEMENT, format=PrintFormat.PDF, base=None)


def _order(version: AgreementVersion, *, by: User, **what) -> PrintJob:
    over = [JobState.DONE, JobState.FAILED]
    under_way = PrintJob.objects.filter(version=version, **what).exclude(state__in=over)
    if job := under_way.first():
        return job
    job = PrintJob.objects.create(version=version, requested_by=by, **what)
    transaction.on_commit(partial(jobs.send, job))
    return job


@action
def retry_print(job: PrintJob, *, by: User) -> PrintJob:
    job = locked(job)
    if job.state != JobState.FAILED:
        raise Refused("Opakovat lze jen vytváření, které selhalo. Dokument se už vytváří, nebo je hotový.")
    locked(job.version)
    same = {"version": job.version_id, "base": job.base_id, "kind": job.kind, "format": job.format}
    newer = PrintJob.objects.filter(**same).exclude(state__in=[JobState.DONE, JobState.FAILED]).first()
    if newer:
        return newer
    job.queue_again(by=by)
    transaction.on_commit(partial(jobs.send, job))
    return job

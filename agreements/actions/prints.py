"""Printed documents are asked for here and made by a worker."""

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
    return jobs.order(PrintJob, by=by, version=version, **what)


@action
def retry_print(job: PrintJob, *, by: User) -> PrintJob:
    job = locked(job)
    if job.state != JobState.FAILED:
        raise Refused("Opakovat lze jen vytváření, které selhalo. Dokument se už vytváří, nebo je hotový.")
    version = locked(job.version)
    return jobs.order_again(job, by=by, version=version, base=job.base_id, kind=job.kind, format=job.format)

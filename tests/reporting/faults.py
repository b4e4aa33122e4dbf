"""What the fault tests ask for and look at."""

import time

from django.conf import settings
from django.db import OperationalError, connection

from partnerships.models import Document
from partnerships.vocabulary import JobState
from reporting.actions import create_report
from reporting.models import FulfilmentReport, ReportJob
from tests.factories import member
from tests.reporting.situations import TODAY, reporting_agreement, until

FULL = settings.SPEED_UP == 1
# A process needs its time to start and a report to be printed, however short the intervals are made.
UNSCALED_SECONDS = 0 if FULL else 30
PRINTING = 3


def scaled(seconds: float) -> float:
    return seconds / settings.SPEED_UP + UNSCALED_SECONDS


def asked(steps=0, agreement=None) -> ReportJob:
    agreement = agreement or reporting_agreement(steps=steps)
    return create_report(agreement, 2023, by=member(agreement.unit), today=TODAY)


def now(job: ReportJob) -> ReportJob | None:
    """None while the database doesn't answer."""
    try:
        return ReportJob.objects.get(pk=job.pk)
    except OperationalError:
        connection.close()
        return None


def is_in(job: ReportJob, state: JobState) -> bool:
    seen = now(job)
    return seen is not None and seen.state == state


def seconds_until(condition, limit: float) -> float:
    start = time.monotonic()
    until(condition, limit)
    return time.monotonic() - start


def seconds_until_in(job: ReportJob, state: JobState, limit: float) -> float:
    return seconds_until(lambda: is_in(job, state), limit)


def being_printed(steps=20) -> ReportJob:
    job = asked(steps)
    until(lambda: now(job).step_number == PRINTING, scaled(30))
    assert not is_printed(job)
    return job


def is_printed(job: ReportJob) -> bool:
    return FulfilmentReport.objects.get(pk=job.report_id).is_printed


def files_of(jobs: list[ReportJob]) -> set:
    """One document of one report each, or it fails."""
    reports = FulfilmentReport.objects.filter(job__in=jobs).select_related("document", "agreement__unit")
    documents = {report.document for report in reports}
    units = [report.agreement.unit for report in reports]
    assert None not in documents
    assert len(documents) == len(jobs) == Document.objects.filter(unit__in=units).count()
    return {document.file.path for document in documents}


def rounded(seconds: float) -> str:
    return f"{seconds:.1f} s"

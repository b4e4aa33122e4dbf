"""The task: what it stores once, and what it leaves when it breaks."""

import hashlib
import logging
from contextlib import contextmanager
from pathlib import Path

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import connection

from partnerships import jobs
from partnerships.models import Document
from partnerships.vocabulary import JobState
from reporting.collect import collect
from reporting.models import FulfilmentReport, ReportJob
from reporting.snapshot import from_json, to_json
from reporting.tasks import make_report, print_report, store
from tests.factories import AgreementFactory
from tests.reporting.situations import (
    TODAY,
    ago,
    in_threads,
    printed,
    stored_files,
    waiting,
)

pytestmark = pytest.mark.django_db
# the task opens a transaction of its own isolation level, which no test transaction may surround
alone = pytest.mark.django_db(transaction=True)


@contextmanager
def breaking_at(step_number, problem):
    """The database refuses the write that opens the step: an error from outside, at a known place."""

    def refuse(execute, sql, params, many, context):
        if "step_label" in sql and params and ReportJob.STEPS[step_number - 1] in params:
            raise problem
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


@alone
def test_report_is_printed_with_its_data_hash_and_file(agreement):
    job = waiting(agreement)

    print_report(str(job.key))

    job.refresh_from_db()
    report = FulfilmentReport.objects.get()
    canonical = to_json(from_json(report.snapshot))
    content = Path(report.document.file.path).read_bytes()
    assert (job.state, job.attempts, job.step_number, job.step_label, job.error) == (
        JobState.DONE,
        1,
        4,
        "Ukládám",
        "",
    )
    assert hashlib.sha256(canonical).hexdigest() == report.snapshot_sha256
    assert from_json(report.snapshot).year == 2023
    assert hashlib.sha256(content).hexdigest() == report.document.sha256
    assert content.startswith(b"%PDF-")
    assert (report.document.original_name, report.document.uploaded_by) == (
        f"Zpráva o plnění popisu spolupráce – {agreement.unit.name} 2023.pdf",
        job.requested_by,
    )


@alone
def test_five_deliveries_at_once_leave_one_report_and_one_file(agreement):
    job, files = waiting(agreement), stored_files()

    in_threads(5, lambda: print_report(str(job.key)))

    assert (ReportJob.objects.get().state, ReportJob.objects.get().attempts) == (JobState.DONE, 1)
    assert Document.objects.count() == 1
    assert len(stored_files() - files) == 1


@alone
def test_two_workers_of_one_job_store_the_first_result_only(agreement):
    """The first was only slow, not dead: the second got its job and both come to the end."""
    files = stored_files()
    slow = jobs.claim(ReportJob, waiting(agreement).key)
    ReportJob.objects.update(heartbeat_at=ago(settings.JOB_STALE_SECONDS + 1))
    quick = jobs.claim(ReportJob, slow.key)
    data = collect(agreement, 2023, today=TODAY)
    both = iter([(slow, b"%PDF-1.7 slow\n%%EOF\n"), (quick, b"%PDF-1.7 quick\n%%EOF\n")])

    def finish():
        job, pdf = next(both)
        store(job, FulfilmentReport.objects.get(), data, pdf)

    in_threads(2, finish)

    assert ReportJob.objects.get().state == JobState.DONE
    assert Document.objects.get().pk == FulfilmentReport.objects.get().document_id
    assert len(stored_files() - files) == 1


@alone
def test_delivery_after_the_end_changes_nothing(agreement):
    report = printed(agreement)
    ReportJob.objects.update(state=JobState.QUEUED, finished_at=None)

    print_report(str(report.job.key))

    assert ReportJob.objects.get().state == JobState.DONE
    assert Document.objects.get() == report.document


@alone
def test_year_that_cannot_be_reported_fails_at_once_and_says_why():
    job = waiting(AgreementFactory())

    print_report(str(job.key))

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert job.error.startswith("Popis spolupráce zatím neplatí.")


@alone
@pytest.mark.parametrize(
    ("problem", "reason"),
    [(ValueError("Jana Vymyšlená"), jobs.UNEXPECTED), (SoftTimeLimitExceeded(), jobs.TOO_LONG)],
)
def test_error_is_tried_three_times_and_then_said(agreement, caplog, problem, reason):
    job, files = waiting(agreement), stored_files()
    states = []

    with breaking_at(2, problem), caplog.at_level(logging.WARNING):
        for _ in range(4):
            print_report(str(job.key))
            job.refresh_from_db()
            states.append((job.state, job.attempts, job.error))

    assert states == [
        (JobState.QUEUED, 1, ""),
        (JobState.QUEUED, 2, ""),
        (JobState.FAILED, 3, reason),
        (JobState.FAILED, 3, reason),
    ]
    assert len([one for one in caplog.records if one.name == "partnerships.jobs"]) == 3
    assert "Vymyšlená" not in caplog.text
    assert stored_files() == files


@alone
def test_file_refused_by_the_store_leaves_neither_data_nor_file(agreement, settings):
    settings.DOCUMENT_MAX_BYTES = 10
    job, files = waiting(agreement), stored_files()

    print_report(str(job.key))

    job.refresh_from_db()
    assert (job.state, FulfilmentReport.objects.get().snapshot, Document.objects.count()) == (
        JobState.QUEUED,
        None,
        0,
    )
    assert stored_files() == files


@alone
def test_result_that_cannot_be_committed_takes_its_file_away(agreement):
    job, files = jobs.claim(ReportJob, waiting(agreement).key), stored_files()

    def refuse(execute, sql, params, many, context):
        if "snapshot_sha256" in sql and sql.startswith("UPDATE"):
            raise RuntimeError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse), pytest.raises(RuntimeError):
        make_report(job)

    assert Document.objects.count() == 0
    assert stored_files() == files


@alone
def test_second_version_says_so_in_the_name_of_its_file(agreement):
    FulfilmentReport.objects.filter(pk=waiting(agreement).report_id).update(number=2)

    print_report(str(ReportJob.objects.get().key))

    assert Document.objects.get().original_name.endswith(" 2023 (verze 2).pdf")

"""The book of jobs and the task: who gets a job, what a lost worker leaves, what is stored once."""

import hashlib
import logging
import threading
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from partnerships.models import Document
from reporting import jobs
from reporting.collect import collect
from reporting.lifecycle import JobState
from reporting.models import FulfilmentReport, ReportJob
from reporting.snapshot import from_json, to_json
from reporting.tasks import TOO_LONG, UNEXPECTED, make_report, print_report, store
from tests.factories import AgreementFactory
from tests.reporting.situations import (
    TODAY,
    failed,
    printed,
    reporting_agreement,
    running,
    stored_files,
    until,
    waiting,
)

pytestmark = pytest.mark.django_db
# the task opens a transaction of its own isolation level, which no test transaction may surround
alone = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agreement():
    return reporting_agreement()


def in_threads(number, function):
    """All at once, each with a connection of its own."""
    barrier, results = threading.Barrier(number), []

    def run():
        barrier.wait()
        try:
            results.append(function())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def ago(seconds):
    return timezone.now() - timedelta(seconds=seconds)


# --- Who gets a job ----------------------------------------------------------------------------------------


def test_waiting_job_is_claimed_once():
    job = waiting(AgreementFactory(), step_number=2, step_label="Sestavuji zprávu")

    first, second = jobs.claim(job.key), jobs.claim(job.key)

    assert (first.pk, first.state, first.attempts, first.step_number) == (job.pk, JobState.RUNNING, 1, 0)
    assert timezone.now() - first.heartbeat_at < timedelta(seconds=5)
    assert second is None


@alone
def test_five_claims_at_once_have_one_winner(agreement):
    job = waiting(agreement)

    claims = in_threads(5, lambda: jobs.claim(job.key))

    assert [claim.pk for claim in claims if claim] == [job.pk]
    assert ReportJob.objects.get().attempts == 1


@pytest.mark.parametrize(
    ("silent", "attempts", "is_claimed"), [(True, 2, True), (False, 2, False), (True, 3, False)]
)
def test_running_job_is_claimed_only_from_a_silent_worker_and_with_an_attempt_left(
    silent, attempts, is_claimed
):
    job = running(AgreementFactory(), silent=silent, attempts=attempts)

    assert bool(jobs.claim(job.key)) is is_claimed
    assert ReportJob.objects.get().attempts == attempts + is_claimed


@pytest.mark.parametrize("make", [printed, failed])
def test_job_that_is_over_is_not_claimed(agreement, make):
    make(agreement)
    job = ReportJob.objects.get()

    assert jobs.claim(job.key) is None
    assert ReportJob.objects.get().state == job.state


def test_worker_that_lost_its_job_changes_nothing_any_more():
    lost = jobs.claim(waiting(AgreementFactory()).key)
    ReportJob.objects.update(heartbeat_at=ago(settings.JOB_STALE_SECONDS + 1))
    assert jobs.claim(lost.key).attempts == 2

    jobs.progress(lost, 3)
    jobs.failed(lost, "Nic z toho.")
    jobs.give_back(lost, "Nic z toho.")

    job = ReportJob.objects.get()
    assert (job.state, job.attempts, job.step_number, job.error) == (JobState.RUNNING, 2, 0, "")


@alone
def test_heart_beats_beside_the_work_and_stops_with_it():
    job = jobs.claim(waiting(AgreementFactory()).key)
    ReportJob.objects.update(heartbeat_at=ago(60))

    with jobs.heartbeat(job):
        until(lambda: ReportJob.objects.get().heartbeat_at > ago(5), settings.JOB_HEARTBEAT_SECONDS * 10)

    assert not [one for one in threading.enumerate() if one.name.endswith("(_beat)")]


# --- The sweep ---------------------------------------------------------------------------------------------


def test_job_of_a_silent_worker_waits_again():
    job = running(
        AgreementFactory(), silent=True, attempts=2, queued_at=ago(100), step_number=3, step_label="x"
    )

    assert jobs.release_silent(timezone.now()) == 1

    job.refresh_from_db()
    assert (job.state, job.attempts, job.queued_at, job.step_number, job.step_label) == (
        JobState.QUEUED,
        2,
        None,
        0,
        "",
    )


def test_job_of_a_silent_worker_without_attempts_has_failed_with_a_reason():
    job = running(AgreementFactory(), silent=True, attempts=3)

    assert jobs.release_silent(timezone.now()) == 1

    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, jobs.INTERRUPTED)


def test_job_with_a_beating_heart_is_left_alone():
    running(AgreementFactory(), attempts=3)

    assert jobs.release_silent(timezone.now()) == 0
    assert ReportJob.objects.get().state == JobState.RUNNING


@pytest.mark.parametrize(
    ("requested", "queued", "is_due"),
    [(1000, 1000, True), (1000, 0, False), (1000, None, True), (0, None, False)],
)
def test_waiting_job_is_due_when_nobody_picked_it_up_in_time(requested, queued, is_due):
    waiting(
        AgreementFactory(),
        requested_at=ago(requested),
        queued_at=None if queued is None else ago(queued),
    )

    assert len(jobs.unsent(timezone.now())) == is_due


def test_sweep_sends_what_waits_once(broker, agreement):
    broker.ask("FLUSHALL")
    waiting(agreement, requested_at=ago(1000))
    running(agreement, year=2024, silent=True, requested_at=ago(1000))
    failed(agreement, year=2025)

    call_command("sweep_jobs")
    call_command("sweep_jobs")

    assert broker.ask("LLEN celery") == b":2\r\n"
    assert list(ReportJob.objects.order_by("pk").values_list("state", flat=True)) == [
        "QUEUED",
        "QUEUED",
        "FAILED",
    ]


def test_two_sweeps_that_found_the_same_job_send_it_once(broker):
    waiting(AgreementFactory(), requested_at=ago(1000))
    broker.ask("FLUSHALL")
    [found_by_one], [found_by_other] = jobs.unsent(timezone.now()), jobs.unsent(timezone.now())

    assert jobs.send(found_by_one)
    assert jobs.send(found_by_other)

    assert broker.ask("LLEN celery") == b":1\r\n"


def test_task_is_sent_under_its_name():
    assert print_report.name == jobs.TASK


# --- The task ----------------------------------------------------------------------------------------------


@contextmanager
def breaking_at(step_number, problem):
    """The database refuses the write that opens the step: an error from outside, at a known place."""

    def refuse(execute, sql, params, many, context):
        if "step_label" in sql and params and jobs.STEPS[step_number - 1] in params:
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
    slow = jobs.claim(waiting(agreement).key)
    ReportJob.objects.update(heartbeat_at=ago(settings.JOB_STALE_SECONDS + 1))
    quick = jobs.claim(slow.key)
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
    ("problem", "reason"), [(ValueError("Jana Vymyšlená"), UNEXPECTED), (SoftTimeLimitExceeded(), TOO_LONG)]
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
    assert len([one for one in caplog.records if one.name == "reporting.tasks"]) == 3
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
    job, files = jobs.claim(waiting(agreement).key), stored_files()

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

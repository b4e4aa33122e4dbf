"""The book of jobs: who gets a job, what a lost worker leaves, what the sweep sends."""

import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from partnerships import jobs
from partnerships.vocabulary import JobState
from reporting.models import ReportJob
from reporting.tasks import print_report
from tests.factories import AgreementFactory
from tests.reporting.situations import (
    ago,
    failed,
    in_threads,
    printed,
    running,
    until,
    waiting,
)

pytestmark = pytest.mark.django_db
# the task opens a transaction of its own isolation level, which no test transaction may surround
alone = pytest.mark.django_db(transaction=True)


# --- Who gets a job ----------------------------------------------------------------------------------------


def test_waiting_job_is_claimed_once():
    job = waiting(AgreementFactory(), step_number=2, step_label="Sestavuji zprávu")

    first, second = jobs.claim(ReportJob, job.key), jobs.claim(ReportJob, job.key)

    assert (first.pk, first.state, first.attempts, first.step_number) == (job.pk, JobState.RUNNING, 1, 0)
    assert timezone.now() - first.heartbeat_at < timedelta(seconds=5)
    assert second is None


@alone
def test_five_claims_at_once_have_one_winner(agreement):
    job = waiting(agreement)

    claims = in_threads(5, lambda: jobs.claim(ReportJob, job.key))

    assert [claim.pk for claim in claims if claim] == [job.pk]
    assert ReportJob.objects.get().attempts == 1


@pytest.mark.parametrize(
    ("silent", "attempts", "is_claimed"), [(True, 2, True), (False, 2, False), (True, 3, False)]
)
def test_running_job_is_claimed_only_from_a_silent_worker_and_with_an_attempt_left(
    silent, attempts, is_claimed
):
    job = running(AgreementFactory(), silent=silent, attempts=attempts)

    assert bool(jobs.claim(ReportJob, job.key)) is is_claimed
    assert ReportJob.objects.get().attempts == attempts + is_claimed


@pytest.mark.parametrize("make", [printed, failed])
def test_job_that_is_over_is_not_claimed(agreement, make):
    make(agreement)
    job = ReportJob.objects.get()

    assert jobs.claim(ReportJob, job.key) is None
    assert ReportJob.objects.get().state == job.state


def test_worker_that_lost_its_job_changes_nothing_any_more():
    lost = jobs.claim(ReportJob, waiting(AgreementFactory()).key)
    ReportJob.objects.update(heartbeat_at=ago(settings.JOB_STALE_SECONDS + 1))
    assert jobs.claim(ReportJob, lost.key).attempts == 2

    jobs.progress(lost, 3)
    jobs.failed(lost, "Nic z toho.", to_admins=True)
    jobs.give_back(lost, "Nic z toho.")

    job = ReportJob.objects.get()
    assert (job.state, job.attempts, job.step_number, job.error) == (JobState.RUNNING, 2, 0, "")


@alone
def test_heart_beats_beside_the_work_and_stops_with_it():
    job = jobs.claim(ReportJob, waiting(AgreementFactory()).key)
    ReportJob.objects.update(heartbeat_at=ago(60))

    with jobs.heartbeat(job):
        until(lambda: ReportJob.objects.get().heartbeat_at > ago(5), settings.JOB_HEARTBEAT_SECONDS * 10)

    assert not [one for one in threading.enumerate() if one.name.endswith("(_beat)")]


# --- The sweep ---------------------------------------------------------------------------------------------


def test_job_of_a_silent_worker_waits_again():
    job = running(
        AgreementFactory(), silent=True, attempts=2, queued_at=ago(100), step_number=3, step_label="x"
    )

    assert jobs.release_silent(ReportJob, timezone.now()) == 1

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

    assert jobs.release_silent(ReportJob, timezone.now()) == 1

    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, jobs.INTERRUPTED)


def test_job_with_a_beating_heart_is_left_alone():
    running(AgreementFactory(), attempts=3)

    assert jobs.release_silent(ReportJob, timezone.now()) == 0
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

    assert len(jobs.unsent(ReportJob, timezone.now())) == is_due


def test_sweep_sends_what_waits_once(broker, agreement):
    broker.ask("FLUSHALL")
    waiting(agreement, requested_at=ago(1000))
    running(agreement, year=2024, silent=True, requested_at=ago(1000))
    failed(agreement, year=2025)

    call_command("sweep_jobs")
    call_command("sweep_jobs")

    assert broker.ask("LLEN reports") == b":2\r\n"
    assert list(ReportJob.objects.order_by("pk").values_list("state", flat=True)) == [
        "QUEUED",
        "QUEUED",
        "FAILED",
    ]


def test_two_sweeps_that_found_the_same_job_send_it_once(broker):
    waiting(AgreementFactory(), requested_at=ago(1000))
    broker.ask("FLUSHALL")
    [found_by_one], [found_by_other] = (
        jobs.unsent(ReportJob, timezone.now()),
        jobs.unsent(ReportJob, timezone.now()),
    )

    assert jobs.send(found_by_one)
    assert jobs.send(found_by_other)

    assert broker.ask("LLEN reports") == b":1\r\n"


def test_task_is_sent_under_its_name():
    assert print_report.name == ReportJob.TASK


@pytest.mark.parametrize("model", jobs.all_models(), ids=lambda model: model.__name__)
def test_printing_has_workers_of_its_own(model):
    """Else a long print would keep the mails waiting, in a process that is not made for printing."""
    assert settings.CELERY_TASK_ROUTES[model.TASK] == {"queue": "reports"}

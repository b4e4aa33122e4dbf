"""Asking for a report and trying again: what each leaves behind and what it refuses."""

import threading
import time

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from partnerships.vocabulary import JobState
from reporting import actions
from reporting.lifecycle import ReportState
from reporting.models import FulfilmentReport, ReportJob
from tests.factories import AgreementFactory, UserFactory, member
from tests.reporting.situations import (
    SUBMITTED_ON,
    TODAY,
    failed,
    printed,
    running,
    waiting,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(agreement):
    return member(agreement.unit)


def create(agreement, by, year=2023):
    return actions.create_report(agreement, year, by=by, today=TODAY)


def submit(report, by, on=SUBMITTED_ON):
    return actions.submit_report(report, by=by, on=on, today=TODAY)


def test_first_report_of_a_year_is_version_one_and_waits(agreement, manager):
    job = create(agreement, manager)

    report = FulfilmentReport.objects.get()
    assert (report.agreement, report.year, report.number, report.state) == (
        agreement,
        2023,
        1,
        ReportState.DRAFT,
    )
    assert (report.created_by, report.is_printed) == (manager, False)
    assert (job.report, job.state, job.requested_by, job.attempts) == (report, JobState.QUEUED, manager, 0)


@pytest.mark.parametrize("make", [waiting, running])
def test_while_a_report_is_being_made_another_click_leads_to_it(agreement, manager, make):
    job = make(agreement)

    assert create(agreement, manager) == job
    assert FulfilmentReport.objects.count() == 1


def test_year_beside_the_one_being_made_has_a_report_of_its_own(agreement, manager):
    first = waiting(agreement)

    second = create(agreement, manager, year=2024)

    assert second != first
    assert second.report.number == 1


def test_after_a_finished_report_comes_the_next_version(agreement, manager):
    printed(agreement)

    assert create(agreement, manager).report.number == 2


def test_report_whose_printing_failed_is_tried_again(agreement, manager):
    job = failed(agreement)

    again = create(agreement, manager)

    assert (again, again.state, again.attempts, again.error) == (job, JobState.QUEUED, 0, "")
    assert FulfilmentReport.objects.count() == 1


@pytest.mark.parametrize(
    ("year", "message"),
    [(2025, "Rok 2025 ještě nezačal"), (2021, "Rok 2021 leží mimo dobu")],
)
def test_year_outside_is_refused_and_nothing_written(agreement, manager, year, message):
    with pytest.raises(actions.CannotReport, match=message):
        create(agreement, manager, year=year)

    assert not FulfilmentReport.objects.exists()


def test_agreement_that_is_not_in_force_has_no_report():
    with pytest.raises(actions.CannotReport, match="zatím neplatí"):
        create(AgreementFactory(), UserFactory())


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_report(agreement, manager):
    barrier, made = threading.Barrier(2), []

    def click():
        barrier.wait()
        try:
            made.append(create(agreement, manager).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 2
    assert len(set(made)) == 1
    assert FulfilmentReport.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_job_goes_to_the_queue_after_the_commit_and_only_then(broker, agreement, manager):
    broker.ask("FLUSHALL")
    with transaction.atomic():
        create(agreement, manager)
        assert broker.ask("LLEN reports") == b":0\r\n"
    assert broker.ask("LLEN reports") == b":1\r\n"
    assert ReportJob.objects.get().queued_at is not None


@pytest.mark.django_db(transaction=True)
def test_job_rolled_back_is_never_queued(broker, agreement, manager):
    broker.ask("FLUSHALL")

    with transaction.atomic():
        create(agreement, manager)
        transaction.set_rollback(True)

    assert broker.ask("LLEN reports") == b":0\r\n"
    assert not ReportJob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_lost_broker_neither_holds_the_click_nor_loses_the_job(broker, client, agreement, manager, settings):
    settings.JOB_REQUEUE_SECONDS = 0
    client.force_login(manager)
    broker.ask("FLUSHALL")
    broker.stop()
    try:
        started = time.monotonic()
        response = client.post(reverse("reporting:create", args=[agreement.pk, 2023]))
        seconds = time.monotonic() - started
        call_command("sweep_jobs")
        job = ReportJob.objects.get()
        assert (job.state, job.queued_at) == (JobState.QUEUED, None)
    finally:
        broker.start()
    assert response.url == reverse("reporting:job", args=[job.key])
    assert seconds < 1

    call_command("sweep_jobs")

    assert broker.ask("LLEN reports") == b":1\r\n"
    assert ReportJob.objects.get().queued_at is not None


# --- Trying again ------------------------------------------------------------------------------------------


def test_failed_job_starts_from_the_beginning_for_who_asked(agreement, manager):
    job = failed(agreement, step_number=3, step_label="Tisknu PDF")

    actions.retry_job(job, by=manager)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.error, job.step_number, job.finished_at, job.requested_by) == (
        JobState.QUEUED,
        0,
        "",
        0,
        None,
        manager,
    )


@pytest.mark.parametrize("make", [waiting, running, lambda agreement: printed(agreement).job])
def test_job_that_did_not_fail_is_not_tried_again(agreement, manager, make):
    job = make(agreement)

    with pytest.raises(actions.StepNotOpen, match="Opakovat lze jen"):
        actions.retry_job(job, by=manager)

    assert ReportJob.objects.get().state == job.state

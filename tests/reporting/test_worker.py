"""A real worker prints a real report; killed in the middle, another one finishes it."""

import os
import signal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from partnerships.models import Document
from reporting.actions import create_report
from reporting.lifecycle import JobState
from reporting.models import FulfilmentReport, ReportJob
from tests.factories import member
from tests.reporting.situations import TODAY, reporting_agreement, stored_files, until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
START_SECONDS = 30
PRINT_SECONDS = 30


def asked(steps):
    agreement = reporting_agreement(steps=steps)
    return create_report(agreement, 2023, by=member(agreement.unit), today=TODAY)


def state() -> str:
    return ReportJob.objects.values_list("state", flat=True).get()


def test_worker_makes_the_report(live_worker):
    files = stored_files()
    asked(steps=2)

    until(lambda: state() == JobState.DONE, START_SECONDS + PRINT_SECONDS)

    report = FulfilmentReport.objects.select_related("document").get()
    assert Path(report.document.file.path).read_bytes().startswith(b"%PDF-1.7")
    assert stored_files() - files == {Path(report.document.file.path)}
    assert report.snapshot["year"] == 2023


def whole_worker(worker):
    """It goes with its children, another one takes its place."""
    worker.kill()
    worker.start()


def printing_children(worker):
    """The worker stays and starts new children by itself."""
    pid = worker.process.pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)


@pytest.mark.parametrize("kill", [whole_worker, printing_children])
def test_report_of_the_killed_is_finished_by_another_once(live_worker, kill):
    files = stored_files()
    asked(steps=120)
    until(lambda: ReportJob.objects.get().step_number == 3, START_SECONDS + PRINT_SECONDS)
    kill(live_worker)
    assert (state(), FulfilmentReport.objects.get().is_printed) == (JobState.RUNNING, False)

    def swept():
        call_command("sweep_jobs")
        return state() != JobState.RUNNING

    until(swept, settings.JOB_STALE_SECONDS * 2)  # the page says „běží“ no longer than that
    until(lambda: state() == JobState.DONE, START_SECONDS + PRINT_SECONDS)

    assert ReportJob.objects.get().attempts == 2
    assert Document.objects.get().pk == FulfilmentReport.objects.get().document_id
    assert len(stored_files() - files) == 1

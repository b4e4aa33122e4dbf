"""A real worker prints a real report. What happens when it is killed: test_faults_worker.py."""

from pathlib import Path

import pytest

from partnerships.vocabulary import JobState
from reporting.actions import create_report
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

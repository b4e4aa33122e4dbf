"""Situations of the reporting tests: an agreement that asks for a yearly report, reports in every state."""

import hashlib
import json
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from agreements.vocabulary import OutputCode, TermKind
from partnerships.vocabulary import EventKind, JobState
from reporting.collect import collect
from reporting.snapshot import to_json
from tests.factories import DocumentFactory, EventFactory, JobFactory, ReportFactory, UserFactory
from tests.planning.situations import draft, in_force, step

TODAY = date(2024, 3, 20)
CREATED_AT = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
SUBMITTED_ON = date(2024, 3, 18)


def reporting_agreement(steps=0):
    """In force May 2022 – August 2026, a report to the council every year; `steps` more of meetings."""
    version = draft()
    yearly = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.COUNCIL_REPORT, "count": 1}
    step(version, outputs=[OutputCode.ANNUAL_REPORT], terms=[yearly])
    for position in range(steps):
        step(
            version,
            outputs=[OutputCode.LP_MEETING_RECORD, OutputCode.ATTENDANCE_SHEET],
            terms=[{"kind": TermKind.FREQUENCY, "event_kind": EventKind.LP_MEETING, "count": 4}],
            position=position,
            specification="Jednání lokálního partnerství nad obsahem spolupráce. " * 12,
        )
    return in_force(version)


def waiting(agreement, **fields):
    """A job that waits, its report not printed."""
    report = ReportFactory(agreement=agreement, year=fields.pop("year", 2023), created_at=CREATED_AT)
    return JobFactory(report=report, **fields)


def running(agreement, *, silent=False, attempts=1, **fields):
    seconds = settings.JOB_STALE_SECONDS + 1 if silent else 0
    heartbeat = timezone.now() - timedelta(seconds=seconds)
    return waiting(agreement, state=JobState.RUNNING, attempts=attempts, heartbeat_at=heartbeat, **fields)


def failed(agreement, **fields):
    return waiting(
        agreement,
        state=JobState.FAILED,
        attempts=3,
        finished_at=timezone.now(),
        error="Nepovedlo se to.",
        **fields,
    )


def printed(agreement, *, year=2023, number=1, **fields):
    """A report with the real snapshot of the year and a file."""
    canonical = to_json(collect(agreement, year, today=TODAY))
    report = ReportFactory(
        agreement=agreement,
        year=year,
        number=number,
        created_at=CREATED_AT,
        snapshot=json.loads(canonical),
        snapshot_sha256=hashlib.sha256(canonical).hexdigest(),
        template_version="1",
        document=DocumentFactory(unit=agreement.unit, original_name=f"Zpráva {year}-{number}.pdf"),
        **fields,
    )
    JobFactory(report=report, state=JobState.DONE, attempts=1, finished_at=timezone.now())
    return report


def submitted(agreement, **fields):
    """The bare state, without what the step does beside it."""
    event = EventFactory(
        unit=agreement.unit, kind=EventKind.COUNCIL_REPORT, starts_on=SUBMITTED_ON, about_year=2023
    )
    return printed(
        agreement,
        state="SUBMITTED",
        submitted_on=SUBMITTED_ON,
        submitted_by=UserFactory(),
        submission_event=event,
        **fields,
    )


def stored_files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def until(condition, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.01)


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

"""The queue is lost, emptied, frozen, delivers five times: every report is made once and the site goes on."""

import os
import signal
import time

import pytest
from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from partnerships.models import Notification
from partnerships.vocabulary import JobState
from reporting.actions import retry_job
from reporting.models import FulfilmentReport, ReportJob
from tests.factories import AgreementFactory, member
from tests.reporting.faults import (
    FULL,
    asked,
    being_printed,
    files_of,
    is_in,
    now,
    rounded,
    scaled,
    seconds_until,
    seconds_until_in,
)
from tests.reporting.situations import failed, reporting_agreement, stored_files, waiting

pytestmark = pytest.mark.worker
WAITING_JOBS = 50 if FULL else 8
ROUNDS = 1000 if FULL else 20


def click(site, agreement, user):
    """The button „vytvořit zprávu“; returns the answer and the job."""
    answer = site.post(f"/popisy/{agreement.pk}/zpravy/2023/vytvorit/", user)
    return answer, ReportJob.objects.get(report__agreement=agreement)


def test_click_without_the_queue_is_answered_and_its_report_made_later(site, record_property):
    """T-53."""
    agreement, files = reporting_agreement(), stored_files()
    user = member(agreement.unit)
    site.get("/", user)
    with site.without("Valkey"):
        answer, job = click(site, agreement, user)
        page = site.get(answer.location, user)
        time.sleep(settings.JOB_REQUEUE_SECONDS)  # the clock tries in vain
        # in between it has marked the job as sent and takes that back
        seconds_until(lambda: (now(job).state, now(job).queued_at) == (JobState.QUEUED, None), 5)

    record_property("click answered in", f"{answer.seconds:.2f} s")
    record_property("queued after", rounded(seconds_until(lambda: now(job).queued_at, scaled(60))))
    record_property("done after", rounded(seconds_until_in(job, JobState.DONE, scaled(60))))
    assert (answer.status, page.status, "čeká ve frontě" in page.text) == (302, 200, True)
    assert answer.seconds < (1 if settings.SPEED_UP == 1 else 2)  # beside another test
    assert {str(path) for path in stored_files() - files} == files_of([job])


def killed(site):
    os.kill(site.pid("Valkey"), signal.SIGKILL)


def restarted(site):
    os.kill(site.pid("Valkey"), signal.SIGTERM)


def emptied(site):
    assert site.valkey.ask("FLUSHALL") == b"+OK\r\n"


@pytest.mark.parametrize("lose", [killed, emptied, *([restarted] if FULL else [])])
def test_reports_that_waited_in_a_lost_queue_are_all_made_once(site, record_property, lose):
    """T-54."""
    files, asked_for = stored_files(), [asked() for _ in range(WAITING_JOBS)]
    lose(site)
    lost_at = timezone.now()
    left = sum(not is_in(job, JobState.DONE) for job in asked_for)
    assert left > 2

    def unfinished():
        return ReportJob.objects.filter(pk__in=[job.pk for job in asked_for]).exclude(state=JobState.DONE)

    seconds = seconds_until(lambda: not unfinished().exists(), WAITING_JOBS * 1.5 + scaled(120))

    finished = ReportJob.objects.filter(pk__in=[job.pk for job in asked_for], finished_at__gt=lost_at)
    # two were in work already and didn't need the queue any more
    third = finished.order_by("finished_at")[2].finished_at
    record_property("waiting", left)
    record_property("consuming again after", rounded((third - lost_at).total_seconds()))
    record_property("all made after", rounded(seconds))
    assert {str(path) for path in stored_files() - files} == files_of(asked_for)
    if lose is not emptied:  # then the clock has to notice first that nobody came
        assert (third - lost_at).total_seconds() < scaled(30)


def test_frozen_queue_does_not_hold_the_site_and_the_workers_recover(site, record_property):
    """T-55: the connection stays open and says nothing."""
    agreement = reporting_agreement()
    user = member(agreement.unit)
    site.get("/", user)
    with site.frozen("Valkey"):
        until_thawed = time.monotonic() + 60 / settings.SPEED_UP
        answer, job = click(site, agreement, user)
        page = site.get(answer.location, user)
        time.sleep(max(0, until_thawed - time.monotonic()))
    record_property("click answered in", f"{answer.seconds:.2f} s")
    record_property("page answered in", f"{page.seconds:.2f} s")
    record_property("done after", rounded(seconds_until_in(job, JobState.DONE, scaled(180))))

    assert (answer.status, page.status, "čeká ve frontě" in page.text) == (302, 200, True)
    assert answer.seconds < 2
    assert page.seconds < 1
    assert len(files_of([job])) == 1


def test_workers_that_end_their_work_while_the_queue_is_frozen_take_more_afterwards(site):
    """An acknowledgement that was given up would take a worker's place for good."""
    printing = [being_printed(), being_printed()]
    with site.frozen("Valkey"):
        for job in printing:
            seconds_until_in(job, JobState.DONE, scaled(60))
        time.sleep(5)  # each of them would have given up by now

    for job in (asked(), asked(), asked()):
        seconds_until_in(job, JobState.DONE, scaled(60))


def test_five_deliveries_at_once_make_one_report(site):
    """T-56."""
    job, files = waiting(reporting_agreement()), stored_files()
    # a worker ended by an earlier fault may have left one; it comes again after the visibility timeout
    left_over = unacknowledged(site)

    for _ in range(5):
        current_app.send_task(job.TASK, args=[str(job.key)])

    # only the count matters here, so a busy machine may take its time
    seconds_until_in(job, JobState.DONE, 60)
    seconds_until(lambda: waiting_messages(site) == 0 and unacknowledged(site) <= left_over, 60)
    assert now(job).attempts == 1
    assert {str(path) for path in stored_files() - files} == files_of([job])


def waiting_messages(site) -> int:
    return int(site.valkey.ask("LLEN reports").strip().lstrip(b":"))


def unacknowledged(site) -> int:
    return int(site.valkey.ask("HLEN unacked").strip().lstrip(b":"))


class ChangedHisMind(Exception):
    pass


def test_workers_neither_overtake_a_commit_nor_see_what_was_rolled_back(site, record_property):
    """T-57: the year can't be reported, so each try ends at once; without the clock nobody repairs a message
    that came too early."""
    job = failed(AgreementFactory())
    user, log = job.requested_by, site.parts["Tisk"].log
    logged, rounds = len(log.read_text()), []

    with site.without("Hodiny"):
        for number in range(ROUNDS):
            committed = try_again(job, user, roll_back=number % 2)
            if committed:
                rounds.append(seconds_until_in(job, JobState.FAILED, scaled(30)))
            assert (now(job).state, now(job).attempts) == (JobState.FAILED, 1 if rounds else 3)

    record_property("rounds", ROUNDS)
    record_property("longest way to the worker and back", f"{max(rounds):.2f} s")
    assert "Traceback" not in log.read_text()[logged:]
    assert "DoesNotExist" not in log.read_text()[logged:]
    assert Notification.objects.filter(recipient=user.email).count() == len(rounds)
    assert FulfilmentReport.objects.filter(agreement=job.report.agreement).count() == 1


def try_again(job, user, *, roll_back) -> bool:
    try:
        with transaction.atomic():
            retry_job(now(job), by=user)
            time.sleep(0.01)  # time enough for a worker
            if roll_back:
                raise ChangedHisMind
    except ChangedHisMind:
        return False
    return True

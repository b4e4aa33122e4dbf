"""Printing processes are killed in the middle: every report is made once, and one that always kills is given up."""

import os
import signal

import pytest

from partnerships import jobs
from partnerships.models import Notification
from partnerships.vocabulary import JobState
from tests.factories import UserFactory
from tests.live import NAME_OF_PARENT
from tests.live.poison import DEADLY_ADDRESS
from tests.live.site import gone
from tests.reporting.faults import (
    asked,
    being_printed,
    files_of,
    is_in,
    is_printed,
    now,
    rounded,
    scaled,
    seconds_until,
    seconds_until_in,
)
from tests.reporting.situations import reporting_agreement, stored_files, until

pytestmark = pytest.mark.worker


def whole_group(site):
    site.kill_group("Tisk")


def children_only(site):
    for child in site.children("Tisk"):
        os.kill(child, signal.SIGKILL)


@pytest.mark.parametrize("kill", [whole_group, children_only])
def test_report_of_the_killed_is_made_once_by_others(site, record_property, kill):
    """T-50, T-51: seen as running for at most a minute, finished within two, one file and nothing left behind."""
    files = stored_files()
    job = being_printed()
    killed = [site.pid("Tisk"), *site.children("Tisk")]
    kill(site)
    page = site.get(f"/ulohy/{job.key}/", job.requested_by)
    assert (page.status, "běží" in page.text, is_printed(job)) == (200, True, False)

    waited = seconds_until(lambda: not is_in(job, JobState.RUNNING), scaled(60 + 15))
    record_property("queued again after", rounded(waited))
    record_property(
        "finished after",
        rounded(waited + seconds_until(lambda: is_in(job, JobState.DONE), scaled(120) - waited)),
    )

    assert now(job).attempts == 2
    assert {str(path) for path in stored_files() - files} == files_of([job])
    assert gone(killed[1:])


def test_worker_asked_to_end_finishes_its_report_first(site, record_property):
    """T-62: a new version of the site is deployed."""
    job = being_printed()
    process = site.parts["Tisk"].process
    process.send_signal(signal.SIGTERM)

    record_property("ended after", rounded(seconds_until(lambda: process.poll() is not None, 60)))

    assert process.returncode == 0
    assert (now(job).state, now(job).attempts) == (JobState.DONE, 1)
    until(lambda: site.parts["Tisk"].process not in (None, process), 10)


def test_report_that_always_kills_is_given_up_and_told_and_others_dont_wait(site, record_property):
    """T-52."""
    admin, agreement = UserFactory(is_site_admin=True), reporting_agreement()
    agreement.unit.seat_address = DEADLY_ADDRESS
    agreement.unit.save()
    poison = asked(agreement=agreement)
    waits = []

    while not is_in(poison, JobState.FAILED):
        waits.append(seconds_until_in(asked(), JobState.DONE, scaled(30)))
        assert len(waits) < 1000

    record_property(
        "given up after", rounded((now(poison).finished_at - poison.requested_at).total_seconds())
    )
    record_property("others waited at most", rounded(max(waits)))
    assert (now(poison).attempts, now(poison).error) == (3, jobs.INTERRUPTED)
    assert jobs.INTERRUPTED in site.get(f"/ulohy/{poison.key}/", poison.requested_by).text
    assert told(poison.requested_by) == told(admin) == 1


def test_children_leave_the_connection_of_their_parent_alone(site):
    """Each forked child inherits it; used or closed there, it would break here. Two workers, two parents."""
    seconds_until_in(asked(), JobState.DONE, scaled(60))

    last_queries = "SELECT query FROM pg_stat_activity WHERE application_name = 'parent'"
    assert site.cluster.server.execute(last_queries) == [(NAME_OF_PARENT,), (NAME_OF_PARENT,)]


def told(user) -> int:
    return Notification.objects.filter(recipient=user.email).count()

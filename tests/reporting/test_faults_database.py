"""PostgreSQL is killed, restarted, gone for a while, its connections are cut: the site answers and comes back."""

import contextlib
import os
import signal
import threading
import time

import psycopg
import pytest
from django.db import connections

from config.local.programs import site as parts_of_site
from partnerships.vocabulary import JobState
from reporting.models import ReportJob
from tests.factories import UserFactory
from tests.live.site import ask, signed_in
from tests.reporting.faults import (
    FULL,
    asked,
    being_printed,
    files_of,
    now,
    rounded,
    scaled,
    seconds_until_in,
)
from tests.reporting.situations import stored_files, until

pytestmark = pytest.mark.worker
VISITORS = 4
GONE_SECONDS = 60 if FULL else 3
STORM_SECONDS = 10 if FULL else 2
RECOVERY_SECONDS = 10  # of a server, which no interval of ours makes shorter
PATIENCE_SECONDS = 10


class Load:
    """Visitors who ask for a page again and again; `answers` are the time of asking and the answer."""

    def __init__(self, port: int, user):
        self.port = port
        self.headers = signed_in(user)
        self.answers = []
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._visit) for _ in range(VISITORS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _visit(self):
        while not self.over.is_set():
            asked_at = time.monotonic()
            self.answers.append((asked_at, ask(self.port, "GET", "/", self.headers)))

    def statuses(self) -> dict:
        seen = [answer.status for _, answer in self.answers]
        return {status: seen.count(status) for status in sorted(set(seen))}

    def slowest(self) -> float:
        return max(answer.seconds for _, answer in self.answers)

    def last_failure(self) -> float:
        """When the last answer came that was no page."""
        return max((at + answer.seconds for at, answer in self.answers if answer.status != 200), default=0)


def killed(site):
    os.kill(site.pid("PostgreSQL"), signal.SIGKILL)


def restarted(site):
    os.kill(site.pid("PostgreSQL"), signal.SIGINT)


def gone_for_a_while(site):
    with site.without("PostgreSQL"):
        time.sleep(GONE_SECONDS)


def storm(site):
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IS NOT NULL AND pid != pg_backend_pid()"
    until = time.monotonic() + STORM_SECONDS
    while time.monotonic() < until:
        site.cluster.server.execute(cut)
        time.sleep(0.05)


@pytest.mark.parametrize("damage", [killed, gone_for_a_while, storm, *([restarted] if FULL else [])])
def test_site_under_load_comes_back_from_a_lost_database(site, record_property, damage):
    """T-58: requests end cleanly and soon, pages are back in ten seconds, the report in work is made once."""
    files, job = stored_files(), being_printed()
    with Load(site.port, job.requested_by) as load:
        time.sleep(0.5)
        damage(site)
        while not site.cluster.server.answers():
            time.sleep(0.02)
        back_at = time.monotonic()
        time.sleep(RECOVERY_SECONDS if FULL else 1)
        until(lambda: time.monotonic() - load.last_failure() > 1, RECOVERY_SECONDS)
    waited = seconds_until_in(job, JobState.DONE, scaled(120))
    others = [asked() for _ in range(4)]
    for other in others:
        seconds_until_in(other, JobState.DONE, scaled(30))

    record_property("answers", load.statuses())
    record_property("slowest", rounded(load.slowest()))
    record_property("pages back after", rounded(max(0, load.last_failure() - back_at)))
    record_property("report made after", rounded(waited))
    record_property("attempts", now(job).attempts)
    assert load.statuses().keys() <= {200, 503}
    assert load.slowest() < PATIENCE_SECONDS
    assert {str(path) for path in stored_files() - files} == files_of([job, *others])


def test_full_server_is_said_and_forgotten(site):
    """T-59: somebody else has taken every connection that PostgreSQL has."""
    headers = signed_in(UserFactory())
    until(lambda: not ReportJob.objects.exclude(state=JobState.DONE).exists(), scaled(60))
    connections.close_all()
    site.kill_group("Web")  # it starts again, but there is no connection left for it
    held = all_connections(site.database_url)
    try:
        full = until_answered(site.port, headers)
    finally:
        for connection in held:
            connection.close()

    assert (full.status, full.retry_after) == (503, "30")
    assert full.seconds < PATIENCE_SECONDS
    until(lambda: ask(site.port, "GET", "/", headers).status == 200, RECOVERY_SECONDS)


def all_connections(url: str) -> list:
    held = []
    with contextlib.suppress(psycopg.OperationalError):
        while True:
            held.append(psycopg.connect(url))
    return held


def until_answered(port: int, headers: dict):
    until(lambda: ask(port, "GET", "/zdravi/zije", {}).status == 200, scaled(30))
    return ask(port, "GET", "/", headers)


def test_all_processes_together_leave_a_fifth_of_the_connections_free(site):
    """T-59: for backups, repairs and a second clock."""
    [[most]] = site.cluster.server.execute("SHOW max_connections")
    taken = sum(part.processes * part.connections for part in parts_of_site(0))

    assert taken <= 0.8 * int(most)

import logging
import os
import signal
import sys
import time
from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from config import clock
from config.local.processes import is_alive, spawn, wait_until
from tests.cluster import REPO


@pytest.fixture
def locks(transactional_db):
    held = []

    def another():
        held.append(clock.Lock())
        return held[-1]

    yield another
    for lock in held:
        lock.release()
    # the server lets go when it notices that the connection is gone
    assert wait_until(lambda: not clock_lock_is_held(), 5)


def test_second_clock_waits_and_takes_over(locks):
    first, second = locks(), locks()
    assert first.is_ours()
    assert not second.is_ours()
    assert first.is_ours()
    first.release()
    assert wait_until(second.is_ours, 5)
    assert not first.is_ours()


def test_lock_is_lost_with_its_connection_and_asked_for_again(locks, caplog):
    first = locks()
    assert first.is_ours()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [first.connection.info.backend_pid])
    assert not first.is_ours()
    assert "Databáze neodpovídá" in caplog.text
    assert wait_until(first.is_ours, 5)


def test_lock_held_twice_is_let_go_at_once(locks):
    """Asking again must not count, or one release would not be enough."""
    first, second = locks(), locks()
    first.is_ours()
    first.is_ours()
    first.connection.execute("SELECT pg_advisory_unlock(%s)", [clock.LOCK_KEY])
    assert second.is_ours()


@pytest.mark.django_db(transaction=True)
def test_command_that_fails_does_not_stop_the_others(caplog):
    Session.objects.create(session_key="old", session_data="", expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    with caplog.at_level(logging.ERROR):
        clock.attempt("no_such_command")
        clock.attempt("clearsessions")
    assert [record.getMessage() for record in caplog.records] == ["Příkaz no_such_command selhal."]
    assert not Session.objects.exists()


def test_timetable_names_what_is_done_again_and_again():
    assert [one.command for one in clock.timetable()] == [
        "sweep_jobs",
        "send_notifications",
        "refresh_debts",
        "sweep_uploads",
        "expire_agreements",
        "send_reminders",
    ]


def test_clock_process_goes_on_after_failures_and_ends_on_request(transactional_db, database_url, tmp_path):
    environment = {**os.environ, "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    first = start_clock(environment, tmp_path / "first.log")
    assert wait_until(clock_lock_is_held, 20)
    second = start_clock(environment, tmp_path / "second.log")
    time.sleep(2)
    assert is_alive(first.pid)
    assert is_alive(second.pid)

    first.kill()
    first.wait()
    assert wait_until(clock_lock_is_held, 10)

    second.send_signal(signal.SIGTERM)
    assert second.wait(10) == 0
    assert wait_until(lambda: not clock_lock_is_held(), 5)


def start_clock(environment, log):
    return spawn(
        [sys.executable, "manage.py", "clock"], log=log, dies_with=signal.SIGKILL, env=environment, cwd=REPO
    )


def clock_lock_is_held():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE locktype = 'advisory' AND granted AND datname = current_database())"
        )
        return cursor.fetchone()[0]

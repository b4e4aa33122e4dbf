"""What is done again and again, and how often. One clock in the whole installation does it; a second one
waits for the first one's lock and takes over when it is gone."""

import logging
import threading
import time
from dataclasses import dataclass

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connections

logger = logging.getLogger(__name__)
LOCK_KEY = 0x706F706973  # any number, as long as nobody else takes it
ASK = """
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())
    OR pg_try_advisory_lock(%s)
"""


@dataclass(frozen=True)
class Due:
    command: str
    seconds: float


def timetable() -> list[Due]:
    return [
        Due("sweep_jobs", settings.CLOCK_TICK_SECONDS),
        Due("send_notifications", settings.CLOCK_TICK_SECONDS),
        Due("refresh_debts", settings.CLOCK_TICK_SECONDS),
        Due("sweep_uploads", settings.EXPIRY_CHECK_SECONDS),
        Due("expire_agreements", settings.EXPIRY_CHECK_SECONDS),
        Due("send_reminders", settings.REMINDERS_CHECK_SECONDS),
    ]


class Lock:
    """Held by a connection of its own: Django closes those that commands use."""

    def __init__(self):
        self.connection = None

    def is_ours(self) -> bool:
        """Asks the server each time: after its restart the lock is anybody's."""
        try:
            self.connection = self.connection or lone_connection()
            return self.connection.execute(ASK, [LOCK_KEY]).fetchone()[0]
        except psycopg.Error:
            logger.warning("Databáze neodpovídá, hodiny čekají.")
            self.release()
            return False

    def release(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None


def lone_connection(**parameters) -> psycopg.Connection:
    """Nobody else's; `parameters` of libpq go before those of the settings."""
    database = connections["default"].copy()
    connection = database.get_new_connection({**database.get_connection_params(), **parameters})
    connection.autocommit = True
    return connection


def run(table: list[Due], stopped: threading.Event, pause: float = 1.0) -> None:
    lock = Lock()
    next_time = {one.command: 0.0 for one in table}
    try:
        while not stopped.is_set():
            if lock.is_ours():
                for one in table:
                    if time.monotonic() >= next_time[one.command]:
                        next_time[one.command] = time.monotonic() + one.seconds
                        attempt(one.command)
            time.sleep(min(pause, *(one.seconds for one in table)))
    finally:
        lock.release()


def attempt(command: str) -> None:
    """A command that fails must not stop the others; it gets its next turn."""
    close_old_connections()
    try:
        call_command(command)
    except Exception:
        logger.exception("Příkaz %s selhal.", command)
    finally:
        close_old_connections()

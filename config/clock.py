"""What is done again and again, and how often. One clock in the whole installation does it; a second one
waits for the first one's lock and takes over when it is gone."""

import logging
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.db import Error, close_old_connections, connections

logger = logging.getLogger(__name__)
LOCK_KEY = 0x706F706973  # any number, as long as nobody else takes it


@dataclass(frozen=True)
class Due:
    command: str
    seconds: float


def timetable() -> list[Due]:
    return [
        Due("sweep_jobs", settings.CLOCK_TICK_SECONDS),
        Due("send_notifications", settings.CLOCK_TICK_SECONDS),
    ]


class Lock:
    """Held by a connection of its own: one from the pool would be given away with the lock on it."""

    def __init__(self):
        self.connection = connections["default"].copy("clock")
        self.connection.settings_dict["OPTIONS"].pop("pool", None)

    def is_ours(self) -> bool:
        """Asks the server each time: after its restart the lock is anybody's."""
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(
                    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())"
                    " OR pg_try_advisory_lock(%s)",
                    [LOCK_KEY],
                )
                return cursor.fetchone()[0]
        except Error:
            logger.warning("Databáze neodpovídá, hodiny čekají.")
            self.release()
            return False

    def release(self) -> None:
        self.connection.close()


def run(table: list[Due], pause: float = 1.0) -> None:
    lock = Lock()
    next_time = {one.command: 0.0 for one in table}
    try:
        while True:
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

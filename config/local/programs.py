"""The processes of the site beside its servers: how each is started and how many database connections it may hold."""

import sys
from dataclasses import dataclass
from pathlib import Path

from config.local.processes import Guard
from config.local.supervisor import Program


@dataclass(frozen=True)
class Part:
    name: str
    argv: tuple
    processes: int
    connections: int  # to the database, of one process at most

    def program(self, *, logs: Path, environment: dict, folder: Path, guard: Guard) -> Program:
        log = logs / f"{self.name.lower()}.log"
        log.write_text("")
        return Program(self.name, [sys.executable, *self.argv], log, environment, folder, guard)


# One worker has no neighbours to look for, which takes it two seconds.
ALONE = ("--without-gossip", "--without-mingle", "--without-heartbeat")
CELERY = ("-m", "celery", "-A", "config", "worker", *ALONE)
# Printing leaves memory behind: its processes are replaced after a few reports, or after one that took 300 MB.
REPORTS = (
    *CELERY,
    *("--hostname=reports@%h", "--queues=reports", "--concurrency=2"),
    *("--max-tasks-per-child=5", "--max-memory-per-child=300000"),
)
MAILS = (*CELERY, "--hostname=mails@%h", "--queues=celery", "--concurrency=1")


def site(port: int) -> list[Part]:
    granian = ("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws")
    sizes = ("--workers", "2", "--blocking-threads", "4")
    return [
        # a thread has its own, and one more while it is asked for its health
        Part("Web", (*granian, *sizes, "config.wsgi:application"), processes=2, connections=8),
        Part("Tisk", REPORTS, processes=2, connections=2),  # the work and its heartbeat
        Part("Maily", MAILS, processes=1, connections=1),
        Part("Hodiny", ("manage.py", "clock"), processes=1, connections=2),  # commands and its lock
    ]

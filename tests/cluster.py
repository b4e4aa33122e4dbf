"""The test run's own PostgreSQL and Valkey, its databases and its workers.

Migrating takes most of the start, so a cluster with a migrated database is kept in .local/ for each state of
the migrations; a run copies it, and each of its processes clones the database in it."""

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from config.local.places import Places, places_of, private_folder
from config.local.postgres import Postgres
from config.local.processes import end, spawn
from config.local.programs import REPORTS

REPO = Path(__file__).resolve().parent.parent
TEMPLATE = "popis_template"
KEPT_TEMPLATES = 2


class MigrationFailed(Exception):
    pass


class OwnCluster:
    """A throw-away server; `stop` leaves nothing of it."""

    template = TEMPLATE

    def __init__(self, places: Places):
        self.places = places
        self.folder = places.home / "test-runs" / secrets.token_hex(4)
        self.sockets = private_folder(places.owner, "popis-test-")
        self.server = self._server_in(self.folder)

    def _server_in(self, folder: Path) -> Postgres:
        places = self.places
        return Postgres(folder / "data", self.sockets, places.postgres_bin, places.owner, durable=False)

    def url(self, database: str) -> str:
        return self.server.url(database)

    def start(self) -> None:
        with locked(self.places.home / "test-templates.lock"):
            remove_dead_runs(self.folder.parent)
            make_folder(self.folder.parent)
            try:
                copy_folder(self._ready_template(), self.folder)
            except BaseException:
                shutil.rmtree(self.sockets)
                raise
            # Held as long as this process lives, however it ends: that is how the next run knows.
            self.life_lock = lock_file(self.folder / "alive.lock")
        (self.folder / "sockets").write_text(str(self.sockets))
        self.server.start()

    def _ready_template(self) -> Path:
        templates = self.places.home / "test-templates"
        make_folder(templates)
        ready = templates / state_of_migrations()
        if not ready.exists():
            half = templates / "half"
            shutil.rmtree(half, ignore_errors=True)
            make_folder(half)
            server = self._server_in(half)
            server.init()
            try:
                server.start()
                server.ensure_database(TEMPLATE)
                migrate(server.url(TEMPLATE))
            finally:
                server.stop()
            half.rename(ready)
        os.utime(ready)
        for old in sorted(templates.iterdir(), key=lambda one: one.stat().st_mtime)[:-KEPT_TEMPLATES]:
            shutil.rmtree(old)
        return ready

    def stop(self) -> None:
        self.server.stop()
        self.life_lock.close()
        shutil.rmtree(self.folder, ignore_errors=True)  # another run may be clearing it away already
        shutil.rmtree(self.sockets, ignore_errors=True)


class GivenServer:
    """DATABASE_URL names a server: the run has databases of its own in it and drops them."""

    def __init__(self, url: str):
        self.base, _, query = url.partition("?")
        self.query = f"?{query}" if query else ""
        self.template = f"{TEMPLATE}_{secrets.token_hex(4)}"

    def url(self, database: str) -> str:
        return f"{self.base.rpartition('/')[0]}/{database}{self.query}"

    def start(self) -> None:
        execute(self.url("postgres"), "CREATE DATABASE {}", self.template)
        migrate(self.url(self.template))

    def stop(self) -> None:
        execute(self.url("postgres"), "DROP DATABASE {}", self.template)


def start_cluster():
    given = os.environ.get("DATABASE_URL")
    cluster = GivenServer(given) if given else OwnCluster(places_of(REPO))
    cluster.start()
    return cluster


@contextlib.contextmanager
def database_clone(server_url: str, template: str):
    """A database of one test process, made from the migrated one; yields its URL."""
    name = f"test_{secrets.token_hex(4)}"
    execute(server_url, "CREATE DATABASE {} TEMPLATE {}", name, template)
    base, _, query = server_url.partition("?")
    yield f"{base.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    execute(server_url, "DROP DATABASE {} WITH (FORCE)", name)


def execute(url: str, statement: str, *names: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def migrate(url: str) -> None:
    environment = {
        **os.environ,
        "DEBUG": "1",
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    for command in (["migrate", "--skip-checks"], ["createcachetable"]):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", *command, "-v", "0"],
            cwd=REPO,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise MigrationFailed(f"manage.py {command[0]}:\n{done.stdout}{done.stderr}")


def state_of_migrations() -> str:
    files = [
        *sorted(REPO.glob("*/migrations/*.py")),
        REPO / "requirements.lock",
        REPO / "config" / "settings.py",
        REPO / "config" / "local" / "postgres.py",
        Path(__file__),
    ]
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(REPO)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def remove_dead_runs(runs: Path) -> None:
    """What runs that were killed have left; their servers ended with them."""
    for run in runs.glob("*/"):
        # one that ends just now removes its folder itself
        with contextlib.suppress(BlockingIOError, FileNotFoundError), lock_file(run / "alive.lock"):
            if (run / "sockets").exists():
                shutil.rmtree((run / "sockets").read_text(), ignore_errors=True)
            shutil.rmtree(run, ignore_errors=True)


def lock_file(path: Path):
    file = open(path, "w")  # noqa: SIM115 the open file is the lock
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise
    return file


@contextlib.contextmanager
def locked(path: Path):
    with open(path, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make_folder(folder: Path) -> None:
    """Traversable, since as root the server runs as somebody else; the data folder inside is 0700."""
    folder.mkdir(exist_ok=True)
    folder.chmod(0o711)


def copy_folder(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", "--reflink=auto", source, target], check=True)


class LiveWorker:
    """A real worker process on the test's database and the run's Valkey; tests may kill and start it."""

    def __init__(self, database_url: str, log: Path):
        self.database_url = database_url
        self.log = log
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        environment = {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        self.process = spawn(
            [sys.executable, *REPORTS, "--queues=celery,reports", "--loglevel=INFO"],
            log=self.log,
            dies_with=signal.SIGKILL,
            env=environment,
            cwd=REPO,
        )

    def kill(self) -> None:
        """The whole group at once: a farewell takes three seconds, and there is nobody to miss it."""
        end(self.process, signal.SIGKILL, 5)

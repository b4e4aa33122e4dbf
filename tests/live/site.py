"""The whole site as real processes on servers of its own, started and watched as on a small installation.

Tests kill what they like; the site has to recover by itself."""

import contextlib
import http.client
import os
import signal
import threading
import time
from pathlib import Path
from typing import NamedTuple

import environ
from django.db import connection
from django.test import Client

from config.local.demo import free_port
from config.local.places import places_of
from config.local.processes import Guard, is_alive, wait_until
from config.local.programs import site as parts_of_site
from config.local.supervisor import Pause, Supervisor
from config.local.valkey import Valkey
from tests.cluster import REPO, TEMPLATE, OwnCluster

START_SECONDS = 60
CSRF = "a" * 32


class LiveSite:
    def __init__(self, folder: Path, valkey: Valkey):
        self.folder = folder
        self.valkey = valkey
        self.cluster = OwnCluster(places_of(REPO))
        self.port = free_port()
        self.said: list[str] = []
        self.supervisor = Supervisor(self.said.append)
        self.lock = threading.Lock()
        self.over = threading.Event()
        self.watcher = threading.Thread(target=self._watch)

    def __enter__(self):
        self.guard = Guard()
        self.cluster.start()
        environment = {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "tests.live.settings",
            "DEBUG": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE_SSL_REDIRECT": "0",
            "LOG_JSON": "0",
            "PYTHONUNBUFFERED": "1",
        }
        self.parts = {"PostgreSQL": self.cluster.server, "Valkey": self.valkey}
        for part in parts_of_site(self.port):
            self.parts[part.name] = part.program(
                logs=self.folder, environment=environment, folder=REPO, guard=self.guard
            )
        for part in self.parts.values():
            self.supervisor.start(part)
        self.watcher.start()
        assert wait_until(lambda: self.get("/zdravi/pripraven").status == 200, START_SECONDS, 0.1)
        return self

    def __exit__(self, *_):
        self.over.set()
        self.watcher.join()
        for name in self.parts.keys() - {"PostgreSQL", "Valkey"}:
            self.kill_group(name)
            self.guard.remove(self.pid(name))
        self.cluster.stop()
        self.guard.close()

    def _watch(self) -> None:
        while not self.over.wait(0.2):
            with self.lock:
                self.supervisor.tick()

    @property
    def database_url(self) -> str:
        return self.cluster.url(TEMPLATE)

    # --- What is done to it -------------------------------------------------------------------------------

    def forget_failures(self) -> None:
        """Or the supervisor would wait longer before each restart, after all that the last test has killed."""
        with self.lock:
            self.supervisor.pauses = {id(part): Pause(last_start=1) for part in self.supervisor.parts}

    def pid(self, name: str) -> int:
        return self.parts[name].process.pid

    def kill_group(self, name: str) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid(name), signal.SIGKILL)
        self.parts[name].process.wait()

    def children(self, name: str) -> list[int]:
        pid = self.pid(name)
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    @contextlib.contextmanager
    def without(self, name: str):
        """Killed, and nobody starts it again until the end of the block."""
        part = self.parts[name]
        with self.lock:
            self.supervisor.parts.remove(part)
            os.kill(part.process.pid, signal.SIGKILL)
            part.process.wait()
        try:
            yield
        finally:
            with self.lock:
                self.supervisor.start(part)

    @contextlib.contextmanager
    def frozen(self, name: str):
        os.kill(self.pid(name), signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.pid(name), signal.SIGCONT)

    # --- What people see of it ----------------------------------------------------------------------------

    def get(self, path: str, user=None) -> "Answer":
        return self._ask("GET", path, user)

    def post(self, path: str, user) -> "Answer":
        return self._ask("POST", path, user)

    def _ask(self, method: str, path: str, user) -> "Answer":
        return ask(self.port, method, path, signed_in(user) if user else {})


class Answer(NamedTuple):
    """`status` is 0 when there was no answer at all."""

    status: int
    seconds: float
    location: str = ""
    retry_after: str = ""
    text: str = ""


def signed_in(user) -> dict:
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    return {"Cookie": f"sessionid={session}; csrftoken={CSRF}", "X-CSRFToken": CSRF}


def ask(port: int, method: str, path: str, headers: dict) -> Answer:
    start = time.monotonic()
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        server.request(method, path, headers=headers)
        answer = server.getresponse()
        text = answer.read().decode()
    except (OSError, http.client.HTTPException):
        return Answer(0, time.monotonic() - start)
    finally:
        server.close()
    location, retry_after = (answer.getheader(name, "") for name in ("Location", "Retry-After"))
    return Answer(answer.status, time.monotonic() - start, location, retry_after, text)


@contextlib.contextmanager
def django_on(url: str):
    """Django of this very process works with another database for a while."""
    usual = connection.settings_dict.copy()
    connection.close()
    connection.settings_dict.update(environ.Env.db_url_config(url))
    yield
    connection.close()
    connection.settings_dict.update(usual)


def gone(pids: list[int]) -> bool:
    return not any(map(is_alive, pids))

"""`manage.py supervise`: from an empty machine to a running site with its first report."""

import contextlib
import fcntl
import hashlib
import json
import os
import signal
import socket
import sys
import time
import urllib.request
from pathlib import Path

from config.local.places import Places, places_of
from config.local.postgres import Postgres
from config.local.processes import Guard, end, spawn, wait_until
from config.local.programs import site
from config.local.supervisor import Supervisor
from config.local.valkey import Valkey

REPO = Path(__file__).resolve().parent.parent.parent
DATABASE = "popis"
SITE_PATIENCE = 60
APPS = ("config", "partnerships", "agreements", "planning", "reporting")


class DemoFailed(Exception):
    pass


class Demo:
    def __init__(self, clone: Path = REPO, port: int | None = None, say=print):
        self.clone = clone
        self.places: Places = places_of(clone)
        self.port = port or free_port()
        self.say = say
        self.logs = self.places.local / "log"
        self.supervisor = Supervisor(say)
        self.environment = {**os.environ, "ENV_FILE": str(self.places.local / "env"), "PYTHONUNBUFFERED": "1"}
        self.guard = Guard()
        self.embeds_database = False

    # --- Servers ------------------------------------------------------------------------------------------

    def start_servers(self) -> None:
        """Only those that the environment doesn't give."""
        self.logs.mkdir(exist_ok=True)
        kept = read_settings(self.places.local / "env")
        given = {name: self.environment.get(name) for name in ("DATABASE_URL", "REDIS_URL")}
        self.embeds_database = given["DATABASE_URL"] in (None, kept.get("DATABASE_URL"))
        if self.embeds_database:
            self.environment["DATABASE_URL"] = kept["DATABASE_URL"] = self._start_postgres()
        if given["REDIS_URL"] in (None, kept.get("REDIS_URL")):
            valkey = Valkey(self.places.home / "valkey", self.places.sockets)
            self.supervisor.start(valkey)
            self.environment["REDIS_URL"] = kept["REDIS_URL"] = valkey.url
        write_settings(self.places.local / "env", kept)

    def _start_postgres(self) -> str:
        places = self.places
        server = Postgres(places.home / "postgres", places.sockets, places.postgres_bin, places.owner)
        if not server.data.exists():
            self.say("Zakládám databázi …")
        server.init()
        self.supervisor.start(server)
        server.ensure_database(DATABASE)
        return server.url(DATABASE)

    # --- Data ---------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        self.manage("Připravuji tabulky …", "migrate", "-v", "0", PGOPTIONS="-c lock_timeout=10s")
        self.manage(None, "createcachetable", "-v", "0")
        self.manage("Nahrávám číselníky …", "load_reference")
        (self.logs / "logins.txt").write_text(self.manage("Nahrávám ukázkové obce …", "demo"))

    def report(self) -> str:
        printed = self.manage("Worker vytváří výroční zprávu …", "demo", "--report")
        paths = [line.removeprefix("REPORT ") for line in printed.splitlines() if line.startswith("REPORT ")]
        if len(paths) != 1 or not Path(paths[0]).is_file():
            raise DemoFailed(f"Výroční zpráva nevznikla, viz {self.logs}")
        return paths[0]

    def manage(self, saying: str | None, *arguments: str, **environment: str) -> str:
        """One management command in a process of its own; returns what it printed."""
        if saying:
            self.say(saying)
        log = self.logs / f"{'-'.join(arguments).replace('--', '')}.log"
        log.write_text("")
        process = spawn(
            [sys.executable, "manage.py", *arguments],
            log=log,
            dies_with=signal.SIGTERM,
            env={**self.environment, **environment},
            cwd=self.clone,
        )
        try:
            while process.poll() is None:
                self.supervisor.tick()
                time.sleep(0.1)
        finally:
            end(process, signal.SIGTERM, 5)
        if process.returncode:
            ending = "".join(log.read_text().splitlines(keepends=True)[-15:])
            raise DemoFailed(f"{ending}\nPříkaz „manage.py {' '.join(arguments)}“ selhal, viz {log}")
        return log.read_text()

    # --- What is already done -----------------------------------------------------------------------------

    def remembered(self) -> dict | None:
        """The report and the logins of an earlier start with the same code on our own data."""
        with contextlib.suppress(FileNotFoundError, ValueError):
            done = json.loads((self.places.home / "demo-done.json").read_text())
            if (
                self.embeds_database
                and done["code"] == state_of_code(self.clone)
                and Path(done["report"]).is_file()
            ):
                return done
        return None

    def remember(self, report: str) -> dict:
        logins = (self.logs / "logins.txt").read_text()
        done = {"code": state_of_code(self.clone), "report": report, "logins": logins}
        note = self.places.home / "demo-done.json"
        note.touch(mode=0o600)
        note.write_text(json.dumps(done))
        return done

    # --- The site -----------------------------------------------------------------------------------------

    def start_site(self) -> None:
        for part in site(self.port):
            self.supervisor.start(
                part.program(
                    logs=self.logs, environment=self.environment, folder=self.clone, guard=self.guard
                )
            )

    def wait_for_site(self) -> None:
        def answers():
            self.supervisor.tick()
            with contextlib.suppress(OSError):
                return urllib.request.urlopen(self.url, timeout=10).status == 200  # noqa: S310 our own address
            return False

        if not wait_until(answers, SITE_PATIENCE, 0.2):
            raise DemoFailed(f"Stránky na {self.url} neodpovídají, viz {self.logs / 'web.log'}")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    # --- All of it ----------------------------------------------------------------------------------------

    def run(self, once: bool) -> None:
        try:
            self.start_servers()
            done = None if once else self.remembered()
            if done is None:
                self.prepare()
            self.start_site()
            if done is None:
                done = self.remember(self.report())
            self.wait_for_site()
            self.say(f"\n{done['logins'].rstrip()}\n\nREPORT {done['report']}")
            if not once:
                self.say(f"\nStránky běží na {self.url} (protokoly: {self.logs}). Konec: Ctrl-C.")
                self.supervisor.run()
        finally:
            with contextlib.suppress(OSError):  # the terminal may be gone
                self.say("Ukončuji …")
            self.supervisor.stop()
            self.guard.close()


@contextlib.contextmanager
def only_one(clone: Path):
    """Two supervisors of one clone would fight over its data."""
    (clone / ".local").mkdir(exist_ok=True)
    with open(clone / ".local" / "supervise.lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DemoFailed("Ukázka z této složky už běží; ukončete ji Ctrl-C v jejím okně.") from None
        yield


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read_settings(file: Path) -> dict:
    if not file.exists():
        return {}
    lines = (line.partition("=") for line in file.read_text().splitlines() if "=" in line)
    return {name: value for name, _, value in lines}


def write_settings(file: Path, settings: dict) -> None:
    """DATABASE_URL and REDIS_URL change when the temp folder has been emptied."""
    new = file.with_name("env.new")
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    new.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    new.rename(file)


def state_of_code(clone: Path) -> str:
    digest = hashlib.sha256((clone / "requirements.lock").read_bytes())
    for app in APPS:
        for file in sorted((clone / app).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()

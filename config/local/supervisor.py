"""Runs the site's processes and servers, restarts what dies, ends everything."""

import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from config.local.processes import Guard, end, spawn

LONGEST_PAUSE = 30
SETTLED_AFTER = 60  # seconds; who ran that long is restarted without a pause again


class Stopped(BaseException):
    """SIGINT, SIGTERM or SIGHUP: not an error, and nobody's `except Exception`."""


@dataclass
class Pause:
    """How long to wait before the next attempt: 0, 1, 2, 4 … seconds."""

    failures: int = 0
    last_start: float = 0.0
    not_before: float = 0.0

    def started(self) -> None:
        self.last_start = time.monotonic()

    def died(self) -> float:
        now = time.monotonic()
        self.failures = 0 if now - self.last_start > SETTLED_AFTER else self.failures
        seconds = min(LONGEST_PAUSE, 2 ** (self.failures - 1)) if self.failures else 0
        self.failures += 1
        self.not_before = now + seconds
        return seconds


@dataclass
class Program:
    name: str
    argv: list
    log: Path
    environment: dict
    folder: Path
    guard: Guard
    patience: float = 10  # seconds between asking it to end and killing it
    process: object = None

    def start(self) -> None:
        self.process = spawn(
            self.argv, log=self.log, dies_with=signal.SIGTERM, env=self.environment, cwd=self.folder
        )
        self.guard.add(self.process.pid)

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process:
            end(self.process, signal.SIGTERM, self.patience)
            self.guard.remove(self.process.pid)
        self.process = None


@dataclass
class Supervisor:
    """The order given is the order of starting; the end goes backwards."""

    say: object = print
    parts: list = field(default_factory=list)
    pauses: dict = field(default_factory=dict)

    def start(self, part) -> None:
        self.parts.append(part)
        self.pauses[id(part)] = Pause()
        part.start()
        self.pauses[id(part)].started()

    def tick(self) -> None:
        for part in self.parts:
            pause = self.pauses[id(part)]
            if part.is_running():
                continue
            if pause.last_start:
                seconds = pause.died()
                pause.last_start = 0.0
                when = f"za {seconds} s" if seconds else "hned"
                self.say(f"{part.name}: proces skončil, spouštím ho {when} znovu (viz {part.log}).")
            if time.monotonic() >= pause.not_before:
                self._restart(part, pause)

    def _restart(self, part, pause: Pause) -> None:
        pause.started()
        try:
            part.stop()  # its children may have outlived it and hold its port
            part.start()
        except Exception as failure:
            self.say(str(failure))

    def stop(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for part in reversed(self.parts):
            part.stop()

    def run(self) -> None:
        while True:
            self.tick()
            time.sleep(0.2)


def raise_on_signals() -> threading.Event:
    """The event is set as well: what is raised inside a destructor, Python drops."""
    asked = threading.Event()

    def stop(_number, _frame):
        asked.set()
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    return asked

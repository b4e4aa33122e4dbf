"""Starting and ending processes so that none is left behind."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

SETPRIV = shutil.which("setpriv")


def spawn(argv, *, log: Path | None, dies_with: signal.Signals, env=None, cwd=None, owner=None):
    """A child in a session of its own (a Ctrl-C in the terminal is ours to pass on, in our order), which the
    kernel ends with the given signal when this process is killed and can't."""
    parting = [SETPRIV, "--pdeathsig", dies_with.name.removeprefix("SIG"), "--"] if SETPRIV else []
    as_whom = {"user": owner.uid, "group": owner.gid, "extra_groups": []} if owner else {}
    output = open(log, "ab") if log else None  # noqa: SIM115 closed below, the child has its own copy
    try:
        return subprocess.Popen(
            [*parting, *map(str, argv)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            env=env,
            cwd=cwd,
            start_new_session=True,
            **as_whom,
        )
    finally:
        if output:
            output.close()


class Guard:
    """Told which groups to kill should this process be killed itself; see guard.py."""

    def __init__(self, patience: float = 3):
        self.process = subprocess.Popen(
            [sys.executable, "-I", Path(__file__).with_name("guard.py"), str(patience)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
            bufsize=1,
        )

    def add(self, group: int) -> None:
        self.process.stdin.write(f"+{group}\n")

    def remove(self, group: int) -> None:
        self.process.stdin.write(f"-{group}\n")

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def end(process: subprocess.Popen, how: signal.Signals, patience: float) -> None:
    """Ask, wait, then kill the whole session: a pool's children too."""
    if process.poll() is None:
        process.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end_stranger(pid: int, how: signal.Signals, patience: float) -> None:
    """The same for a process that an earlier, killed start of ours has left."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, how)
        if not wait_until(lambda: not is_alive(pid), patience):
            os.kill(pid, signal.SIGKILL)
            wait_until(lambda: not is_alive(pid), 5)


def is_alive(pid: int) -> bool:
    """kill(pid, 0) succeeds on a zombie, and a dead server stays one until somebody waits for it."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def wait_until(true, patience: float, pause: float = 0.02) -> bool:
    deadline = time.monotonic() + patience
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True

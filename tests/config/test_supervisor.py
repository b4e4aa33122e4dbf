import os
import signal
import subprocess
import sys
import time

import pytest

from config.local.processes import Guard, is_alive, wait_until
from config.local.supervisor import Pause, Program, Supervisor
from tests.cluster import REPO

PATIENCE = 20  # seconds, on a machine busy with other tests

# A supervisor as the command has it, with one child that has a child of its own and ignores a polite end.
STUBBORN = """
import sys, pathlib
from config.local.processes import Guard
from config.local.supervisor import Program, Stopped, Supervisor, raise_on_signals
folder = pathlib.Path(sys.argv[1])
child = "trap '' TERM INT; sleep 600 & echo $! > grandchild; echo $$ > child; wait; sleep 600"
raise_on_signals()
supervisor = Supervisor()
try:
    supervisor.start(Program("Web", ["sh", "-c", child], folder / "log", None, folder, Guard(0.5), patience=0.5))
    (folder / "ready").touch()
    supervisor.run()
except Stopped:
    pass
finally:
    supervisor.stop()
"""


@pytest.fixture
def guard():
    guard = Guard(0.1)
    yield guard
    guard.close()


def program(folder, guard, *argv):
    return Program("Web", argv, folder / "log", dict(os.environ), folder, guard, patience=1)


def test_program_that_dies_is_restarted_and_named(tmp_path, guard):
    said = []
    supervisor = Supervisor(said.append)
    web = program(tmp_path, guard, "sleep", "600")
    supervisor.start(web)
    first = web.process.pid
    os.kill(first, signal.SIGKILL)
    web.process.wait()

    supervisor.tick()

    assert web.is_running()
    assert web.process.pid != first
    assert "Web" in said[0]
    supervisor.stop()
    assert not web.is_running()


def test_program_that_dies_at_once_is_restarted_less_and_less_often():
    pause = Pause()
    waits = []
    for _ in range(8):
        pause.started()
        waits.append(pause.died())
    assert waits == [0, 1, 2, 4, 8, 16, 30, 30]


def test_program_that_ran_long_is_restarted_at_once():
    pause = Pause(failures=5, last_start=time.monotonic() - 3600)
    assert pause.died() == 0


def test_server_that_dies_is_restarted(postgres):
    supervisor = Supervisor(lambda text: None)
    supervisor.start(postgres)
    os.kill(postgres.process.pid, signal.SIGKILL)
    postgres.process.wait()
    supervisor.tick()
    assert postgres.execute("SELECT 1") == [(1,)]
    supervisor.stop()
    assert not postgres.is_running()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_leaves_no_process(tmp_path, number):
    supervisor = start_stubborn(tmp_path)
    pids = [supervisor.pid, *family(tmp_path)]
    supervisor.send_signal(number)
    assert supervisor.wait(10) == 0
    assert wait_until(lambda: not any(map(is_alive, pids)), PATIENCE)


def test_kill_9_ends_the_stubborn_children_too(tmp_path):
    supervisor = start_stubborn(tmp_path)
    pids = family(tmp_path)
    supervisor.kill()
    supervisor.wait()
    assert wait_until(lambda: not any(map(is_alive, pids)), PATIENCE)


def start_stubborn(folder):
    started = subprocess.Popen([sys.executable, "-c", STUBBORN, folder], cwd=REPO)
    # the child writes its number before the supervisor has noted it down
    assert wait_until((folder / "ready").exists, PATIENCE)
    assert wait_until(
        lambda: (folder / "child").exists() and (folder / "child").read_text().strip(), PATIENCE
    )
    return started


def family(folder):
    return [int((folder / name).read_text()) for name in ("child", "grandchild")]

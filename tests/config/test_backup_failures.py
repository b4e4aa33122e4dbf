"""A backup that can't be finished says so, ends with an error and leaves the earlier one alone: T-70."""

import os
import shutil
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from config.backup import BackupFailed, programs
from config.local.places import places_of
from config.local.processes import is_alive, wait_until
from tests.cluster import REPO, database_clone
from tests.config.backups import Place, fingerprint, finished

SMALL = 300_000  # bytes: less than the file of this size that is stored below


@pytest.fixture(scope="module")
def place(migrated, tmp_path_factory):
    with database_clone(*migrated) as url:
        place = Place(url, tmp_path_factory.mktemp("place") / "media")
        place.media.mkdir()
        done = place.manage("load_reference")
        assert done.returncode == 0, done.stderr
        done = place.manage("shell", "-v", "0", "-c", STORE)
        assert done.returncode == 0, done.stderr
        yield place


STORE = """
from django.core.files.base import ContentFile
from partnerships.actions import store_document
from tests.factories import UnitFactory
store_document(UnitFactory(), by=None, upload=ContentFile(b"z" * 600_000, name="zprava.zfo"))
"""


@pytest.fixture(scope="module")
def good_backup(place, tmp_path_factory):
    folder = tmp_path_factory.mktemp("good") / "backups"
    done = place.manage("backup", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def backups(good_backup, tmp_path):
    """A folder with one good backup, which has to outlive every test."""
    folder = tmp_path / "backups"
    shutil.copytree(good_backup, folder)
    before = fingerprint(folder)
    yield folder
    after = fingerprint(folder)
    assert {name: after.get(name) for name in before} == before


def refused(done: subprocess.CompletedProcess, folder) -> str:
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert len(finished(folder)) == 1
    assert list(folder.glob("*.partial")) == []
    return done.stderr


def test_wrong_password(place, backups):
    said = refused(place.with_password("wrong").manage("backup", backups), backups)
    assert "password authentication failed" in said
    assert "Zkontrolujte DATABASE_URL" in said
    assert "wrong" not in said


def test_the_largest_allowed_file_is_too_small(place, backups):
    limit = ("prlimit", f"--fsize={SMALL}", "--")
    said = refused(place.manage("backup", backups, before=limit), backups)
    assert "místo na disku" in said


def test_full_disk(place, backups, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        shutil.copytree(backups, disk / "backups")
        before = fingerprint(disk / "backups")
        (disk / "ballast").write_bytes(b"0" * free_bytes(disk, but=200_000))
        assert "místo na disku" in refused(place.manage("backup", disk / "backups"), disk / "backups")
        assert fingerprint(disk / "backups").keys() == before.keys()
        (disk / "ballast").unlink()
        assert place.manage("backup", disk / "backups").returncode == 0
    finally:
        subprocess.run(["umount", disk], check=True)


def free_bytes(disk, but: int) -> int:
    state = os.statvfs(disk)
    return state.f_bavail * state.f_frsize - but


def test_a_stored_file_that_is_missing(place, backups):
    [path] = [one for one in place.media.rglob("*") if one.is_file()]
    path.rename(place.media / "hidden")
    try:
        assert f"Uložený soubor {path} chybí na disku" in refused(place.manage("backup", backups), backups)
    finally:
        (place.media / "hidden").rename(path)


def test_a_stored_file_that_has_changed(place, backups):
    [path] = [one for one in place.media.rglob("*") if one.is_file()]
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"!")
    try:
        assert "se od nahrání změnil" in refused(place.manage("backup", backups), backups)
    finally:
        path.write_bytes(whole)


def test_killed_in_the_middle(place, backups):
    """A lock holds pg_dump in the middle; after SIGKILL nothing goes on, and the next run cleans up."""
    with psycopg.connect(place.url) as lock:
        lock.execute("LOCK TABLE partnerships_user IN ACCESS EXCLUSIVE MODE")
        process = subprocess.Popen(
            [sys.executable, "manage.py", "backup", backups], cwd=REPO, env=place.environment()
        )
        assert wait_until(lambda: waiting_dumps(place), 30)
        [dump] = children(process.pid)
        process.send_signal(signal.SIGKILL)
        assert process.wait(10) == -signal.SIGKILL
        assert wait_until(lambda: not is_alive(dump), 5)
        assert len(list(backups.glob("*.partial"))) == 1
    assert place.manage("check_backup", backups).returncode == 0
    time.sleep(1)
    assert place.manage("backup", backups).returncode == 0
    assert list(backups.glob("*.partial")) == []
    assert len(finished(backups)) == 2


def waiting_dumps(place) -> bool:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pg_dump' AND wait_event_type = 'Lock'"
    return place.ask(waiting) == [(1,)]


def children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


def test_the_password_is_among_nobodys_arguments(place, backups):
    password = psycopg.conninfo.conninfo_to_dict(place.url)["password"]
    with psycopg.connect(place.url) as lock:
        lock.execute("LOCK TABLE partnerships_user IN ACCESS EXCLUSIVE MODE")
        process = subprocess.Popen(
            [sys.executable, "manage.py", "backup", backups], cwd=REPO, env=place.environment()
        )
        assert wait_until(lambda: waiting_dumps(place), 30)
        for pid in (process.pid, *children(process.pid)):
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                assert password.encode() not in file.read()
    assert process.wait(60) == 0


def test_two_backups_at_once_are_refused(place, backups):
    with psycopg.connect(place.url) as lock:
        lock.execute("LOCK TABLE partnerships_user IN ACCESS EXCLUSIVE MODE")
        first = subprocess.Popen(
            [sys.executable, "manage.py", "backup", backups], cwd=REPO, env=place.environment()
        )
        assert wait_until(lambda: waiting_dumps(place), 30)
        second = place.manage("backup", backups)
    assert second.returncode == 1
    assert "právě zálohuje jiný proces" in second.stderr
    assert first.wait(60) == 0


def test_only_the_newest_are_kept(place, tmp_path):
    for _ in range(3):
        done = place.manage("backup", tmp_path, "--keep", "2")
        assert done.returncode == 0, done.stderr
    assert len(finished(tmp_path)) == 2
    assert str(finished(tmp_path)[-1]) in done.stdout
    assert place.manage("check_backup", tmp_path).returncode == 0


def test_a_missing_or_older_program_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(BackupFailed, match=r"Chybí program pg_dump verze 18\. Nainstalujte"):
        programs.found("pg_dump", 18, wheel=tmp_path)
    binaries = places_of(REPO).postgres_bin
    with pytest.raises(BackupFailed, match=r"verze 17 \(nalezené verze: 18\)"):
        programs.found("pg_dump", 17, wheel=binaries)
    assert programs.found("pg_dump", 18, wheel=binaries) == binaries / "pg_dump"

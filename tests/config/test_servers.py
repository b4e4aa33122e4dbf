import os
import signal
import stat

import psycopg
import pytest

from config.local.places import SITE_PACKAGES, places_of
from config.local.postgres import Postgres
from config.local.processes import is_alive, wait_until
from tests.config.conftest import needs_root


def test_postgres_keeps_committed_rows_after_kill_9(postgres):
    postgres.start()
    postgres.execute("CREATE TABLE promise (text text)")
    for number in range(20):
        postgres.execute(f"INSERT INTO promise VALUES ('{number}')")  # noqa: S608
    assert postgres.execute("SHOW fsync") == [("on",)]

    os.kill(postgres.process.pid, signal.SIGKILL)
    postgres.start()

    assert postgres.execute("SELECT count(*) FROM promise") == [(20,)]


def test_postgres_started_twice_is_taken_over(postgres):
    postgres.start()
    second = Postgres(postgres.data, postgres.sockets, postgres.binaries, postgres.owner)
    second.start()
    assert second.process is None
    assert second.running_pid() == postgres.process.pid

    second.stop()

    assert wait_until(lambda: not is_alive(postgres.process.pid), 5)


def test_postgres_stopped_keeps_rows_and_password(postgres):
    postgres.start()
    postgres.ensure_database("popis")
    url = postgres.url("popis")
    postgres.stop()
    postgres.init()
    postgres.start()
    assert postgres.url("popis") == url
    assert postgres.execute("SELECT 1", "popis") == [(1,)]


def test_postgres_asks_for_the_password(postgres):
    postgres.start()
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(postgres.url().replace(postgres.password_file.read_text(), "guess"))


def test_postgres_listens_on_a_private_socket_only(postgres, places):
    postgres.start()
    assert postgres.execute("SHOW listen_addresses") == [("",)]
    assert stat.S_IMODE(places.sockets.stat().st_mode) == 0o700
    assert stat.S_IMODE(postgres.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(postgres.password_file.stat().st_mode) == 0o600


def test_postgres_leaves_nothing_half_made(places, postgres):
    broken = Postgres(places.home / "other", places.sockets, postgres.binaries / "none", places.owner)
    with pytest.raises(FileNotFoundError):
        broken.init()
    assert not broken.data.exists()


def test_valkey_keeps_messages_after_kill_9(valkey):
    valkey.start()
    valkey.ask("SET waiting 50")
    os.kill(valkey.process.pid, signal.SIGKILL)
    valkey.start()
    assert valkey.ask("GET waiting") == b"$2\r\n50\r\n"


def test_valkey_has_no_port(valkey):
    valkey.start()
    assert valkey.ask("CONFIG GET port").endswith(b"$1\r\n0\r\n")


def test_socket_folder_is_found_again_and_made_anew_when_gone(places):
    first = places.sockets
    assert places.sockets == first
    first.rmdir()
    second = places.sockets
    assert second != first
    assert second.is_dir()


def test_socket_folder_of_somebody_else_is_not_used(places):
    first = places.sockets
    first.chmod(0o777)
    assert places.sockets != first
    first.rmdir()


def test_ordinary_user_has_everything_in_the_clone(clone):
    places = places_of(clone, as_root=False)
    assert places.home == clone / ".local"
    assert places.owner is None
    assert places.postgres_bin.is_relative_to(SITE_PACKAGES)


@needs_root
def test_root_has_data_where_an_unprivileged_user_can_reach_it(places, system_root, postgres):
    postgres.start()
    assert places.home.parent == system_root
    assert stat.S_IMODE(places.home.stat().st_mode) == 0o711
    assert postgres.data.stat().st_uid == places.owner.uid != 0
    assert os.stat(f"/proc/{postgres.process.pid}").st_uid == places.owner.uid


@needs_root
def test_root_data_of_a_gone_clone_is_removed(clone, system_root):
    gone = clone / "gone"
    gone.mkdir()
    home = places_of(gone, system_root).home
    (gone / ".local" / "system-id").unlink()
    other = clone / "other"
    other.mkdir()
    kept = places_of(other, system_root).home
    assert not home.exists()
    assert kept.exists()


@needs_root
def test_root_binaries_are_copied_readable_for_all(clone, system_root):
    binary = places_of(clone, system_root).postgres_bin / "postgres"
    assert stat.S_IMODE(binary.stat().st_mode) == 0o755

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from config.local.places import places_of
from config.local.postgres import Postgres
from config.local.valkey import Valkey
from tests.cluster import REPO


@pytest.fixture
def clone():
    """A folder like a fresh clone; not tmp_path, whose parents are closed to the unprivileged server."""
    folder = Path(tempfile.mkdtemp(prefix="popis-clone-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def system_root(clone):
    folder = Path(tempfile.mkdtemp(prefix="popis-system-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def places(clone, system_root):
    places = places_of(clone, system_root)
    yield places
    shutil.rmtree(places.sockets)


@pytest.fixture
def postgres(places):
    """Durable, as the demo's, with the binaries that the run's cluster has copied already."""
    server = Postgres(places.home / "postgres", places.sockets, places_of(REPO).postgres_bin, places.owner)
    server.init()
    yield server
    server.stop()


@pytest.fixture
def valkey(places):
    server = Valkey(places.home / "valkey", places.sockets)
    yield server
    server.stop()


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has the system layout")

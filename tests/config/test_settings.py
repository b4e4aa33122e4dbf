import os
import subprocess
import sys

import pytest

from tests.cluster import REPO

GOOD_KEY = "k3-" + "abcdefghijklmnopqrstuvwxyz" * 2


SHOW = "from django.conf import settings as s; s.DEBUG; print(s.DATABASES['default'], s.CELERY_BROKER_URL)"


def start(show=SHOW, **environment):
    """The settings in a process of their own, with nothing of this one's environment."""
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.run(
        [sys.executable, "-c", show],
        cwd=REPO,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("key", ["", "demo", "changeme", "secret", "x" * 49])
def test_production_with_a_missing_or_demo_key_does_not_start(key):
    done = start(SECRET_KEY=key)
    assert done.returncode != 0
    assert "SECRET_KEY is missing, too short or a demo value" in done.stderr


def test_production_with_a_good_key_starts():
    assert start(SECRET_KEY=GOOD_KEY).returncode == 0


def test_debug_starts_without_a_key():
    assert start(DEBUG="1").returncode == 0


def test_environment_wins_over_the_file(tmp_path):
    file = tmp_path / "env"
    file.write_text("DEBUG=1\nDATABASE_URL=postgres://from@file/popis\nREDIS_URL=unix:///tmp/a/valkey.sock\n")
    assert "'USER': 'from'" in start(ENV_FILE=str(file)).stdout
    assert "redis+socket:///tmp/a/valkey.sock" in start(ENV_FILE=str(file)).stdout
    assert "'USER': 'given'" in start(ENV_FILE=str(file), DATABASE_URL="postgres://given@h/popis").stdout


def test_options_in_the_database_address_are_kept_beside_ours():
    shown = start(DEBUG="1", DATABASE_URL="postgres://u@/popis?host=/tmp/popis-x").stdout
    assert "'host': '/tmp/popis-x'" in shown
    assert "'connect_timeout'" in shown

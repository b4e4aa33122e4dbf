import ast
import socket
import subprocess
import sys

import pytest

from config import bootstrap
from config.bootstrap import Refusal, refuse_missing, refuse_old_python, uv_environment
from config.local.demo import free_port
from tests.cluster import REPO


def test_old_python_is_refused_with_both_versions():
    with pytest.raises(Refusal, match=r"3\.11 nebo novější, tento je 3\.9"):
        refuse_old_python((3, 9, 2))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 5)])
def test_new_python_is_taken(version):
    refuse_old_python(version)


def test_bootstrap_can_be_read_by_an_old_python():
    """No syntax newer than 3.8, or it could not say what is wrong."""
    text = (REPO / "config" / "bootstrap.py").read_text()
    ast.parse(text, feature_version=(3, 8))
    assert "from __future__ import annotations" in text


def test_missing_packages_are_named_in_a_command_for_the_administrator():
    with pytest.raises(Refusal) as refused:
        refuse_missing(["libpango-1.0-0", "python3-pip"], has_apt=True, may_install=False)
    assert "apt-get update && apt-get install -y libpango-1.0-0 python3-pip" in str(refused.value)
    assert str(refused.value).count("\n") == 0


def test_missing_packages_without_apt_are_named():
    with pytest.raises(Refusal, match="libpango"):
        refuse_missing(["libpango-1.0-0"], has_apt=False, may_install=True)


@pytest.mark.parametrize(("required", "may_install"), [([], False), (["libpango-1.0-0"], True)])
def test_nothing_is_refused_when_nothing_is_missing_or_it_can_be_installed(required, may_install):
    refuse_missing(required, has_apt=True, may_install=may_install)


def test_own_index_of_pip_is_given_to_uv():
    config = "global.index-url='https://index.example/simple'\nglobal.cert='/etc/own.pem'\n"
    assert uv_environment(config, {}) == {
        "UV_DEFAULT_INDEX": "https://index.example/simple",
        "SSL_CERT_FILE": "/etc/own.pem",
    }


def test_environment_of_pip_wins_over_its_file_and_that_of_uv_over_both():
    config = "global.index-url='https://file.example/simple'"
    environ = {"PIP_INDEX_URL": "https://variable.example/simple"}
    assert uv_environment(config, environ)["UV_DEFAULT_INDEX"] == "https://variable.example/simple"
    assert uv_environment(config, {**environ, "UV_DEFAULT_INDEX": "https://uv.example"}) == {}


def test_more_indexes_of_pip_are_searched_alike():
    found = uv_environment("global.extra-index-url='https://a.example https://b.example file:///c'", {})
    assert found == {
        "UV_INDEX": "https://a.example https://b.example",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }


def test_folders_of_wheels_that_are_gone_are_left_out(tmp_path):
    assert uv_environment(f"global.find-links='{tmp_path} /gone'", {}) == {"UV_FIND_LINKS": str(tmp_path)}


def test_busy_port_is_refused_with_another_one_to_type():
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with pytest.raises(Refusal, match=f"make demo PORT={port + 1}"):
            bootstrap.refuse_busy_port(port, patience=0)


def test_free_port_is_taken():
    bootstrap.refuse_busy_port(free_port())


def test_locks_name_no_host():
    for lock in (REPO / "requirements.lock", REPO / "config" / "bootstrap.lock"):
        assert "://" not in lock.read_text()


def test_refusal_in_a_fresh_clone_creates_nothing(tmp_path):
    """The real script, in a folder of its own, on a port that somebody has."""
    (tmp_path / "config").mkdir()
    script = tmp_path / "config" / "bootstrap.py"
    script.write_text((REPO / "config" / "bootstrap.py").read_text())
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = str(busy.getsockname()[1])
        done = subprocess.run(
            [sys.executable, script, "demo"], env={"PORT": port}, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.strip().startswith(f"Port {port} je obsazený.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config"]


def test_local_settings_are_written_once_and_only_for_the_owner(tmp_path):
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1]); import bootstrap;"
        "bootstrap.LOCAL = pathlib.Path(sys.argv[2]); bootstrap.write_local_settings()"
    )
    texts = []
    for _ in range(2):
        subprocess.run([sys.executable, "-c", code, REPO / "config", tmp_path], check=True)
        texts.append((tmp_path / "env").read_text())
    assert texts[0] == texts[1]
    assert texts[0].startswith("DEBUG=1\nSECRET_KEY=")
    assert (tmp_path / "env").stat().st_mode & 0o777 == 0o600

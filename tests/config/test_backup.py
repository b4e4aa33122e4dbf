"""Backup and restore of a whole installation with the demo's data: T-69."""

import json
import re
import time

import pytest

from config.backup import manifest
from reporting.demo.parties import CHOMUTOV_ACCOUNTS, PASSWORD
from tests.cluster import database_clone
from tests.config.backups import Place, empty_place, fingerprint, finished

LOGIN_AND_REPORT = """
from django.test import Client
from agreements.models import Agreement
from partnerships.models import User
from reporting.collect import collect
from partnerships.printing import print_pdf
from reporting.render import render
from datetime import date
client = Client(headers={{"host": "127.0.0.1"}})
answer = client.post("/ucet/prihlaseni/", {{"login": {email!r}, "password": {password!r}}})
print("LOGIN", answer.status_code, User.objects.get(email={email!r}).pk == int(client.session["_auth_user_id"]))
from partnerships.models import Document
document = Document.objects.order_by("pk").first()
print("FILE", document.file.size == document.size)
agreement = Agreement.objects.get(unit__name="Chomutov")
pdf = print_pdf(render(collect(agreement, 2023, today=date(2026, 11, 21))))
print("PDF", pdf[:5], len(pdf) > 20_000)
"""


@pytest.fixture(scope="module")
def server(migrated):
    return migrated[0]


@pytest.fixture(scope="module")
def original(migrated, tmp_path_factory):
    with database_clone(*migrated) as url:
        place = Place(url, tmp_path_factory.mktemp("original") / "media")
        for command in ("load_reference", "demo"):
            done = place.manage(command)
            assert done.returncode == 0, done.stderr
        yield place


@pytest.fixture(scope="module")
def backups(tmp_path_factory):
    return tmp_path_factory.mktemp("backups")


@pytest.fixture(scope="module")
def backup(original, backups):
    done = original.manage("backup", backups)
    assert done.returncode == 0, done.stderr
    return finished(backups)[-1]


@pytest.fixture
def empty(server, tmp_path):
    with empty_place(server, tmp_path / "media") as place:
        yield place


def test_a_backup_comes_back_whole_into_an_empty_place_of_an_ordinary_owner(
    original, backup, empty, tmp_path, record_property
):
    started = time.monotonic()
    done = empty.manage("restore", backup)
    assert done.returncode == 0, done.stderr
    record_property("restore took seconds", round(time.monotonic() - started, 1))
    record_property("backup has bytes", manifest.read(backup).size)

    again = tmp_path / "again"
    assert empty.manage("backup", again).returncode == 0
    first, second = manifest.read(backup), manifest.read(finished(again)[-1])
    assert first.tables == second.tables
    assert first.files == second.files
    assert first.migrations == second.migrations
    assert first.tables["planning_commitment"].rows > 0
    assert len(first.files) > 0

    script = LOGIN_AND_REPORT.format(email=CHOMUTOV_ACCOUNTS["manager"].email, password=PASSWORD)
    done = empty.manage("shell", "-v", "0", "-c", script)
    assert "LOGIN 302 True\nFILE True\nPDF b'%PDF-' True" in done.stdout, done.stderr
    assert empty.manage("makemigrations", "--check", "--dry-run").returncode == 0
    assert "Žádné" in empty.manage("migrate").stdout or "No migrations" in empty.manage("migrate").stdout


def test_sequences_and_triggers_work_in_the_restored_database(original, backup, empty):
    assert empty.manage("restore", backup).returncode == 0
    ask = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"
    assert empty.ask(ask) == original.ask(ask)
    rows = "SELECT count(*) FROM partnerships_userevent"
    before = empty.ask(rows)[0][0]
    empty.ask(
        "UPDATE partnerships_user SET is_active = false WHERE id = (SELECT min(id) FROM partnerships_user) RETURNING 1"
    )
    assert empty.ask(rows)[0][0] == before + 1
    assert empty.ask("SELECT public.czech_sort_key('č') > public.czech_sort_key('cz')") == [(True,)]


def test_a_backup_holds_no_sessions_and_no_secrets_of_the_settings(original, backup):
    made = manifest.read(backup)
    assert {"django_session", "usersessions_usersession", "cache"} == set(made.left_out)
    assert not set(made.left_out) & set(made.tables)
    password = re.search(r":([^:@]+)@", original.url)[1]
    assert backup.stat().st_mode & 0o077 == 0
    for path in backup.rglob("*"):
        if path.is_file():
            assert path.stat().st_mode & 0o077 == 0, path
            assert password.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("part", [manifest.DUMP, "a file"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(backup, empty, part, request):
    made = manifest.read(backup)
    name = part if part == manifest.DUMP else f"{manifest.FILES}/{min(made.files)}"
    whole = (backup / name).read_bytes()
    request.addfinalizer(lambda: (backup / name).write_bytes(whole))
    (backup / name).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    done = empty.manage("restore", backup)
    assert done.returncode != 0
    assert "je poškozená" in done.stderr
    assert empty.ask("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace") == [(0,)]
    assert list(empty.media.iterdir()) == []


def rewritten(backup, request, change):
    path = backup / manifest.MANIFEST
    whole = path.read_text()
    request.addfinalizer(lambda: path.write_text(whole))
    raw = json.loads(whole)
    change(raw)
    path.write_text(json.dumps(raw))


def test_a_restored_table_that_differs_from_the_manifest_is_an_error(backup, empty, request):
    rewritten(backup, request, lambda raw: raw["tables"]["planning_commitment"].update(rows=1))
    done = empty.manage("restore", backup)
    assert done.returncode != 0
    assert "Obnovená data nesouhlasí se zálohou (planning_commitment)" in done.stderr


def test_a_backup_of_a_newer_version_is_refused(backup, empty, request):
    rewritten(backup, request, lambda raw: raw["migrations"].append(["planning", "0999_from_the_future"]))
    done = empty.manage("restore", backup)
    assert done.returncode != 0
    assert "novější verze aplikace (neznámé migrace: planning.0999_from_the_future)" in done.stderr


def test_a_backup_of_an_older_version_says_that_migrate_follows(backup, empty, request):
    rewritten(backup, request, lambda raw: raw["migrations"].pop())
    done = empty.manage("restore", backup)
    assert done.returncode == 0, done.stderr
    assert "Spusťte nyní: manage.py migrate" in done.stdout


def test_a_manifest_naming_files_outside_is_refused(backup, empty, request):
    rewritten(backup, request, lambda raw: raw["files"].update({"../../out": {"size": 1, "sha256": "0"}}))
    done = empty.manage("restore", backup)
    assert done.returncode != 0
    assert "mimo její složku" in done.stderr


def test_restore_into_a_used_database_is_refused(original, backup):
    before = fingerprint(original.media)
    rows = original.ask("SELECT count(*) FROM planning_commitment")
    done = original.manage("restore", backup)
    assert done.returncode != 0
    assert "Databáze není prázdná" in done.stderr
    assert original.ask("SELECT count(*) FROM planning_commitment") == rows
    assert fingerprint(original.media) == before


def test_restore_into_used_files_is_refused(backup, empty):
    empty.media.mkdir()
    (empty.media / "documents").mkdir()
    done = empty.manage("restore", backup)
    assert done.returncode != 0
    assert "není prázdná (obsahuje documents)" in done.stderr
    assert empty.ask("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace") == [(0,)]


def test_a_folder_of_backups_is_not_a_backup(backups, backup, empty):
    done = empty.manage("restore", backups)
    assert done.returncode != 0
    assert "není dokončená záloha" in done.stderr


def test_age_and_content_of_the_last_backup_are_checked(original, backups, backup, tmp_path):
    assert "V pořádku" in original.manage("check_backup", backups).stdout
    old = original.manage("check_backup", backups, "--max-age-hours", "0")
    assert old.returncode != 0
    assert "starší než 0 h" in old.stderr
    assert original.manage("check_backup", tmp_path).returncode != 0

import fcntl
import os
import re
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection as default
from django.db.models import FileField

from config.backup import BackupFailed, contents, manifest, programs
from config.clock import lone_connection
from partnerships.models import Document

NAME = re.compile(r"popis-\d{8}T\d{6}Z")
PARTIAL = ".partial"
# Whoever gets hold of a backup must not walk in with somebody's session; counts of the rate limits age anyway.
LEFT_OUT = ("cache", "django_session", "usersessions_usersession")
LOCK_PATIENCE = "--lock-wait-timeout=120000"  # milliseconds; a migration that hangs must not hang the backup
SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
NAMES = psycopg.sql.SQL("SELECT {column} FROM public.{table} WHERE {column} <> ''")


def make(place: Path, *, keep: int | None = None) -> tuple[Path, manifest.Manifest]:
    """A new backup in the folder `place`, beside the earlier ones; of those only `keep` newest stay, if given."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with only_one(place):
        remove_unfinished(place)
        final = place / datetime.now(UTC).strftime("popis-%Y%m%dT%H%M%SZ")
        if final.exists():
            raise BackupFailed(f"Záloha {final} už existuje. Spusťte příkaz znovu za sekundu.")
        half = final.with_name(final.name + PARTIAL)
        half.mkdir(mode=0o700)
        try:
            made = fill(half)
            manifest.sync_folders(half)
            half.rename(final)
            sync_parent(final)
        except BaseException:
            shutil.rmtree(half, ignore_errors=True)
            raise
        if keep:
            remove_old(place, keep)
        return final, made


def fill(folder: Path) -> manifest.Manifest:
    """Dump, list of files and checksums see one and the same moment; files are never rewritten after it."""
    parameters = default.get_connection_params()
    with lone_connection() as database:
        database.execute(SNAPSHOT)
        snapshot = database.execute("SELECT pg_export_snapshot()").fetchone()[0]
        dump = folder / manifest.DUMP
        manifest.new_file(dump).close()
        options = [
            "--format=custom",
            "--no-owner",
            "--no-acl",
            "--no-comments",
            LOCK_PATIENCE,
            f"--file={dump}",
        ]
        options += [f"--snapshot={snapshot}", *(f"--exclude-table-data=public.{name}" for name in LEFT_OUT)]
        programs.run("pg_dump", *options, connection=database, parameters=parameters)
        tables = contents.tables(database, without=LEFT_OUT)
        files = copy_files(database, folder / manifest.FILES)
        made = manifest.Manifest(
            format=manifest.FORMAT,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            postgresql=database.info.parameter_status("server_version"),
            migrations=contents.applied_migrations(database),
            left_out=list(LEFT_OUT),
            tables=tables,
            dump=manifest.described(dump),
            files=files,
        )
    manifest.write(made, folder)
    return made


def copy_files(database: psycopg.Connection, target: Path) -> dict[str, manifest.StoredFile]:
    target.mkdir(mode=0o700)
    files, hashes = {}, recorded_hashes(database)
    for name in stored_names(database):
        source = Path(settings.MEDIA_ROOT) / name
        try:
            files[name] = manifest.copied(source, target / name)
        except FileNotFoundError as problem:
            raise BackupFailed(
                f"Uložený soubor {source} chybí na disku, ačkoli o něm databáze ví. Záloha nevznikla. "
                "Vraťte soubor z dřívější zálohy a spusťte příkaz znovu."
            ) from problem
        if name in hashes and hashes[name] != files[name].sha256:
            raise BackupFailed(
                f"Uložený soubor {source} se od nahrání změnil (nesouhlasí SHA-256). Záloha nevznikla. "
                "Vraťte soubor z dřívější zálohy a spusťte příkaz znovu."
            )
    return files


def stored_names(database: psycopg.Connection) -> list[str]:
    found = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                table, column = (
                    psycopg.sql.Identifier(model._meta.db_table),
                    psycopg.sql.Identifier(field.column),
                )
                found |= {name for (name,) in database.execute(NAMES.format(column=column, table=table))}
    return sorted(found)


def recorded_hashes(database: psycopg.Connection) -> dict[str, str]:
    table = psycopg.sql.Identifier(Document._meta.db_table)
    return dict(
        database.execute(psycopg.sql.SQL("SELECT file, sha256 FROM public.{}").format(table)).fetchall()
    )


# --- The folder of backups ---------------------------------------------------------------------------------


@contextmanager
def only_one(place: Path):
    with open(place / ".lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupFailed(
                f"Do složky {place} právě zálohuje jiný proces. Počkejte, až skončí."
            ) from None
        yield


def remove_unfinished(place: Path) -> None:
    """Left by a killed process: nobody else can be writing it, the lock is ours."""
    for half in place.glob(f"popis-*{PARTIAL}"):
        shutil.rmtree(half)


def finished(place: Path) -> list[Path]:
    """Oldest first."""
    return sorted(one for one in place.iterdir() if NAME.fullmatch(one.name))


def remove_old(place: Path, keep: int) -> None:
    for old in finished(place)[:-keep]:
        gone = old.with_name(old.name + PARTIAL)  # a removal that is interrupted leaves no half of a backup
        old.rename(gone)
        shutil.rmtree(gone)


def sync_parent(folder: Path) -> None:
    handle = os.open(folder.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

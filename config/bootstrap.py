"""Prepares a machine for `make demo` and `make test`: python3 config/bootstrap.py demo|test

Runs before anything is installed: the standard library only, and readable by a Python too old for the rest,
so that it can say so. What can be refused is asked before anything is created.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
LOCAL = REPO / ".local"
VENV = REPO / ".venv"
TOOLS = LOCAL / "tools"
LOG = LOCAL / "bootstrap.log"
LOCK = REPO / "requirements.lock"
UV_LOCK = REPO / "config" / "bootstrap.lock"
STAMP = VENV / "installed-from"

OLDEST_PYTHON = (3, 11)
OLDEST_UV = (0, 8)
PRINT_LIBRARIES = {  # library that WeasyPrint loads -> Debian's package
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
BROWSER_LIBRARIES = {"libatomic.so.1": "libatomic1"}  # Playwright's driver does not start without it
BROWSER_PROGRAMS = {"chromium": "chromium", "pdftotext": "poppler-utils"}
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}


class Refusal(Exception):
    """One sentence: what is wrong and what to do."""


# --- Decisions, without touching anything ------------------------------------------------------------------


def refuse_old_python(version: tuple) -> None:
    if version[:2] < OLDEST_PYTHON:
        raise Refusal(
            f"Je potřeba Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} nebo novější, tento je "
            f"{version[0]}.{version[1]}. Zadejte jiný: make PYTHON=/cesta/k/python3 …"
        )


def administrator_command(packages: list) -> str:
    return f"apt-get update && apt-get install -y {' '.join(packages)}"


def refuse_missing(required: list, has_apt: bool, may_install: bool) -> None:
    if not required or (has_apt and may_install):
        return
    names = ", ".join(required)
    if has_apt:
        raise Refusal(
            f"Chybí systémové balíky ({names}). Požádejte správce počítače o příkaz: "
            f"{administrator_command(required)}"
        )
    raise Refusal(f"Chybí systémové balíky (v Debianu {names}). Nainstalujte je a spusťte příkaz znovu.")


def uv_environment(pip_config: str, environ: dict) -> dict:
    """A machine set up for pip only (a company's own index, its certificate) works for uv too."""
    found = {}
    for line in pip_config.splitlines():
        match = re.fullmatch(r"(?:global|install|:env:)\.([a-z-]+)='(.*)'", line.strip())
        if match and match[1] in PIP_TO_UV:
            found[match[1]] = match[2]  # pip lists the environment, which wins, first or last by version
    for option in PIP_TO_UV:
        found[option] = environ.get("PIP_" + option.upper().replace("-", "_")) or found.get(option, "")
    places = [one for one in found["extra-index-url"].split() if not one.startswith("file:")]
    folders = [one for one in found["find-links"].split() if "://" in one or Path(one).is_dir()]
    found["extra-index-url"], found["find-links"] = " ".join(places), ",".join(folders)
    settings = {PIP_TO_UV[option]: value for option, value in found.items() if value}
    if "UV_INDEX" in settings:  # as pip does; every file is checked against its hash anyway
        settings["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return {name: value for name, value in settings.items() if name not in environ}


def wanted_stamp() -> str:
    return hashlib.sha256(LOCK.read_bytes() + sys.version.encode() + sys.executable.encode()).hexdigest()


# --- What the machine has ----------------------------------------------------------------------------------


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def succeeds(*command) -> bool:
    try:
        return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


def administrator_prefix() -> list | None:
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if succeeds("sudo", "-n", "true") else None


def refuse_busy_port(port: int, patience: float = 4) -> None:
    deadline = time.monotonic() + patience  # an earlier start that was killed may still be ending
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                return probe.bind(("127.0.0.1", port))
            except OSError:
                if time.monotonic() > deadline:
                    break
                time.sleep(0.4)
    raise Refusal(
        f"Port {port} je obsazený. Ukončete, co na něm běží, nebo zvolte jiný: make demo PORT={port + 1}"
    )


def suitable_uv() -> Path | None:
    for candidate in (TOOLS / "bin" / "uv", shutil.which("uv")):
        if candidate and Path(candidate).exists():
            answer = subprocess.run([candidate, "--version"], capture_output=True, text=True).stdout
            match = re.match(r"uv (\d+)\.(\d+)", answer)
            if match and tuple(map(int, match.groups())) >= OLDEST_UV:
                return Path(candidate)
    return None


def pip_can_be_downloaded() -> bool:
    return succeeds("apt-get", "download", "--print-uris", "python3-pip-whl")


def environment_is_ready() -> bool:
    return (
        STAMP.exists() and STAMP.read_text() == wanted_stamp() and succeeds(VENV / "bin" / "python", "-c", "")
    )


# --- Setting up --------------------------------------------------------------------------------------------


def step(say: str, command: list, failed: str, **options) -> None:
    print(say, flush=True)
    LOCAL.mkdir(exist_ok=True)
    with LOG.open("a") as log:
        log.write(f"\n$ {' '.join(map(str, command))}\n")
        log.flush()
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **options)
    if done.returncode:
        raise Refusal(f"{failed} Zkontrolujte připojení k síti a spusťte příkaz znovu; podrobnosti: {LOG}")


def install_packages(packages: list, prefix: list) -> None:
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]
    step("Aktualizuji seznam balíků …", [*apt, "update"], "Seznam systémových balíků se nepodařilo stáhnout.")
    if packages:
        names = ", ".join(packages)
        install = [*apt, "install", "-y", "--no-install-recommends", *packages]
        step(f"Instaluji {names} …", install, f"Systémové balíky ({names}) se nepodařilo nainstalovat.")


def pip_command(folder: Path) -> list:
    """pip itself, or the wheel out of Debian's package, which needs nobody's rights."""
    if succeeds(sys.executable, "-m", "pip", "--version"):
        return [sys.executable, "-m", "pip"]
    failed = "Balík python3-pip-whl se nepodařilo stáhnout."
    step("Stahuji pip …", ["apt-get", "download", "python3-pip-whl"], failed, cwd=folder)
    package = next(folder.glob("python3-pip-whl_*.deb"))
    step("Rozbaluji pip …", ["dpkg", "-x", package, folder], "Balík python3-pip-whl se nepodařilo rozbalit.")
    wheel = next(folder.glob("usr/share/python-wheels/pip-*.whl"))
    return [sys.executable, wheel / "pip"]


def install_uv(pip: list) -> Path:
    half = TOOLS.with_name("tools.new")
    shutil.rmtree(half, ignore_errors=True)
    options = ["--target", half, "--require-hashes", "--only-binary", ":all:", "--no-deps", "-r", UV_LOCK]
    step("Stahuji uv …", [*pip, "install", "--quiet", *options], "Program uv se nepodařilo stáhnout.")
    shutil.rmtree(TOOLS, ignore_errors=True)
    half.rename(TOOLS)
    return TOOLS / "bin" / "uv"


def create_environment() -> None:
    LOCAL.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="popis-") as folder:
        uv = suitable_uv()
        pip = [] if uv else pip_command(Path(folder))
        uv = uv or install_uv(pip)
        known = subprocess.run(
            [*(pip or [sys.executable, "-m", "pip"]), "config", "list"], capture_output=True
        )
    environment = {**os.environ, **uv_environment(known.stdout.decode(), dict(os.environ))}
    failed = "Prostředí Pythonu (.venv) se nepodařilo připravit."
    is_new = not (VENV / "bin" / "python").exists()
    try:
        if is_new or not succeeds(VENV / "bin" / "python", "-c", ""):
            make = [uv, "venv", "--quiet", "--clear", "--no-project", "--python", sys.executable, VENV]
            step("Zakládám .venv …", make, failed, env=environment)
        sync = [uv, "pip", "sync", "--python", VENV, "--require-hashes", "--only-binary", ":all:", LOCK]
        step("Instaluji závislosti do .venv …", sync, failed, env=environment, cwd=REPO)
        STAMP.write_text(wanted_stamp())
    except BaseException:
        if is_new:
            shutil.rmtree(VENV, ignore_errors=True)
        raise


def write_local_settings() -> None:
    """The machine's own, once; whoever sets a variable in the environment overrides it."""
    LOCAL.mkdir(exist_ok=True)
    lines = ["DEBUG=1", f"SECRET_KEY={secrets.token_urlsafe(48)}", f"MEDIA_ROOT={LOCAL / 'media'}"]
    try:
        handle = os.open(LOCAL / "env", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return
    with open(handle, "w") as file:
        file.write("\n".join(lines) + "\n")


def bootstrap(purpose: str) -> None:
    refuse_old_python(sys.version_info)
    if purpose == "demo" and not os.environ.get("ONCE"):
        refuse_busy_port(int(os.environ.get("PORT") or 8000))
    required = [package for library, package in PRINT_LIBRARIES.items() if not loads(library)]
    useful = [package for name, package in BROWSER_PROGRAMS.items() if not shutil.which(name)]
    useful += [package for library, package in BROWSER_LIBRARIES.items() if not loads(library)]
    is_ready = environment_is_ready()
    prefix = administrator_prefix() if required or useful or not is_ready else None
    has_apt = shutil.which("apt-get") is not None
    has_pip = is_ready or suitable_uv() is not None or succeeds(sys.executable, "-m", "pip", "--version")
    if not has_pip and prefix is None and not pip_can_be_downloaded():
        required.append("python3-pip")
    refuse_missing(required, has_apt, prefix is not None)
    if purpose == "test" and useful and has_apt and prefix is not None:
        required += useful
    elif purpose == "test" and useful:
        print(f"Chybí {', '.join(useful)}: testy, které je potřebují, se přeskočí.", flush=True)
    if required or (not has_pip and prefix is not None):
        install_packages(required, prefix or [])
    if not is_ready:
        create_environment()
    write_local_settings()


if __name__ == "__main__":
    try:
        bootstrap(sys.argv[1] if len(sys.argv) > 1 else "demo")
    except Refusal as refusal:
        sys.exit(f"\n{refusal}")
    except KeyboardInterrupt:
        sys.exit(130)

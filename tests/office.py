"""LibreOffice, for tests that send a workbook through it."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
MISSING = "chybí LibreOffice Calc (správce: apt-get install -y libreoffice-calc)"
KINDS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "pdf": "pdf"}


def opens_sheets() -> bool:
    """LibreOffice comes in parts; one that can only write letters is of no use here."""
    return SOFFICE is not None and (Path(SOFFICE).resolve().parent / "libsclo.so").exists()


needs_libreoffice = pytest.mark.skipif(not opens_sheets(), reason=MISSING)


def saved_by_libreoffice(books: dict[str, bytes], folder: Path, kind: str = "xlsx") -> dict[str, bytes]:
    """Opened and saved again, all by one start of the program; its settings are those of a new user."""
    sent, saved = folder / "sent", folder / f"saved-{kind}"
    sent.mkdir(parents=True, exist_ok=True)
    for name, content in books.items():
        (sent / f"{name}.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [sent / f"{name}.xlsx" for name in books]
    command = [SOFFICE, profile, "--headless", "--norestore", "--convert-to", KINDS[kind], "--outdir", saved]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {name: (saved / f"{name}.{kind}").read_bytes() for name in books}

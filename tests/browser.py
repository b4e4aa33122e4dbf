"""Debian's Chromium for the browser tests and the pictures."""

import os
import shutil

import pytest

from config.bootstrap import loads

CHROMIUM = shutil.which("chromium")
MISSING = "chybí Chromium nebo libatomic (správce: apt-get install -y chromium libatomic1)"


def launch_flags() -> list[str]:
    flags = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return [*flags, "--no-sandbox"] if os.geteuid() == 0 else flags


def can_drive() -> bool:
    """Playwright brings a driver of its own, which needs this library of the system."""
    return CHROMIUM is not None and loads("libatomic.so.1")


def skip_without_chromium(items) -> None:
    if not can_drive():
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=MISSING))


def report_unrun(terminalreporter, missing: str) -> None:
    """Skipped for want of a program: each by its name."""
    unrun = [
        report.nodeid
        for report in terminalreporter.stats.get("skipped", [])
        if missing in str(report.longrepr)
    ]
    if unrun:
        terminalreporter.section(f"NEPROVEDENO: {missing}", sep="!", red=True, bold=True)
        for nodeid in unrun:
            terminalreporter.write_line(nodeid)

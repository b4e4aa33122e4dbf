"""Databases and folders that the backup's tests keep, damage and bring back."""

import contextlib
import hashlib
import os
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tests.cluster import REPO, execute


@dataclass(frozen=True)
class Place:
    """Where an installation keeps its data."""

    url: str
    media: Path

    def environment(self, **more) -> dict:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.url,
            "MEDIA_ROOT": str(self.media),
            **more,
        }

    def manage(self, *arguments, before=(), **more) -> subprocess.CompletedProcess:
        return subprocess.run(
            [*before, sys.executable, "manage.py", *map(str, arguments)],
            cwd=REPO,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            check=False,
        )

    def ask(self, statement: str) -> list:
        with psycopg.connect(self.url, autocommit=True) as connection:
            return connection.execute(statement).fetchall()

    def with_password(self, password: str) -> "Place":
        head, _, tail = self.url.partition("@")
        return Place(f"{head.rpartition(':')[0]}:{password}@{tail}", self.media)


@contextlib.contextmanager
def empty_place(server: str, folder: Path):
    """An empty database whose owner is nobody else's superuser, and no files."""
    name, password = f"restored_{secrets.token_hex(4)}", secrets.token_hex(12)
    with psycopg.connect(server, autocommit=True) as connection:
        role = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER PASSWORD {}")
        connection.execute(role.format(sql.Identifier(name), sql.Literal(password)))
    execute(server, "CREATE DATABASE {} OWNER {} TEMPLATE template0", name, name)
    rest = server.partition("@")[2]
    address, _, query = rest.partition("?")
    url = f"postgres://{name}:{password}@{address.rpartition('/')[0]}/{name}?{query}"
    try:
        yield Place(url, folder)
    finally:
        execute(server, "DROP DATABASE {} WITH (FORCE)", name)
        execute(server, "DROP ROLE {}", name)


def fingerprint(folder: Path) -> dict:
    """Every file with its content and the time of its last change."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def finished(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("popis-*") if path.suffix != ".partial")

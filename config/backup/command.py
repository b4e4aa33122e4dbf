from datetime import datetime
from pathlib import Path

import psycopg
from django.core.management.base import BaseCommand, CommandError

from config.backup import BackupFailed


class BackupCommand(BaseCommand):
    """Whatever goes wrong is one Czech message and an exit code other than zero."""

    requires_system_checks = ()

    def handle(self, **options):
        try:
            self.work(**options)
        except BackupFailed as problem:
            raise CommandError(str(problem)) from problem
        except psycopg.OperationalError as problem:
            raise CommandError(
                f"Databáze neodpovídá nebo spojení odmítla: {str(problem).strip()}\nZkontrolujte DATABASE_URL."
            ) from problem
        except psycopg.Error as problem:
            raise CommandError(f"Databáze příkaz odmítla: {str(problem).strip()}") from problem
        except OSError as problem:
            where = f" ({problem.filename})" if problem.filename else ""
            raise CommandError(
                f"Čtení nebo zápis se nepodařily: {problem.strerror}{where}. Zkontrolujte místo na disku a práva."
            ) from problem


def folder(text: str) -> Path:
    return Path(text).resolve()


def in_words(folder: Path, size: int, files: int, made: datetime) -> str:
    return f"{folder}: {size / 1_000_000:.1f} MB, souborů {files}, vznikla {made:%Y-%m-%d %H:%M:%S} UTC"

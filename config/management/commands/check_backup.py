from datetime import UTC, datetime, timedelta

from config.backup import BackupFailed, making, manifest
from config.backup.command import BackupCommand, folder, in_words


class Command(BackupCommand):
    help = (
        "Reads the newest backup in FOLDER whole and compares it with its manifest; fails when it is too old."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=folder)
        parser.add_argument("--max-age-hours", type=float, default=26)

    def work(self, *, folder, max_age_hours, **options):
        finished = making.finished(folder)
        if not finished:
            raise BackupFailed(f"Ve složce {folder} není žádná dokončená záloha.")
        made = manifest.read(finished[-1])
        manifest.check(finished[-1], made)
        words = in_words(finished[-1], made.size, len(made.files), made.made)
        if datetime.now(UTC) - made.made > timedelta(hours=max_age_hours):
            raise BackupFailed(f"Poslední záloha je starší než {max_age_hours:g} h: {words}")
        self.stdout.write(f"V pořádku: {words}")

from config.backup import making
from config.backup.command import BackupCommand, folder, in_words


class Command(BackupCommand):
    help = "Writes database and stored files of one moment into a new folder in FOLDER; earlier ones stay."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=folder)
        parser.add_argument(
            "--keep", type=int, help="remove older backups but this many newest, the new included"
        )

    def work(self, *, folder, keep, **options):
        path, made = making.make(folder, keep=keep)
        self.stdout.write(f"Záloha {in_words(path, made.size, len(made.files), made.made)}")

from config.backup import restoring
from config.backup.command import BackupCommand, folder, in_words


class Command(BackupCommand):
    help = (
        "Brings one backup into an empty database and an empty MEDIA_ROOT, and compares what is there then."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=folder, help="folder of one backup, popis-…")

    def work(self, *, folder, **options):
        made, has_older_schema = restoring.restore(folder)
        self.stdout.write(f"Obnoveno ze zálohy {in_words(folder, made.size, len(made.files), made.made)}")
        if has_older_schema:
            self.stdout.write("Záloha je ze starší verze aplikace. Spusťte nyní: manage.py migrate")

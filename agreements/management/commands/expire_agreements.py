from django.core.management.base import BaseCommand
from django.utils import timezone

from agreements.actions.expiry import say_what_ends


class Command(BaseCommand):
    help = (
        "Tells the people of agreements that end within 90 and 30 days and of those that have ended, each once; "
        "safe to run at any time, more than once and in parallel."
    )

    def handle(self, **options):
        said = say_what_ends(today=timezone.localdate())
        if said:
            self.stdout.write(f"{said}")

from django.core.management.base import BaseCommand
from django.utils import timezone

from planning.actions.debts import refresh_all_debts


class Command(BaseCommand):
    help = (
        "Computes again what agreements owe: each once a day and after every change of what decides; "
        "safe to run at any time, more than once and in parallel."
    )

    def handle(self, **options):
        refreshed = refresh_all_debts(today=timezone.localdate())
        if refreshed:
            self.stdout.write(f"{refreshed}")

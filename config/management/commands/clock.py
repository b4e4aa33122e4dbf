from django.core.management.base import BaseCommand

from config import clock
from config.local.supervisor import Stopped, raise_on_signals


class Command(BaseCommand):
    help = "Runs what is due, again and again; a second clock waits until the first one is gone."
    requires_system_checks = ()

    def handle(self, **options):
        stopped = raise_on_signals()
        try:
            clock.run(clock.timetable(), stopped)
        except Stopped:
            return

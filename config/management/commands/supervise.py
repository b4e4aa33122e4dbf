import os

from django.core.management.base import BaseCommand, CommandError

from config.local.demo import REPO, Demo, DemoFailed, only_one
from config.local.postgres import PostgresError
from config.local.supervisor import Stopped, raise_on_signals
from config.local.valkey import ValkeyError


class Command(BaseCommand):
    help = "Runs the whole site on this machine: servers, web, worker and clock; restarts what dies."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="ends after the first report is made")

    def handle(self, *, once, **options):
        raise_on_signals()
        # A single run is nobody's visit: it takes any free port and meets no other.
        port = int(os.environ.get("PORT") or (0 if once else 8000))
        try:
            with only_one(REPO):
                Demo(REPO, port, say=self.say).run(once)
        except (DemoFailed, PostgresError, ValkeyError) as failure:
            raise CommandError(str(failure)) from None
        except Stopped:
            if once:
                raise CommandError("Přerušeno.") from None

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()

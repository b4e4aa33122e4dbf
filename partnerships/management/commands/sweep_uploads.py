from django.core.management.base import BaseCommand
from django.utils import timezone

from partnerships import actions


class Command(BaseCommand):
    help = "Throws away files sent in parts that nobody came back for; safe to run at any time and more than once."

    def handle(self, **options):
        actions.sweep_uploads(by=None, now=timezone.now())

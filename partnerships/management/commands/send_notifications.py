from django.core.management.base import BaseCommand
from django.utils import timezone

from partnerships.delivery import Outcome, deliver
from partnerships.models import Notification


class Command(BaseCommand):
    help = "Sends the mails that wait, the oldest first; safe to run at any time and more than once."

    def handle(self, **options):
        """A server that does not answer ends the round: the clock has other work than to wait for it."""
        for pk in Notification.objects.waiting(timezone.now()).order_by("pk").values_list("pk", flat=True):
            if deliver(pk) is Outcome.NO_ANSWER:
                break

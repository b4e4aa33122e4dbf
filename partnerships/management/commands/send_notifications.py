from django.core.management.base import BaseCommand

from partnerships.delivery import deliver
from partnerships.models import Notification


class Command(BaseCommand):
    help = "Sends the mails that wait, the oldest first; safe to run at any time and more than once."

    def handle(self, **options):
        for pk in Notification.objects.waiting().order_by("pk").values_list("pk", flat=True):
            deliver(pk)

from django.core.management.base import BaseCommand
from django.utils import timezone

from reporting import jobs


class Command(BaseCommand):
    help = (
        "Takes reports from workers that went silent and queues those nobody has picked up; safe to run at any "
        "time, more than once and in parallel."
    )

    def handle(self, **options):
        now = timezone.now()
        jobs.release_silent(now)
        for job in jobs.unsent(now):
            if not jobs.send(job):
                return  # the broker is down for all of them

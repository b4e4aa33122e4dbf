from django.core.management.base import BaseCommand
from django.utils import timezone

from partnerships import jobs


class Command(BaseCommand):
    help = (
        "Takes jobs from workers that went silent and queues those nobody has picked up; safe to run at any "
        "time, more than once and in parallel."
    )

    def handle(self, **options):
        now = timezone.now()
        for model in jobs.all_models():
            jobs.release_silent(model, now)
        for model in jobs.all_models():
            for job in jobs.unsent(model, now):
                if not jobs.send(job):
                    return  # the broker is down for all of them

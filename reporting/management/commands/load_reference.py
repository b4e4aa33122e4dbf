from django.core.management.base import BaseCommand
from django.db import transaction

from agreements import reference as agreements_reference
from partnerships import reference as partnerships_reference


class Command(BaseCommand):
    help = "Loads regions, themes and the agreement's templates; safe to run again."

    @transaction.atomic
    def handle(self, **options):
        partnerships_reference.load()
        agreements_reference.load()

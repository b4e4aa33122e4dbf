from django.core.management.base import BaseCommand
from django.utils import timezone

from reporting.actions import forget_digests, remind
from reporting.board.digest import is_time, to_remind

AT_ONCE = 40  # so that a big installation keeps no other command of the clock waiting


class Command(BaseCommand):
    help = (
        "Reminds people by one mail of a working day of what they are to do; safe to run at any time, more than "
        "once and in parallel."
    )

    def handle(self, **options):
        now = timezone.now()
        if not is_time(now):
            return
        today = timezone.localdate(now)
        sent = sum(remind(user, today=today) for user in to_remind(now=now)[:AT_ONCE])
        forget_digests(today=today)
        if sent:
            self.stdout.write(f"{sent}")

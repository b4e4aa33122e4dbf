"""A notice is read by opening it, or with all the others at once."""

from datetime import datetime

from partnerships.models import Notice, User


def read_notice(notice: Notice, *, by: User, now: datetime) -> None:
    """The first reading counts; opening it again changes nothing."""
    Notice.objects.visible_to(by).unread().filter(pk=notice.pk).update(read_at=now)


def read_all_notices(*, by: User, now: datetime) -> int:
    return Notice.objects.visible_to(by).unread().update(read_at=now)

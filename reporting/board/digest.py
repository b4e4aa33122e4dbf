"""Who is reminded by mail today and of what: of one's own things only, and never of the same one twice in a week."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from partnerships.models import TerritorialUnit, User
from partnerships.vocabulary import AccountState
from planning.series import is_working_day
from reporting.board.facts import facts_of
from reporting.board.items import Item, Urgency, by_urgency
from reporting.board.page import items_of
from reporting.models import Digest

AGAIN_AFTER = timedelta(days=7)
KEPT = timedelta(days=60)
LAST_HOUR = 20  # a clock that stood all day reminds the next one


def is_time(now: datetime) -> bool:
    """On working days, from the hour of the settings on; by the clock on the wall, whatever its summer time."""
    local = timezone.localtime(now)
    return is_working_day(local.date()) and settings.REMINDERS_HOUR <= local.hour < LAST_HOUR


def to_remind(*, now: datetime) -> QuerySet[User]:
    """Whoever works in a unit, signs in here, did not refuse it and has not had today's row yet."""
    today = timezone.localdate(now)
    people = User.objects.active().filter(memberships__ended_at=None, memberships__isnull=False)
    people = people.with_state(now).filter(state=AccountState.ACTIVE, digest_off=None)
    return people.exclude(digests__day=today).distinct().order_by("pk")


def reminders_of(user: User, *, today: date) -> list[Item]:
    """As the start page says them now: what was done meanwhile or is no more seen is not among them."""
    units = TerritorialUnit.objects.visible_to(user).filter(pk__in=user.roles_by_unit).for_list()
    items = items_of(facts_of(user, list(units), today=today))
    return by_urgency((item for item in items if item.reminds(today) and item.is_asked_of(user)), today=today)


def said_as(item: Item, *, today: date) -> str:
    """Late is another thing to say than soon."""
    return f"{item.key}:late" if item.urgency(today) == Urgency.OVERDUE else item.key


def told_lately(user: User, *, today: date) -> set[str]:
    rows = Digest.objects.filter(user=user, day__gt=today - AGAIN_AFTER).values_list("items", flat=True)
    return {key for keys in rows for key in keys}

"""What a calendar program reads at a person's secret address."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from partnerships.models import CalendarFeed, TerritorialUnit
from planning.calendar import Entry, entries
from planning.ics import STATUS, Item, When, published

BACK, AHEAD = timedelta(days=90), timedelta(days=400)
NAME = "Popis spolupráce"


def live_feeds(fingerprint: str) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.live().filter(fingerprint=fingerprint).select_related("user")


def feed_text(feed: CalendarFeed, *, now: datetime) -> str:
    """As the person sees the site at this very moment; a lost right is lost in the calendar too."""
    today = now.date()
    units = list(TerritorialUnit.objects.visible_to(feed.user))
    found = entries(feed.user, units, first=today - BACK, last=today + AHEAD)
    return published((item_of_entry(entry, many=len(units) > 1) for entry in found), now=now, name=NAME)


def item_of_entry(entry: Entry, *, many: bool) -> Item:
    """Where several units stand in one calendar, each entry says whose it is."""
    of_unit = f"{', '.join(entry.unit_names)}: " if many and entry.unit_names else ""
    return Item(
        key=entry.key,
        title=of_unit + entry.title,
        when=When(entry.on, entry.until, entry.starts_at, entry.ends_at),
        description="\n".join(filter(None, [entry.detail, entry.online_url])),
        place=", ".join(filter(None, [entry.place, entry.online_url])),
        path=entry.path,
        status=STATUS.get(entry.state, "CONFIRMED"),
    )

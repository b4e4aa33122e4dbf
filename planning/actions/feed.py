"""The secret address a calendar program reads. Only its fingerprint is kept, so it can be shown just once."""

import secrets
from datetime import datetime, timedelta

from partnerships.actions import action, fingerprint_of
from partnerships.models import CalendarFeed, User

TOKEN_BYTES = 32
NOTED_EVERY = timedelta(minutes=10)  # a program that asks each minute writes nothing


@action
def open_feed(user: User, *, by: User, now: datetime) -> str:
    """The new address's secret; the one before stops working."""
    owner = _locked(user)
    _revoke(owner, now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarFeed.objects.create(user=owner, fingerprint=fingerprint_of(token), created_at=now)
    return token


@action
def revoke_feed(user: User, *, by: User, now: datetime) -> bool:
    return bool(_revoke(_locked(user), now))


def _locked(user: User) -> User:
    """By its number: whoever is signed in comes as a wrapper that knows no manager."""
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _revoke(user: User, now: datetime) -> int:
    return CalendarFeed.objects.filter(user=user, revoked_at=None).update(revoked_at=now)


@action
def note_reading(feed: CalendarFeed, *, by: User, now: datetime) -> None:
    if feed.read_at is None or now - feed.read_at >= NOTED_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=now)

"""Marking an agreement as checked."""

from datetime import datetime

from agreements.models import Agreement, ReviewMark
from partnerships.models import User


def mark_reviewed(agreement: Agreement, *, by: User, seen_at: datetime, now: datetime) -> ReviewMark:
    """Up to the moment the person saw it: what was saved while he was reading is not checked."""
    mark, _ = ReviewMark.objects.update_or_create(
        agreement=agreement, user=by, defaults={"at": min(seen_at, now)}
    )
    return mark

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.models.accounts import User


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user)

    def live(self):
        return self.filter(revoked_at=None, user__is_active=True)


class CalendarFeed(models.Model):
    """A secret address a calendar program reads; only its fingerprint is kept, so it is shown once."""

    user = models.ForeignKey(User, models.CASCADE, verbose_name="čí", related_name="calendar_feeds")
    fingerprint = models.CharField("otisk", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("vytvořeno", default=timezone.now, editable=False)
    read_at = models.DateTimeField("naposledy čteno", null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField("zrušeno", null=True, blank=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "adresa kalendáře"
        verbose_name_plural = "adresy kalendáře"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="calendar_feed_one_live_per_person"
            )
        ]

    def __str__(self):
        return f"Kalendář: {self.user}"

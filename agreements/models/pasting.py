import uuid

from django.db import models
from django.utils import timezone

from agreements.models.version import AgreementVersion, VersionRowQuerySet
from partnerships.models import User


class PastedTimeline(models.Model):
    """Activities written into a timeline at once, from a table or by taking such a step back.

    `changes` are {"key", "before", "after"} of each activity: its revision before the step and after it, by which
    the step is taken back. A form sent twice brings the same `form_key`.
    """

    version = models.ForeignKey(
        AgreementVersion, models.CASCADE, verbose_name="verze", related_name="pasted_timelines"
    )
    form_key = models.UUIDField("klíč formuláře", unique=True, editable=False)
    changes = models.JSONField("změněné činnosti")
    by = models.ForeignKey(User, models.PROTECT, verbose_name="kdo", related_name="+")
    at = models.DateTimeField("kdy", default=timezone.now)

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        verbose_name = "vložený harmonogram"
        verbose_name_plural = "vložené harmonogramy"
        ordering = ["version", "at", "pk"]

    def __str__(self):
        return f"{self.version}: vloženo {self.at:%d.%m.%Y}"

    @property
    def number_of_activities(self) -> int:
        return sum(not change["before"] for change in self.changes)

    def is_as_left(self, revisions: dict[uuid.UUID, int]) -> bool:
        """Nobody has saved any of its activities since; only then it can be taken back."""
        return all(revisions.get(uuid.UUID(change["key"]), 0) == change["after"] for change in self.changes)

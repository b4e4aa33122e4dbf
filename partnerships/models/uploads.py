import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.models.accounts import User


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user)


class UploadInProgress(models.Model):
    """A file that arrives in parts, so that a lost line costs one part; what nobody finished is swept away."""

    key = models.UUIDField("klíč", default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.CASCADE, verbose_name="kdo", related_name="uploads_in_progress")
    name = models.CharField("název souboru", max_length=255)
    size = models.PositiveBigIntegerField("velikost v bajtech")
    received = models.PositiveBigIntegerField("přijato bajtů", default=0)
    created_at = models.DateTimeField("začato", default=timezone.now, editable=False)
    changed_at = models.DateTimeField("poslední část", default=timezone.now, editable=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "rozdělané nahrávání"
        verbose_name_plural = "rozdělaná nahrávání"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_not_over_its_size")
        ]

    def __str__(self):
        return self.name

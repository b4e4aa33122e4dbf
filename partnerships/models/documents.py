import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.database import words_index
from partnerships.models.accounts import User
from partnerships.models.bodies import LocalPartnership
from partnerships.models.units import TerritorialUnit


def random_path(instance, original_name: str) -> str:
    """The name on disk says nothing and comes from nobody; two levels keep folders small."""
    name = uuid.uuid4().hex
    return f"documents/{name[:2]}/{name}"


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Files of the units the user sees; what belongs to a shared partnership is seen by each of its units."""
        units = TerritorialUnit.objects.visible_to(user)
        return self.filter(Q(unit__in=units) | Q(partnership__in=LocalPartnership.objects.visible_to(user)))


class Document(models.Model):
    """A stored private file; served only by the view that asks who is asking."""

    unit = models.ForeignKey(
        TerritorialUnit, models.PROTECT, verbose_name="územní celek", related_name="documents"
    )
    partnership = models.ForeignKey(
        LocalPartnership,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="lokální partnerství",
        related_name="documents",
    )
    file = models.FileField("soubor", upload_to=random_path, max_length=100)
    original_name = models.CharField("název souboru", max_length=255)
    content_type = models.CharField("typ", max_length=100)
    size = models.PositiveBigIntegerField("velikost v bajtech")
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_at = models.DateTimeField("nahráno", default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="nahrál/a", related_name="+"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokumenty"
        ordering = ["-uploaded_at", "-pk"]
        indexes = [words_index("document", "original_name")]
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_has_sha256"),
            models.UniqueConstraint(fields=["file"], name="document_file_stored_once"),
        ]

    def __str__(self):
        return self.original_name

import pghistory
from django.db import models
from django.db.models import F, Q

from partnerships.models.bodies import LocalPartnership, OfVisiblePartnership
from partnerships.models.documents import Document
from partnerships.vocabulary import DocumentKind, QuorumRule


class PartnershipDocumentQuerySet(OfVisiblePartnership):
    def on(self, day):
        """Those that apply on the day."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )


@pghistory.track()
class PartnershipDocument(models.Model):
    """A statute or rules of procedure with the days it applies, and the quorum it sets."""

    partnership = models.ForeignKey(
        LocalPartnership, models.PROTECT, verbose_name="lokální partnerství", related_name="rules"
    )
    kind = models.CharField("druh", max_length=20, choices=DocumentKind.choices)
    title = models.CharField("název", max_length=200)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, verbose_name="soubor", related_name="+"
    )
    approved_on = models.DateField("schváleno dne", null=True, blank=True)
    valid_from = models.DateField("platí od", null=True, blank=True)
    valid_to = models.DateField("platí do", null=True, blank=True)
    quorum = models.CharField("usnášeníschopnost", max_length=20, choices=QuorumRule.choices, blank=True)
    quorum_count = models.PositiveSmallIntegerField("počet přítomných", null=True, blank=True)
    form_key = models.UUIDField("klíč formuláře", null=True, unique=True, editable=False)

    objects = PartnershipDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "dokument partnerství"
        verbose_name_plural = "dokumenty partnerství"
        ordering = ["partnership", F("valid_from").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum=QuorumRule.COUNT) ^ Q(quorum_count=None),
                name="partnership_document_quorum_has_count",
                violation_error_message="Napište, kolik členů musí být přítomno.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="partnership_document_ends_after_it_starts",
                violation_error_message="Konec nemůže být dřív než začátek.",
            ),
        ]

    def __str__(self):
        return self.title

    def applies_on(self, day) -> bool:
        return not (self.valid_from and self.valid_from > day) and not (self.valid_to and self.valid_to < day)

import pghistory
from django.db import models

from agreements.models.version import AgreementVersion, VersionRowQuerySet
from agreements.vocabulary import OpinionGiver, OpinionResult, Side
from partnerships.database import words_index
from partnerships.models import Event, Person
from partnerships.vocabulary import MeetingMode


@pghistory.track()
class Approval(models.Model):
    """A body's decision, one of each side; may be completed after the version came into force."""

    version = models.ForeignKey(
        AgreementVersion, models.CASCADE, verbose_name="verze", related_name="approvals"
    )
    side = models.CharField("strana", max_length=10, choices=Side.choices)
    body_text = models.CharField("orgán", max_length=200, blank=True)
    decided_on = models.DateField("datum schválení", null=True, blank=True)
    resolution_number = models.CharField("číslo usnesení", max_length=60, blank=True)

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        verbose_name = "schválení"
        verbose_name_plural = "schválení"
        ordering = ["version", "side"]
        indexes = [words_index("approval", "resolution_number")]
        constraints = [models.UniqueConstraint(fields=["version", "side"], name="approval_one_per_side")]

    def __str__(self):
        return f"{self.get_side_display()}: {self.resolution_number or 'bez čísla usnesení'}"


@pghistory.track()
class Signature(models.Model):
    version = models.ForeignKey(
        AgreementVersion, models.CASCADE, verbose_name="verze", related_name="signatures"
    )
    side = models.CharField("strana", max_length=10, choices=Side.choices)
    place_text = models.CharField("místo v 6. pádě s předložkou", max_length=100, blank=True)
    signed_on = models.DateField("podepsáno dne", null=True, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name="osoba", related_name="+"
    )
    function_text = models.CharField("jméno a funkce pod podpisem", max_length=300, blank=True)

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        verbose_name = "podpis"
        verbose_name_plural = "podpisy"
        ordering = ["version", "side"]
        constraints = [models.UniqueConstraint(fields=["version", "side"], name="signature_one_per_side")]

    def __str__(self):
        return self.function_text or self.get_side_display()


@pghistory.track()
class PartnershipOpinion(models.Model):
    """stanovisko lokálního partnerství (domain.md 1.11)"""

    version = models.OneToOneField(
        AgreementVersion, models.CASCADE, verbose_name="verze", related_name="opinion"
    )
    result = models.CharField("výsledek", max_length=20, choices=OpinionResult.choices)
    discussed_on = models.DateField("projednáno dne", null=True, blank=True)
    mode = models.CharField("forma", max_length=20, choices=MeetingMode.choices, blank=True)
    given_by = models.CharField(
        "kdo se vyjádřil", max_length=20, choices=OpinionGiver.choices, default=OpinionGiver.PARTNERSHIP
    )
    text = models.TextField("text stanoviska", blank=True)
    meeting = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, verbose_name="jednání", related_name="+"
    )

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        verbose_name = "stanovisko lokálního partnerství"
        verbose_name_plural = "stanoviska lokálního partnerství"
        ordering = ["version"]

    def __str__(self):
        return self.text or self.get_result_display()


@pghistory.track()
class StatedStart(models.Model):
    """A start stated by a person where no approval gives one."""

    version = models.OneToOneField(
        AgreementVersion, models.CASCADE, verbose_name="verze", related_name="stated_start"
    )
    starts_on = models.DateField("platí od")
    reason = models.CharField("důvod", max_length=500)

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        verbose_name = "stanovený začátek"
        verbose_name_plural = "stanovené začátky"
        ordering = ["version"]

    def __str__(self):
        return f"od {self.starts_on}"


@pghistory.track()
class FileReference(models.Model):
    """č. j. and spisová značka as each side's registry gave them; the application never makes them up."""

    version = models.ForeignKey(
        AgreementVersion, models.CASCADE, verbose_name="verze", related_name="file_references"
    )
    side = models.CharField("strana", max_length=10, choices=Side.choices)
    reference_number = models.CharField("č. j.", max_length=100, blank=True)
    file_mark = models.CharField("spisová značka", max_length=100, blank=True)

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        verbose_name = "číslo jednací a spisová značka"
        verbose_name_plural = "čísla jednací a spisové značky"
        ordering = ["version", "side"]
        indexes = [words_index("file_reference", "reference_number", "file_mark")]
        constraints = [
            models.UniqueConstraint(fields=["version", "side"], name="file_reference_one_per_side")
        ]

    def __str__(self):
        return self.reference_number or self.file_mark


@pghistory.track()
class Termination(models.Model):
    """The early end of an agreement in force: the last day it holds, who decided and why."""

    version = models.OneToOneField(
        AgreementVersion, models.PROTECT, verbose_name="verze", related_name="termination"
    )
    ends_on = models.DateField("platí naposledy dne")
    body_text = models.CharField("kdo rozhodl", max_length=200)
    reason = models.TextField("důvod")

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        verbose_name = "předčasné ukončení"
        verbose_name_plural = "předčasná ukončení"
        ordering = ["version"]

    def __str__(self):
        return f"do {self.ends_on}"

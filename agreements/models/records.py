"""What is kept about a version beside its content: revisions of sections, what they held, and its steps."""

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agreements.lifecycle import LOGGED_STEPS, SAID_BY_THE_CLOCK
from agreements.models.version import AgreementVersion, VersionRowQuerySet
from agreements.vocabulary import Section
from partnerships.models import User


class SectionRevision(models.Model):
    """The counter a save must raise from the value it was sent; whoever comes second has lost.

    `activity_key` is set in the timeline, which is saved activity by activity.
    """

    version = models.ForeignKey(
        AgreementVersion, models.CASCADE, verbose_name="verze", related_name="section_revisions"
    )
    section = models.CharField("oddíl", max_length=20, choices=Section.choices)
    activity_key = models.UUIDField("klíč činnosti", null=True, blank=True)
    revision = models.PositiveIntegerField("revize", default=0)
    is_inherited = models.BooleanField(
        "převzato z předchozího popisu a zatím nepotvrzeno", default=False, db_default=False
    )

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        verbose_name = "revize oddílu"
        verbose_name_plural = "revize oddílů"
        ordering = ["version", "section"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "section", "activity_key"],
                nulls_distinct=False,
                name="section_revision_unique",
            )
        ]

    def __str__(self):
        return f"{self.get_section_display()}: {self.revision}"


class SectionSnapshot(models.Model):
    """What a section held in one of its revisions, written by the save that replaced it; rows are only added.

    `values` is what queries.stored_values gives, as JSON. The conflict page takes the original from here, undo
    the state before, and „změněno od mé poslední kontroly“ the difference. `by` and `at` are the save's.
    """

    version = models.ForeignKey(
        AgreementVersion, models.PROTECT, verbose_name="verze", related_name="section_snapshots"
    )
    section = models.CharField("oddíl", max_length=20, choices=Section.choices)
    activity_key = models.UUIDField("klíč činnosti", null=True, blank=True)
    revision = models.PositiveIntegerField("revize")
    values = models.JSONField("obsah", null=True, blank=True, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(User, models.PROTECT, verbose_name="kdo", related_name="+")
    at = models.DateTimeField("kdy", default=timezone.now)

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        verbose_name = "dřívější znění oddílu"
        verbose_name_plural = "dřívější znění oddílů"
        ordering = ["version", "at", "pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "section", "activity_key", "revision"],
                nulls_distinct=False,
                name="section_snapshot_unique",
            )
        ]

    def __str__(self):
        return f"{self.get_section_display()}: {self.revision}"


class VersionStepLog(models.Model):
    """Who took which step, when and why; rows are only added. `by` is empty where the application took it.

    `day` is the day the step is about (the session, the decision), `at` the moment it was written.
    """

    version = models.ForeignKey(
        AgreementVersion, models.PROTECT, verbose_name="verze", related_name="step_log"
    )
    step = models.CharField("krok", max_length=30)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, verbose_name="kdo", related_name="+")
    at = models.DateTimeField("kdy", default=timezone.now)
    day = models.DateField("ke dni", null=True, blank=True)
    reason = models.TextField("důvod", blank=True)
    changes = models.JSONField(
        "co se změnilo", default=list, db_default=models.Value([], models.JSONField()), blank=True
    )

    class Meta:
        verbose_name = "krok verze"
        verbose_name_plural = "kroky verzí"
        ordering = ["version", "at", "pk"]
        constraints = [
            # the clock says each of them once about a last day, however often it runs
            models.UniqueConstraint(
                fields=["version", "step", "day"],
                condition=Q(step__in=sorted(SAID_BY_THE_CLOCK)),
                name="version_step_log_clock_says_it_once",
            )
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.label}: {self.by or 'systém'}"

    @property
    def label(self) -> str:
        return LOGGED_STEPS.get(self.step, self.step)

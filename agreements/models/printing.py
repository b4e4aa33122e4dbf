import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agreements.models.version import AgreementVersion, VersionRowQuerySet
from agreements.vocabulary import PrintFormat, PrintKind
from partnerships.models import Document, Job, JobWords, User, job_constraints
from partnerships.vocabulary import JobState


class PrintJob(Job):
    """A file made of a version on request; the next one of the same kind and format takes its place.

    `base` is the version that a summary of changes starts from.
    """

    TASK = "agreements.tasks.print_version"
    STEPS = ("Sbírám údaje", "Sestavuji dokument", "Ukládám")

    version = models.ForeignKey(
        AgreementVersion, models.CASCADE, verbose_name="verze", related_name="print_jobs"
    )
    base = models.ForeignKey(
        AgreementVersion,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name="porovnáno s verzí",
        related_name="+",
    )
    kind = models.CharField("co", max_length=20, choices=PrintKind.choices)
    format = models.CharField("formát", max_length=10, choices=PrintFormat.choices)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, verbose_name="soubor", related_name="+"
    )

    objects = VersionRowQuerySet.as_manager()

    class Meta(Job.Meta):
        verbose_name = "tisk verze"
        verbose_name_plural = "tisky verzí"
        constraints = [
            *job_constraints("print_job"),
            models.CheckConstraint(
                condition=Q(kind=PrintKind.CHANGES) ^ Q(base=None), name="print_job_of_changes_has_base"
            ),
            models.CheckConstraint(
                condition=Q(state=JobState.DONE) ^ Q(document=None), name="print_job_done_has_file"
            ),
            models.UniqueConstraint(
                fields=["version", "base", "kind", "format"],
                condition=Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
                nulls_distinct=False,
                name="print_job_one_under_way",
                violation_error_message="Tento dokument se už vytváří.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.get_format_display()}): {self.get_state_display()}"

    @property
    def words(self) -> JobWords:
        unit, kind = self.version.agreement.unit.name, self.get_kind_display()
        return JobWords(
            what=f"{kind} ({unit}, verze {self.version.number}) ve formátu {self.get_format_display()}",
            subject=f"Dokument se nevytvořil: {kind}, {unit}",
            admin_subject=f"Selhalo vytváření dokumentu: {kind}, {unit}",
        )


class AgreementPrint(models.Model):
    """The PDF of a version in force, printed once: what was completed beside the text later does not change it."""

    version = models.OneToOneField(
        AgreementVersion, models.PROTECT, verbose_name="verze", related_name="stored_print"
    )
    document = models.OneToOneField(Document, models.PROTECT, verbose_name="PDF", related_name="+")
    sha256 = models.CharField("SHA-256", max_length=64)
    template_version = models.CharField("verze šablony", max_length=20)
    printed_at = models.DateTimeField("vytištěno", default=timezone.now, editable=False)
    printed_by = models.ForeignKey(User, models.PROTECT, verbose_name="vyžádal/a", related_name="+")

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        verbose_name = "vytištěná platná verze"
        verbose_name_plural = "vytištěné platné verze"
        ordering = ["version"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="agreement_print_has_sha256"
            )
        ]

    def __str__(self):
        return f"{self.version}: {self.sha256[:12]}"

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agreements.models import Agreement, OfVisibleAgreement
from partnerships.models import Document, Event, Job, JobWords, User, job_constraints
from reporting.lifecycle import TRANSITIONS, ReportState
from reporting.texts import TextCode

FROZEN_COLUMNS = (
    "snapshot",
    "snapshot_sha256",
    "template_version",
    "document_id",
    "agreement_id",
    "year",
    "number",
)


class FrozenReport(pgtrigger.Trigger):
    """Once the snapshot is written, neither it nor the file can change, and the report can't be deleted."""

    name = "frozen_report"
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete

    def get_func(self, model):
        old = ", ".join(f"OLD.{column}" for column in FROZEN_COLUMNS)
        new = ", ".join(f"NEW.{column}" for column in FROZEN_COLUMNS)
        return f"""
            IF OLD.snapshot IS NOT NULL AND (TG_OP = 'DELETE' OR ({old}) IS DISTINCT FROM ({new})) THEN
                RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'Vydanou zprávu nelze měnit ani smazat.';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """


class FulfilmentReport(models.Model):
    """The annual report on fulfilment; a correction is a new number, never a change.

    `snapshot` is the frozen data as JSON, `document` the printed PDF made from it, both with their SHA-256.
    """

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, verbose_name="popis spolupráce", related_name="reports"
    )
    year = models.PositiveSmallIntegerField("rok")
    number = models.PositiveSmallIntegerField("verze")
    state = models.CharField(
        "stav", max_length=20, choices=ReportState.choices, default=ReportState.DRAFT, editable=False
    )
    snapshot = models.JSONField("data", null=True, blank=True)
    snapshot_sha256 = models.CharField("SHA-256 dat", max_length=64, blank=True)
    template_version = models.CharField("verze šablony", max_length=20, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, verbose_name="PDF", related_name="+"
    )
    created_by = models.ForeignKey(User, models.PROTECT, verbose_name="vytvořil/a", related_name="+")
    created_at = models.DateTimeField("vytvořeno", default=timezone.now, editable=False)
    submitted_on = models.DateField("předloženo dne", null=True, blank=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="předložil/a", related_name="+"
    )
    submission_event = models.OneToOneField(
        Event,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="předložení",
        related_name="submitted_report",
    )

    objects = OfVisibleAgreement.as_manager()

    class Meta:
        verbose_name = "zpráva o plnění"
        verbose_name_plural = "zprávy o plnění"
        ordering = ["agreement", "-year", "-number"]
        triggers = [FrozenReport()]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "year", "number"], name="report_unique_number"),
            models.CheckConstraint(
                condition=Q(
                    snapshot__isnull=True, snapshot_sha256="", document__isnull=True, template_version=""
                )
                | Q(snapshot__isnull=False, document__isnull=False)
                & ~Q(snapshot_sha256="")
                & ~Q(template_version=""),
                name="report_snapshot_file_and_hash_together",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ReportState.DRAFT,
                    submitted_on__isnull=True,
                    submitted_by__isnull=True,
                    submission_event__isnull=True,
                )
                | Q(
                    state=ReportState.SUBMITTED,
                    submitted_on__isnull=False,
                    submitted_by__isnull=False,
                    submission_event__isnull=False,
                    snapshot__isnull=False,
                ),
                name="report_submitted_has_date_author_and_file",
                violation_error_message="Předložit lze jen vytvořenou zprávu, s datem předložení.",
            ),
        ]

    def __str__(self):
        return f"Zpráva o plnění popisu spolupráce za rok {self.year}"

    @property
    def state_label(self) -> str:
        if self.state != ReportState.SUBMITTED:
            return self.get_state_display()
        return f"předložena {self.agreement.unit.body.dative}"

    @property
    def is_printed(self) -> bool:
        return self.document_id is not None


class ReportStepLog(models.Model):
    """Who took which step, when and why; rows are only added."""

    report = models.ForeignKey(
        FulfilmentReport, models.PROTECT, verbose_name="zpráva", related_name="step_log"
    )
    step = models.CharField("krok", max_length=30)
    by = models.ForeignKey(User, models.PROTECT, verbose_name="kdo", related_name="+")
    at = models.DateTimeField("kdy", default=timezone.now)
    reason = models.TextField("důvod", blank=True)

    class Meta:
        verbose_name = "krok zprávy"
        verbose_name_plural = "kroky zpráv"
        ordering = ["report", "at", "pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.step}: {self.by}"

    @property
    def label(self) -> str:
        return TRANSITIONS[self.step].said_to(self.report.agreement.unit.body).label


class ReportJobQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(report__in=FulfilmentReport.objects.visible_to(user))


class ReportJob(Job):
    TASK = "reporting.tasks.print_report"
    STEPS = ("Sbírám údaje", "Sestavuji zprávu", "Tisknu PDF", "Ukládám")

    report = models.OneToOneField(FulfilmentReport, models.CASCADE, verbose_name="zpráva", related_name="job")

    objects = ReportJobQuerySet.as_manager()

    class Meta(Job.Meta):
        verbose_name = "úloha"
        verbose_name_plural = "úlohy"
        constraints = job_constraints("report_job")

    def __str__(self):
        return f"{self.report}: {self.get_state_display()}"

    @property
    def words(self) -> JobWords:
        unit, year = self.report.agreement.unit.name, self.report.year
        return JobWords(
            what=f"zprávu o plnění popisu spolupráce za rok {year} ({unit})",
            subject=f"Zpráva o plnění za rok {year} se nevytvořila",
            admin_subject=f"Selhalo vytváření zprávy: {unit} {year}",
        )


@pghistory.track()
class PublicText(models.Model):
    """What the site admin made of a proposed text (reporting.texts); no row until the first change."""

    code = models.CharField("text", max_length=40, choices=TextCode.choices, unique=True)
    body = models.TextField("text")
    revision = models.PositiveIntegerField("revize", default=0)
    updated_at = models.DateTimeField("změněno", default=timezone.now)
    updated_by = models.ForeignKey(User, models.PROTECT, verbose_name="změnil/a", related_name="+")

    class Meta:
        verbose_name = "veřejný text"
        verbose_name_plural = "veřejné texty"
        ordering = ["code"]

    def __str__(self):
        return self.get_code_display()


class OfReader(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user)


class Digest(models.Model):
    """What somebody was reminded of on a working day; the row is there also where there was nothing to say.

    The unique key is what keeps a second clock and a repeated command from sending another mail. `items` are
    the keys of what was said.
    """

    user = models.ForeignKey(User, models.CASCADE, verbose_name="komu", related_name="digests")
    day = models.DateField("den")
    items = models.JSONField("o čem", default=list, blank=True)

    objects = OfReader.as_manager()

    class Meta:
        verbose_name = "přehled e-mailem"
        verbose_name_plural = "přehledy e-mailem"
        ordering = ["-day", "user"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="digest_one_a_day")]
        indexes = [models.Index(fields=["day"], name="digest_by_day")]

    def __str__(self):
        return f"{self.user}: {self.day}"


class DigestOff(models.Model):
    """Who does not want to be reminded by mail; without the row everybody is."""

    user = models.OneToOneField(User, models.CASCADE, verbose_name="kdo", related_name="digest_off")
    since = models.DateTimeField("od kdy", default=timezone.now, editable=False)

    objects = OfReader.as_manager()

    class Meta:
        verbose_name = "vypnutý přehled e-mailem"
        verbose_name_plural = "vypnuté přehledy e-mailem"
        ordering = ["user"]

    def __str__(self):
        return str(self.user)

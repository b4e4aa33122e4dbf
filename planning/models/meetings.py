import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agreements.vocabulary import PrintFormat
from partnerships.models import Document, Event, Job, JobWords, User, job_constraints
from partnerships.vocabulary import JobState
from planning.vocabulary import MeetingPaper


class OfVisibleEvent(models.QuerySet):
    def visible_to(self, user):
        return self.filter(event__in=Event.objects.visible_to(user))


class MeetingPrintJob(Job):
    """Minutes or an attendance sheet as a file; the next one of the same kind and format takes its place."""

    TASK = "planning.tasks.print_meeting"
    STEPS = ("Sbírám údaje", "Sestavuji dokument", "Ukládám")

    event = models.ForeignKey(Event, models.CASCADE, verbose_name="jednání", related_name="print_jobs")
    paper = models.CharField("co", max_length=20, choices=MeetingPaper.choices)
    format = models.CharField("formát", max_length=10, choices=PrintFormat.choices)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, verbose_name="soubor", related_name="+"
    )

    objects = OfVisibleEvent.as_manager()

    class Meta(Job.Meta):
        verbose_name = "tisk jednání"
        verbose_name_plural = "tisky jednání"
        constraints = [
            *job_constraints("meeting_print_job"),
            models.CheckConstraint(
                condition=Q(state=JobState.DONE) ^ Q(document=None), name="meeting_print_job_done_has_file"
            ),
            models.UniqueConstraint(
                fields=["event", "paper", "format"],
                condition=Q(state__in=[JobState.QUEUED, JobState.RUNNING]),
                name="meeting_print_job_one_under_way",
                violation_error_message="Tento dokument se už vytváří.",
            ),
        ]

    def __str__(self):
        return f"{self.get_paper_display()} ({self.get_format_display()}): {self.get_state_display()}"

    @property
    def words(self) -> JobWords:
        paper = self.get_paper_display()
        return JobWords(
            what=f"{MeetingPaper(self.paper).accusative} ({self.event.title}) ve formátu {self.get_format_display()}",
            subject=f"Dokument se nevytvořil: {paper}, {self.event.title}",
            admin_subject=f"Selhalo vytváření dokumentu: {paper}, {self.event.unit.name}",
        )


class MeetingPrint(models.Model):
    """The PDF of approved minutes, printed once for each approval: what is corrected later does not change it."""

    event = models.ForeignKey(Event, models.PROTECT, verbose_name="jednání", related_name="stored_prints")
    of_approval = models.DateTimeField("schválení zápisu")
    document = models.OneToOneField(Document, models.PROTECT, verbose_name="PDF", related_name="+")
    sha256 = models.CharField("SHA-256", max_length=64)
    template_version = models.CharField("verze šablony", max_length=20)
    printed_at = models.DateTimeField("vytištěno", default=timezone.now, editable=False)
    printed_by = models.ForeignKey(User, models.PROTECT, verbose_name="vyžádal/a", related_name="+")

    objects = OfVisibleEvent.as_manager()

    class Meta:
        verbose_name = "vytištěný schválený zápis"
        verbose_name_plural = "vytištěné schválené zápisy"
        ordering = ["event", "-of_approval"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="meeting_print_has_sha256"
            ),
            models.UniqueConstraint(
                fields=["event", "of_approval"],
                name="meeting_print_one_per_approval",
                violation_error_message="Schválený zápis už je vytištěný.",
            ),
        ]

    def __str__(self):
        return f"{self.event}: {self.sha256[:12]}"


class EventReopening(models.Model):
    """The consultant let an event with accepted evidence be corrected; its evidence is then no longer accepted."""

    event = models.ForeignKey(Event, models.PROTECT, verbose_name="událost", related_name="reopenings")
    reason = models.CharField("důvod", max_length=500)
    at = models.DateTimeField("kdy", default=timezone.now, editable=False)
    by = models.ForeignKey(User, models.PROTECT, verbose_name="kdo", related_name="+")

    objects = OfVisibleEvent.as_manager()

    class Meta:
        verbose_name = "znovuotevření události"
        verbose_name_plural = "znovuotevření událostí"
        ordering = ["-at", "-pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="event_reopening_has_reason")]

    def __str__(self):
        return self.reason

import uuid
from typing import ClassVar, NamedTuple

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.models.accounts import User
from partnerships.vocabulary import JobState


class JobWords(NamedTuple):
    """How people are told about a job; `what` is the thing being made, in the accusative („zprávu o plnění …“)."""

    what: str
    subject: str  # of the mail to whoever asked
    admin_subject: str


class Job(models.Model):
    """The truth about one piece of work of a worker: the broker only carries its key (partnerships.jobs)."""

    TASK: ClassVar[
        str
    ]  # by its name: importing it would load the whole printing into every process of the web
    STEPS: ClassVar[tuple[str, ...]]

    key = models.UUIDField("klíč", default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField("stav", max_length=20, choices=JobState.choices, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField("pokusů", default=0)
    step_number = models.PositiveSmallIntegerField("krok", default=0)
    step_label = models.CharField("co se děje", max_length=100, blank=True)
    heartbeat_at = models.DateTimeField("poslední známka života", null=True, blank=True)
    queued_at = models.DateTimeField("zařazeno", null=True, blank=True)
    requested_by = models.ForeignKey(User, models.PROTECT, verbose_name="vyžádal/a", related_name="+")
    requested_at = models.DateTimeField("vyžádáno", default=timezone.now, editable=False)
    finished_at = models.DateTimeField("dokončeno", null=True, blank=True)
    error = models.CharField("co se nepovedlo", max_length=500, blank=True)

    class Meta:
        abstract = True
        ordering = ["-requested_at", "-pk"]

    @property
    def is_over(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED}

    @property
    def words(self) -> JobWords:
        raise NotImplementedError

    def queue_again(self, *, by: User) -> None:
        """A failed job starts from its beginning."""
        self.state, self.attempts, self.error = JobState.QUEUED, 0, ""
        self.step_number, self.step_label = 0, ""
        self.queued_at = self.heartbeat_at = self.finished_at = None
        self.requested_by, self.requested_at = by, timezone.now()
        self.save()


def job_constraints(prefix: str) -> list[models.CheckConstraint]:
    """What each table of jobs keeps; a constraint's name is the table's own."""
    return [
        models.CheckConstraint(
            condition=Q(state__in=[JobState.DONE, JobState.FAILED], finished_at__isnull=False)
            | Q(state__in=[JobState.QUEUED, JobState.RUNNING], finished_at__isnull=True),
            name=f"{prefix}_finished_has_time",
        ),
        models.CheckConstraint(
            condition=Q(state=JobState.FAILED) ^ Q(error=""), name=f"{prefix}_failed_has_error"
        ),
    ]

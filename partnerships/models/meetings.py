"""What was said and decided at a meeting, whom it was sent to, and what follows from it."""

import uuid

import pghistory
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.database import words_index
from partnerships.models.accounts import User
from partnerships.models.bodies import LocalPartnership, WorkingGroup
from partnerships.models.events import Event, OfUnitOrPartnership, OfVisibleEvent
from partnerships.models.freezing import ApprovedMinutes, RowOfApprovedMinutes
from partnerships.models.notifications import Notification
from partnerships.models.people import Person
from partnerships.models.units import TerritorialUnit
from partnerships.vocabulary import DecisionKind, MailKind, Matter, TaskState


@pghistory.track()
class Meeting(models.Model):
    """The minutes kept in the application; approved minutes are the record of the meeting."""

    event = models.OneToOneField(Event, models.CASCADE, verbose_name="událost", related_name="meeting")
    minutes_text = models.TextField("zápis", blank=True)
    conclusions = models.TextField("závěry", blank=True)
    chaired_by_text = models.CharField(
        "jednání řídil/a", max_length=200, blank=True, default="", db_default=""
    )
    recorded_by_text = models.CharField("zapsal/a", max_length=200, blank=True, default="", db_default="")
    verified_by_text = models.CharField("ověřil/a", max_length=200, blank=True, default="", db_default="")
    circulated_at = models.DateTimeField("rozesláno k připomínkám", null=True, blank=True)
    circulated_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="rozeslal/a", related_name="+"
    )
    comments_until = models.DateField("připomínky do", null=True, blank=True)
    minutes_approved_at = models.DateTimeField("zápis schválen", null=True, blank=True)
    minutes_approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="zápis schválil/a", related_name="+"
    )
    # of the agenda and the minutes: whoever ticks attendance meanwhile is in nobody's way
    revision = models.PositiveIntegerField("revize", default=0, db_default=0, editable=False)

    objects = OfVisibleEvent.as_manager()

    class Meta:
        verbose_name = "zápis z jednání"
        verbose_name_plural = "zápisy z jednání"
        ordering = ["event"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_approved_at__isnull=True, minutes_approved_by__isnull=True)
                | Q(minutes_approved_at__isnull=False, minutes_approved_by__isnull=False),
                name="meeting_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    circulated_at__isnull=True, circulated_by__isnull=True, comments_until__isnull=True
                )
                | Q(circulated_at__isnull=False, circulated_by__isnull=False, comments_until__isnull=False),
                name="meeting_circulated_until_a_day",
            ),
        ]
        triggers = [ApprovedMinutes()]

    def __str__(self):
        return f"Zápis: {self.event}"


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


@pghistory.track()
class AgendaItem(models.Model):
    """A point of the agenda; `note` is what the minutes say of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="jednání", related_name="agenda_items")
    key = models.UUIDField("klíč", default=uuid.uuid4, db_default=RandomUUID(), editable=False)
    position = models.PositiveSmallIntegerField("pořadí")
    matter = models.CharField("věc", max_length=30, choices=Matter.choices)
    title = models.CharField("bod jednání", max_length=200, blank=True)
    presenter_text = models.CharField("předkládá", max_length=200, blank=True, default="", db_default="")
    note = models.TextField("průběh a závěr", blank=True, default="", db_default="")

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "bod jednání"
        verbose_name_plural = "body jednání"
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_item_unique_position"),
            models.UniqueConstraint(fields=["meeting", "key"], name="agenda_item_unique_key"),
        ]
        triggers = [RowOfApprovedMinutes(of=("meeting_id", "id"))]

    def __str__(self):
        return self.title or self.get_matter_display()


@pghistory.track()
class Decision(models.Model):
    """A decision of a meeting, numbered within its body and year („3/2026“)."""

    event = models.ForeignKey(Event, models.PROTECT, verbose_name="jednání", related_name="decisions")
    item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="k bodu",
        related_name="decisions",
    )
    # whose numbers they are: copied from the event, so that the database can keep them apart
    unit = models.ForeignKey(
        TerritorialUnit, models.PROTECT, verbose_name="územní celek", related_name="decisions"
    )
    partnership = models.ForeignKey(
        LocalPartnership,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="lokální partnerství",
        related_name="decisions",
    )
    group = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="pracovní skupina",
        related_name="decisions",
    )
    year = models.PositiveSmallIntegerField("rok")
    number = models.PositiveSmallIntegerField("číslo")
    kind = models.CharField(
        "druh", max_length=20, choices=DecisionKind.choices, default=DecisionKind.RESOLUTION
    )
    text = models.TextField("znění")
    votes_for = models.PositiveSmallIntegerField("pro", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("proti", null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField("zdrželo se", null=True, blank=True)
    form_key = models.UUIDField("klíč formuláře", null=True, unique=True, editable=False)

    objects = OfUnitOrPartnership.as_manager()

    class Meta:
        verbose_name = "usnesení"
        verbose_name_plural = "usnesení"
        ordering = ["-year", "-number", "pk"]
        indexes = [words_index("decision", "text", numbers=("number", "year"))]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "group", "year", "number"],
                condition=Q(partnership__isnull=False),
                nulls_distinct=False,
                name="decision_unique_number_of_a_body",
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "number"],
                condition=Q(partnership__isnull=True),
                name="decision_unique_number_of_a_unit",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="decision_number_from_one"),
        ]
        triggers = [RowOfApprovedMinutes(of=("event_id", "event_id"))]

    def __str__(self):
        return f"{self.label}: {self.text[:80]}"

    @property
    def label(self) -> str:
        return f"{self.number}/{self.year}"


@pghistory.track()
class FollowUpTask(models.Model):
    """What somebody is to do after a meeting, and by when."""

    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, verbose_name="jednání", related_name="tasks"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, verbose_name="z usnesení", related_name="tasks"
    )
    unit = models.ForeignKey(
        TerritorialUnit, models.PROTECT, verbose_name="územní celek", related_name="tasks"
    )
    partnership = models.ForeignKey(
        LocalPartnership,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="lokální partnerství",
        related_name="tasks",
    )
    text = models.CharField("úkol", max_length=500)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name="kdo", related_name="tasks"
    )
    person_text = models.CharField("kdo (není v seznamu)", max_length=200, blank=True)
    due_on = models.DateField("do kdy", null=True, blank=True)
    state = models.CharField("stav", max_length=20, choices=TaskState.choices, default=TaskState.OPEN)
    closed_on = models.DateField("vyřízeno dne", null=True, blank=True)
    result_text = models.CharField("jak to dopadlo", max_length=500, blank=True)
    created_at = models.DateTimeField("vytvořeno", default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="zapsal/a", related_name="+"
    )
    reminded_on = models.DateField("připomenuto dne", null=True, blank=True, editable=False)
    form_key = models.UUIDField("klíč formuláře", null=True, unique=True, editable=False)

    objects = OfUnitOrPartnership.as_manager()

    class Meta:
        verbose_name = "úkol"
        verbose_name_plural = "úkoly"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(person_text=""),
                name="follow_up_task_says_who",
                violation_error_message="Vyberte, kdo úkol splní, nebo napište jméno.",
            ),
            models.CheckConstraint(
                condition=Q(state=TaskState.OPEN) ^ Q(closed_on__isnull=False),
                name="follow_up_task_closed_has_day",
                violation_error_message="U vyřízeného úkolu je potřeba den.",
            ),
            models.CheckConstraint(
                condition=~Q(state=TaskState.CANCELLED) | ~Q(result_text=""),
                name="follow_up_task_cancelled_has_reason",
                violation_error_message="Napište, proč už úkol neplatí.",
            ),
        ]
        indexes = [
            words_index("task", "text", "person_text"),
            models.Index(fields=["unit", "state", "due_on"], name="task_by_unit_and_state"),
        ]

    def __str__(self):
        return self.text

    @property
    def who(self) -> str:
        return str(self.person or self.person_text)


class MinutesCommentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class MinutesComment(models.Model):
    """A remark on circulated minutes, by an account or by somebody who has none."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="zápis", related_name="comments")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, verbose_name="k bodu", related_name="comments"
    )
    author = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="kdo", related_name="+"
    )
    author_text = models.CharField("jméno", max_length=200, blank=True)
    text = models.TextField("připomínka", max_length=5000)
    created_at = models.DateTimeField("napsáno", default=timezone.now, editable=False)
    settled_at = models.DateTimeField("vypořádáno", null=True, blank=True)
    settled_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="vypořádal/a", related_name="+"
    )
    answer = models.CharField("vypořádání", max_length=1000, blank=True)
    form_key = models.UUIDField("klíč formuláře", null=True, unique=True, editable=False)

    objects = MinutesCommentQuerySet.as_manager()

    class Meta:
        verbose_name = "připomínka k zápisu"
        verbose_name_plural = "připomínky k zápisu"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(author__isnull=False) | ~Q(author_text=""), name="minutes_comment_says_who"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="minutes_comment_settled_by_somebody",
            ),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def who(self) -> str:
        return self.author_text or str(self.author)


class MeetingMail(models.Model):
    """One person's copy of an invitation, of its change or cancellation, or of circulated minutes."""

    event = models.ForeignKey(Event, models.PROTECT, verbose_name="jednání", related_name="mails")
    kind = models.CharField("co", max_length=20, choices=MailKind.choices)
    name = models.CharField("komu", max_length=200)
    email = models.EmailField("e-mail")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name="osoba", related_name="meeting_mails"
    )
    # SEQUENCE of the calendar entry (RFC 5545): the calendar takes over the entry with the highest one
    sequence = models.PositiveSmallIntegerField("pořadí změny", default=0)
    notification = models.OneToOneField(
        Notification, models.SET_NULL, null=True, blank=True, verbose_name="zpráva", related_name="+"
    )
    sent_at = models.DateTimeField("rozesláno", default=timezone.now, editable=False)
    sent_by = models.ForeignKey(User, models.PROTECT, verbose_name="rozeslal/a", related_name="+")

    objects = OfVisibleEvent.as_manager()

    class Meta:
        verbose_name = "rozeslaná zpráva o jednání"
        verbose_name_plural = "rozeslané zprávy o jednání"
        ordering = ["event", "sent_at", "pk"]
        indexes = [models.Index(fields=["event", "kind"], name="meeting_mail_by_event_and_kind")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.name}"

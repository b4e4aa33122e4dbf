"""Comments on an agreement and what a person has already checked.

Comments hang on (agreement, key, field), not on a version, so they follow their row through revisions.
"""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Case, Count, Max, OuterRef, Q, Subquery, When
from django.utils import timezone

from agreements.models.agreement import Agreement
from agreements.models.version import AgreementVersion
from agreements.vocabulary import Audience, Section
from partnerships.models import User


class CommentThreadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the agreement sees what is shared; the rest is for the people of the Agency."""
        seen = self.filter(agreement__in=Agreement.objects.visible_to(user))
        return seen if getattr(user, "agency_role", "") else seen.filter(audience=Audience.SHARED)

    def open(self):
        return self.filter(resolved_at=None)

    def taken_part_by(self, user):
        """Raised, answered or mentioned in."""
        said = Comment.objects.filter(Q(by=user) | Q(mentioned=user))
        return self.filter(Q(created_by=user) | Q(pk__in=said.values("thread")))

    def for_list(self):
        """In the order of the form's sections, with what was said first, how many times and when last."""
        said = Comment.objects.filter(thread=OuterRef("pk"))
        order = Case(*(When(section=section, then=place) for place, section in enumerate(Section)))
        return (
            self.annotate(
                first_text=Subquery(said.values("text")[:1]),
                number=Count("comments"),
                last_at=Max("comments__at"),
            )
            .select_related("created_by", "resolved_by")
            .order_by(order, "created_at", "pk")
        )


@pghistory.track()
class CommentThread(models.Model):
    """`key` is the row's, or empty where it is about the section or its `field`.

    `anchor_text` says what it was about when it was raised, for the day its row is gone. Only `resolved_*` ever
    change, so what was said inside the Agency stays there.
    """

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, verbose_name="popis spolupráce", related_name="comment_threads"
    )
    raised_in = models.ForeignKey(
        AgreementVersion, models.PROTECT, verbose_name="vzneseno u verze", related_name="+"
    )
    section = models.CharField("oddíl", max_length=20, choices=Section.choices)
    key = models.UUIDField("klíč řádku", null=True, blank=True)
    field = models.CharField("pole", max_length=60, blank=True)
    anchor_text = models.CharField("k čemu", max_length=300, blank=True)
    audience = models.CharField("pro koho", max_length=10, choices=Audience.choices)
    created_by = models.ForeignKey(User, models.PROTECT, verbose_name="založil/a", related_name="+")
    created_at = models.DateTimeField("založeno", default=timezone.now)
    resolved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, verbose_name="vyřešil/a", related_name="+"
    )
    resolved_at = models.DateTimeField("vyřešeno", null=True, blank=True)

    objects = CommentThreadQuerySet.as_manager()

    class Meta:
        verbose_name = "připomínka"
        verbose_name_plural = "připomínky"
        ordering = ["created_at", "pk"]
        triggers = [
            pgtrigger.Protect(
                name="stays_where_it_is",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["resolved_by", "resolved_at"]),
            )
        ]
        indexes = [models.Index(fields=["agreement", "resolved_at"], name="comment_thread_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_thread_resolved_by_somebody",
            )
        ]

    def __str__(self):
        return self.anchor_text or self.get_section_display()


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(thread__in=CommentThread.objects.visible_to(user))


class Comment(models.Model):
    """What was once said stays said; a correction is the next comment."""

    thread = models.ForeignKey(
        CommentThread, models.CASCADE, verbose_name="připomínka", related_name="comments"
    )
    by = models.ForeignKey(User, models.PROTECT, verbose_name="kdo", related_name="+")
    at = models.DateTimeField("kdy", default=timezone.now)
    text = models.TextField("text")
    mentioned = models.ManyToManyField(User, verbose_name="zmínění", related_name="+", blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "příspěvek k připomínce"
        verbose_name_plural = "příspěvky k připomínkám"
        ordering = ["at", "pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="comment_says_something",
                violation_error_message="Napište text připomínky.",
            )
        ]

    def __str__(self):
        return self.text


class ReviewMarkQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user, agreement__in=Agreement.objects.visible_to(user))


class ReviewMark(models.Model):
    """Up to when a person has checked an agreement; what changed since then is shown to him as changed."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, verbose_name="popis spolupráce", related_name="review_marks"
    )
    user = models.ForeignKey(User, models.CASCADE, verbose_name="kdo", related_name="+")
    at = models.DateTimeField("zkontrolováno", default=timezone.now)

    objects = ReviewMarkQuerySet.as_manager()

    class Meta:
        verbose_name = "kontrola popisu"
        verbose_name_plural = "kontroly popisů"
        ordering = ["agreement", "user"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "user"], name="review_mark_one_per_person")
        ]

    def __str__(self):
        return f"{self.user}: {self.at}"

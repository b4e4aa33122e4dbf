from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.models.accounts import User

# After each failed try; together two days, so that a mail server may be away over a weekend.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=15),
    timedelta(hours=24),
)


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(recipient=user.email)

    def administered_by(self, user):
        return self if user.is_active and user.is_site_admin else self.none()

    def waiting(self, now: datetime):
        """What is to be sent now; given up after the last of PAUSES."""
        due = Q(next_attempt_at=None) | Q(next_attempt_at__lte=now)
        return self.filter(due, sent_at=None, attempts__lte=len(PAUSES))


class Notification(models.Model):
    """A mail is a row before it is sent, so that a lost mail server loses nothing."""

    recipient = models.EmailField("komu")
    subject = models.CharField("předmět", max_length=300)
    body = models.TextField("text", blank=True)
    has_secret_link = models.BooleanField(
        "obsahuje přihlašovací odkaz", default=False, help_text="Text se po odeslání smaže."
    )
    created_at = models.DateTimeField("vytvořeno", default=timezone.now, editable=False)
    attempts = models.PositiveSmallIntegerField("pokusů", default=0)
    next_attempt_at = models.DateTimeField("další pokus nejdřív", null=True, blank=True)
    sent_at = models.DateTimeField("odesláno", null=True, blank=True)
    error = models.CharField("chyba", max_length=300, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "oznámení"
        verbose_name_plural = "oznámení"
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.recipient}: {self.subject}"

    def note_sent(self, now: datetime) -> None:
        """The text of a mail with a link for signing in is not kept."""
        self.attempts += 1
        self.sent_at, self.error = now, ""
        if self.has_secret_link:
            self.body = ""

    def note_failure(self, problem: str, now: datetime) -> None:
        if self.attempts < len(PAUSES):
            self.next_attempt_at = now + PAUSES[self.attempts]
        self.attempts += 1
        self.error = problem[:300]


class OfVisibleNotification(models.QuerySet):
    def visible_to(self, user):
        return self.filter(notification__in=Notification.objects.visible_to(user))


class NotificationAttachment(models.Model):
    """A calendar entry that goes with a mail; files are never attached, a mail leads to them."""

    notification = models.ForeignKey(
        Notification, models.CASCADE, verbose_name="oznámení", related_name="attachments"
    )
    filename = models.CharField("název", max_length=100)
    content_type = models.CharField("typ", max_length=100)
    content = models.TextField("obsah")

    objects = OfVisibleNotification.as_manager()

    class Meta:
        verbose_name = "příloha oznámení"
        verbose_name_plural = "přílohy oznámení"
        ordering = ["notification", "pk"]

    def __str__(self):
        return self.filename


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user)

    def unread(self):
        return self.filter(read_at=None)


class Notice(models.Model):
    """What somebody is told inside the application, beside the mail; `url` is where to act."""

    user = models.ForeignKey(User, models.CASCADE, verbose_name="komu", related_name="notices")
    text = models.CharField("text", max_length=500)
    url = models.CharField("adresa stránky", max_length=300, blank=True)
    created_at = models.DateTimeField("vytvořeno", default=timezone.now, editable=False)
    read_at = models.DateTimeField("přečteno", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "upozornění v aplikaci"
        verbose_name_plural = "upozornění v aplikaci"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["user", "read_at"], name="notice_user_unread")]

    def __str__(self):
        return self.text

from django.db import models
from django.utils import timezone


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(recipient=user.email)

    def administered_by(self, user):
        return self if user.is_active and user.is_site_admin else self.none()

    def waiting(self):
        return self.filter(sent_at=None, attempts__lt=Notification.MAX_ATTEMPTS)


class Notification(models.Model):
    """A mail is a row before it is sent, so that a lost mail server loses nothing."""

    MAX_ATTEMPTS = 5

    recipient = models.EmailField("komu")
    subject = models.CharField("předmět", max_length=300)
    body = models.TextField("text", blank=True)
    has_secret_link = models.BooleanField(
        "obsahuje přihlašovací odkaz", default=False, help_text="Text se po odeslání smaže."
    )
    created_at = models.DateTimeField("vytvořeno", default=timezone.now, editable=False)
    attempts = models.PositiveSmallIntegerField("pokusů", default=0)
    sent_at = models.DateTimeField("odesláno", null=True, blank=True)
    error = models.CharField("chyba", max_length=300, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "oznámení"
        verbose_name_plural = "oznámení"
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.recipient}: {self.subject}"

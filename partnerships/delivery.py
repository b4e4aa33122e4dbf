"""Sending what waits in Notification; called by the task and by the command alike."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from partnerships.models import Notification


def deliver(notification_id: int) -> bool:
    """Sends one waiting mail; False when there was nothing to do or nobody to send it.

    The row stays locked while the mail server is asked, so that two callers never send it twice.
    """
    if not settings.EMAIL_HOST:
        return False
    with transaction.atomic():
        waiting = Notification.objects.waiting().select_for_update(skip_locked=True)
        notification = waiting.filter(pk=notification_id).first()
        if notification is None:
            return False
        notification.attempts += 1
        try:
            send(notification)
        except (smtplib.SMTPException, OSError) as problem:
            notification.error = str(problem)[:300]
        else:
            notification.sent_at = timezone.now()
            notification.error = ""
            if notification.has_secret_link:
                notification.body = ""
        notification.save()
    return notification.sent_at is not None


def send(notification: Notification) -> None:
    message = EmailMessage(
        notification.subject,
        notification.body,
        settings.DEFAULT_FROM_EMAIL,
        [notification.recipient],
        connection=get_connection("django.core.mail.backends.smtp.EmailBackend"),
    )
    message.send()

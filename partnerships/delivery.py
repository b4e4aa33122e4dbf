"""Sending what waits in Notification; called by the task and by the command alike."""

import smtplib
from enum import Enum, auto

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from partnerships.models import Notification

# The server answered, if only to say no; everything else means that it does not answer at all.
ANSWERS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


class Outcome(Enum):
    NOTHING = auto()  # somebody else has it, it is not its time yet, or there is no mail server
    SENT = auto()
    REFUSED = auto()
    NO_ANSWER = auto()


def deliver(notification_id: int) -> Outcome:
    """Tries to send one waiting mail; a failed one waits longer after each try.

    The row stays locked while the mail server is asked, so that two callers never send it twice.
    """
    if not settings.EMAIL_HOST:
        return Outcome.NOTHING
    now = timezone.now()
    with transaction.atomic():
        waiting = Notification.objects.waiting(now).select_for_update(skip_locked=True)
        notification = waiting.filter(pk=notification_id).first()
        if notification is None:
            return Outcome.NOTHING
        try:
            send(notification)
        except (smtplib.SMTPException, OSError) as problem:
            notification.note_failure(str(problem), now)
            outcome = Outcome.REFUSED if isinstance(problem, ANSWERS) else Outcome.NO_ANSWER
        else:
            notification.note_sent(timezone.now())
            outcome = Outcome.SENT
        notification.save()
    return outcome


def send(notification: Notification) -> None:
    message = EmailMessage(
        notification.subject,
        notification.body,
        settings.DEFAULT_FROM_EMAIL,
        [notification.recipient],
        connection=get_connection("django.core.mail.backends.smtp.EmailBackend"),
    )
    for one in notification.attachments.all():
        message.attach(one.filename, one.content, one.content_type)
    message.send()

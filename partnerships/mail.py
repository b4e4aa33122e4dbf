"""EMAIL_BACKEND of the site: a mail is a row first, and a worker sends it after the commit."""

import logging
from functools import partial

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from kombu.exceptions import OperationalError

from partnerships.models import Notification
from partnerships.tasks import send_notification

logger = logging.getLogger(__name__)


class NotificationBackend(BaseEmailBackend):
    """Without a mail server the rows stay and the site admin reads them."""

    def send_messages(self, email_messages):
        for message in email_messages:
            for recipient in message.recipients():
                notification = Notification.objects.create(
                    recipient=recipient,
                    subject=message.subject,
                    body=message.body,
                    has_secret_link=getattr(message, "has_secret_link", False),
                )
                if settings.EMAIL_HOST:
                    transaction.on_commit(partial(queue, notification.pk))
        return len(email_messages)


def queue(notification_id: int) -> None:
    """A lost broker is no reason to fail the request: the clock sends what waits."""
    try:
        send_notification.delay(notification_id)
    except OperationalError:
        logger.warning("Fronta úloh neodpovídá, oznámení %s odešlou hodiny.", notification_id)

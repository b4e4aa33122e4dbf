"""Mails as rows. EMAIL_BACKEND of the site writes them for allauth, `notify` for the site's own events."""

import logging
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from kombu.exceptions import OperationalError

from partnerships.models import Notification, NotificationAttachment
from partnerships.tasks import send_notification

logger = logging.getLogger(__name__)


class NotificationBackend(BaseEmailBackend):
    """Without a mail server the rows stay and the site admin reads them."""

    def send_messages(self, email_messages):
        for message in email_messages:
            for recipient in message.recipients():
                has_secret_link = getattr(message, "has_secret_link", False)
                write(recipient, message.subject, message.body, has_secret_link=has_secret_link)
        return len(email_messages)


class Attachment(NamedTuple):
    """A text that goes with a mail; `content_type` with its parameters („text/calendar; method=REQUEST“)."""

    filename: str
    content_type: str
    content: str


class Letter(NamedTuple):
    """A mail to be written from a template whose first line is the subject."""

    recipient: str
    template: str
    context: dict
    attachments: tuple[Attachment, ...] = ()
    has_secret_link: bool = False


def notify(
    recipient: str,
    template: str,
    *,
    has_secret_link: bool = False,
    attachments: Iterable[Attachment] = (),
    **context,
) -> Notification:
    """One mail, sent after the commit of what it tells about."""
    letter = Letter(recipient, template, context, tuple(attachments), has_secret_link)
    return notify_all([letter])[0]


def notify_all(letters: Iterable[Letter]) -> list[Notification]:
    """The same number of queries for any number of letters, whose order is kept."""
    letters = list(letters)
    rows = Notification.objects.bulk_create(_row_of(letter) for letter in letters)
    attachments = [
        NotificationAttachment(notification=row, **one._asdict())
        for row, letter in zip(rows, letters, strict=True)
        for one in letter.attachments
    ]
    if attachments:
        NotificationAttachment.objects.bulk_create(attachments)
    _send_after_commit(rows)
    return rows


def _row_of(letter: Letter) -> Notification:
    subject, _, body = render_to_string(letter.template, letter.context).strip().partition("\n")
    return Notification(
        recipient=letter.recipient,
        subject=" ".join(subject.split()),
        body=body.strip() + "\n",
        has_secret_link=letter.has_secret_link,
    )


def _send_after_commit(rows: Iterable[Notification]) -> None:
    if settings.EMAIL_HOST:
        for row in rows:
            transaction.on_commit(partial(queue, row.pk))


def write(recipient: str, subject: str, body: str, *, has_secret_link: bool) -> Notification:
    notification = Notification.objects.create(
        recipient=recipient, subject=subject, body=body, has_secret_link=has_secret_link
    )
    _send_after_commit([notification])
    return notification


def queue(notification_id: int) -> None:
    """A lost broker is no reason to fail the request: the clock sends what waits."""
    try:
        send_notification.delay(notification_id)
    except OperationalError:
        logger.warning("Fronta úloh neodpovídá, oznámení %s odešlou hodiny.", notification_id)

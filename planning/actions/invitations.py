"""Invitations to a meeting, their changes and cancellation: one mail with a calendar entry for each address."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone

from partnerships.actions import action, locked
from partnerships.mail import Attachment, Letter, notify_all
from partnerships.models import Event, MeetingMail, User
from partnerships.vocabulary import MailKind
from planning import ics
from planning.actions.events import Refused, cancel_event, check_open
from planning.invitations import (
    Recipient,
    Told,
    agenda_of,
    can_be_invited,
    description_of,
    heading_of,
    left_since,
    told_about,
    when_text,
    where_text,
)

TEMPLATES = {
    MailKind.INVITATION: "planning/mail/invitation.txt",
    MailKind.CHANGE: "planning/mail/invitation_change.txt",
    MailKind.CANCELLATION: "planning/mail/invitation_cancel.txt",
}
ALREADY_SENT = "Pozvánky už mezitím odešly. Podívejte se, komu, a případně je pošlete dalším."


@action
def send_invitations(
    event: Event,
    *,
    by: User,
    today: date,
    recipients: Iterable[Recipient],
    seen: int,
    text: str = "",
) -> list[MeetingMail]:
    """`seen` is the last mail the page knew of, so that a second click sends nothing.

    After a change of the time or place the entry gets a higher SEQUENCE, so that calendars take it over.
    """
    event = check_open(event)
    if not can_be_invited(event, today):
        raise Refused("Pozvat lze jen na jednání, které se teprve uskuteční.")
    told = told_about(event)
    if told.seen != seen:
        raise Refused(ALREADY_SENT)
    left = left_since(event, told)
    going = [one for one in recipients if one.email and not (one.person and one.person.pk in left)]
    sequence = told.sequence + 1 if told.has_changed else told.sequence

    def kind_for(one: Recipient) -> MailKind:
        return MailKind.CHANGE if told.has_changed and told.was_told(one.email) else MailKind.INVITATION

    return _send(event, _by_email(going), kind_for, by=by, told=told, sequence=sequence, text=text)


@action
def cancel_invitations(event: Event, *, by: User) -> list[MeetingMail]:
    """Whoever expects the meeting learns that it is off, and the calendar takes it away; again, nobody is told."""
    event = locked(event)
    told = told_about(event)
    left = left_since(event, told)
    expecting = [
        Recipient(str(mail.pk), mail.name, mail.email, person=mail.person)
        for mail in told.invited
        if mail.person_id not in left and not (mail.person and mail.person.erased_on)
    ]
    return _send(
        event,
        _by_email(expecting),
        lambda one: MailKind.CANCELLATION,
        by=by,
        told=told,
        sequence=told.sequence + 1,
        text=event.cancelled_reason,
    )


@action
def call_off(event: Event, *, by: User, reason: str, tell_invited: bool) -> Event:
    """Cancels the event and, if asked to, lets the invited know in the same transaction."""
    event = cancel_event(event, by=by, reason=reason)
    if tell_invited:
        cancel_invitations(event, by=by)
    return event


def _by_email(recipients: Iterable[Recipient]) -> list[Recipient]:
    """Two who share an address get one mail, addressed to both."""
    found: dict[str, Recipient] = {}
    for one in recipients:
        first = found.get(one.email.casefold())
        name = f"{first.name}, {one.name}"[:200] if first and first.name != one.name else one.name
        found[one.email.casefold()] = one if first is None else _renamed(first, name)
    return list(found.values())


def _renamed(one: Recipient, name: str) -> Recipient:
    return Recipient(one.key, name, one.email, one.why, one.person)


def _send(
    event: Event,
    recipients: list[Recipient],
    kind_for: Callable[[Recipient], MailKind],
    *,
    by: User,
    told: Told,
    sequence: int,
    text: str,
) -> list[MeetingMail]:
    now, facts = timezone.now(), letter_facts(event, by=by, text=text)
    letter_for = partial(_letter, _entry_of(event, sequence, facts["agenda"]), _organizer(told, by), now)
    kinds = [kind_for(one) for one in recipients]
    letters = [letter_for(one, kind, facts) for one, kind in zip(recipients, kinds, strict=True)]
    return MeetingMail.objects.bulk_create(
        MeetingMail(
            event=event,
            kind=kind,
            name=one.name[:200],
            email=one.email,
            person=one.person,
            sequence=sequence,
            notification=notification,
            sent_at=now,
            sent_by=by,
        )
        for one, kind, notification in zip(recipients, kinds, notify_all(letters), strict=True)
    )


def _entry_of(event: Event, sequence: int, agenda: list[str]) -> ics.Item:
    path = reverse("planning:event", args=[event.pk])
    about = description_of(event, path, agenda)
    return ics.item_of(event, description=about, path=path, sequence=sequence)


def _organizer(told: Told, by: User) -> ics.Mailbox:
    """Who invited first stays the organizer: calendars take a change over from nobody else."""
    first = told.mails[-1].sent_by if told.mails else by
    return ics.Mailbox(str(first), first.email)


def _letter(
    entry: ics.Item, organizer: ics.Mailbox, now: datetime, one: Recipient, kind: MailKind, facts: dict
) -> Letter:
    method, make = ("CANCEL", ics.withdrawn) if kind == MailKind.CANCELLATION else ("REQUEST", ics.requested)
    file = make(entry, organizer=organizer, attendee=ics.Mailbox(one.name, one.email), now=now)
    attachment = Attachment("jednani.ics", f"{ics.CONTENT_TYPE}; method={method}", file)
    return Letter(one.email, TEMPLATES[kind], facts, (attachment,))


def letter_facts(event: Event, *, by: User, text: str) -> dict:
    """What the templates of the mails say; the preview shows the same."""
    return {
        "event": event,
        "heading": heading_of(event),
        "by": by,
        "text": text,
        "when": when_text(event),
        "where": where_text(event),
        "agenda": agenda_of(event),
    }

"""Minutes sent round for comments, the comments, and what became of them."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID, uuid5

from django.utils import timezone

from partnerships.actions import action, locked
from partnerships.mail import notify
from partnerships.models import AgendaItem, Event, Meeting, MeetingMail, MinutesComment, User
from partnerships.vocabulary import MailKind
from planning.actions.events import Refused, check_open
from planning.actions.meetings import APPROVED, NOTHING_WRITTEN, has_text
from planning.circulation import Recipient, is_circulated, path_to

MOST_COMMENTS = 200  # of one circulation; a link that leaked fills no disk
NOT_CIRCULATED = "Zápis teď není rozeslaný k připomínkám: zatím se neposlal, nebo už je schválený."
TOO_LATE = "Lhůta pro připomínky už uplynula. Obraťte se na toho, kdo zápis rozeslal."


@action
def circulate_minutes(
    event: Event,
    *,
    by: User,
    recipients: Iterable[Recipient],
    until: date,
    seen: datetime | None,
    address: Callable[[str], str],
) -> list[MeetingMail]:
    """A mail for each address; `seen` is when the page said it was last sent, so a double click sends once.

    `address` makes of a path what a mail carries.
    """
    event = check_open(event)
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(event=event).first()
    if meeting is None or not has_text(meeting):
        raise Refused(NOTHING_WRITTEN.replace("Schválit", "Rozeslat"))
    if meeting.minutes_approved_at:
        raise Refused(APPROVED)
    if meeting.circulated_at != seen:
        raise Refused("Zápis už je rozeslaný. Podívejte se, komu, a případně ho rozešlete dalším.")
    meeting.circulated_at, meeting.circulated_by, meeting.comments_until = timezone.now(), by, until
    meeting.save(update_fields=["circulated_at", "circulated_by", "comments_until"])
    by_email = {one.email.casefold(): one for one in recipients if one.email}
    mails = []
    for one in by_email.values():
        mail = _mail(event, one, by)
        facts = {"event": event, "mail": mail, "by": by, "until": until, "link": address(path_to(mail))}
        mail.notification = notify(mail.email, "planning/mail/minutes.txt", has_secret_link=True, **facts)
        mail.save(update_fields=["notification"])
        mails.append(mail)
    return mails


def _mail(event: Event, recipient: Recipient, by: User) -> MeetingMail:
    return MeetingMail.objects.create(
        event=event,
        kind=MailKind.MINUTES,
        name=recipient.name,
        email=recipient.email,
        person=recipient.person,
        sent_by=by,
    )


@action
def comment_minutes(
    event: Event,
    *,
    by: User | None,
    text: str,
    form_key: UUID,
    today: date,
    item: AgendaItem | None = None,
    mail: MeetingMail | None = None,
) -> MinutesComment:
    """By an account, or by whoever was sent `mail`; a form sent twice makes one comment."""
    event = locked(event)
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(event=event).first()
    if not is_circulated(event, meeting):
        raise Refused(NOT_CIRCULATED)
    form_key = uuid5(form_key, f"{event.pk} {by.pk if by else f'mail {mail.pk}'}")
    if first := MinutesComment.objects.filter(form_key=form_key).first():
        return first
    if today > meeting.comments_until:
        raise Refused(TOO_LATE)
    if meeting.comments.count() >= MOST_COMMENTS:
        raise Refused("Připomínek už je příliš mnoho. Domluvte se s tím, kdo zápis rozeslal.")
    who = {"author": by} if by else {"author_text": mail.name}
    return MinutesComment.objects.create(meeting=meeting, item=item, text=text, form_key=form_key, **who)


@action
def settle_comment(comment: MinutesComment, *, by: User, answer: str) -> MinutesComment:
    """Answered again, the later answer holds; who commented by a link reads it there."""
    check_open(comment.meeting.event)
    comment = locked(comment)
    comment.settled_at, comment.settled_by, comment.answer = timezone.now(), by, answer
    comment.save(update_fields=["settled_at", "settled_by", "answer"])
    return comment

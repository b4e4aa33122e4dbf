"""What was said: agenda and minutes."""

from collections.abc import Iterable

from django.utils import timezone

from partnerships.actions import action
from partnerships.models import AgendaItem, Event, Meeting, User
from partnerships.vocabulary import Matter
from planning.actions.events import Refused, check_open, propose_fulfilment, raise_revision


@action
def save_minutes(
    event: Event,
    *,
    by: User,
    minutes_text: str = "",
    conclusions: str = "",
    matters: Iterable[Matter] = (),
    other_items: Iterable[str] = (),
    revision: int | None = None,
) -> Meeting:
    """Agenda and minutes; a discussion of the fulfilment among the matters proposes what it fulfils."""
    check_open(event)
    raise_revision(event, revision)
    meeting, _ = Meeting.objects.select_for_update(of=("self",)).get_or_create(event=event)
    if meeting.minutes_approved_at:
        raise Refused("Zápis je schválený, měnit ho už nelze.")
    meeting.minutes_text, meeting.conclusions = minutes_text, conclusions
    meeting.save()
    meeting.agenda_items.all().delete()
    items = [(matter, "") for matter in matters] + [(Matter.OTHER, title) for title in other_items]
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=position, matter=matter, title=title)
        for position, (matter, title) in enumerate(items, start=1)
    )
    if Matter.AGREEMENT_FULFILMENT in matters:
        propose_fulfilment(event)
    return meeting


@action
def approve_minutes(event: Event, *, by: User) -> Meeting:
    """From now on the minutes are the record of the meeting."""
    check_open(event)
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(event=event).first()
    if meeting is None or not meeting.minutes_text:
        raise Refused("Schválit lze jen zápis, který má text.")
    if meeting.minutes_approved_at:
        raise Refused("Zápis už je schválený.")
    meeting.minutes_approved_at, meeting.minutes_approved_by = timezone.now(), by
    meeting.save(update_fields=["minutes_approved_at", "minutes_approved_by"])
    return meeting

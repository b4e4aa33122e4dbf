"""What a meeting decided: numbered without gaps within its body and year, unchanged once the minutes are approved."""

from uuid import UUID, uuid5

from django.db.models import Max

from partnerships.actions import action, locked
from partnerships.models import AgendaItem, Decision, Event, LocalPartnership, Meeting, User, WorkingGroup
from partnerships.models.units import TerritorialUnit
from planning.actions.events import Refused, check_open

MINUTES_APPROVED = "Zápis je schválený, usnesení už se nemění. Je-li v nich chyba, otevřete zápis k opravě."


@action
def record_decision(
    event: Event,
    *,
    by: User,
    text: str,
    form_key: UUID | None = None,
    item: AgendaItem | None = None,
    **fields,
) -> Decision:
    """With the next number of the body and year; a form sent twice (`form_key`) records one decision."""
    event = _decidable(event)
    if form_key:
        # bound to the person and the event: a key of anybody else must not even collide
        form_key = uuid5(form_key, f"{event.pk} {by and by.pk}")
        if first := Decision.objects.filter(form_key=form_key).first():
            return first
    body = {"unit": event.unit, "partnership": event.partnership, "group": event.group}
    year = event.starts_on.year
    number = _next_number(event, year)
    return Decision.objects.create(
        event=event, item=item, text=text, form_key=form_key, year=year, number=number, **body, **fields
    )


@action
def edit_decision(decision: Decision, *, by: User, **fields) -> Decision:
    _decidable(decision.event)
    decision = locked(decision)
    for name, value in fields.items():
        setattr(decision, name, value)
    decision.save(update_fields=list(fields))
    return decision


@action
def withdraw_decision(decision: Decision, *, by: User) -> None:
    """Tasks that followed from it stay with the meeting; its number is given again only if no later one was."""
    _decidable(decision.event)
    decision = locked(decision)
    decision.tasks.update(decision=None)
    decision.delete()


def _decidable(event: Event) -> Event:
    event = check_open(event)
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(event=event).first()
    if meeting and meeting.minutes_approved_at:
        raise Refused(MINUTES_APPROVED)
    return event


def _next_number(event: Event, year: int) -> int:
    """Whoever else asks waits until this number is saved: the row of the body is the queue."""
    bodies = (
        (WorkingGroup, event.group_id),
        (LocalPartnership, event.partnership_id),
        (TerritorialUnit, event.unit_id),
    )
    model, pk = next((model, pk) for model, pk in bodies if pk)
    model.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    return 1 + (numbered_with(event, year).aggregate(last=Max("number"))["last"] or 0)


def numbered_with(event: Event, year: int):
    """Decisions of the same body and year; where nobody but the unit met, of all such meetings of the unit."""
    if event.partnership_id:
        body = {"partnership": event.partnership_id, "group": event.group_id}
    else:
        body = {"partnership": None, "unit": event.unit_id}
    return Decision.objects.filter(year=year, **body)

"""What was said at a meeting: agenda and minutes, their approval, and opening them again."""

from collections.abc import Iterable
from uuid import UUID, uuid4

import pghistory
from django.db.models import F
from django.utils import timezone

from partnerships.actions import action
from partnerships.models import AgendaItem, Event, Meeting, User
from partnerships.vocabulary import EventState, Matter
from planning.actions.events import LostSave, Refused, check_open, propose_fulfilment
from planning.actions.prints import order_final_print

ITEM_FIELDS = ("matter", "title", "presenter_text", "note")
OUT_OF_THE_WAY = (
    10_000  # no agenda is that long: two points may change places although each place is one's only
)
APPROVED = "Zápis je schválený, měnit ho už nelze. Je-li v něm chyba, otevřete ho nejdřív k opravě."
NOT_APPROVED = "Zápis není schválený, můžete ho rovnou upravit."
INCOMPLETE = "Formulář nepřišel celý, nic nebylo uloženo ani smazáno. Načtěte stránku znovu."
NOTHING_WRITTEN = (
    "Schválit lze jen zápis, který má text. Napište ho, nebo doplňte průběh aspoň u jednoho bodu."
)


@action
def save_minutes(
    event: Event,
    *,
    by: User,
    items: Iterable[dict] | None = None,
    seen: set[UUID] | None = None,
    revision: int | None = None,
    **texts: str,
) -> Meeting:
    """`texts` and the points of the agenda in their order; a discussion of the fulfilment proposes what it fulfils.

    A point is told by its `key`, and of a known one only what is given changes; None leaves the agenda alone.
    `seen` are the keys a form brought, deleted ones too: a point it never knew is not deleted by silence.
    LostSave when the minutes are no longer at `revision`.
    """
    event = check_open(event)
    meeting, _ = Meeting.objects.select_for_update(of=("self",)).get_or_create(event=event)
    if meeting.minutes_approved_at:
        raise Refused(APPROVED)
    if revision not in (None, meeting.revision):
        raise LostSave
    if seen is not None and set(meeting.agenda_items.values_list("key", flat=True)) - seen:
        raise Refused(INCOMPLETE)
    for name, text in texts.items():
        setattr(meeting, name, text)
    meeting.revision += 1
    meeting.save(update_fields=[*texts, "revision"])
    if items is not None:
        rows = _write_items(meeting, items)
        if any(row.matter == Matter.AGREEMENT_FULFILMENT for row in rows):
            propose_fulfilment(event)
    return meeting


def _write_items(meeting: Meeting, items: Iterable[dict]) -> list[AgendaItem]:
    known = {row.key: row for row in meeting.agenda_items.all()}
    before = {row.pk: _columns(row) for row in known.values()}
    new, kept = [], []
    for position, fields in enumerate(items, start=1):
        row = known.pop(fields.get("key"), None)
        if row is None:
            taken = {one.key for one in new + kept}
            key = fields.get("key") if fields.get("key") not in taken else None
            row = AgendaItem(meeting=meeting, key=key or uuid4())
        (kept if row.pk else new).append(row)
        row.position = position
        for name in ITEM_FIELDS:
            setattr(row, name, fields.get(name, getattr(row, name)))
    _remove(known.values())
    changed = [row for row in kept if _columns(row) != before[row.pk]]
    moved = [row.pk for row in changed if row.position != before[row.pk][0]]
    AgendaItem.objects.filter(pk__in=moved).update(position=F("position") + OUT_OF_THE_WAY)
    AgendaItem.objects.bulk_update(changed, ["position", *ITEM_FIELDS])
    AgendaItem.objects.bulk_create(new)
    return [*new, *kept]


def _columns(row: AgendaItem) -> tuple:
    return (row.position, *(getattr(row, name) for name in ITEM_FIELDS))


def _remove(rows: Iterable[AgendaItem]) -> None:
    """What was decided would no longer say to which point."""
    gone = {row.pk: row for row in rows}
    if not gone:
        return
    decided = AgendaItem.objects.filter(pk__in=gone, decisions__isnull=False).first()
    if decided:
        labels = ", ".join(one.label for one in decided.decisions.all())
        raise Refused(f"K bodu „{decided}“ patří usnesení {labels}. Bod smazat nejde, jen přejmenovat.")
    AgendaItem.objects.filter(pk__in=gone).delete()


@action
def approve_minutes(event: Event, *, by: User) -> Meeting:
    """From now on the minutes are the record of the meeting."""
    event = check_open(event)
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(event=event).first()
    if meeting is None or not has_text(meeting):
        raise Refused(NOTHING_WRITTEN)
    if meeting.minutes_approved_at:
        raise Refused("Zápis už je schválený.")
    if event.state == EventState.PLANNED:
        raise Refused("Zápis schválíte, až se jednání uskuteční. Nejdřív u události opravte stav.")
    meeting.minutes_approved_at, meeting.minutes_approved_by = timezone.now(), by
    meeting.save(update_fields=["minutes_approved_at", "minutes_approved_by"])
    order_final_print(event, by=by)
    return meeting


def has_text(meeting: Meeting) -> bool:
    return bool(meeting.minutes_text) or meeting.agenda_items.exclude(note="").exists()


@action
def reopen_minutes(event: Event, *, by: User, reason: str) -> Meeting:
    """Approved minutes are corrected only after the approval was taken back; the history keeps why."""
    event = check_open(event)
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(event=event).first()
    if meeting is None or not meeting.minutes_approved_at:
        raise Refused(NOT_APPROVED)
    with pghistory.context(reason=reason):
        meeting.minutes_approved_at = meeting.minutes_approved_by = None
        meeting.save(update_fields=["minutes_approved_at", "minutes_approved_by"])
    return meeting

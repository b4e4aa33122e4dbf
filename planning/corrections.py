"""Whether an event may be corrected, and which corrections change what is already counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from agreements.models import Agreement
from partnerships.models import Decision, Event
from partnerships.vocabulary import EventState
from planning.closing import with_acceptance
from planning.models import Fulfilment, FulfilmentState

# The year and the count of an event follow from these; the rest only describes it.
COUNTED = (
    "starts_on",
    "ends_on",
    "about_year",
    "state",
    "partnership",
    "hours_in_person",
    "hours_distance",
    "participant_count",
)
BODY = ("partnership", "group")
NUMBERED = (
    "Z jednání jsou očíslovaná usnesení, proto nemůže přejít do jiného roku ani k jinému partnerství "
    "nebo skupině. Nejdřív usnesení zrušte."
)


@dataclass(frozen=True)
class Standing:
    """What decides about a correction beside what the event itself says.

    `is_numbered`: decisions are numbered within its body and year. `is_counted`: held, and somebody confirmed what
    it fulfils; hours of a training count by themselves.
    """

    is_accepted: bool
    is_numbered: bool
    is_counted: bool


def standing_of(events: Iterable[Event]) -> dict[int, Standing]:
    """By the event's number, as the database holds it now. One query."""
    rows = with_acceptance(Event.objects.filter(pk__in=[event.pk for event in events])).annotate(
        is_numbered=_exists(Decision.objects.all()),
        is_confirmed=_exists(Fulfilment.objects.filter(state=FulfilmentState.CONFIRMED)),
        has_agreement=Exists(Agreement.objects.filter(unit=OuterRef("unit"))),
    )
    return {
        row.pk: Standing(
            row.is_accepted,
            row.is_numbered,
            row.state == EventState.HELD and (row.is_confirmed or (row.is_training and row.has_agreement)),
        )
        for row in rows.order_by()
    }


def _exists(rows) -> Exists:
    return Exists(rows.filter(event=OuterRef("pk")))


def counted_changes(event: Event, fields: dict) -> list[str]:
    """Names of the changed fields that the counts follow from, as people know them."""
    return [
        str(Event._meta.get_field(name).verbose_name) for name in COUNTED if _differs(event, fields, name)
    ]


def leaves_its_numbers(event: Event, fields: dict) -> bool:
    """Goes to another body or year than the one its decisions are numbered in."""
    moved = any(_differs(event, fields, name) for name in BODY)
    return moved or fields.get("starts_on", event.starts_on).year != event.starts_on.year


def _differs(event: Event, fields: dict, name: str) -> bool:
    return name in fields and fields[name] != getattr(event, name)


def asks_for_reason(event: Event, fields: dict, standing: Standing) -> str:
    """The sentence that asks, or nothing."""
    changed = counted_changes(event, fields) if standing.is_counted else []
    return f"Událost už se započítává. Napište, proč se mění: {', '.join(changed)}." if changed else ""

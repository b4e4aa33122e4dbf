"""Which corrections change what is already counted, so that they need a reason."""

from agreements.models import Agreement
from partnerships.models import Event
from partnerships.vocabulary import EventState
from planning.models import FulfilmentState

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


def is_counted(event: Event) -> bool:
    """Held, and somebody confirmed what it fulfils; hours of a training count by themselves."""
    if event.state != EventState.HELD:
        return False
    has_agreement = event.is_training and Agreement.objects.filter(unit=event.unit_id).exists()
    return has_agreement or event.fulfilments.filter(state=FulfilmentState.CONFIRMED).exists()


def counted_changes(event: Event, fields: dict) -> list[str]:
    """Names of the changed fields that the counts follow from, as people know them."""
    return [
        str(Event._meta.get_field(name).verbose_name)
        for name in COUNTED
        if name in fields and fields[name] != getattr(event, name)
    ]


def asks_for_reason(event: Event, fields: dict) -> str:
    """The sentence that asks, or nothing."""
    changed = counted_changes(event, fields)
    if not changed or not is_counted(event):
        return ""
    return f"Událost už se započítává. Napište, proč se mění: {', '.join(changed)}."

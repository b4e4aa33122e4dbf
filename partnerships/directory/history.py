"""The history of a person that no trigger writes: what was done with her data without changing them."""

from django.db.models import Func, UUIDField
from django.utils import timezone

from partnerships.models import Person


class AttachedContext(Func):
    """Who does it; the function of pghistory that its own triggers call."""

    function = "_pgh_attach_context"
    output_field = UUIDField()


def note_in_history(person: Person, label: str):
    """A row of the history with the values of this moment (create_event of pghistory can't skip computed columns)."""
    fields = [field for field in Person._meta.concrete_fields if not field.generated]
    return person.history.create(
        pgh_label=label,
        pgh_created_at=timezone.now(),
        pgh_context_id=AttachedContext(),
        **{field.attname: getattr(person, field.attname) for field in fields},
    )

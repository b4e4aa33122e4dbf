"""Files that document outputs, and words that explain why something is missing."""

from datetime import date
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from agreements.models import Agreement
from agreements.vocabulary import OutputCode
from partnerships.actions import action, store_document
from partnerships.models import Event, User
from planning.models import Commitment, DeviationComment, Evidence


@action
def attach_evidence(
    thing: Event | Commitment, *, by: User, output: OutputCode, upload: File, delivered_on: date
) -> Evidence:
    """Stores the file and ties it to an event or a whole commitment; the same file sent twice is one."""
    of_event = isinstance(thing, Event)
    place = {"event": thing} if of_event else {"commitment": thing}
    unit = thing.unit if of_event else thing.agreement.unit
    type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)
    partnership = thing.partnership if of_event else None
    document = store_document(unit, by=by, upload=upload, partnership=partnership)
    same = Evidence.objects.filter(output=output, document__sha256=document.sha256, **place)
    if found := same.select_related("document").first():
        file = document.file
        document.delete()
        transaction.on_commit(lambda: file.storage.delete(file.name))
        return found
    return Evidence.objects.create(output=output, document=document, delivered_on=delivered_on, **place)


@action
def explain_deviation(
    agreement: Agreement,
    *,
    by: User,
    year: int,
    step_key: UUID,
    reason: str,
    remedy: str = "",
    responsible: str = "",
    due_text: str = "",
) -> DeviationComment:
    """One explanation of a step and year; a later one replaces it, the history keeps the earlier."""
    comment, _ = DeviationComment.objects.update_or_create(
        agreement=agreement,
        step_key=step_key,
        year=year,
        defaults={
            "reason": reason,
            "remedy": remedy,
            "responsible": responsible,
            "due_text": due_text,
            "written_by": by,
        },
    )
    return comment

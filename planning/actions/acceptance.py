"""The Agency takes a file for proof, and lets what it proves be corrected again."""

from datetime import date

import pghistory
from django.urls import reverse
from django.utils import timezone

from partnerships.access import EDITORS
from partnerships.actions import action, locked
from partnerships.czech import format_date
from partnerships.models import Event, User
from partnerships.notices import tell
from partnerships.vocabulary import EventState
from planning.actions.events import Refused
from planning.closing import is_slip
from planning.models import EventReopening, Evidence


@action
def accept_evidence(evidence: Evidence, *, by: User) -> Evidence:
    """From now on the event is closed to changes (planning.closing); accepting it again changes nothing."""
    event = locked(evidence.event)
    if event.state != EventState.HELD:
        raise Refused("Uznat lze jen doklad události, která se uskutečnila.")
    evidence = locked(evidence)
    if evidence.accepted_at is None:
        evidence.accepted_at, evidence.accepted_by = timezone.now(), by
        evidence.save(update_fields=["accepted_at", "accepted_by"])
    return evidence


@action
def withdraw_acceptance(evidence: Evidence, *, by: User, today: date) -> Evidence:
    """A slip taken back by whoever made it, the same day; later the event is reopened with a reason."""
    locked(evidence.event)
    evidence = locked(evidence)
    if evidence.accepted_at is None:
        raise Refused("Doklad není uznaný.")
    if not is_slip(evidence, by=by, today=today):
        day = format_date(timezone.localtime(evidence.accepted_at).date())
        raise Refused(
            f"Doklad uznal/a {evidence.accepted_by} dne {day}. Vzít uznání zpět může jen tatáž osoba týž den; "
            "jinak událost znovu otevřete a napište důvod."
        )
    evidence.accepted_at = evidence.accepted_by = None
    evidence.save(update_fields=["accepted_at", "accepted_by"])
    return evidence


@action
def reopen_event(event: Event, *, by: User, reason: str) -> EventReopening:
    """Its evidence is accepted no more and the people of its units hear why."""
    event = locked(event)
    accepted = event.evidence.filter(accepted_at__isnull=False)
    with pghistory.context(reason=reason):
        if not accepted.update(accepted_at=None, accepted_by=None):
            raise Refused("Událost lze upravit, žádný její doklad není uznaný.")
    reopening = EventReopening.objects.create(event=event, reason=reason, by=by)
    for person in User.objects.holding(EDITORS, event.units).exclude(pk=by.pk).order_by("pk"):
        tell(
            person,
            text=f"{event.title}: {by} událost znovu otevřel/a k opravě. Důvod: {reason}",
            path=reverse("planning:event", args=[event.pk]),
            template="planning/mail/event_reopened.txt",
            event=event,
            by=by,
            reason=reason,
        )
    return reopening

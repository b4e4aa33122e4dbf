"""Whether an event may still be changed; where not, why and whom to ask. One answer for the page and the actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from partnerships.models import Event, User
from partnerships.vocabulary import EventState, UnitRole
from planning.models import Evidence

CONSULTANT = frozenset({UnitRole.CONSULTANT})
CANCELLED = "Událost je zrušená, měnit ji už nelze."


def why_closed(event: Event, *, is_accepted: bool | None = None) -> str:
    """Empty while the event is open; `is_accepted` from whoever has read it for many at once."""
    if event.state == EventState.CANCELLED:
        return CANCELLED
    if is_accepted is None:
        is_accepted = event.evidence.filter(accepted_at__isnull=False).exists()
    return closed_by_acceptance(event) if is_accepted else ""


def with_acceptance(events: QuerySet[Event]) -> QuerySet[Event]:
    """`is_accepted` read along with the events; an action asks again under its lock."""
    accepted = Evidence.objects.filter(event=OuterRef("pk"), accepted_at__isnull=False)
    return events.annotate(is_accepted=Exists(accepted))


CLOSED = "Agentura uznala doklad této události, proto se událost, účast ani zápis nemění."


def closed_by_acceptance(event: Event) -> str:
    return f"{CLOSED} {whom_to_ask(event)}"


def whom_to_ask(event: Event) -> str:
    consultants = User.objects.holding(CONSULTANT, event.units).order_by("name", "pk")
    names = ", ".join(str(one) for one in consultants)
    if not names:
        return (
            "Znovu ji může otevřít konzultant/ka ASZ; nikdo teď není přidělen, "
            "obraťte se na regionální pracoviště ASZ."
        )
    return f"Je-li v ní chyba, požádejte o znovuotevření konzultanta/ku ASZ: {names}."


def is_slip(evidence: Evidence, *, by: User, today: date) -> bool:
    """Accepted by the same person the same day: such acceptance may be taken back without a word."""
    accepted_on = evidence.accepted_at and timezone.localtime(evidence.accepted_at).date()
    return evidence.accepted_by_id == by.pk and accepted_on == today


@dataclass(frozen=True)
class AcceptancePart:
    """Of the event's page: `closed` says why nothing may be changed; keys of evidence with a button each."""

    closed: str
    to_accept: frozenset[int]
    to_withdraw: frozenset[int]
    may_reopen: bool


def acceptance_part(
    event: Event, evidence: Iterable[Evidence], *, user: User, may_accept: bool, today: date
) -> AcceptancePart:
    accepted = [one for one in evidence if one.accepted_at]
    closed = (CLOSED if may_accept else closed_by_acceptance(event)) if accepted else ""
    is_open_to_it = may_accept and event.state == EventState.HELD
    return AcceptancePart(
        closed=closed,
        to_accept=frozenset(one.pk for one in evidence if is_open_to_it and not one.accepted_at),
        to_withdraw=frozenset(
            one.pk for one in accepted if may_accept and is_slip(one, by=user, today=today)
        ),
        may_reopen=bool(may_accept and accepted),
    )

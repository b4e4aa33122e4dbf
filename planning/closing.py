"""Whether an event may still be changed; where not, why and whom to ask. One answer for the page and the actions."""

from partnerships.models import Event, User
from partnerships.vocabulary import EventState, UnitRole

CONSULTANT = frozenset({UnitRole.CONSULTANT})
CANCELLED = "Událost je zrušená, měnit ji už nelze."


def why_closed(event: Event) -> str:
    """Empty while the event is open."""
    if event.state == EventState.CANCELLED:
        return CANCELLED
    accepted = event.evidence.filter(accepted_at__isnull=False)
    return closed_by_acceptance(event) if accepted.exists() else ""


def closed_by_acceptance(event: Event) -> str:
    return f"Agentura uznala doklad této události, proto se událost, účast ani zápis nemění. {whom_to_ask(event)}"


def whom_to_ask(event: Event) -> str:
    consultants = User.objects.holding(CONSULTANT, event.units).order_by("name", "pk")
    names = ", ".join(str(one) for one in consultants)
    if not names:
        return (
            "Znovu ji může otevřít konzultant/ka ASZ; nikdo teď není přidělen, "
            "obraťte se na regionální pracoviště ASZ."
        )
    return f"Je-li v ní chyba, požádejte o znovuotevření konzultanta/ku ASZ: {names}."

"""Which commitments an event may fulfil: of its units' agreements in force, by the kind of the event.

A meeting of a shared partnership is one event and counts for the agreements of all the units it serves, once for
each of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from agreements.lifecycle import State
from agreements.models import ScheduleTerm
from partnerships.models import TerritorialUnit
from partnerships.vocabulary import EventKind
from planning.fulfilment import kind_fits
from planning.models import Commitment


@dataclass(frozen=True)
class Candidate:
    commitment: Commitment
    term: ScheduleTerm  # with its step and activity
    unit_name: str = ""  # said where commitments of several units stand together

    @property
    def label(self) -> str:
        return " – ".join(filter(None, [self.unit_name, self.term.step.activity.name, self.term.raw_text]))

    @property
    def is_obvious(self) -> bool:
        """One document of many can't be told from another by its kind, so a person has to say which it is."""
        return self.term.event_kind != EventKind.DOCUMENT

    @property
    def is_of_the_partnership(self) -> bool:
        """A meeting is everybody's; whose report it discussed is for the people of each unit to say."""
        return self.term.event_kind == EventKind.LP_MEETING


@dataclass(frozen=True)
class OfKind:
    """As much of an event as decides which terms it fits."""

    kind: EventKind
    discusses_fulfilment: bool = False


def candidates(
    units: Iterable[TerritorialUnit], kind: EventKind, *, discusses_fulfilment: bool = False
) -> list[Candidate]:
    """In the order of the timeline, two queries."""
    units = list(units)
    terms = (
        ScheduleTerm.objects.filter(version__agreement__unit__in=units, version__state=State.IN_FORCE)
        .select_related("step__activity", "version__agreement__unit")
        .order_by("version", "step__activity__position", "step__position", "position", "pk")
    )
    event = OfKind(kind, discusses_fulfilment)
    fitting = [term for term in terms if kind_fits(event, term)]
    commitments = commitments_by_term(fitting)
    return [
        Candidate(commitments[place], term, term.version.agreement.unit.name if len(units) > 1 else "")
        for term in fitting
        if (place := (term.version.agreement_id, term.key)) in commitments
    ]


def commitments_by_term(terms: list[ScheduleTerm]) -> dict[tuple[int, UUID], Commitment]:
    rows = Commitment.objects.select_related("agreement").filter(
        agreement__in={term.version.agreement_id for term in terms}, key__in=[term.key for term in terms]
    )
    return {(row.agreement_id, row.key): row for row in rows}

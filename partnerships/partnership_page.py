"""Everything the page of a partnership shows beside its seats, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from partnerships.models import (
    Event,
    LocalPartnership,
    PartnershipDocument,
    TerritorialUnit,
    User,
    not_over,
)
from partnerships.quorum import DECIDING_KINDS, QuorumNeeded, quorum_by
from partnerships.structure import Body, Structure
from partnerships.vocabulary import EventState, QuorumRule

SHOWN = 3


def units_for(user: User) -> Prefetch:
    """A partnership's units, each saying whether the person sees it."""
    seen = TerritorialUnit.objects.visible_to(user).filter(pk=OuterRef("pk"))
    return Prefetch("units", queryset=TerritorialUnit.objects.for_list().annotate(is_seen=Exists(seen)))


@dataclass(frozen=True)
class Meetings:
    last: tuple[Event, ...]
    coming: tuple[Event, ...]
    year: int
    held_in_year: int


def meetings_of(partnership: LocalPartnership, today: date) -> Meetings:
    """Of the partnership and its groups: the last and the next ones, and how many were held this year."""
    events = Event.objects.filter(partnership=partnership, kind__in=DECIDING_KINDS)
    held, coming = events.held(), events.filter(not_over(today), state=EventState.PLANNED)
    count = _count_of(held.of_year(today.year), partnership)
    rows = (
        _shown(held.order_by("-starts_on", "-pk"), count)
        .union(_shown(coming.order_by("starts_on", "pk"), count))
        .order_by("starts_on", "pk")
    )
    rows = list(rows)
    of_state = {state: tuple(one for one in rows if one.state == state) for state in EventState}
    return Meetings(
        last=of_state[EventState.HELD][::-1],
        coming=of_state[EventState.PLANNED],
        year=today.year,
        held_in_year=rows[0].held_in_year if rows else 0,
    )


def _count_of(held: QuerySet[Event], partnership: LocalPartnership):
    counted = held.filter(partnership=OuterRef("partnership")).order_by().values("partnership")
    return Coalesce(Subquery(counted.annotate(number=Count("pk")).values("number")), Value(0))


def _shown(events: QuerySet[Event], count) -> QuerySet[Event]:
    columns = ("pk", "title", "kind", "state", "starts_on", "ends_on", "starts_at", "group")
    return events.annotate(held_in_year=count).only(*columns)[:SHOWN]


# --- Rules and quorum -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BodyQuorum:
    body: Body
    asked: QuorumNeeded

    @property
    def rule_text(self) -> str:
        if self.asked.rule == QuorumRule.COUNT:
            return f"stanovený počet {self.asked.rules.quorum_count}"
        return self.asked.rule.label

    @property
    def is_unreachable(self) -> bool:
        return self.asked.needed > self.asked.base


def quorums_of(rules: Sequence[PartnershipDocument], structure: Structure, day: date) -> list[BodyQuorum]:
    """Of each body that has one; the newest rules that say anything apply, as in `quorum_on`."""
    speaking = next((one for one in rules if one.quorum and one.applies_on(day)), None)
    if speaking is None:
        return []
    asked = [(body, quorum_by(speaking, body.seats, body.group)) for body in structure.bodies]
    return [BodyQuorum(body, quorum) for body, quorum in asked if quorum]

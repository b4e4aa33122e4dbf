"""When a partnership or its group may decide, by its rules that apply on the day and the seats of that day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partnerships.models import Attendance, Event, LocalPartnership, PartnershipDocument, Seat, WorkingGroup
from partnerships.vocabulary import EventKind, Presence, QuorumRule

DECIDING_KINDS = frozenset({EventKind.LP_MEETING, EventKind.WG_MEETING, EventKind.LP_DISCUSSION})


@dataclass(frozen=True)
class QuorumNeeded:
    """What the rules ask for; `voting` are the keys of the seats that make the base."""

    rules: PartnershipDocument
    voting: frozenset[int]
    needed: int

    @property
    def rule(self) -> QuorumRule:
        return QuorumRule(self.rules.quorum)

    @property
    def base(self) -> int:
        return len(self.voting)


@dataclass(frozen=True)
class Quorum:
    """How a meeting stands against what the rules ask for."""

    needed: int
    voting_present: int
    base: int
    rules: PartnershipDocument

    @property
    def is_met(self) -> bool:
        return self.voting_present >= self.needed

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.voting_present)


def quorum_on(
    partnership: LocalPartnership, day: date, group: WorkingGroup | None = None
) -> QuorumNeeded | None:
    rules = partnership.rules.on(day).exclude(quorum="").first()
    return quorum_by(rules, partnership.seats.on(day).filter(group=group), group) if rules else None


def quorum_by(
    rules: PartnershipDocument, seats: Iterable[Seat], group: WorkingGroup | None = None
) -> QuorumNeeded | None:
    """Over the filled voting seats; None of a group whose members nobody has written down.

    A set count is that of the whole partnership, never of a group.
    """
    voting = frozenset(seat.pk for seat in seats if seat.has_vote and not seat.is_vacant)
    if group and (rules.quorum == QuorumRule.COUNT or not voting):
        return None
    return QuorumNeeded(rules, voting, needed_of(rules, len(voting)))


def needed_of(rules: PartnershipDocument, base: int) -> int:
    """At least one: a body without voting members decides nothing."""
    count = {
        QuorumRule.MORE_THAN_HALF: base // 2 + 1,
        QuorumRule.HALF: -(-base // 2),
        QuorumRule.THIRD: -(-base // 3),
        QuorumRule.TWO_THIRDS: -(-2 * base // 3),
        QuorumRule.COUNT: rules.quorum_count or 0,
    }[QuorumRule(rules.quorum)]
    return max(1, count)


def quorum_of(event: Event, attendances: Iterable[Attendance]) -> Quorum | None:
    """Of a meeting by its attendance; a substitute sits at the seat and counts, a guest has no vote."""
    if event.partnership_id is None or event.kind not in DECIDING_KINDS:
        return None
    asked = quorum_on(event.partnership, event.starts_on, event.group)
    if asked is None:
        return None
    present = {one.seat_id for one in attendances if one.presence == Presence.PRESENT}
    return Quorum(asked.needed, len(asked.voting & present), asked.base, asked.rules)

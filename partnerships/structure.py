"""Who holds the roles of a unit and who sits in a partnership on a day; pages and tests read these functions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from partnerships.models import LocalPartnership, RoleHolding, Seat, TerritorialUnit, WorkingGroup
from partnerships.unit_words import UnitWords, organisation_label
from partnerships.vocabulary import OfficialRole, OrganisationType, SeatRole


@dataclass(frozen=True)
class RoleLine:
    """An official role: who holds it, or will, and who did before."""

    role: OfficialRole
    current: tuple[RoleHolding, ...]
    former: tuple[RoleHolding, ...]


def roles_on(unit: TerritorialUnit, day: date) -> tuple[RoleLine, ...]:
    """Every role has its line, also one that nobody has been written into yet."""
    holdings = list(unit.role_holdings.select_related("person", "deputy").order_by("valid_from", "pk"))

    def of(role, *, over):
        return tuple(
            one for one in holdings if one.role == role and bool(one.valid_to and one.valid_to < day) is over
        )

    return tuple(RoleLine(role, of(role, over=False), of(role, over=True)) for role in OfficialRole)


@dataclass(frozen=True)
class Share:
    count: int
    total: int

    @property
    def percent(self) -> int:
        """Half a per cent goes up; 0 where there is nothing to share."""
        return (200 * self.count + self.total) // (2 * self.total) if self.total else 0


@dataclass(frozen=True)
class Body:
    """The partnership itself (`group` is None) or one of its groups, with the seats of the day."""

    group: WorkingGroup | None
    seats: tuple[Seat, ...]

    @property
    def anchor(self) -> str:
        return f"skupina-{self.group.pk}" if self.group else "clenove"

    @property
    def chairs(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.role == SeatRole.CHAIR]

    @property
    def members(self) -> list[Seat]:
        """Without standing guests, who are invited to every meeting and belong to nobody's count."""
        return [seat for seat in self.seats if seat.role != SeatRole.GUEST]

    @property
    def voting(self) -> Share:
        return self._share(lambda seat: seat.has_vote)

    @property
    def deciding(self) -> Share:
        return self._share(lambda seat: seat.can_decide)

    @property
    def filled(self) -> Share:
        return self._share(lambda seat: not seat.is_vacant)

    def _share(self, counts: Callable[[Seat], bool]) -> Share:
        return Share(sum(map(counts, self.members)), len(self.members))


@dataclass(frozen=True)
class TypeLine:
    """How many places members of one type have."""

    label: str
    of_members: Share
    filled: int
    voting: int
    deciding: int


@dataclass(frozen=True)
class Structure:
    bodies: tuple[Body, ...]
    seat_count: int
    vacant_count: int

    @property
    def whole(self) -> Body:
        return self.bodies[0]


def structure_on(partnership: LocalPartnership, day: date) -> Structure:
    groups = [group for group in partnership.groups.all() if group.exists_on(day)]
    seats = partnership.seats.on(day).select_related("holder", "organisation", "group").in_order()
    by_group: dict[int | None, list[Seat]] = {}
    for seat in seats:
        by_group.setdefault(seat.group_id, []).append(seat)
    bodies = tuple(Body(group, tuple(by_group.get(group and group.pk, ()))) for group in (None, *groups))
    shown = [seat for body in bodies for seat in body.seats]
    return Structure(bodies=bodies, seat_count=len(shown), vacant_count=sum(seat.is_vacant for seat in shown))


def types_of(body: Body, words: Iterable[UnitWords]) -> list[TypeLine]:
    """The most numerous first, then as the vocabulary has them."""
    words, members = list(words), body.members
    lines = []
    for one in OrganisationType:
        own = [seat for seat in members if seat.organisation_type == one]
        if own:
            line = TypeLine(
                label=organisation_label(one, words),
                of_members=Share(len(own), len(members)),
                filled=sum(not seat.is_vacant for seat in own),
                voting=sum(seat.has_vote for seat in own),
                deciding=sum(seat.can_decide for seat in own),
            )
            lines.append(line)
    return sorted(lines, key=lambda line: -line.of_members.count)


def chain_of(seat: Seat) -> list[Seat]:
    """The rows of one place, the first holder first."""
    rows = Seat.objects.filter(partnership=seat.partnership_id).select_related(
        "holder", "organisation", "group"
    )
    known = {one.pk: one for one in rows}
    following = {one.replaces_id: one for one in known.values() if one.replaces_id}
    first = known[seat.pk]
    while first.replaces_id:
        first = known[first.replaces_id]
    chain = [first]
    while chain[-1].pk in following:
        chain.append(following[chain[-1].pk])
    return chain

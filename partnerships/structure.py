"""Who holds the roles of a unit and who sits in a partnership on a day; pages and tests read these functions."""

from dataclasses import dataclass
from datetime import date

from partnerships.models import LocalPartnership, RoleHolding, Seat, TerritorialUnit, WorkingGroup
from partnerships.vocabulary import OfficialRole


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
class Body:
    """The partnership itself (`group` is None) or one of its groups, with the seats of the day."""

    group: WorkingGroup | None
    seats: tuple[Seat, ...]

    @property
    def anchor(self) -> str:
        return f"skupina-{self.group.pk}" if self.group else "clenove"


@dataclass(frozen=True)
class Structure:
    bodies: tuple[Body, ...]
    seat_count: int
    vacant_count: int


def structure_on(partnership: LocalPartnership, day: date) -> Structure:
    groups = [
        group
        for group in partnership.groups.all()
        if not (group.founded_on and group.founded_on > day)
        and not (group.dissolved_on and group.dissolved_on <= day)
    ]
    seats = list(partnership.seats.on(day).select_related("holder", "organisation", "group"))
    bodies = (
        Body(group, tuple(seat for seat in seats if seat.group_id == (group and group.pk)))
        for group in (None, *groups)
    )
    return Structure(
        bodies=tuple(bodies),
        seat_count=len(seats),
        vacant_count=sum(seat.holder_id is None for seat in seats),
    )

"""What somebody's agenda in a unit consists of, and what handing it over will do, in sentences.

The page shows the sentences before anything happens; the action keeps the very same ones.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from partnerships.czech import format_date
from partnerships.models import Membership, Person, RoleHolding, Seat, TerritorialUnit, User
from partnerships.models.accounts import by_surname
from partnerships.vocabulary import UnitRole

HANDED_ROLES = frozenset({UnitRole.MANAGER, UnitRole.DEPUTY, UnitRole.REPRESENTATIVE})
UNIT_SIDE = HANDED_ROLES | {UnitRole.READER}


@dataclass(frozen=True)
class Agenda:
    unit: TerritorialUnit
    leaver: User
    memberships: tuple[Membership, ...]
    holdings: tuple[RoleHolding, ...]
    seats: tuple[Seat, ...]

    @property
    def handed_roles(self) -> tuple[UnitRole, ...]:
        return tuple(UnitRole(one.role) for one in self.memberships if one.role in HANDED_ROLES)


def known_person(user: User, unit: TerritorialUnit) -> Person | None:
    """The person behind the account; an account not linked yet is recognised by its name in the unit."""
    if user.person_id:
        return user.person
    namesakes = unit.people.listed().filter(user=None)
    return next((person for person in namesakes if person.full_name == user.name), None)


def agenda_of(unit: TerritorialUnit, leaver: User) -> Agenda:
    person = known_person(leaver, unit)
    holdings = unit.role_holdings.filter(Q(person=person) | Q(deputy=person), valid_to=None)
    seats = Seat.objects.filter(partnership__units=unit, holder=person, valid_to=None)
    return Agenda(
        unit=unit,
        leaver=leaver,
        memberships=tuple(leaver.memberships.active().filter(unit=unit).order_by("role")),
        holdings=tuple(holdings.select_related("person", "deputy")) if person else (),
        seats=tuple(seats.select_related("partnership", "group", "organisation")) if person else (),
    )


def leavers_of(unit: TerritorialUnit) -> QuerySet[User]:
    held = unit.memberships.active().filter(role__in=HANDED_ROLES)
    return User.objects.active().filter(pk__in=held.values("user")).order_by(*by_surname("name"))


def successors_of(unit: TerritorialUnit, leaver: User) -> QuerySet[User]:
    """People with an account in the unit, also a former one: handing back is a handover like any other."""
    known = unit.memberships.filter(role__in=UNIT_SIDE).values("user")
    able = User.objects.active().filter(agency_role="", is_site_admin=False)
    return able.filter(pk__in=known).exclude(pk=leaver.pk).order_by(*by_surname("name"))


# --- Sentences --------------------------------------------------------------------------------------------


def sentences(agenda: Agenda, successor: str, *, starts_on: date, holdings, seats) -> list[str]:
    leaver, last = agenda.leaver.name, starts_on - timedelta(days=1)
    roles = ", ".join(one.get_role_display() for one in agenda.memberships)
    handed = ", ".join(role.label for role in agenda.handed_roles)
    period = f"{leaver} do {format_date(last)}, {successor} od {format_date(starts_on)}."
    return [
        f"Přístup k územnímu celku {agenda.unit} ihned končí: {leaver} ({roles}).",
        f"Přístup k územnímu celku {agenda.unit} ihned získá: {successor} ({handed}).",
        *(f"{_named(holding, agenda)}: {period}" for holding in holdings),
        *(f"Místo „{seat.label}“ ({seat.group or seat.partnership}): {period}" for seat in seats),
    ]


def _named(holding: RoleHolding, agenda: Agenda) -> str:
    kind = "Zástup neobsazené role" if holding.is_vacant else "Role"
    return f"{kind} „{holding.get_role_display()}“"

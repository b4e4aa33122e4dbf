from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from partnerships.actions.people import create_person, end
from partnerships.actions.transactions import action, locked
from partnerships.models import LocalPartnership, Organisation, Seat, TerritorialUnit, User, WorkingGroup


@action
def create_organisation(unit: TerritorialUnit, *, by: User, **fields) -> Organisation:
    organisation = Organisation(**fields)
    organisation.full_clean()
    organisation.save()
    organisation.units.add(unit)
    return organisation


@action
def create_partnership(
    unit: TerritorialUnit, *, by: User, units: Iterable[TerritorialUnit] = (), **fields
) -> LocalPartnership:
    """Of the unit, and of the further `units` it serves together with it."""
    together = [unit, *units]
    # in the order of keys, so that two people founding for the same units don't wait for each other
    for one in sorted(together, key=lambda one: one.pk):
        locked(one)
    if LocalPartnership.objects.filter(units__in=together, name=fields["name"]).exists():
        raise ValidationError("Lokální partnerství s tímto názvem už územní celek má.")
    partnership = LocalPartnership(**fields)
    partnership.full_clean()
    partnership.save()
    partnership.units.add(*together)
    return partnership


@action
def add_group(partnership: LocalPartnership, *, by: User, thematic_areas=(), **fields) -> WorkingGroup:
    group = WorkingGroup(partnership=partnership, **fields)
    group.full_clean()
    group.save()
    group.thematic_areas.set(thematic_areas)
    return group


@action
def add_seat(partnership: LocalPartnership, *, by: User, **fields) -> Seat:
    seat = Seat(partnership=partnership, **fields)
    seat.full_clean()
    if seat.group_id and seat.group.partnership_id != partnership.pk:
        raise ValidationError("Pracovní skupina patří k jinému partnerství.")
    seat.save()
    return seat


@action
def record_seat(
    partnership: LocalPartnership,
    *,
    by: User,
    unit: TerritorialUnit,
    new_person: dict | None,
    new_organisation: str,
    **seat,
) -> Seat:
    """`add_seat` with a person or an organisation not known yet; they then belong to the unit."""
    if new_person:
        seat["holder"] = create_person(unit, by=by, **new_person)
    if new_organisation:
        seat["organisation"] = create_organisation(
            unit, by=by, name=new_organisation, organisation_type=seat["organisation_type"]
        )
    return add_seat(partnership, by=by, **seat)


@action
def end_seat(seat: Seat, *, by: User, valid_to: date) -> Seat:
    return end(seat, valid_to)

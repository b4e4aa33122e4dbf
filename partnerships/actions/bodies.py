from collections.abc import Iterable

from django.core.exceptions import ValidationError

from partnerships.actions.transactions import action, locked
from partnerships.models import LocalPartnership, Organisation, TerritorialUnit, User, WorkingGroup


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
    partnership = LocalPartnership(**fields)
    check_name(partnership, together)
    partnership.full_clean()
    partnership.save()
    partnership.units.add(*together)
    return partnership


def check_name(partnership: LocalPartnership, units: Iterable[TerritorialUnit]) -> None:
    """The units are locked, in the order of keys, so that two people saving at once don't wait for each other."""
    units = sorted(units, key=lambda unit: unit.pk)
    for unit in units:
        locked(unit)
    same = LocalPartnership.objects.filter(units__in=units, name=partnership.name).exclude(pk=partnership.pk)
    if same.exists():
        raise ValidationError("Lokální partnerství s tímto názvem už územní celek má.")


@action
def add_group(partnership: LocalPartnership, *, by: User, thematic_areas=(), **fields) -> WorkingGroup:
    group = WorkingGroup(partnership=partnership, **fields)
    group.full_clean()
    group.save()
    group.thematic_areas.set(thematic_areas)
    return group


@action
def edit_group(group: WorkingGroup, *, by: User, thematic_areas, **fields) -> WorkingGroup:
    group = locked(group)
    for name, value in fields.items():
        setattr(group, name, value)
    group.full_clean()
    group.save()
    group.thematic_areas.set(thematic_areas)
    return group

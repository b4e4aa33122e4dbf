from datetime import date

from django.core.exceptions import ValidationError

from partnerships.actions.transactions import action, locked
from partnerships.models import Person, RoleHolding, TerritorialUnit, User
from partnerships.vocabulary import OfficialRole


@action
def create_person(unit: TerritorialUnit, *, by: User, **fields) -> Person:
    person = Person(**fields)
    person.full_clean()
    person.save()
    person.units.add(unit)
    return person


@action
def hold_role(
    unit: TerritorialUnit,
    *,
    by: User,
    role: OfficialRole,
    person: Person | None = None,
    function_text: str = "",
    is_vacant: bool = False,
    deputy: Person | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> RoleHolding:
    """A person, a function without a name, or a vacancy; written once, however often the button is pressed."""
    locked(unit)
    holding = RoleHolding(
        unit=unit,
        role=role,
        person=person,
        function_text=function_text,
        is_vacant=is_vacant,
        deputy=deputy,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    holding.full_clean()
    same = RoleHolding.objects.filter(
        unit=unit,
        role=role,
        person=person,
        function_text=function_text,
        is_vacant=is_vacant,
        valid_from=valid_from,
    )
    if same.exists():
        raise ValidationError("Toto obsazení role už je zapsané.")
    holding.save()
    return holding


@action
def record_holding(unit: TerritorialUnit, *, by: User, new_person: dict | None, **holding) -> RoleHolding:
    """`hold_role` by a person who may not be in the list yet; both are written or neither."""
    if new_person:
        holding["person"] = create_person(unit, by=by, **new_person)
    return hold_role(unit, by=by, **holding)


@action
def end_role(holding: RoleHolding, *, by: User, valid_to: date) -> RoleHolding:
    return end(holding, valid_to)


def end(row, valid_to: date):
    """Ends a holding or a seat once; the past is not rewritten by a second click."""
    row = locked(row)
    if row.valid_to is not None:
        raise ValidationError("Konec už je zapsaný.")
    row.valid_to = valid_to
    row.full_clean()
    row.save(update_fields=["valid_to"])
    return row

from partnerships.actions.transactions import action, locked
from partnerships.models import TerritorialUnit, User


@action
def create_unit(*, by: User, **fields) -> TerritorialUnit:
    unit = TerritorialUnit(**fields)
    unit.full_clean()
    unit.save()
    return unit


@action
def edit_unit(unit: TerritorialUnit, *, by: User, **fields) -> TerritorialUnit:
    unit = locked(unit)
    for name, value in fields.items():
        setattr(unit, name, value)
    unit.full_clean()
    unit.save(update_fields=list(fields))
    return unit

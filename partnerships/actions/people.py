from datetime import date
from itertools import takewhile

from django.core.exceptions import ValidationError

from partnerships.actions.transactions import action, locked
from partnerships.handover import known_person
from partnerships.models import Person, RoleHolding, TerritorialUnit, User
from partnerships.vocabulary import OfficialRole


@action
def create_person(unit: TerritorialUnit, *, by: User, **fields) -> Person:
    person = Person(**fields)
    person.full_clean()
    person.save()
    person.units.add(unit)
    return person


def person_for(user: User, unit: TerritorialUnit, *, is_agency_staff: bool = False) -> Person:
    """The person behind an account, made from its name when nobody has written that person down yet."""
    user = locked(user)
    person = known_person(user, unit)
    if person is None:
        person = Person(**name_parts(user.name), email=user.email, is_agency_staff=is_agency_staff)
        person.full_clean()
        person.save()
    person.units.add(unit)
    if user.person_id is None:
        user.person = person
        user.save(update_fields=["person"])
    return person


def name_parts(name: str) -> dict[str, str]:
    """„Mgr. Jana Nová, Ph.D.“ in the fields of a person; put together again it reads the same."""
    name, _, title_after = name.partition(",")
    words = name.split()
    titles = list(takewhile(lambda word: word.endswith("."), words))
    rest = words[len(titles) :]
    if len(rest) < 2:
        raise ValidationError(
            f"U účtu „{name}“ chybí jméno nebo příjmení. Požádejte správce aplikace, ať je doplní."
        )
    return {
        "title_before": " ".join(titles),
        "first_name": " ".join(rest[:-1]),
        "last_name": rest[-1],
        "title_after": title_after.strip(),
    }


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

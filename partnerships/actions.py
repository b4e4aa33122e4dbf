"""What changes the parties and their people. Each function is one transaction and its history names the author.

ValidationError carries the Czech sentences for the form; nothing is written then.
"""

import hashlib
from datetime import date
from functools import wraps

import pghistory
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction

from partnerships.documents import checked_type
from partnerships.models import (
    Document,
    LocalPartnership,
    Organisation,
    Person,
    RoleHolding,
    Seat,
    TerritorialUnit,
    User,
    WorkingGroup,
)
from partnerships.vocabulary import OfficialRole


def action(function):
    """One transaction; the rows of the history say who, also when a command or the demo calls."""

    @wraps(function)
    def in_transaction(*args, by: User | None, **kwargs):
        with transaction.atomic(), pghistory.context(user=by and by.pk):
            return function(*args, by=by, **kwargs)

    return in_transaction


def locked(row):
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def store_document(unit: TerritorialUnit, *, by: User | None, upload: File) -> Document:
    """Keeps a private file of the unit; `documents.RefusedFile` when it is none that may be kept.

    The file is written before its row: a row without a file must never be seen, a file without a row never is.
    """
    name, file_type = checked_type(upload)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    document = Document(
        unit=unit,
        original_name=name,
        content_type=file_type.content_type,
        size=upload.size,
        sha256=digest.hexdigest(),
        uploaded_by=by,
    )
    document.file.save(name, upload, save=False)
    try:
        with transaction.atomic():
            document.save()
    except Exception:
        document.file.delete(save=False)
        raise
    return document


# --- People and their roles -------------------------------------------------------------------------------


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


# --- The partnership --------------------------------------------------------------------------------------


@action
def create_organisation(unit: TerritorialUnit, *, by: User, **fields) -> Organisation:
    organisation = Organisation(**fields)
    organisation.full_clean()
    organisation.save()
    organisation.units.add(unit)
    return organisation


@action
def create_partnership(unit: TerritorialUnit, *, by: User, **fields) -> LocalPartnership:
    locked(unit)
    if unit.partnerships.filter(name=fields["name"]).exists():
        raise ValidationError("Lokální partnerství s tímto názvem už územní celek má.")
    partnership = LocalPartnership(**fields)
    partnership.full_clean()
    partnership.save()
    partnership.units.add(unit)
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

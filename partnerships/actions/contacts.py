"""The directory of a unit: people and organisations written down, corrected, merged and erased."""

from datetime import date

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError

from partnerships.actions.bodies import create_organisation
from partnerships.actions.people import create_person
from partnerships.actions.transactions import action, locked
from partnerships.directory.erasure import erasure_of, guards
from partnerships.directory.history import note_in_history
from partnerships.directory.merging import hand_over_rows, merge_of
from partnerships.directory.values import PERSON_FIELDS, fields_of, fingerprint_of
from partnerships.models import ContactMerge, Organisation, Person, TerritorialUnit, User

SAME_NAME = (
    "Osoba tohoto jména už v kontaktech je. Upravte ji, nebo zaškrtněte, že je to někdo jiný stejného jména."
)
SAME_ORGANISATION = "Organizace s tímto názvem nebo IČO už v kontaktech je. Upravte tu."


class LostSave(Exception):
    """Somebody saved the contact since the form was opened."""


@action
def add_person(unit: TerritorialUnit, *, by: User, same_name: bool = False, **fields) -> Person:
    """A form sent twice adds one person: the second finds the first with the same values."""
    locked(unit)
    known = Person.objects.listed().filter(units=unit)
    twin = known.filter(**{name: fields.get(name) or _empty(name) for name in PERSON_FIELDS}).first()
    if twin is not None:
        return twin
    name = {key: fields[key] for key in ("first_name", "last_name")}
    if not same_name and known.filter(**{f"{key}__iexact": value for key, value in name.items()}).exists():
        raise ValidationError(SAME_NAME)
    return create_person(unit, by=by, **fields)


def _empty(name: str):
    return None if Person._meta.get_field(name).is_relation else ""


@action
def add_organisation(unit: TerritorialUnit, *, by: User, **fields) -> Organisation:
    locked(unit)
    known = Organisation.objects.listed().filter(units=unit)
    twin = known.filter(**fields).first()
    if twin is not None:
        return twin
    _refuse_same_organisation(known, **fields)
    return create_organisation(unit, by=by, **fields)


def _refuse_same_organisation(known, *, name: str, ico: str, **_) -> None:
    if known.filter(name__iexact=name).exists() or (ico and known.filter(ico=ico).exists()):
        raise ValidationError(SAME_ORGANISATION)


@action
def edit_contact(contact: Person | Organisation, *, by: User, seen: str, **fields) -> Person | Organisation:
    """Changes the fields given; LostSave when the contact no longer has the values whose fingerprint is `seen`."""
    contact = locked(contact)
    refuse_closed(contact)
    if fingerprint_of(contact, fields_of(contact)) != seen:
        raise LostSave
    _write(contact, fields)
    return contact


def _write(contact: Person | Organisation, fields: dict) -> None:
    for name, value in fields.items():
        setattr(contact, name, value)
    contact.full_clean(validate_constraints=False)  # those of the table speak of other columns
    contact.save(update_fields=list(fields))


def refuse_closed(contact: Person | Organisation) -> None:
    if contact.merged_into_id:
        raise ValidationError("Kontakt je mezitím sloučený s jiným. Otevřete ten, který zůstal.")
    if getattr(contact, "erased_on", None):
        raise ValidationError("Údaje této osoby jsou vymazané.")


@action
def merge_contacts(
    kept: Person | Organisation, absorbed: Person | Organisation, *, by: User, **fields
) -> ContactMerge:
    """`fields` are the values that stay. What points at `absorbed` goes to `kept`, settled documents aside."""
    model, pair = type(kept), sorted([kept.pk, absorbed.pk])
    rows = {
        row.pk: row
        for row in model.objects.select_for_update(of=("self",)).filter(pk__in=pair).order_by("pk")
    }
    kept, absorbed = rows[kept.pk], rows[absorbed.pk]
    merge = merge_of(kept, absorbed)
    if merge.obstacle:
        raise ValidationError(merge.obstacle)
    for _, less in merge.doubled:
        less.delete()
    hand_over_rows(kept, merge)
    kept.units.add(*absorbed.units.all())
    _write(kept, fields)
    absorbed.merged_into = kept
    absorbed.save(update_fields=["merged_into"])
    name = model._meta.model_name
    return ContactMerge.objects.create(by=by, moved=merge.moved, **{name: kept, f"absorbed_{name}": absorbed})


@action
def record_export(person: Person, *, by: User):
    """Who made an extract of a person's data, and when; kept in the history of the person."""
    return note_in_history(person, "exported")


@action
def erase_person(person: Person, *, by: User, on: date, reason: str) -> Person:
    """Art. 17 of the GDPR: the name and the contacts go from wherever they need not stay, the history included."""
    person = locked(person)
    refuse_closed(person)
    erasure = erasure_of(person, on)
    if erasure.obstacles:
        raise ValidationError([obstacle.text for obstacle in erasure.obstacles])
    with pghistory.context(reason=reason), pgtrigger.ignore(*guards()):
        erasure.carry_out(on=on)
    person.refresh_from_db()
    return person

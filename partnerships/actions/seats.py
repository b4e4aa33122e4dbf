"""Seats in time: who sits on a place changes by a row that ends and a row that goes on."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError

from partnerships.actions.bodies import create_organisation
from partnerships.actions.people import create_person, end
from partnerships.actions.transactions import action, locked
from partnerships.czech import counted, format_date
from partnerships.models import LocalPartnership, Person, Seat, TerritorialUnit, User
from partnerships.structure import chain_of

OF_THE_PLACE = ("partnership", "group", "organisation_type", "organisation", "function_text")
OF_THE_HOLDER = ("holder", "is_vacant", "role", "has_vote", "can_decide")


def bound_key(form_key: UUID | None, place, by: User | None) -> UUID | None:
    """Bound to the person and the place: a key of anybody else must not even collide."""
    return uuid5(form_key, f"{type(place).__name__} {place.pk} {by and by.pk}") if form_key else None


@action
def add_seat(partnership: LocalPartnership, *, by: User, form_key: UUID | None = None, **fields) -> Seat:
    """A form sent twice (`form_key`) adds one seat."""
    form_key = bound_key(form_key, locked(partnership), by)
    if form_key and (first := partnership.seats.filter(form_key=form_key).first()):
        return first
    seat = Seat(partnership=partnership, form_key=form_key, **fields)
    _check_place(seat)
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
    form_key: UUID | None = None,
    **seat,
) -> Seat:
    """`add_seat` with a person or an organisation not known yet; they then belong to the unit."""
    key = bound_key(form_key, locked(partnership), by)
    if key and (first := partnership.seats.filter(form_key=key).first()):
        return first
    seat |= _new_rows(unit, by, new_person, new_organisation, seat["organisation_type"])
    return add_seat(partnership, by=by, form_key=form_key, **seat)


@action
def correct_seat(
    seat: Seat, *, by: User, unit: TerritorialUnit, new_person: dict | None, new_organisation: str, **fields
) -> Seat:
    """What was written wrongly; a change of the holder from a day is `hold_seat`."""
    seat = locked(seat)
    fields |= _new_rows(unit, by, new_person, new_organisation, fields["organisation_type"])
    for name, value in fields.items():
        setattr(seat, name, value)
    _check_place(seat)
    _check_neighbours(seat)
    seat.save()
    # the rows of one place agree on what place it is
    place = {name: getattr(seat, name) for name in OF_THE_PLACE}
    Seat.objects.filter(pk__in=[one.pk for one in chain_of(seat)]).exclude(pk=seat.pk).update(**place)
    return seat


@action
def hold_seat(
    seat: Seat,
    *,
    by: User,
    starts_on: date,
    holder: Person | None = None,
    is_vacant: bool = False,
    **terms,
) -> Seat:
    """From the day another person, somebody without a name, or nobody sits there; `terms` are the role, vote and
    power if they change.

    Sent twice it is written once.
    """
    seat = locked(seat)
    after = {name: getattr(seat, name) for name in OF_THE_HOLDER} | terms
    after |= {"holder": holder, "is_vacant": is_vacant}
    successor = Seat.objects.filter(replaces=seat).first()
    if successor and successor.valid_from == starts_on and _agrees(successor, after):
        return successor
    if successor:
        raise ValidationError("Místo už má dalšího držitele. Změnu zapište u posledního záznamu místa.")
    if seat.valid_from and starts_on <= seat.valid_from:
        raise ValidationError(
            f"„{seat}“ začíná až {format_date(seat.valid_from)}. Zvolte pozdější den, nebo zápis místa opravte."
        )
    if _agrees(seat, after) and not (seat.valid_to and seat.valid_to < starts_on):
        raise ValidationError("Nic se nemění. Vyberte jiného držitele, roli nebo hlas.")
    runs_on = seat.valid_to is None or seat.valid_to >= starts_on
    place = {name: getattr(seat, name) for name in OF_THE_PLACE}
    new = Seat(
        **place, **after, valid_from=starts_on, valid_to=seat.valid_to if runs_on else None, replaces=seat
    )
    if runs_on:
        seat.valid_to = starts_on - timedelta(days=1)
        seat.save(update_fields=["valid_to"])
    new.full_clean()
    new.save()
    return new


@action
def record_holder(seat: Seat, *, by: User, unit: TerritorialUnit, new_person: dict | None, **change) -> Seat:
    """`hold_seat` by a person who may not be in the list yet."""
    successor = Seat.objects.filter(replaces=locked(seat), valid_from=change["starts_on"]).first()
    if new_person and successor and _is_named(successor.holder, new_person):
        return successor  # the same form once more
    if new_person:
        change["holder"] = create_person(unit, by=by, **new_person)
    return hold_seat(seat, by=by, **change)


@action
def end_seat(seat: Seat, *, by: User, valid_to: date) -> Seat:
    return end(seat, valid_to)


@action
def delete_seat(seat: Seat, *, by: User) -> None:
    """Only what was written by mistake: somebody's attendance keeps the place it was at."""
    seat = locked(seat)
    if Seat.objects.filter(replaces=seat).exists():
        raise ValidationError("Místo má dalšího držitele. Smazat lze jen poslední záznam místa.")
    if count := seat.attendances.count():
        raise ValidationError(
            f"Místo je zapsané v účasti ({counted(count, 'jednání')}), proto smazat nejde. Ukončete ho."
        )
    former = seat.replaces
    seat.delete()
    if former:
        former.valid_to = seat.valid_to
        former.save(update_fields=["valid_to"])


# --- What the rows must keep to ---------------------------------------------------------------------------


def _new_rows(unit, by, new_person, new_organisation, organisation_type) -> dict:
    rows = {}
    if new_person:
        rows["holder"] = create_person(unit, by=by, **new_person)
    if new_organisation:
        rows["organisation"] = create_organisation(
            unit, by=by, name=new_organisation, organisation_type=organisation_type
        )
    return rows


def _check_place(seat: Seat) -> None:
    seat.full_clean()
    if seat.group_id and seat.group.partnership_id != seat.partnership_id:
        raise ValidationError("Pracovní skupina patří k jinému partnerství.")
    for body in (seat.group, seat.partnership):
        gone = body and body.dissolved_on
        if gone and (seat.valid_to is None or seat.valid_to >= gone):
            raise ValidationError(
                f"{body} ke dni {format_date(gone)} už neexistuje. Napište, do kdy místo trvalo."
            )


def _check_neighbours(seat: Seat) -> None:
    former, following = seat.replaces, Seat.objects.filter(replaces=seat).first()
    if former and (seat.valid_from is None or seat.valid_from <= former.valid_to):
        raise ValidationError(
            f"Předchozí držitel místa je zapsaný do {format_date(former.valid_to)}. Začátek musí být až potom."
        )
    if following and (seat.valid_to is None or seat.valid_to >= following.valid_from):
        raise ValidationError(
            f"Další držitel místa je zapsaný od {format_date(following.valid_from)}. Konec musí být dřív."
        )


def _agrees(seat: Seat, after: dict) -> bool:
    return all(getattr(seat, name) == value for name, value in after.items())


def _is_named(person: Person | None, name: dict) -> bool:
    return person is not None and all(getattr(person, field) == text for field, text in name.items())

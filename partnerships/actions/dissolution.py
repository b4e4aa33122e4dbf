"""A partnership or a group that is gone, and taking it back: its seats end with it and go on again."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from partnerships.actions.bodies import check_name
from partnerships.actions.transactions import action, locked
from partnerships.czech import format_date
from partnerships.models import Event, LocalPartnership, Seat, TerritorialUnit, User, WorkingGroup


@action
def dissolve_group(group: WorkingGroup, *, by: User, dissolved_on: date) -> WorkingGroup:
    group = locked(group)
    if group.dissolved_on:
        raise ValidationError(f"Skupina už je zrušená ke dni {format_date(group.dissolved_on)}.")
    _dissolve(group, dissolved_on)
    _end_seats(group.seats.all(), dissolved_on)
    return group


@action
def restore_group(group: WorkingGroup, *, by: User) -> WorkingGroup:
    """Takes the dissolution back: the seats that ended with the group go on."""
    group = locked(group)
    if group.dissolved_on is None:
        raise ValidationError("Skupina zrušená není.")
    if group.partnership.dissolved_on:
        raise ValidationError("Lokální partnerství zaniklo. Nejdřív u něj smažte datum zániku.")
    _reopen_seats(group.seats.all(), group.dissolved_on)
    group.dissolved_on = None
    group.save(update_fields=["dissolved_on"])
    return group


@action
def edit_partnership(
    partnership: LocalPartnership,
    *,
    by: User,
    dissolved_on: date | None,
    joined: Iterable[TerritorialUnit] = (),
    left: Iterable[TerritorialUnit] = (),
    **fields,
) -> LocalPartnership:
    """`joined` and `left` are units it begins or ceases to serve.

    A day of dissolution ends its groups and seats; another one moves their end, none takes it back.
    """
    partnership = locked(partnership)
    for name, value in fields.items():
        setattr(partnership, name, value)
    partnership.full_clean()
    units = ({*partnership.units.all()} | {*joined}) - {*left}
    check_name(partnership, units)
    _check_left(partnership, units, left)
    if dissolved_on != partnership.dissolved_on:
        _move_end(partnership, dissolved_on)
    partnership.save()
    partnership.units.set(units)
    return partnership


def _move_end(partnership: LocalPartnership, dissolved_on: date | None) -> None:
    seats, groups = partnership.seats.all(), partnership.groups.all()
    if before := partnership.dissolved_on:
        groups.filter(dissolved_on=before).update(dissolved_on=None)
        _reopen_seats(seats, before)
        partnership.dissolved_on = None
    if dissolved_on:
        _dissolve(partnership, dissolved_on)
        _end_seats(seats, dissolved_on)
        groups.filter(dissolved_on=None).update(dissolved_on=dissolved_on)


def _dissolve(body: LocalPartnership | WorkingGroup, dissolved_on: date) -> None:
    if body.founded_on and dissolved_on <= body.founded_on:
        raise ValidationError(f"Vznik je zapsaný {format_date(body.founded_on)}, zánik musí být později.")
    body.dissolved_on = dissolved_on
    body.save(update_fields=["dissolved_on"])


def _end_seats(seats: QuerySet[Seat], dissolved_on: date) -> None:
    """They end the day before; those that begin later stand in the way."""
    late = seats.filter(valid_from__gte=dissolved_on).first()
    if late:
        raise ValidationError(
            f"Místo „{late}“ začíná až {format_date(late.valid_from)}. Zvolte pozdější den, nebo to místo "
            "nejdřív opravte."
        )
    running = seats.filter(Q(valid_to=None) | Q(valid_to__gte=dissolved_on))
    running.update(valid_to=dissolved_on - timedelta(days=1))


def _reopen_seats(seats: QuerySet[Seat], dissolved_on: date) -> None:
    """Of those that ended the day before and that nobody took over."""
    last = dissolved_on - timedelta(days=1)
    still_there = Q(group=None) | Q(group__dissolved_on=None) | Q(group__dissolved_on=dissolved_on)
    going_on = seats.filter(still_there, valid_to=last, replaced_by=None).values("pk")
    Seat.objects.filter(pk__in=going_on).update(valid_to=None)


def _check_left(partnership, units, left: Iterable[TerritorialUnit]) -> None:
    if not units:
        raise ValidationError("Partnerství musí sloužit aspoň jednomu územnímu celku.")
    for unit in left:
        if Event.objects.filter(partnership=partnership, unit=unit).exists():
            raise ValidationError(
                f"Územní celek {unit} odebrat nejde: zapsal jednání tohoto partnerství, která by mu zmizela."
            )

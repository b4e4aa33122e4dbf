"""One person of a unit hands its agenda to another, at once and with every name kept."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError

from partnerships.actions.accounts import create_account, end_access, give_access
from partnerships.actions.invitations import invite
from partnerships.actions.people import create_person, end, person_for
from partnerships.actions.seats import hold_seat
from partnerships.actions.transactions import action, locked
from partnerships.handover import Agenda, agenda_of, sentences
from partnerships.mail import notify
from partnerships.models import Handover, Person, RoleHolding, Seat, TerritorialUnit, User


@action
def hand_over(
    unit: TerritorialUnit,
    *,
    by: User,
    leaver: User,
    successor: User | None,
    new_account: dict | None,
    starts_on: date,
    holdings: Sequence[RoleHolding],
    seats: Sequence[Seat],
    now: datetime,
    link_for: Callable[[str], str],
) -> Handover:
    """`new_account` is the e-mail and the name of a successor who is not in the list of the unit's accounts."""
    unit = locked(unit)
    agenda = agenda_of(unit, leaver)
    if not agenda.handed_roles:
        raise ValidationError(f"Agenda už je předaná: {leaver} v územním celku žádnou nemá.")
    if new_account:
        successor = _account_of(unit, by=by, **new_account)
    successor = _checked(successor, leaver)
    holdings = [one for one in agenda.holdings if one in holdings]
    seats = [one for one in agenda.seats if one in seats]
    moved = sentences(agenda, successor.name, starts_on=starts_on, holdings=holdings, seats=seats)
    _move_access(agenda, successor, by=by, now=now)
    _move_offices(agenda, successor, by=by, starts_on=starts_on, holdings=holdings, seats=seats)
    handover = Handover(
        unit=unit, leaver=leaver, successor=successor, starts_on=starts_on, by=by, at=now, moved=moved
    )
    handover.full_clean()
    handover.save()
    for user in (leaver, successor):
        notify(user.email, "partnerships/mail/agenda_handed_over.txt", handover=handover, user=user)
    if _waits_for_invitation(successor, now):
        invite(successor, by=by, now=now, link_for=link_for)
    return handover


def _waits_for_invitation(user: User, now: datetime) -> bool:
    if user.has_usable_password() or user.last_login is not None:
        return False
    return not user.invitations.open().filter(expires_at__gt=now).exists()


def _account_of(unit: TerritorialUnit, *, by: User, email: str, name: dict) -> User:
    known = User.objects.filter(email=email.strip().lower()).first()
    if known is not None:
        return known
    person = create_person(unit, by=by, **name)
    return create_account(by=by, email=email, name=person.full_name, person=person)


def _checked(successor: User, leaver: User) -> User:
    if successor.pk == leaver.pk:
        raise ValidationError("Agendu nejde předat téže osobě. Vyberte někoho jiného.")
    people = User.objects.select_for_update(of=("self",)).filter(pk__in=[successor.pk, leaver.pk])
    successor = next(person for person in people.order_by("pk") if person.pk == successor.pk)
    if not successor.is_active:
        raise ValidationError(
            "Účet nástupce je deaktivovaný. Požádejte správce aplikace, ať ho znovu aktivuje."
        )
    return successor


def _move_access(agenda: Agenda, successor: User, *, by: User, now: datetime) -> None:
    for membership in agenda.memberships:
        end_access(membership, by=by, now=now, tell=False)
    held = set(successor.memberships.active().filter(unit=agenda.unit).values_list("role", flat=True))
    for role in agenda.handed_roles:
        if role not in held:
            give_access(successor, by=by, unit=agenda.unit, role=role, tell=False)


def _move_offices(agenda: Agenda, successor: User, *, by: User, starts_on: date, holdings, seats) -> None:
    if not (holdings or seats):
        return
    person = person_for(successor, agenda.unit)
    last = starts_on - timedelta(days=1)
    for holding in holdings:
        _continue(holding, last, "deputy" if holding.is_vacant else "person", person)
    for seat in seats:
        _check_began(seat, last)
        hold_seat(seat, by=by, starts_on=starts_on, holder=person)


def _check_began(row: RoleHolding | Seat, last: date) -> None:
    if row.valid_from and row.valid_from > last:
        raise ValidationError(
            f"„{row}“ začíná až po dni předání. Zvolte pozdější den, nebo tento řádek nezaškrtávejte."
        )


def _continue(row: RoleHolding, last: date, field: str, person: Person) -> None:
    """The row ends and a copy of it goes on with the successor."""
    _check_began(row, last)
    end(row, last)
    row.pk, row._state.adding = None, True
    row.valid_from, row.valid_to = last + timedelta(days=1), None
    setattr(row, field, person)
    row.full_clean()
    row.save()

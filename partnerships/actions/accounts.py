"""Accounts and access to units. Whoever gains or loses access gets a mail about it."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db.models import Q

from partnerships.actions.invitations import withdraw_open
from partnerships.actions.transactions import action, locked
from partnerships.mail import notify
from partnerships.models import Membership, TerritorialUnit, User
from partnerships.vocabulary import AgencyRole, UnitRole

LAST_ADMIN = (
    "Je to poslední aktivní správce aplikace. Nejdřív dejte správu někomu dalšímu, jinak by se do ní "
    "už nikdo nedostal."
)


@action
def create_account(*, by: User | None, email: str, **fields) -> User:
    """An account without a password; an invitation lets its person in."""
    user = User(email=email.strip().lower(), **fields)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    refuse_mixed_roles(user, set())
    user.save()
    return user


@action
def edit_account(user: User, *, by: User, now: datetime, email: str, **fields) -> User:
    user, administrators = locked_with_administrators(user)
    former_email, was_admin = user.email, user.is_site_admin
    user.email = email.strip().lower()
    for name, value in fields.items():
        setattr(user, name, value)
    user.full_clean(exclude=["password"])
    refuse_mixed_roles(user, set(user.memberships.active().values_list("role", flat=True)))
    if was_admin and not user.is_site_admin:
        refuse_the_last(user, administrators)
    user.save(update_fields=["email", *fields])
    if user.email != former_email:
        _move_mail(user, former_email, by=by, now=now)
    return user


def _move_mail(user: User, former_email: str, *, by: User, now: datetime) -> None:
    """What was sent to the old address must not let anybody in any more."""
    EmailAddress.objects.filter(user=user).delete()
    withdraw_open(user, by=by, now=now)
    for recipient in (former_email, user.email):
        notify(recipient, "partnerships/mail/email_changed.txt", user=user, former_email=former_email)


@action
def deactivate(user: User, *, by: User, now: datetime) -> User:
    """The person is out at the next request, and the sessions do not come back with the account."""
    if user.pk == by.pk:
        raise ValidationError("Vlastní účet deaktivovat nemůžete. Požádejte jiného správce aplikace.")
    user, administrators = locked_with_administrators(user)
    if not user.is_active:
        raise ValidationError("Účet už je deaktivovaný.")
    if user.is_site_admin:
        refuse_the_last(user, administrators)
    user.is_active = False
    user.save(update_fields=["is_active"])
    withdraw_open(user, by=by, now=now)
    for session in UserSession.objects.filter(user=user):
        session.end()
    return user


@action
def reactivate(user: User, *, by: User) -> User:
    user = locked(user)
    if user.is_active:
        raise ValidationError("Účet už je aktivní.")
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user


@action
def give_access(
    user: User, *, by: User | None, unit: TerritorialUnit, role: UnitRole, tell: bool = True
) -> Membership:
    """`tell=False` where the person learns it from another mail."""
    locked(unit)
    user = locked(user)
    if not user.is_active:
        raise ValidationError("Účet je deaktivovaný. Nejdřív ho znovu aktivujte.")
    refuse_mixed_roles(user, {role})
    membership = Membership(user=user, unit=unit, role=role, created_by=by)
    membership.full_clean()
    membership.save()
    if tell:
        notify(user.email, "partnerships/mail/access_given.txt", membership=membership)
    return membership


@action
def end_access(membership: Membership, *, by: User, now: datetime, tell: bool = True) -> Membership:
    membership = locked(membership)
    if membership.ended_at is not None:
        raise ValidationError("Přístup už je ukončený.")
    membership.ended_at, membership.ended_by = now, by
    membership.save(update_fields=["ended_at", "ended_by"])
    if tell:
        notify(membership.user.email, "partnerships/mail/access_ended.txt", membership=membership)
    return membership


# --- Rules ------------------------------------------------------------------------------------------------


def locked_with_administrators(user: User) -> tuple[User, list[User]]:
    """Locked in one order, so that two site admins can't deactivate each other at once."""
    who = Q(is_site_admin=True, is_active=True) | Q(pk=user.pk)
    rows = list(User.objects.select_for_update(of=("self",)).filter(who).order_by("pk"))
    administrators = [row for row in rows if row.is_site_admin and row.is_active]
    return next(row for row in rows if row.pk == user.pk), administrators


def refuse_the_last(user: User, administrators: list[User]) -> None:
    if all(other.pk == user.pk for other in administrators):
        raise ValidationError(LAST_ADMIN)


def refuse_mixed_roles(user: User, unit_roles: set[str]) -> None:
    """The site admin sees no content, and nobody acts both for a unit and for the Agency."""
    if user.is_site_admin and (user.agency_role or unit_roles):
        raise ValidationError(
            "Správce aplikace nevidí obsah, proto nemůže mít roli v ASZ ani přístup k územnímu celku. "
            "Založte té osobě druhý účet s jiným e-mailem."
        )
    if UnitRole.CONSULTANT in unit_roles and user.agency_role != AgencyRole.CONSULTANT:
        raise ValidationError("Konzultovat územní celek může jen účet s rolí konzultant/ka ASZ.")
    if user.agency_role and unit_roles - {UnitRole.CONSULTANT}:
        raise ValidationError(
            "Role v územním celku patří jeho lidem, tento účet má roli v ASZ. Nejdřív jednu z nich ukončete."
        )

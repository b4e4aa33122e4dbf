"""The way into a new account: a single-use link by e-mail, of which only the fingerprint is kept."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from partnerships.actions.transactions import action, locked
from partnerships.mail import notify
from partnerships.models import Invitation, User

VALID_FOR = timedelta(days=7)
TOKEN_BYTES = 32


class InvitationClosed(Exception):
    """Expired, used, withdrawn or unknown; the person is told all four alike."""


def fingerprint_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@action
def invite(user: User, *, by: User, now: datetime, link_for: Callable[[str], str]) -> Invitation:
    """A new link by mail; the one sent before stops working."""
    user = locked(user)
    if not user.is_active:
        raise ValidationError("Účet je deaktivovaný. Nejdřív ho znovu aktivujte.")
    if user.has_usable_password():
        raise ValidationError("Uživatel už heslo má. Když ho zapomene, pošle si odkaz přes „Obnovení hesla“.")
    withdraw_open(user, by=by, now=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation(
        user=user,
        fingerprint=fingerprint_of(token),
        created_at=now,
        created_by=by,
        expires_at=now + VALID_FOR,
    )
    invitation.full_clean()
    invitation.save()
    notify(
        user.email,
        "partnerships/mail/invitation.txt",
        has_secret_link=True,
        user=user,
        link=link_for(token),
        invitation=invitation,
        memberships=user.memberships.active().select_related("unit"),
    )
    return invitation


@action
def withdraw_invitation(invitation: Invitation, *, by: User, now: datetime) -> None:
    user = locked(invitation.user)
    if not withdraw_open(user, by=by, now=now):
        raise ValidationError("Pozvánka už neplatí, není co stahovat.")


def withdraw_open(user: User, *, by: User, now: datetime) -> int:
    return Invitation.objects.open().filter(user=user).update(withdrawn_at=now, withdrawn_by=by)


@action
def accept_invitation(invitation: Invitation, *, by: User, now: datetime, password: str) -> User:
    """Sets the first password. Of two clicks at once one wins: the link is used by one conditional UPDATE."""
    user = locked(invitation.user)
    if not user.is_active or user.has_usable_password():
        raise InvitationClosed
    usable = Invitation.objects.open().filter(pk=invitation.pk, expires_at__gt=now)
    if usable.update(used_at=now) != 1:
        raise InvitationClosed
    user.set_password(password)
    user.save(update_fields=["password"])
    return user

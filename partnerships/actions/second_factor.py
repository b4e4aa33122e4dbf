from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError

from partnerships.actions.transactions import action, locked
from partnerships.mail import notify
from partnerships.models import User


@action
def remove_second_factor(user: User, *, by: User) -> User:
    """For who lost the phone and the recovery codes. Whoever is signed in with them is out."""
    if user.pk == by.pk:
        raise ValidationError("Vlastní druhé ověření vypnete v nabídce pod svým jménem.")
    user = locked(user)
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise ValidationError("Účet druhé ověření nemá.")
    for session in UserSession.objects.filter(user=user):
        session.end()
    notify(user.email, "partnerships/mail/second_factor_removed.txt", user=user, by=by)
    return user

from allauth.account.auth_backends import AuthenticationBackend

from partnerships.models import User


class Backend(AuthenticationBackend):
    """Each request loads its person once; the number of unread notices and the roles come along."""

    def get_user(self, user_id):
        person = User.objects.with_unread_notices().with_roles().filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None

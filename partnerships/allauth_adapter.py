from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings

MAILS_WITH_A_KEY = {"account/email/password_reset_key"}


def address_of(request, path: str) -> str:
    """For links in mails: a forged Host must not get into them."""
    return settings.SITE_URL + path if settings.SITE_URL else request.build_absolute_uri(path)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator; a visitor can only sign in."""

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """Two slashes and nothing behind them pass as a path, and are an address without a host."""
        return super().is_safe_url(url) and not url.startswith("//")

    def get_reset_password_from_key_url(self, key):
        path = "/" + super().get_reset_password_from_key_url(key).split("/", 3)[3]
        return address_of(self.request, path)

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Without the host, or every name of the site would give five more tries."""
        return credentials.get("email", "").strip().lower()

    def reauthenticate(self, user, password):
        """The invited address is the one, allauth's own table of addresses stays empty."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def render_mail(self, template_prefix, email, context, headers=None):
        message = super().render_mail(template_prefix, email, context, headers)
        message.has_secret_link = template_prefix in MAILS_WITH_A_KEY  # read by NotificationBackend
        return message

from allauth.account.adapter import DefaultAccountAdapter

MAILS_WITH_A_KEY = {"account/email/password_reset_key"}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator; a visitor can only sign in."""

    def is_open_for_signup(self, request):
        return False

    def render_mail(self, template_prefix, email, context, headers=None):
        message = super().render_mail(template_prefix, email, context, headers)
        message.has_secret_link = template_prefix in MAILS_WITH_A_KEY  # read by NotificationBackend
        return message

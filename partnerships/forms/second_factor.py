"""Typing a code. A code is good once, however long allauth would still take it for the current one."""

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django.core.cache import cache

TYPING = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
# allauth remembers a used code for one period, but with a tolerance it is current for three.
GOOD_FOR_SECONDS = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)


class OnceMixin:
    code_label = "Kód z aplikace, nebo záložní kód"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = self.code_label
        code.widget.attrs = dict(TYPING)

    def clean_code(self):
        code = super().clean_code()
        key = f"second-factor-used:{self.user.pk}:{normalize_user_code(code)}"
        if not cache.add(key, True, GOOD_FOR_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(OnceMixin, base.AuthenticateForm):
    pass


class ReauthenticateForm(OnceMixin, base.ReauthenticateForm):
    pass


class ActivateForm(OnceMixin, totp.ActivateTOTPForm):
    code_label = "Kód z aplikace"

"""The second factor: who must have one, how its secret is kept, and the way to it for who has none yet."""

import base64
import logging

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.shortcuts import redirect

logger = logging.getLogger(__name__)
KNOWN_TO_HAVE_ONE = "second_factor"  # the session remembers, so that it costs a query once
OPEN_WITHOUT_IT = {
    "mfa_activate_totp",
    "account_reauthenticate",
    "account_logout",
    "alive",
    "ready",
}


def must_have_second_factor(user) -> bool:
    if user.is_site_admin and settings.SITE_ADMIN_SECOND_FACTOR_REQUIRED:
        return True
    return bool(user.agency_role) and settings.AGENCY_SECOND_FACTOR_REQUIRED


def has_second_factor(user) -> bool:
    return user.authenticator_set.filter(type="totp").exists()


class RequireSecondFactor:
    """Whoever must have a second factor gets nowhere but to the page where it is set up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not user.is_authenticated or not must_have_second_factor(user):
            return None
        if request.resolver_match.view_name in OPEN_WITHOUT_IT or request.session.get(KNOWN_TO_HAVE_ONE):
            return None
        if has_second_factor(user):
            request.session[KNOWN_TO_HAVE_ONE] = True
            return None
        return redirect("mfa_activate_totp")


class Adapter(DefaultMFAAdapter):
    """Keeps the secrets encrypted: a stolen copy of the database opens no account."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # No code may fit then. Not an empty secret: its codes are known to everybody.
            logger.error("Klíč druhého ověření nejde rozšifrovat: chybí starší klíč v SECRET_KEY_FALLBACKS?")
            return generate_totp_secret()


def _cipher() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_from(secret)) for secret in secrets])


def _key_from(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"second factor").derive(secret.encode())
    return base64.urlsafe_b64encode(derived)

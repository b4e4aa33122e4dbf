"""Signing in as a person does, for the tests of the login."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.urls import reverse

from tests.factories import PASSWORD

PERIOD = 30


def sign_in(client, user, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": user.email, "password": password}, **extra)


def code_of(secret: str, periods_ago: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD - periods_ago))


def wrong_code(secret: str) -> str:
    right = {code_of(secret, shift) for shift in range(-3, 4)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in right)


def give_second_factor(user) -> tuple[str, list[str]]:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret, RecoveryCodes.activate(user).get_unused_codes()


def type_code(client, code: str):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def confirm_by_password(client, password=PASSWORD):
    return client.post(reverse("account_reauthenticate"), {"password": password})


def stored_secret(user) -> str:
    return Authenticator.objects.get(user=user, type="totp").data["secret"]

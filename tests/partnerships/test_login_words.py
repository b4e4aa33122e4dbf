"""What the library says must be Czech: every page, error, message and mail of signing in."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.html import strip_tags

from partnerships.models import Notification
from tests.factories import PASSWORD, UserFactory
from tests.partnerships.sign_in import code_of, confirm_by_password, sign_in, type_code

pytestmark = pytest.mark.django_db(transaction=True)
ENGLISH = re.compile(
    r"\b(the|your|you|please|password|code|sign|log|account|email address|incorrect|required|field|enter|"
    r"authenticator app|recovery|session|device|must|invalid|too many)\b",
    re.IGNORECASE,
)
NAMES = re.compile(r"(Google|Microsoft) Authenticator")
HUNG = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)


def english_in(text: str) -> list[str]:
    return [found.group() for found in ENGLISH.finditer(NAMES.sub("", text))]


def said_on(page: str) -> str:
    attributes = " ".join(re.findall(r'(?:placeholder|title|aria-label|alt)="([^"]*)"', page))
    return strip_tags(HUNG.sub("", page)) + " " + attributes


@pytest.fixture
def walk(client, settings):
    """Goes on and remembers what was English where."""
    settings.EMAIL_BACKEND = "partnerships.mail.NotificationBackend"
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/ip", "reset_password": "2/m/ip"}
    found = {}

    def look(what, answer):
        if answer.status_code == 302:
            answer = client.get(answer["Location"], follow=True)
        if english := english_in(said_on(answer.content.decode())):
            found[what] = english
        return answer

    look.found = found
    cache.clear()
    yield look
    cache.clear()  # these tests are not rolled back, and the counts stand in the cache's table


def test_no_page_of_signing_in_speaks_english(client, walk):
    user = UserFactory(email="jana@example.cz", name="Jana Nováková")
    walk("empty login", client.post(reverse("account_login"), {}))
    walk("bad e-mail", client.post(reverse("account_login"), {"login": "jana", "password": "x"}))
    for number in range(4):
        walk(f"wrong {number}", sign_in(client, user, "špatné"))
    walk("bad reset", client.post(reverse("account_reset_password"), {"email": "jana"}))
    walk("empty reset", client.post(reverse("account_reset_password"), {}))
    for address in ("jana@example.cz", "nikdo@example.cz", "dost@example.cz"):
        walk(address, client.post(reverse("account_reset_password"), {"email": address}))
    link = re.search(r"http://testserver(/\S+)", Notification.objects.get(recipient=user.email).body).group(1)
    form = walk("reset form", client.get(link, follow=True)).request["PATH_INFO"]
    for number, pair in enumerate(
        [("", ""), ("krátké", "jiné"), ("password1234", "password1234"), ("123", "123")]
    ):
        walk(f"new {number}", client.post(form, {"password1": pair[0], "password2": pair[1]}))
    walk(
        "used link",
        client.post(form, {"password1": "Nové dlouhé heslo 27", "password2": "Nové dlouhé heslo 27"}),
    )
    walk("used again", client.get(link, follow=True))

    assert walk.found == {}


def test_no_page_of_the_second_factor_speaks_english(client, walk):
    user = UserFactory(email="jana@example.cz", name="Jana Nováková")
    sign_in(client, user)
    walk("reauthentication", client.get(reverse("mfa_activate_totp"), follow=True))
    walk("wrong again", confirm_by_password(client, "špatné"))
    confirm_by_password(client)
    setup = walk("set-up", client.get(reverse("mfa_activate_totp")))
    secret = setup.context["form"].secret
    for code in ("", "1", "abc"):
        walk(f"code {code!r}", client.post(reverse("mfa_activate_totp"), {"code": code}))
    walk("codes", client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}))
    for name in (
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
    ):
        walk(name, client.get(reverse(name)))
    walk("new codes", client.post(reverse("mfa_generate_recovery_codes")))
    passwords = {"oldpassword": "špatné", "password1": "x", "password2": "y"}
    walk("bad change", client.post(reverse("account_change_password"), passwords))
    new = "Nové dlouhé heslo 27"
    changed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    walk("change", client.post(reverse("account_change_password"), changed))
    walk("devices", client.get(reverse("usersessions_list")))
    walk("out", client.post(reverse("account_logout")))
    walk("authenticate", sign_in(client, user, new))
    for _ in range(4):
        walk("wrong code", type_code(client, "1"))

    assert walk.found == {}


def test_no_mail_speaks_english(client, walk):
    user = UserFactory(email="jana@example.cz", name="Jana Nováková")
    sign_in(client, user)
    confirm_by_password(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    new = "Nové dlouhé heslo 27"
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    mails = Notification.objects.values_list("subject", "body")

    assert len(mails) == 4
    assert [english_in(f"{subject} {body}") for subject, body in mails] == [[]] * 4

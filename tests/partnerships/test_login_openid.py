"""Signing in through a provider that really runs: who gets in, and which tokens are refused."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

import config.urls  # noqa: F401 made before a test names a provider
from partnerships.models import User
from tests.config.test_settings import GOOD_KEY, start
from tests.factories import UserFactory
from tests.partnerships.openid_provider import CLIENT_ID, CLIENT_SECRET, OpenIDProvider
from tests.partnerships.sign_in import give_second_factor

pytestmark = pytest.mark.django_db
OPENID = "tests.partnerships.openid_urls"


@pytest.fixture(scope="module")
def running():
    with OpenIDProvider() as provider:
        yield provider


@pytest.fixture
def provider(running, settings):
    settings.ROOT_URLCONF = OPENID
    settings.OIDC_SERVER_URL = running.url
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
    settings.OIDC_NAME = "účet města"
    running.signing_key, running.algorithm = running.key, "RS256"
    cache.clear()
    return running


@pytest.fixture
def user():
    return UserFactory(email="jana@example.cz")


def go(client, provider, *, next_url="", **claims):
    """To the provider and back, as the person `claims` say."""
    address = reverse("openid_login") + (f"?next={next_url}" if next_url else "")
    sent = client.get(address)
    assert sent["Location"].startswith(f"{provider.url}/authorize?")
    return client.get(reverse("openid_callback"), provider.authorize(sent["Location"], **claims))


def jana(**other) -> dict:
    return {"sub": "s-1", "email": "Jana@Example.cz", "email_verified": True, **other}


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def refused(answer) -> bool:
    return answer.status_code == 403 and "Přihlášení nejde dokončit" in answer.content.decode()


# --- Off --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["openid_login", "openid_callback", "socialaccount_login_cancelled"])
def test_without_a_provider_there_is_no_address(client, name):
    with pytest.raises(NoReverseMatch):
        reverse(name)
    assert client.get("/ucet/prihlaseni/oidc/").status_code == 404
    assert "Přihlásit se přes" not in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize(("server", "there"), [("https://prihlaseni.example.cz", "True"), ("", "False")])
def test_environment_turns_it_on(server, there):
    shown = start(
        SECRET_KEY=GOOD_KEY,
        OIDC_SERVER_URL=server,
        show=(
            "import django; django.setup(); from django.urls import resolve, Resolver404, reverse, NoReverseMatch\n"
            "try: reverse('openid_login'); print(True)\n"
            "except NoReverseMatch: print(False)"
        ),
    )
    assert shown.stdout.strip() == there, shown.stderr


# --- Who gets in ------------------------------------------------------------------------------------------


def test_login_page_offers_it_and_keeps_where_the_person_wanted(client, provider):
    page = client.get(reverse("account_login"), {"next": "/celky/"}).content.decode()

    assert "Přihlásit se přes účet města" in page
    assert "/ucet/prihlaseni/oidc/?next=%2Fcelky%2F" in page


def test_invited_person_gets_in_and_where_she_wanted(client, provider, user):
    answer = go(client, provider, next_url="/celky/", **jana())

    assert answer["Location"] == "/celky/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_nobody_signs_up(client, provider):
    assert refused(go(client, provider, **jana()))
    assert not User.objects.exists()


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_email_that_is_not_verified_is_refused(client, provider, user, verified):
    assert refused(go(client, provider, **jana(email_verified=verified)))
    assert not SocialAccount.objects.exists()


def test_deactivated_account_is_refused_also_when_linked(client, provider, user):
    go(client, provider, **jana())
    User.objects.update(is_active=False)

    assert refused(go(Client(), provider, **jana()))


def test_site_admin_is_refused_also_when_linked_before(client, provider, user):
    go(client, provider, **jana())
    User.objects.update(is_site_admin=True)

    assert refused(go(Client(), provider, **jana()))
    SocialAccount.objects.all().delete()
    assert refused(go(Client(), provider, **jana()))
    assert not SocialAccount.objects.exists()


def test_after_the_first_time_only_sub_says_who_it_is(client, provider, user):
    go(client, provider, **jana())
    other = UserFactory(email="petr@example.cz")

    go(client, provider, **jana(email=other.email))

    assert client.session["_auth_user_id"] == str(user.pk)
    assert SocialAccount.objects.get().user_id == user.pk


def test_another_sub_with_a_linked_persons_email_is_refused(client, provider, user):
    go(client, provider, **jana())

    assert refused(go(Client(), provider, **jana(sub="s-2")))


def test_second_factor_is_asked_for_here_too(client, provider, user):
    give_second_factor(user)

    answer = go(client, provider, **jana())

    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert Authenticator.objects.count() == 2


def test_account_without_a_password_is_sent_to_set_one(client, provider, user):
    user.set_unusable_password()
    user.save()
    go(client, provider, **jana())

    assert client.get(reverse("account_change_password"))["Location"] == reverse("account_reset_password")


# --- Tokens and answers that don't fit --------------------------------------------------------------------


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "jina-aplikace"},
        {"aud": [CLIENT_ID, "jina"], "azp": "jina"},
        {"iss": "https://zly.example"},
        {"exp": 1_000_000},
        {"exp": None},
        {"iat": None},
        {"nonce": "jina"},
        {"nonce": None},
        {"sub": None},
    ],
    ids=str,
)
def test_token_that_does_not_fit_is_refused(client, provider, user, claims):
    answer = go(client, provider, **jana(**claims))

    assert answer.status_code == 401
    assert "Přihlášení se nepodařilo" in answer.content.decode()
    assert not is_in(client)


def test_token_signed_by_somebody_else_is_refused(client, provider, user):
    provider.signing_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    assert go(client, provider, **jana()).status_code == 401


@pytest.mark.parametrize(("algorithm", "key"), [("none", None), ("HS256", CLIENT_SECRET * 3)])
def test_token_without_the_providers_signature_is_refused(client, provider, user, algorithm, key):
    provider.signing_key, provider.algorithm = key, algorithm

    assert go(client, provider, **jana()).status_code == 401


def test_answer_of_another_browser_is_refused(client, provider, user):
    stolen = provider.authorize(Client().get(reverse("openid_login"))["Location"], **jana())

    assert client.get(reverse("openid_callback"), stolen).status_code == 401
    assert not is_in(client)


def test_answer_is_good_once(client, provider, user):
    brought = provider.authorize(client.get(reverse("openid_login"))["Location"], **jana())
    client.get(reverse("openid_callback"), brought)
    client.post(reverse("account_logout"))

    assert client.get(reverse("openid_callback"), brought).status_code == 401


def test_code_of_another_sign_in_does_not_fit_the_verifier(client, provider, user):
    stolen = provider.authorize(Client().get(reverse("openid_login"))["Location"], **jana())
    own = provider.authorize(client.get(reverse("openid_login"))["Location"], **jana())

    answer = client.get(reverse("openid_callback"), {"code": stolen["code"], "state": own["state"]})

    assert answer.status_code == 401
    assert not is_in(client)


def test_who_cancels_at_the_provider_reads_so(client, provider):
    brought = provider.authorize(client.get(reverse("openid_login"))["Location"])
    page = client.get(
        reverse("openid_callback"), {"error": "access_denied", "state": brought["state"]}, follow=True
    )

    assert "Přihlášení je zrušené" in page.content.decode()


def test_provider_that_is_gone_gives_a_page_not_an_error(client, provider, settings):
    settings.OIDC_SERVER_URL = "http://127.0.0.1:9"

    answer = client.get(reverse("openid_login"))

    assert answer.status_code == 401
    assert "Přihlášení se nepodařilo" in answer.content.decode()


def test_foreign_target_is_not_followed(client, provider, user):
    assert go(client, provider, next_url="https://zly.example/", **jana())["Location"] == reverse("start")


def test_address_decides_nothing_but_where_to_go(client, provider):
    sent = client.get(
        reverse("openid_login"), {"process": "connect", "scope": "admin", "auth_params": "prompt=none"}
    )

    assert "prompt" not in sent["Location"]
    assert "admin" not in sent["Location"]

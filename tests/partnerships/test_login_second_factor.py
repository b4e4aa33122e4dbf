"""The second factor: setting up, signing in, losing the phone, and who must have one (T-28, T-37)."""

import base64
import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships import actions
from partnerships.models import Notification
from partnerships.second_factor import Adapter
from partnerships.vocabulary import AgencyRole
from tests.factories import PASSWORD, UserFactory
from tests.partnerships.sign_in import (
    code_of,
    confirm_by_password,
    give_second_factor,
    sign_in,
    stored_secret,
    type_code,
    wrong_code,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_backend(settings):
    settings.EMAIL_BACKEND = "partnerships.mail.NotificationBackend"


@pytest.fixture
def user():
    return UserFactory(email="jana@example.cz")


def set_up(client) -> tuple[str, object]:
    confirm_by_password(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    return secret, client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})


# --- Setting up -------------------------------------------------------------------------------------------


def test_set_up_asks_for_the_password_first(client, user):
    sign_in(client, user)

    answer = client.get(reverse("mfa_activate_totp"))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.django_db(transaction=True)
def test_set_up_shows_a_picture_the_policy_allows_and_leads_to_the_recovery_codes(client, user):
    sign_in(client, user)
    confirm_by_password(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret

    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    codes = client.get(done["Location"]).content.decode()

    picture = re.search(r'src="(data:image/svg\+xml;base64,[^"]+)"', page.content.decode()).group(1)
    assert b"<svg" in base64.b64decode(picture.partition(",")[2])
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    assert secret in page.content.decode()
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    assert len(re.findall(r"<code[^>]*>\d{8}</code>", codes)) == 10
    told = Notification.objects.get()
    assert (told.recipient, "druhé ověření je zapnuté" in told.subject) == ("jana@example.cz", True)


def test_recovery_codes_are_shown_once(client, user):
    sign_in(client, user)
    _, done = set_up(client)
    client.get(done["Location"])

    again = client.get(done["Location"]).content.decode()

    assert not re.search(r"<code[^>]*>\d{8}</code>", again)


def test_wrong_code_turns_nothing_on_and_says_so(client, user):
    sign_in(client, user)
    confirm_by_password(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    page = client.post(reverse("mfa_activate_totp"), {"code": wrong_code(secret)})

    assert "Nesprávný kód" in page.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_change_of_second_factor_signs_out_the_other_devices(client, user):
    elsewhere = Client()
    for browser in (elsewhere, client):
        sign_in(browser, user)

    set_up(client)

    assert client.get(reverse("start")).status_code == 200
    assert elsewhere.get(reverse("start")).status_code == 302


# --- Signing in -------------------------------------------------------------------------------------------


def test_password_alone_opens_nothing(client, user):
    give_second_factor(user)

    answer = sign_in(client, user)

    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("start")).status_code == 302


def test_code_signs_in_and_leads_where_the_person_wanted(client, user):
    secret, _ = give_second_factor(user)
    wanted = reverse("partnerships:unit_list")
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": wanted})

    answer = type_code(client, code_of(secret))

    assert answer["Location"] == wanted
    assert client.get(wanted).status_code == 200


@pytest.mark.parametrize("seconds_later", [1, 20, 29, 31, 45])
def test_used_code_does_not_sign_in_again_however_long_it_is_current(user, seconds_later):
    secret, _ = give_second_factor(user)
    start = time.time() // 30 * 30 + 5
    with time_machine.travel(start, tick=False) as clock:
        code = code_of(secret)
        first, second = Client(), Client()
        sign_in(first, user)
        assert type_code(first, code).status_code == 302
        clock.shift(seconds_later)
        sign_in(second, user)

        answer = type_code(second, code)

    assert answer.status_code == 200
    assert "Nesprávný kód" in answer.content.decode()


def test_recovery_code_signs_in_once(client, user):
    _, codes = give_second_factor(user)
    sign_in(client, user)
    assert type_code(client, codes[0]).status_code == 302
    client.logout()
    sign_in(client, user)

    answer = type_code(client, codes[0])

    assert answer.status_code == 200
    assert type_code(client, codes[1]).status_code == 302


def test_sixth_code_is_refused_even_when_it_is_right(client, user):
    secret, _ = give_second_factor(user)
    sign_in(client, user)
    for _ in range(5):
        assert "Nesprávný kód" in type_code(client, wrong_code(secret)).content.decode()

    answer = type_code(client, code_of(secret))

    assert answer.status_code == 200
    assert "později" in answer.content.decode()
    assert client.get(reverse("start")).status_code == 302


def test_who_gives_up_between_password_and_code_gets_to_the_login_again(client, user):
    give_second_factor(user)
    sign_in(client, user)

    client.post(reverse("account_logout"))

    assert client.get(reverse("account_login")).status_code == 200


# --- Turning off ------------------------------------------------------------------------------------------


def test_turning_off_asks_again_who_it_is(client, user):
    secret, _ = give_second_factor(user)
    sign_in(client, user)
    type_code(client, code_of(secret))

    refused = client.post(reverse("mfa_deactivate_totp"))
    still = Authenticator.objects.filter(user=user).exists()
    confirm_by_password(client)
    client.post(reverse("mfa_deactivate_totp"))

    assert refused["Location"].startswith((reverse("account_reauthenticate"), reverse("mfa_reauthenticate")))
    assert still
    assert not Authenticator.objects.filter(user=user).exists()


def test_site_admin_removes_the_lost_one_of_another_person(client, user):
    admin = UserFactory(is_site_admin=True)
    secret, _ = give_second_factor(user)
    elsewhere = Client()
    sign_in(elsewhere, user)
    type_code(elsewhere, code_of(secret))
    client.force_login(admin)
    assert "Zrušit druhé ověření" in client.get(reverse("partnerships:user", args=[user.pk])).content.decode()

    client.post(reverse("partnerships:user_second_factor", args=[user.pk]))

    assert not Authenticator.objects.exists()
    assert elsewhere.get(reverse("start")).status_code == 302
    told = Notification.objects.get(subject__contains="druhé ověření je zrušené")
    assert (told.recipient, admin.name in told.body) == (user.email, True)


def test_nobody_removes_his_own_by_the_way_for_others():
    admin = UserFactory(is_site_admin=True)
    give_second_factor(admin)

    with pytest.raises(ValidationError, match="nabídce pod svým jménem"):
        actions.remove_second_factor(admin, by=admin)


def test_what_is_not_there_is_not_removed(user):
    with pytest.raises(ValidationError, match="druhé ověření nemá"):
        actions.remove_second_factor(user, by=UserFactory(is_site_admin=True))


# --- Who must have one ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", ["start", "admin:index", "partnerships:user_list", "account_change_password"]
)
def test_site_admin_gets_only_to_the_set_up_until_it_is_done(client, settings, page):
    settings.SITE_ADMIN_SECOND_FACTOR_REQUIRED = True
    admin = UserFactory(is_site_admin=True)
    sign_in(client, admin)

    before = client.get(reverse(page))
    set_up(client)

    assert before["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse(page)).status_code == 200


def test_who_must_have_one_can_sign_out_and_the_machine_can_ask_for_health(client, settings):
    settings.SITE_ADMIN_SECOND_FACTOR_REQUIRED = True
    sign_in(client, UserFactory(is_site_admin=True))

    assert client.get(reverse("alive")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get(reverse("account_login")).status_code == 200


def test_turned_off_one_is_asked_for_again_at_once(client, settings):
    settings.SITE_ADMIN_SECOND_FACTOR_REQUIRED = True
    sign_in(client, UserFactory(is_site_admin=True))
    set_up(client)
    assert client.get(reverse("start")).status_code == 200

    client.post(reverse("mfa_deactivate_totp"))

    assert client.get(reverse("start"))["Location"] == reverse("mfa_activate_totp")


@pytest.mark.parametrize(("required", "status"), [(True, 302), (False, 200)])
def test_agency_roles_must_have_one_where_the_setting_says_so(client, settings, required, status):
    settings.AGENCY_SECOND_FACTOR_REQUIRED = required
    client.force_login(UserFactory(agency_role=AgencyRole.DIRECTOR))

    assert client.get(reverse("start")).status_code == status


def test_people_of_municipalities_may_go_without(client, settings, user):
    settings.AGENCY_SECOND_FACTOR_REQUIRED = settings.SITE_ADMIN_SECOND_FACTOR_REQUIRED = True
    client.force_login(user)

    assert client.get(reverse("start")).status_code == 200


def test_having_one_is_asked_of_the_database_once_a_session(client, settings):
    settings.SITE_ADMIN_SECOND_FACTOR_REQUIRED = True
    admin = UserFactory(is_site_admin=True)
    give_second_factor(admin)
    client.force_login(admin)

    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("start")).status_code == 200
        return sum("mfa_authenticator" in query["sql"] for query in captured)

    assert [questions(), questions(), questions()] == [1, 0, 0]


# --- The secret at rest -----------------------------------------------------------------------------------


def test_database_holds_no_secret_in_the_clear(client, user):
    sign_in(client, user)
    secret, _ = set_up(client)

    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))
    assert Adapter().decrypt(stored_secret(user)) == secret


def test_secret_is_read_after_the_key_was_changed(settings):
    kept = Adapter().encrypt("TAJNE")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "n" * 50

    assert Adapter().decrypt(kept) == "TAJNE"


def test_without_the_old_key_no_code_fits(settings, caplog):
    kept = Adapter().encrypt("TAJNE")
    settings.SECRET_KEY = "n" * 50

    first, second = Adapter().decrypt(kept), Adapter().decrypt(kept)

    assert len({"TAJNE", "", first, second}) == 4
    assert "SECRET_KEY_FALLBACKS" in caplog.text

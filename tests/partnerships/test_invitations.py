"""T-27 and T-39 for the invitation: one use, seven days, nothing learnt by looking or guessing."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships import actions
from partnerships.models import Invitation, Notification, User
from tests.factories import InvitationFactory, UnitFactory, UserFactory, member
from tests.partnerships.at_once import at_once

pytestmark = pytest.mark.django_db

NEW = "Nové dlouhé heslo 27"
PASSWORDS = {"new_password1": NEW, "new_password2": NEW}
TOKEN = "tajny-klic-z-mailu"
CLOSED = "Odkaz z pozvánky neplatí"


def page(name, *args):
    return reverse(f"partnerships:{name}", args=args)


LINK = page("invitation_open", TOKEN)


@pytest.fixture
def admin():
    return UserFactory(is_site_admin=True, name="Olga Správcová")


@pytest.fixture
def user():
    return UserFactory(name="Jana Nová", email="jana@chomutov.cz", password=None)


def invite(user, by):
    return actions.invite(user, by=by, now=timezone.now(), link_for=lambda token: f"https://popis/{token}")


# --- Sending ----------------------------------------------------------------------------------------------


def test_invitation_goes_out_as_a_mail_with_a_secret_link(client, admin, user):
    client.force_login(admin)

    response = client.post(page("invitation_send", user.pk), follow=True)

    mail, invitation = Notification.objects.get(), Invitation.objects.get()
    token = re.search(r"http://testserver/pozvanka/(\S+)/", mail.body).group(1)
    assert (mail.recipient, mail.has_secret_link) == ("jana@chomutov.cz", True)
    assert "Olga Správcová" in mail.body
    assert invitation.fingerprint == actions.fingerprint_of(token)
    assert invitation.expires_at - invitation.created_at == timedelta(days=7)
    assert "Pozvánka odchází na jana@chomutov.cz" in response.content.decode()


def test_only_the_fingerprint_of_a_long_random_secret_is_stored(admin, user):
    links = []
    for _ in range(3):
        actions.invite(
            user, by=admin, now=timezone.now(), link_for=lambda token: links.append(token) or token
        )

    assert len(set(links)) == 3
    assert all(len(token) >= 43 for token in links), "32 random bytes, 256 bits"
    stored = str(list(Invitation.objects.values()))
    assert not any(token in stored for token in links)


def test_new_invitation_replaces_the_one_before(admin, user):
    first = invite(user, admin)
    second = invite(user, admin)

    first.refresh_from_db()
    assert (first.withdrawn_by, second.withdrawn_at) == (admin, None)
    assert Invitation.objects.open().get() == second


def test_database_keeps_one_open_invitation_of_a_person(user):
    InvitationFactory(user=user)

    with pytest.raises(IntegrityError, match="invitation_one_open_per_user"), transaction.atomic():
        InvitationFactory(user=user)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"is_active": False, "password": None}, "deaktivovaný"), ({}, "už heslo má")],
)
def test_account_that_needs_no_invitation_gets_none(admin, fields, sentence):
    with pytest.raises(ValidationError, match=sentence):
        invite(UserFactory(**fields), admin)
    assert not Notification.objects.exists()


def test_withdrawn_invitation_opens_nothing(client, admin, user):
    invitation = InvitationFactory(user=user, token=TOKEN)
    client.force_login(admin)

    client.post(page("invitation_withdraw", invitation.pk))
    again = client.post(page("invitation_withdraw", invitation.pk), follow=True)

    invitation.refresh_from_db()
    assert invitation.withdrawn_by == admin
    assert "Pozvánka už neplatí, není co stahovat." in again.content.decode()
    assert CLOSED in Client().get(LINK).content.decode()


# --- Using ------------------------------------------------------------------------------------------------


def test_invited_person_sets_a_password_and_stands_on_the_start_page(client, user):
    invitation = InvitationFactory(user=user, token=TOKEN)

    opened = client.get(LINK)
    form = client.get(opened["Location"])
    done = client.post(page("invitation"), PASSWORDS)

    assert opened["Location"] == page("invitation")
    assert "Jana Nová" in form.content.decode()
    assert done["Location"] == reverse("start")
    assert client.get(reverse("start")).wsgi_request.user == user
    user.refresh_from_db()
    invitation.refresh_from_db()
    assert user.check_password(NEW)
    assert invitation.used_at is not None


def test_looking_at_the_link_uses_nothing_up(client, user):
    invitation = InvitationFactory(user=user, token=TOKEN)
    for _ in range(3):  # scanners of mails
        Client().get(LINK, follow=True)
        Client().head(LINK)

    client.get(LINK, follow=True)
    client.post(page("invitation"), PASSWORDS)

    invitation.refresh_from_db()
    assert invitation.used_at is not None


def test_secret_stays_neither_in_the_address_nor_in_the_session_nor_in_a_referer(client, user):
    InvitationFactory(user=user, token=TOKEN)

    opened = client.get(LINK)
    form = client.get(opened["Location"])

    assert TOKEN not in opened["Location"] + form.content.decode()
    assert TOKEN not in str(dict(client.session))
    for response in (opened, form):
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]


def past():
    return {
        "created_at": timezone.now() - timedelta(days=8),
        "expires_at": timezone.now() - timedelta(days=1),
    }


@pytest.mark.parametrize(
    "situation", ["unknown", "expired", "used", "withdrawn", "deactivated", "has a password"]
)
def test_link_that_opens_nothing_looks_the_same_whatever_the_reason(client, admin, situation):
    fields = {
        "unknown": {"token": "jiny"},
        "expired": past(),
        "used": {"used_at": timezone.now()},
        "withdrawn": {"withdrawn_at": timezone.now(), "withdrawn_by": admin},
        "deactivated": {"user": UserFactory(is_active=False, password=None)},
        "has a password": {"user": UserFactory()},
    }[situation]
    InvitationFactory(**{"token": TOKEN, **fields})
    nothing = Client().get(page("invitation_open", "nikdy-nebyl"))

    response = client.get(LINK)

    def text(answer):
        return re.sub(r"request_id.*", "", answer.content.decode())

    assert CLOSED in text(response)
    assert text(response) == text(nothing)
    assert "požádejte správce aplikace o novou pozvánku" in text(response)


@pytest.mark.parametrize("change", ["expire", "withdraw", "deactivate"])
def test_link_that_ends_while_the_form_is_open_sets_no_password(client, user, admin, change):
    invitation = InvitationFactory(user=user, token=TOKEN)
    client.get(LINK, follow=True)
    if change == "expire":
        Invitation.objects.update(**past())
    elif change == "withdraw":
        actions.withdraw_invitation(invitation, by=admin, now=timezone.now())
    else:
        actions.deactivate(user, by=admin, now=timezone.now())

    response = client.post(page("invitation"), PASSWORDS)

    assert CLOSED in response.content.decode()
    assert not User.objects.get(pk=user.pk).has_usable_password()
    assert "_auth_user_id" not in client.session


def test_old_invitation_does_not_come_back_with_a_reactivated_account(client, user, admin):
    InvitationFactory(user=user, token=TOKEN)
    actions.deactivate(user, by=admin, now=timezone.now())
    actions.reactivate(user, by=admin)

    assert CLOSED in client.get(LINK).content.decode()


@pytest.mark.parametrize(
    ("passwords", "sentence"),
    [
        ({"new_password1": "kratke", "new_password2": "kratke"}, "aspoň 12 znaků"),
        ({"new_password1": NEW, "new_password2": NEW + "x"}, "se neshodují"),
        ({"new_password1": "jana@chomutov.cz", "new_password2": "jana@chomutov.cz"}, "podobné"),
    ],
)
def test_weak_password_is_refused_in_czech_and_the_link_stays(client, user, passwords, sentence):
    InvitationFactory(user=user, token=TOKEN)
    client.get(LINK, follow=True)

    refused = client.post(page("invitation"), passwords)
    taken = client.post(page("invitation"), PASSWORDS)

    assert sentence in str(refused.context["form"].errors)
    assert taken["Location"] == reverse("start")


def test_signed_in_person_is_not_swapped_for_the_invited_one(client, user):
    InvitationFactory(user=user, token=TOKEN)
    other = member(UnitFactory())
    client.force_login(other)

    assert "nejdřív se odhlaste" in client.get(LINK).content.decode()
    client.post(page("invitation"), PASSWORDS)

    assert not User.objects.get(pk=user.pk).has_usable_password()


def test_guessing_links_is_stopped(client):
    statuses = [client.get(page("invitation_open", f"hadam-{number}")).status_code for number in range(31)]

    assert statuses[0] == 200
    assert statuses[-1] == 429


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_one_gets_in(user):
    invitation = InvitationFactory(user=user, token=TOKEN)

    def accept(password):
        return lambda: actions.accept_invitation(invitation, by=user, now=timezone.now(), password=password)

    results = at_once(accept("První dlouhé heslo"), accept("Druhé dlouhé heslo"))

    assert results == ["InvitationClosed", "done"]
    assert Invitation.objects.get().used_at is not None


# --- The first account of a site --------------------------------------------------------------------------


def test_command_prints_the_link_of_the_first_site_admin(client):
    out = StringIO()

    call_command("invite_site_admin", "Olga@Popis.cz", "Olga Správcová", site="https://popis.cz/", stdout=out)

    link = re.search(r"https://popis\.cz(/pozvanka/\S+/)", out.getvalue()).group(1)
    client.get(link)
    client.post(page("invitation"), PASSWORDS)
    assert User.objects.get(email="olga@popis.cz").is_site_admin
    assert client.get(page("administration")).status_code == 200


def test_command_makes_no_site_admin_of_an_existing_account():
    member(UnitFactory(), email="jana@chomutov.cz")

    with pytest.raises(CommandError, match="už existuje"):
        call_command("invite_site_admin", "jana@chomutov.cz", "Jana", site="https://popis.cz")

import re
import smtplib
import time
from datetime import timedelta

import pytest
import time_machine
from django.core.mail import send_mail
from django.core.mail.backends.smtp import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.models import Notification
from tests.factories import PASSWORD, NotificationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_backend(settings):
    """Django's test set-up puts its own in place."""
    settings.EMAIL_BACKEND = "partnerships.mail.NotificationBackend"


@pytest.fixture
def mail_server(settings, monkeypatch):
    """The wire is replaced, nothing of ours."""
    settings.EMAIL_HOST = "127.0.0.1"
    sent = []

    def send_messages(self, messages):
        sent.extend(messages)
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return sent


@pytest.fixture
def dead_mail_server(settings, monkeypatch):
    settings.EMAIL_HOST = "127.0.0.1"

    def refuse(self, messages):
        raise smtplib.SMTPServerDisconnected("spojení se nezdařilo")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


def test_mail_is_a_row_for_each_recipient():
    send_mail("Předmět", "Text", None, ["a@example.cz", "b@example.cz"])

    rows = Notification.objects.order_by("recipient").values_list("recipient", "subject", "body", "sent_at")
    assert list(rows) == [
        ("a@example.cz", "Předmět", "Text", None),
        ("b@example.cz", "Předmět", "Text", None),
    ]


def test_without_a_mail_server_the_row_stays_readable():
    notification = NotificationFactory(body="Text")

    call_command("send_notifications")

    notification.refresh_from_db()
    assert (notification.body, notification.sent_at, notification.attempts) == ("Text", None, 0)


def test_waiting_mail_is_sent_once_however_often_the_command_runs(mail_server):
    NotificationFactory(recipient="a@example.cz", subject="První", body="Text")

    call_command("send_notifications")
    call_command("send_notifications")

    assert [(m.to, m.subject, m.body) for m in mail_server] == [(["a@example.cz"], "První", "Text")]
    notification = Notification.objects.get()
    assert notification.sent_at is not None
    assert notification.body == "Text"


def test_body_with_a_secret_link_is_blanked_once_sent(mail_server):
    NotificationFactory(body="https://popis.example/tajny-klic", has_secret_link=True)

    call_command("send_notifications")

    assert "tajny-klic" in mail_server[0].body
    assert Notification.objects.get().body == ""


MINUTES_OF_TRIES = (0, 1, 6, 36, 156, 516, 1416, 2856)


def test_failed_mail_is_tried_after_ever_longer_pauses_for_two_days(dead_mail_server):
    notification = NotificationFactory(body="Text", has_secret_link=True)
    first = timezone.now()

    def attempts_at(seconds):
        with time_machine.travel(first + timedelta(seconds=seconds), tick=False):
            call_command("send_notifications")
        notification.refresh_from_db()
        return notification.attempts

    assert attempts_at(0) == 1
    for tried, minutes in enumerate(MINUTES_OF_TRIES[1:], start=1):
        assert attempts_at(minutes * 60 - 10) == tried
        assert attempts_at(minutes * 60) == tried + 1
    assert attempts_at(30 * 24 * 3600) == len(MINUTES_OF_TRIES)
    assert notification.sent_at is None
    assert notification.error == "spojení se nezdařilo"
    assert notification.body == "Text"


def test_server_that_does_not_answer_ends_the_round(dead_mail_server):
    NotificationFactory.create_batch(3)

    call_command("send_notifications")

    assert list(Notification.objects.order_by("pk").values_list("attempts", flat=True)) == [1, 0, 0]


def test_refused_recipient_stops_nobody_elses_mail(settings, monkeypatch):
    settings.EMAIL_HOST = "127.0.0.1"

    def send_messages(self, messages):
        if messages[0].to == ["neni@example.cz"]:
            raise smtplib.SMTPRecipientsRefused({"neni@example.cz": (550, b"Unknown")})
        return 1

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    refused, other = NotificationFactory(recipient="neni@example.cz"), NotificationFactory()

    call_command("send_notifications")

    refused.refresh_from_db()
    other.refresh_from_db()
    assert (refused.sent_at, refused.attempts) == (None, 1)
    assert other.sent_at is not None


def test_lost_broker_does_not_hold_or_break_the_request(settings, django_capture_on_commit_callbacks):
    settings.EMAIL_HOST = "127.0.0.1"
    started = time.monotonic()

    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        send_mail("Předmět", "Text", None, ["a@example.cz"])

    assert len(callbacks) == 1
    assert time.monotonic() - started < 3, "kombu's own retries took six seconds"
    assert Notification.objects.filter(sent_at=None).count() == 1


def reset_link(body: str) -> str:
    return re.search(r"http://testserver(/ucet/\S+)", body).group(1)


def test_forgotten_password_is_set_through_the_link_once(client):
    user = UserFactory(email="jana@example.cz")
    client.post(reverse("account_reset_password"), {"email": "Jana@example.cz"})
    notification = Notification.objects.get()
    link = reset_link(notification.body)

    form = client.get(link, follow=True)
    new = {"password1": "Nové dlouhé heslo 27", "password2": "Nové dlouhé heslo 27"}
    done = client.post(form.request["PATH_INFO"], new)

    assert (notification.recipient, notification.has_secret_link) == ("jana@example.cz", True)
    assert done["Location"] == reverse("account_reset_password_from_key_done")
    user.refresh_from_db()
    assert user.check_password("Nové dlouhé heslo 27")
    assert "Odkaz už neplatí" in client.get(link, follow=True).content.decode()


def test_forgotten_password_answers_the_same_for_an_unknown_person(client):
    UserFactory(email="jana@example.cz")
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("jana@example.cz", "nikdo@example.cz")
    ]

    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    unknown = Notification.objects.get(recipient="nikdo@example.cz")
    assert not unknown.has_secret_link
    assert "http" not in unknown.body


def test_login_by_email_leads_to_the_start_page(client):
    UserFactory(email="jana@example.cz")

    response = client.post(reverse("account_login"), {"login": "Jana@Example.cz", "password": PASSWORD})

    assert response["Location"] == reverse("start")
    assert client.get(reverse("start")).status_code == 200


def test_login_returns_to_the_page_asked_for_and_never_elsewhere(client):
    UserFactory(email="jana@example.cz")
    form = {"login": "jana@example.cz", "password": PASSWORD}

    wanted = client.post(reverse("account_login"), {**form, "next": reverse("partnerships:unit_list")})
    client.logout()
    foreign = client.post(reverse("account_login"), {**form, "next": "https://zly.example/"})

    assert wanted["Location"] == reverse("partnerships:unit_list")
    assert foreign["Location"] == reverse("start")


def test_wrong_password_says_so_and_keeps_the_email(client):
    UserFactory(email="jana@example.cz")

    response = client.post(reverse("account_login"), {"login": "jana@example.cz", "password": "špatné"})

    page = response.content.decode()
    assert response.status_code == 200
    assert 'value="jana@example.cz"' in page
    assert "heslo" in response.context["form"].non_field_errors()[0]


def test_guessing_is_stopped_and_the_page_says_how_long_to_wait(client):
    UserFactory(email="jana@example.cz")
    for _ in range(5):
        client.post(reverse("account_login"), {"login": "jana@example.cz", "password": "špatné"})

    right = client.post(reverse("account_login"), {"login": "jana@example.cz", "password": PASSWORD})

    assert right.status_code == 200
    assert "později" in right.context["form"].non_field_errors()[0]


def test_many_requests_for_a_new_password_get_the_429_page(client):
    for _ in range(5):
        client.post(reverse("account_reset_password"), {"email": "nikdo@example.cz"})

    response = client.post(reverse("account_reset_password"), {"email": "nikdo@example.cz"})

    assert response.status_code == 429
    assert "Příliš mnoho pokusů" in response.content.decode()


def test_signing_up_is_closed(client):
    page = client.get(reverse("account_signup")).content.decode()
    client.post(
        reverse("account_signup"), {"email": "x@example.cz", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert "Účty zakládá správce" in page
    assert not UserFactory._meta.model.objects.exists()


def test_other_devices_are_listed_and_signed_out(client):
    UserFactory(email="jana@example.cz")
    form = {"login": "jana@example.cz", "password": PASSWORD}
    elsewhere = Client(headers={"user-agent": "Starý prohlížeč"})
    for browser in (elsewhere, client):
        browser.post(reverse("account_login"), form)

    page = client.get(reverse("usersessions_list")).content.decode()
    client.post(reverse("usersessions_list"))

    assert "Starý prohlížeč" in page
    assert page.count("toto zařízení") == 1
    assert client.get(reverse("start")).status_code == 200
    assert elsewhere.get(reverse("start")).status_code == 302


def test_changed_password_signs_out_the_other_devices(client):
    UserFactory(email="jana@example.cz")
    elsewhere = Client()
    for browser in (elsewhere, client):
        browser.post(reverse("account_login"), {"login": "jana@example.cz", "password": PASSWORD})

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "Nové dlouhé heslo 27", "password2": "Nové dlouhé heslo 27"},
    )

    assert client.get(reverse("start")).status_code == 200
    assert elsewhere.get(reverse("start")).status_code == 302

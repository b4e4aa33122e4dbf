"""What a person sees when something goes wrong, and under which number the log knows it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
ID = re.compile(r"<code>([0-9a-f-]{36})</code>")


@pytest.fixture
def failing(settings):
    settings.ROOT_URLCONF = "tests.config.failing_urls"
    yield Client(raise_request_exception=False)
    connection.close()  # one of the pages lost it


def assert_page(response, status, sentence):
    text = re.sub(r"\s+", " ", response.content.decode())
    assert response.status_code == status
    assert sentence in text
    assert ID.search(text)[1] == response["X-Request-ID"]
    assert 'href="/"' in text
    assert "default-src 'none'" in response["Content-Security-Policy"]
    for leak in ("Traceback", "LookupError", "psycopg", "KANÁREK"):
        assert leak not in text


@pytest.mark.parametrize(
    ("name", "status", "sentence"),
    [
        ("our_mistake", 500, "Chyba je na naší straně"),
        ("somebody_was_faster", 409, "Vaše změna se neuložila."),
        ("database_gone", 503, "počkejte půl minuty"),
    ],
)
def test_failed_page_says_what_to_do(failing, name, status, sentence):
    assert_page(failing.get(f"/{name}/", {"name": "KANÁREK"}), status, sentence)


def test_lost_database_says_when_to_come_back(failing):
    assert failing.get("/database_gone/")["Retry-After"] == "30"
    assert "Retry-After" not in failing.get("/our_mistake/")


def test_next_request_after_a_lost_database_is_served(failing):
    failing.get("/database_gone/")
    connection.close()  # what the health check does in a real process
    assert failing.get(reverse("account_login")).status_code == 200


def test_too_much_data_is_413(failing, settings):
    body = {"text": "a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
    response = failing.post("/data/", "&".join(f"{k}={v}" for k, v in body.items()), "text/plain")
    assert response.status_code == 200, "only a form is read"
    too_large = failing.post("/data/", f"text={body['text']}", "application/x-www-form-urlencoded")
    assert_page(too_large, 413, "nic z něj se neuložilo")
    too_many = failing.post(
        "/data/", "a=1&" * (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1), "application/x-www-form-urlencoded"
    )
    assert_page(too_many, 413, "nic z něj se neuložilo")


def test_unknown_host_is_400():
    assert_page(Client().get("/", headers={"host": "zly.example"}), 400, "kterým aplikace nerozumí")


def test_missing_csrf_token_is_403_with_advice():
    client = Client(enforce_csrf_checks=True)
    assert_page(client.post(reverse("account_login"), {"login": "a"}), 403, "Nic se neuložilo.")


def test_page_of_others_is_404_and_a_closed_one_403():
    unit = make.UnitFactory()
    client = Client()
    client.force_login(make.member(unit, "READER"))
    assert_page(client.get(reverse("partnerships:unit", args=[10**9])), 404, "Adresa neexistuje")
    assert_page(client.get(reverse("partnerships:role_add", args=[unit.pk])), 403, "vaše role nestačí")

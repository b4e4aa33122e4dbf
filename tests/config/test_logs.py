"""What the log holds: one JSON line per event, the request's id, and nothing that people typed."""

import io
import json
import logging

import pytest
import structlog
from django.conf import settings as site
from django.db import connection
from django.test import Client
from django.urls import reverse

from config.logs import logging_config
from tests import factories as make
from tests.reporting.situations import reporting_agreement, until

CANARY = "KANÁREK"


@pytest.fixture
def lines():
    """The site's own handler, writing where the test can read."""
    line = logging_config(as_json=True, level="INFO")["formatters"]["line"].copy()
    line.pop("()")
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**line))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: [json.loads(text) for text in handler.stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.django_db
def test_request_is_one_line_with_id_person_and_answer(lines):
    user = make.member(make.UnitFactory())
    client = Client()
    client.force_login(user)

    response = client.get(reverse("start"))

    (line,) = [line for line in lines() if line["event"] == "request_finished"]
    assert line["request"] == "GET /"
    assert line["code"] == 200
    assert line["user_id"] == user.pk
    assert line["request_id"] == response["X-Request-ID"]


@pytest.mark.django_db
def test_line_holds_no_query_no_key_and_no_form(lines):
    client = Client(headers={"user-agent": f"{CANARY}\r\n\x1b[31m"})
    client.get(reverse("partnerships:unit_list"), {"q": CANARY})
    client.get(reverse("account_reset_password_from_key", args=["1", CANARY]))
    client.post(reverse("account_login"), {"login": f"{CANARY}@obec.example", "password": CANARY})
    client.get(f"/{CANARY}/\r\nfalesny-radek")

    assert len(lines()) >= 4
    assert CANARY not in json.dumps(lines(), ensure_ascii=False)


@pytest.mark.django_db(transaction=True)
def test_refusal_of_the_database_is_named_without_the_row(lines, settings):
    settings.ROOT_URLCONF = "tests.config.failing_urls"
    response = Client(raise_request_exception=False).post(f"/somebody_was_faster/?name={CANARY}")

    (line,) = [line for line in lines() if line["event"] == "request_failed"]
    assert line["request_id"] == response["X-Request-ID"]
    assert "UniqueViolation (23505, partnerships_region" in line["exception"]
    assert "somebody_was_faster" in line["exception"]
    assert CANARY not in json.dumps(line, ensure_ascii=False)


@pytest.mark.django_db(transaction=True)
def test_our_mistake_is_told_with_its_words(lines, settings):
    settings.ROOT_URLCONF = "tests.config.failing_urls"
    Client(raise_request_exception=False).get("/our_mistake/")

    (line,) = [line for line in lines() if line["event"] == "request_failed"]
    assert line["exception"].endswith("LookupError: co se stalo")


@pytest.mark.django_db
def test_static_files_and_health_leave_no_line(lines):
    client = Client()
    client.get(reverse("alive"))
    client.get(f"{site.STATIC_URL}css/app.css")
    assert lines() == []


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_worker_logs_under_the_id_of_the_click(live_worker):
    agreement = reporting_agreement(steps=1)
    client = Client()
    client.force_login(make.member(agreement.unit))
    connection.close()

    answer = client.post(reverse("reporting:create", args=[agreement.pk, 2023]))

    def told():
        return answer["X-Request-ID"] in live_worker.log.read_text()

    assert answer.status_code == 302
    until(told, 30)

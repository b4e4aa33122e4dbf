import json

import pytest
from django.conf import settings as site
from django.db import connections
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
EVERYTHING = {"databaze": "ok", "soubory": "ok", "fronta": "ok"}


def ask(name):
    response = Client().get(reverse(name))
    return response.status_code, json.loads(response.content)


def test_process_lives_whatever_the_database_does(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ask("alive") == (200, {"proces": "ok"})


def test_everything_ready(broker):
    assert ask("ready") == (200, EVERYTHING)


def test_without_the_queue_pages_go_on(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert ask("ready") == (200, EVERYTHING | {"fronta": "neodpovídá"})


def test_without_the_database_nobody_is_sent_here(broker, monkeypatch):
    monkeypatch.setitem(connections["default"].settings_dict, "PORT", "1")
    assert ask("ready") == (503, EVERYTHING | {"databaze": "neodpovídá"})


def test_without_a_place_for_files_nobody_is_sent_here(broker, settings, tmp_path):
    (tmp_path / "media").write_text("not a folder")
    settings.MEDIA_ROOT = tmp_path / "media"
    assert ask("ready") == (503, EVERYTHING | {"soubory": "neodpovídá"})


@pytest.mark.parametrize("name", ["alive", "ready"])
def test_answer_names_no_host_and_no_version(name):
    text = Client().get(reverse(name)).content.decode()
    for word in (site.DATABASES["default"]["HOST"] or "localhost", "127.0.0.1", "PostgreSQL", "18."):
        assert word not in text

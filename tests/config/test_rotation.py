"""A new SECRET_KEY with the old one beside it logs nobody out; without it everybody: T-77."""

import pytest
from django.conf import settings as running
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NEW_KEY = "new-" + "1" * 50


def test_sessions_outlive_a_rotation_with_the_old_key_beside(client, settings):
    client.force_login(UserFactory())
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [running.SECRET_KEY], NEW_KEY
    assert client.get(reverse("start")).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(reverse("start")).status_code == 200  # its hash is of the new key by now


def test_a_rotation_without_the_old_key_ends_sessions(client, settings):
    client.force_login(UserFactory())
    settings.SECRET_KEY = NEW_KEY
    answer = client.get(reverse("start"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))

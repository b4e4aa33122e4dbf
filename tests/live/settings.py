"""config.settings as in production, for processes that a test damages on purpose; only without TLS and a build."""

from celery.signals import worker_init

from config.settings import *  # noqa: F403
from config.settings import STORAGES, TEMPLATES
from tests.live import NAME_OF_PARENT

SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TEMPLATES[0]["OPTIONS"]["builtins"].append("tests.live.poison")


@worker_init.connect
def hold_a_connection(**_):
    """As any code at start-up may: the children that the worker forks later must not share it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(NAME_OF_PARENT)

"""config.settings for processes that a test damages on purpose."""

from celery.signals import worker_init

from config.settings import *  # noqa: F403
from config.settings import TEMPLATES

TEMPLATES[0]["OPTIONS"]["builtins"].append("tests.live.poison")


@worker_init.connect
def hold_a_connection(**_):
    """As any code at start-up may: the children that the worker forks later must not share it."""
    from django.db import connection

    connection.ensure_connection()

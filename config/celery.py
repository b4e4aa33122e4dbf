import os

from celery import Celery
from celery.signals import worker_process_init
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("popis")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)  # the id of the request that asked for the task


@worker_process_init.connect
def close_inherited_connections(**_):
    """A forked child must not share the parent's pooled sockets."""
    from django.db import connections  # noqa: PLC0415 settings are not ready when this module is imported

    for connection in connections.all(initialized_only=True):
        connection.close()
        if pool := getattr(connection, "_connection_pools", {}).pop(connection.alias, None):
            pool.close()

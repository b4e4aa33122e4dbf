import os
import socket

from celery import Celery
from celery.signals import celeryd_init
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("popis")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)  # the id of the request that asked for the task


@celeryd_init.connect
def wait_for_the_broker(conf, **_):
    """The web gives a silent broker up after a second, a worker must not: an acknowledgement given up is still
    counted against what it may take, and after as many as it has processes it would take nothing more."""
    conf.broker_transport_options = {
        **conf.broker_transport_options,
        "socket_timeout": None,
        # a connection that nobody holds any more is noticed within two minutes
        "socket_keepalive_options": {
            socket.TCP_KEEPIDLE: 60,
            socket.TCP_KEEPINTVL: 15,
            socket.TCP_KEEPCNT: 4,
        },
    }

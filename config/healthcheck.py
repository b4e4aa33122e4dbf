"""python -m config.healthcheck web|clock: what a container asks about itself. Zero means yes.

Without starting Django, which would take longer than the answer; a worker is asked by Celery's own ping.
"""

import http.client
import os
import sys

import psycopg

from config.clock import LOCK_KEY

PATIENCE_SECONDS = 4
HOLDERS = (
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND granted"
)


def web() -> bool:
    """Ready to serve, asked under a name that the site answers to."""
    host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".")
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=PATIENCE_SECONDS)
    connection.request("GET", "/zdravi/pripraven", headers={"Host": host})
    return connection.getresponse().status == 200


def clock() -> bool:
    """Somebody is the clock: this process, or the one it waits for."""
    with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=PATIENCE_SECONDS) as connection:
        return connection.execute(HOLDERS, [LOCK_KEY >> 32, LOCK_KEY & 0xFFFFFFFF]).fetchone()[0] > 0


if __name__ == "__main__":
    try:
        sys.exit(0 if {"web": web, "clock": clock}[sys.argv[1]]() else 1)
    except (OSError, http.client.HTTPException, psycopg.Error) as problem:
        sys.exit(str(problem))

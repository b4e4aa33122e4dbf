"""What the machine asks: does the process live, and can it serve. No versions, no names of hosts."""

import tempfile
from pathlib import Path

import psycopg
import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.clock import lone_connection

PATIENCE_SECONDS = 2
OK, DOWN = "ok", "neodpovídá"
READABLE = {"ensure_ascii": False}


@require_safe
@login_not_required
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"proces": OK}, json_dumps_params=READABLE)


@require_safe
@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """503 when nothing can be read or stored. Without the queue pages go on and jobs wait, so it only says so."""
    database, files = _database_answers(), _files_can_be_written()
    state = {"databaze": database, "soubory": files, "fronta": _queue_answers()}
    said = {name: OK if answers else DOWN for name, answers in state.items()}
    return JsonResponse(said, status=200 if database and files else 503, json_dumps_params=READABLE)


def _database_answers() -> bool:
    """By a connection of its own, with less patience than the pages have."""
    try:
        with lone_connection(connect_timeout=PATIENCE_SECONDS) as connection:
            connection.execute("SELECT 1")
    except psycopg.Error:
        return False
    return True


def _files_can_be_written() -> bool:
    try:
        Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.MEDIA_ROOT) as file:
            file.write(b"0" * 4096)
    except OSError:
        return False
    return True


def _queue_answers() -> bool:
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL,
            socket_connect_timeout=PATIENCE_SECONDS,
            socket_timeout=PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 0),
        ) as broker:
            return broker.ping()
    except redis.RedisError:
        return False

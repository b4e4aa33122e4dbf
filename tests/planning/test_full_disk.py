"""No room left: nothing is half-written, the page says so, and with room again it works without a restart."""

import gc
import resource
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from partnerships.models import Document
from planning.models import Evidence
from tests import factories as make
from tests.planning.browsing import PDF, pdf, text_of

pytestmark = pytest.mark.django_db
ROOM = 300_000
KEPT_IN_MEMORY, KEPT_ON_DISK = 600_000, 1_500_000  # the latter is already written while it arrives


@contextmanager
def no_file_over(size: int):
    """The kernel refuses to write more, as a full disk does; only this process feels it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.fixture
def send():
    event = make.EventFactory(starts_on="2023-03-15")
    client = Client(raise_request_exception=False)
    client.force_login(make.member(event.unit))
    url = reverse("planning:evidence_add", args=[event.pk])

    def send(size):
        fields = {"output": "LP_MEETING_RECORD", "delivered_on": "15. 3. 2023"}
        return client.post(url, fields | {"upload": pdf(content=PDF + b"0" * size)})

    return send


# What the refused file had in its buffer can't be written when it is closed either.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("size", [KEPT_IN_MEMORY, KEPT_ON_DISK])
def test_full_disk_leaves_neither_half_a_file_nor_a_row(send, size):
    before = files()

    with no_file_over(ROOM):
        refused = send(size)
        status, text = refused.status_code, text_of(refused)
        del refused  # it keeps the error and with it the open file, which would be closed in a later test
        gc.collect()

    assert status == 503
    assert "Právě nejde číst ani ukládat." in text
    assert files() == before
    assert not Document.objects.exists()
    assert not Evidence.objects.exists()

    assert send(size).status_code == 302
    assert len(files() - before) == 1
    assert Document.objects.get().size == size + len(PDF)

"""Files sent in parts: begun, continued, taken back, and swept when nobody came back for them."""

from datetime import datetime, timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from partnerships.actions.transactions import action
from partnerships.documents import accepted_name
from partnerships.models import UploadInProgress, User
from partnerships.uploads import folders, part_length, part_name, remove_parts

MOST_OF_ONE_PERSON = 6
KEPT = timedelta(days=1)


class WrongPart(Exception):
    """Not the part that comes next; `received` says where to go on."""

    def __init__(self, received: int):
        super().__init__(received)
        self.received = received


@action
def start_upload(*, by: User, name: str, size: int, now: datetime) -> UploadInProgress:
    """RefusedFile of what would be refused at the end anyway. Beyond a few, the one left longest gives way."""
    name, _ = accepted_name(name, size)
    User.objects.select_for_update().get(pk=by.pk)
    own = UploadInProgress.objects.filter(user=by).order_by("-changed_at", "-pk")
    for one in own[MOST_OF_ONE_PERSON - 1 :]:
        _delete(one)
    return UploadInProgress.objects.create(user=by, name=name, size=size, created_at=now, changed_at=now)


@action
def receive_part(
    upload: UploadInProgress, *, by: User, offset: int, content: bytes, now: datetime
) -> UploadInProgress:
    """Written to the disk before the row says so: a part that only the row knows would be a hole in the file."""
    upload = UploadInProgress.objects.select_for_update().filter(pk=upload.pk, user=by).first()
    if upload is None:
        raise WrongPart(0)
    is_next = offset == upload.received < upload.size
    if not is_next or len(content) != part_length(upload, offset):
        raise WrongPart(upload.received)
    name = part_name(upload.key, offset)
    default_storage.delete(name)  # of an attempt whose row was never written
    default_storage.save(name, ContentFile(content))
    upload.received, upload.changed_at = offset + len(content), now
    upload.save(update_fields=["received", "changed_at"])
    return upload


@action
def cancel_upload(upload: UploadInProgress, *, by: User) -> None:
    _delete(upload)


@action
def sweep_uploads(*, by: User | None, now: datetime) -> int:
    """Also those whose form was saved: until then a form sent twice finds its file."""
    old = list(UploadInProgress.objects.select_for_update().filter(changed_at__lt=now - KEPT))
    for one in old:
        _delete(one)
    on_disk = set(folders())  # read first: an upload begun meanwhile has its row before its folder
    known = {key.hex for key in UploadInProgress.objects.values_list("key", flat=True)}
    for hex_key in on_disk - known:
        transaction.on_commit(partial(remove_parts, hex_key))
    return len(old)


def _delete(upload: UploadInProgress) -> None:
    hex_key = upload.key.hex
    upload.delete()
    transaction.on_commit(partial(remove_parts, hex_key))

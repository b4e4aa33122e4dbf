"""Files that arrived in parts: where the parts lie, and the whole file they make."""

import tempfile
import uuid

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from partnerships.models import UploadInProgress

PART_BYTES = 512 * 1024
IN_MEMORY_BYTES = 1024 * 1024
FOLDER = "uploads"
IN_PARTS = "-nahrano"  # the field beside the one for a file, with the key of what arrived in parts


class ResumedFile(UploadedFile):
    """A whole file made of its parts; `key` goes back to the page when the form is not accepted."""

    def __init__(self, file, upload: UploadInProgress):
        super().__init__(file, upload.name, size=upload.size)
        self.key = upload.key


class LostFile(UploadedFile):
    """Something was uploaded, but it is not here, or not whole."""

    def __init__(self):
        super().__init__(size=0)

    def close(self):
        """There is nothing to close."""


def folder_of(key: uuid.UUID) -> str:
    return f"{FOLDER}/{key.hex}"


def part_name(key: uuid.UUID, offset: int) -> str:
    return f"{folder_of(key)}/{offset:012}"


def part_length(upload: UploadInProgress, offset: int) -> int:
    """All parts are of one length but the last."""
    return min(PART_BYTES, upload.size - offset)


def whole(upload: UploadInProgress) -> UploadedFile:
    if upload.received < upload.size:
        return LostFile()
    content = tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 closed with the request's files
    try:
        for offset in range(0, upload.size, PART_BYTES):
            with default_storage.open(part_name(upload.key, offset)) as part:
                content.write(part.read())
    except FileNotFoundError:
        content.close()
        return LostFile()
    content.seek(0)
    return ResumedFile(content, upload)


def files_of(request) -> MultiValueDict:
    """The request's files, those too that this person sent in parts before the form; closed with the request."""
    for field, text in request.POST.items():
        name = field.removesuffix(IN_PARTS)
        if name != field and text and name not in request.FILES:
            request.FILES[name] = _of_this_person(request.user, text)
    return request.FILES


def _of_this_person(user, text: str) -> UploadedFile:
    try:
        key = uuid.UUID(text)
    except ValueError:
        return LostFile()
    upload = UploadInProgress.objects.visible_to(user).filter(key=key).first()
    return whole(upload) if upload else LostFile()


def remove_parts(key_hex: str) -> None:
    """The parts, then their folder; what is gone already is no mistake."""
    folder = f"{FOLDER}/{key_hex}"
    if not default_storage.exists(folder):
        return
    for name in default_storage.listdir(folder)[1]:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)


def folders() -> list[str]:
    """Keys of everything that has parts on the disk."""
    return default_storage.listdir(FOLDER)[0] if default_storage.exists(FOLDER) else []

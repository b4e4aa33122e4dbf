import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from partnerships.documents import checked_type
from partnerships.models import Document, LocalPartnership, TerritorialUnit, User


def store_document(
    unit: TerritorialUnit, *, by: User | None, upload: File, partnership: LocalPartnership | None = None
) -> Document:
    """Keeps a private file of the unit, seen also by the other units of a shared partnership.

    Raises `documents.RefusedFile` when it is none that may be kept. The file is written before its row: a row
    without a file must never be seen, a file without a row never is.
    """
    name, file_type = checked_type(upload)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    document = Document(
        unit=unit,
        partnership=partnership,
        original_name=name,
        content_type=file_type.content_type,
        size=upload.size,
        sha256=digest.hexdigest(),
        uploaded_by=by,
    )
    document.file.save(name, upload, save=False)
    try:
        with transaction.atomic():
            document.save()
    except Exception:
        document.file.delete(save=False)
        raise
    return document


@contextmanager
def storing() -> Iterator[list[Document]]:
    """One transaction; a file of the documents put into the list goes away when it fails."""
    stored: list[Document] = []
    try:
        with transaction.atomic():
            yield stored
    except BaseException:
        for document in stored:
            document.file.delete(save=False)
        raise


def drop_prints(jobs: QuerySet, *, kept: Collection[int]) -> None:
    """Jobs whose file a newer one replaces, with the files; documents among `kept` (their keys) stay."""
    documents = list(Document.objects.filter(pk__in=jobs.filter(document__isnull=False).values("document")))
    jobs.filter(document__isnull=False).delete()
    for document in documents:
        if document.pk not in kept:
            document.delete()
            transaction.on_commit(partial(document.file.delete, save=False))

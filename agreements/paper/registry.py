"""What can be printed of a version: kind and format → the function that makes the file."""

from collections.abc import Callable

from django.utils import timezone

from agreements.changes import Changes, changes_between, reason_of
from agreements.changes.paper import changes_docx, render_changes
from agreements.models import AgreementVersion, PrintJob
from agreements.paper.blocks import PrintedDocument
from agreements.paper.form import printed_document
from agreements.paper.pdf import agreement_pdf
from agreements.paper.word import agreement_docx
from agreements.vocabulary import PrintFormat, PrintKind
from partnerships.printing import print_pdf


class CannotPrint(Exception):
    """The data don't allow this document; the message says why and what to do, in Czech."""


def _document(job: PrintJob) -> PrintedDocument:
    version = AgreementVersion.objects.with_tree().get(pk=job.version_id)
    return printed_document(version, today=timezone.localdate())


def _agreement_pdf(job: PrintJob) -> bytes:
    return agreement_pdf(_document(job))


def _agreement_docx(job: PrintJob) -> bytes:
    return agreement_docx(_document(job))


def _changes(job: PrintJob) -> Changes:
    versions = AgreementVersion.objects.with_tree().select_related("termination")
    loaded = {one.pk: one for one in versions.filter(pk__in=[job.base_id, job.version_id])}
    new = loaded[job.version_id]
    return changes_between(loaded[job.base_id], new, reason=reason_of(new))


def _changes_pdf(job: PrintJob) -> bytes:
    return print_pdf(render_changes(_changes(job)))


def _changes_docx(job: PrintJob) -> bytes:
    return changes_docx(_changes(job))


PRINTERS: dict[tuple[str, str], Callable[[PrintJob], bytes]] = {
    (PrintKind.AGREEMENT, PrintFormat.PDF): _agreement_pdf,
    (PrintKind.AGREEMENT, PrintFormat.DOCX): _agreement_docx,
    (PrintKind.CHANGES, PrintFormat.PDF): _changes_pdf,
    (PrintKind.CHANGES, PrintFormat.DOCX): _changes_docx,
}

"""A paper as bytes; run it in a worker, never in a request."""

from collections.abc import Callable

from django.template.loader import render_to_string

from agreements.paper.blocks import PrintedDocument
from agreements.paper.word import agreement_docx
from agreements.vocabulary import PrintFormat
from partnerships.czech import NBSP
from partnerships.printing import print_pdf


def meeting_pdf(document: PrintedDocument) -> bytes:
    return print_pdf(render(document))


def render(document: PrintedDocument) -> str:
    return render_to_string("print/meeting.html", {"document": document, "nbsp": NBSP})


PRINTERS: dict[PrintFormat, Callable[[PrintedDocument], bytes]] = {
    PrintFormat.PDF: meeting_pdf,
    PrintFormat.DOCX: agreement_docx,
}

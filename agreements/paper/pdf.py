"""The document as a PDF; run it in a worker, never in a request."""

from django.template.loader import render_to_string

from agreements.paper.blocks import PrintedDocument
from partnerships.czech import NBSP
from partnerships.printing import print_pdf


def agreement_pdf(document: PrintedDocument) -> bytes:
    return print_pdf(render(document))


def render(document: PrintedDocument) -> str:
    return render_to_string("print/agreement.html", {"document": document, "nbsp": NBSP})

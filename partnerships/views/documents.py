import logging

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from partnerships.documents import has_fingerprint, served_type
from partnerships.models import Document

logger = logging.getLogger(__name__)
CHANGED = (
    "Uložený soubor neodpovídá svému otisku, proto ho aplikace nevydá. Obraťte se na správce aplikace, který ho "
    "obnoví ze zálohy."
)


@require_safe
def document(request, pk):
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    if not document.file.storage.exists(document.file.name):
        raise Http404
    if not has_fingerprint(document, document.sha256):
        logger.error("Soubor dokumentu %s neodpovídá svému otisku.", document.pk)
        messages.error(request, CHANGED)
        return redirect("partnerships:unit", document.unit_id)
    content = document.file.open("rb")
    response = FileResponse(
        content,
        as_attachment=True,
        filename=document.original_name,
        content_type=served_type(document.content_type),
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def stored_pdf(request, stored, *, back):
    """A print that stays: its bytes are counted again at each download, changed ones are not handed out."""
    document = stored.document
    if not has_fingerprint(document, stored.sha256):
        logger.error("Uložené PDF %s neodpovídá svému otisku.", document.pk)
        messages.error(request, CHANGED)
        return back
    return FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=document.original_name,
        content_type="application/pdf",
    )

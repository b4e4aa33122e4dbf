from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from partnerships.documents import served_type
from partnerships.models import Document


@require_safe
def document(request, pk):
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    try:
        content = document.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content,
        as_attachment=True,
        filename=document.original_name,
        content_type=served_type(document.content_type),
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

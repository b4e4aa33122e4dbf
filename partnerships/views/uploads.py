from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from partnerships import actions
from partnerships.documents import RefusedFile
from partnerships.models import UploadInProgress
from partnerships.uploads import PART_BYTES


@require_POST
def upload_start(request):
    size = number(request.POST.get("velikost", ""))
    try:
        upload = actions.start_upload(
            by=request.user, name=request.POST.get("nazev", ""), size=size, now=timezone.now()
        )
    except RefusedFile as problem:
        return JsonResponse({"zprava": str(problem)}, status=422)
    return told(upload)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request, key):
    """How much is here; by POST the part that starts at the offset named in the header."""
    upload = get_object_or_404(UploadInProgress.objects.visible_to(request.user), key=key)
    if request.method != "POST":
        return told(upload)
    offset = number(request.headers.get("Upload-Offset", ""))
    try:
        received = actions.receive_part(
            upload, by=request.user, offset=offset, content=request.body, now=timezone.now()
        )
    except actions.WrongPart as problem:
        return JsonResponse({"prijato": problem.received}, status=409)
    return told(received)


@require_POST
def upload_cancel(request, key):
    upload = get_object_or_404(UploadInProgress.objects.visible_to(request.user), key=key)
    actions.cancel_upload(upload, by=request.user)
    return JsonResponse({})


def told(upload) -> JsonResponse:
    return JsonResponse(
        {"klic": str(upload.key), "prijato": upload.received, "velikost": upload.size, "cast": PART_BYTES}
    )


def number(text: str) -> int:
    """Nothing a browser of ours would send counts as nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else -1

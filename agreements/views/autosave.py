"""Answers to a form that saves itself while one types (static/js/typing.js); a person's own save gets a page."""

from django.http import JsonResponse
from django.utils import timezone

LOST = 409
FAULTY = 422


def is_autosave(request) -> bool:
    return request.headers.get("X-Autosave") == "yes"


def saved(revision: int, **more) -> JsonResponse:
    """`more` may be the `keys` of new rows by the name of their field, `texts` by id, and the form's `address`."""
    now = timezone.localtime()
    return JsonResponse({"revision": revision, "saved_at": f"{now.hour}:{now:%M}", **more})


def lost() -> JsonResponse:
    return JsonResponse({"conflict": True}, status=LOST)


def faulty(errors: dict[str, list[str]]) -> JsonResponse:
    """By the name of the field; under an empty name what belongs to none."""
    return JsonResponse({"errors": errors}, status=FAULTY)

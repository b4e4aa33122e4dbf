"""Pages for what went wrong: in Czech, with the request's id and a way back.

They render without the database and without the person, since either may be the reason.
"""

import errno
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER_SECONDS = 30
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
# Somebody else was faster: a row that may be there once, a range that must not overlap, two writers in each
# other's way. Everything else that the database refuses is our mistake.
LOST_RACES = frozenset({"23505", "23P01", "40001", "40P01"})


def bad_request(request, exception):
    return _page(request, 413 if isinstance(exception, TOO_LARGE) else 400)


def csrf_failure(request, reason=""):
    return _page(request, 403, "403_csrf.html")


def server_error(request):
    """500, unless the database says that somebody was faster (409), or nothing can be stored now (503)."""
    problem = sys.exc_info()[1]
    if _sqlstate(problem) in LOST_RACES:
        return _page(request, 409)
    if isinstance(problem, OperationalError | InterfaceError) or getattr(problem, "errno", None) in NO_ROOM:
        response = _page(request, 503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    return _page(request, 500)


def _sqlstate(problem) -> str | None:
    return getattr(problem.__cause__, "sqlstate", None) if problem else None


def _page(request, status: int, template: str = "") -> HttpResponse:
    context = {"request_id": getattr(request, "request_id", "")}
    return HttpResponse(render_to_string(template or f"{status}.html", context), status=status)


def request_id(request) -> dict:
    """Context processor, for the pages of errors that are rendered with the frame."""
    return {"request_id": getattr(request, "request_id", "")}

from contextlib import contextmanager
from functools import wraps

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from partnerships.allauth_adapter import address_of

require_form = require_http_methods(["GET", "HEAD", "POST"])
PAGE_SIZE = 25


@contextmanager
def shown_in(form):
    """What the action refuses stands above the form, with everything that was typed."""
    try:
        yield
    except ValidationError as problem:
        form.add_error(None, problem.messages)


@contextmanager
def told_to(request, success: str):
    """For a step without a form: what the action refuses is a message, and so is its success."""
    try:
        yield
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, success)


def allowed_if(check):
    """For pages that are somebody's as a whole; whoever else is signed in gets 403 whatever the row."""

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not check(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate


def secret_page(action: str, rate: str):
    """For pages that a link opens without signing in: no copy, no Referer, no search engine, no guessing."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            too_many = consume_or_429(request, action=action, config={action: rate}, limit_get=True)
            response = too_many or view(request, *args, **kwargs)
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex, nofollow"
            patch_cache_control(response, private=True, no_store=True)
            return response

        return login_not_required(guarded)

    return decorate


def invitation_links(request):
    """token -> the address that the mail carries."""
    return lambda token: address_of(request, reverse("partnerships:invitation_open", args=[token]))

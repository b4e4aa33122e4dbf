from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.views.decorators.http import require_http_methods

require_form = require_http_methods(["GET", "HEAD", "POST"])
PAGE_SIZE = 25


@contextmanager
def shown_in(form):
    """What the action refuses stands above the form, with everything that was typed."""
    try:
        yield
    except ValidationError as problem:
        form.add_error(None, problem.messages)

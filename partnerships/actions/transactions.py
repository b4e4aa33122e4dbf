from contextlib import contextmanager
from functools import wraps
from uuid import uuid4

import pghistory
from django.db import transaction
from pghistory import runtime

from partnerships.models import User


def action(function):
    """One transaction; the rows of the history say who, also when a command or the demo calls."""

    @wraps(function)
    def in_transaction(*args, by: User | None, **kwargs):
        with transaction.atomic(), pghistory.context(user=by and by.pk):
            return function(*args, by=by, **kwargs)

    return in_transaction


def locked(row):
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


@contextmanager
def told_apart(**metadata):
    """Inside an action: what is written here is an entry of its own in the history, and only it says the metadata.

    pghistory's own nested context says them of everything the request writes, the last ones of many.
    """
    outer = runtime._tracker.value
    runtime._tracker.value = runtime.Context(uuid4(), {**outer.metadata, **metadata})
    try:
        yield
    finally:
        runtime._tracker.value = outer

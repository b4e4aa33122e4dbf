from functools import wraps

import pghistory
from django.db import transaction

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

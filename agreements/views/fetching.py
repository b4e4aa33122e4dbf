from collections.abc import Callable

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from agreements.models import Agreement

Rows = QuerySet[Agreement]


def agreement_seen(
    request, pk, *related: str, adding: Callable[[Rows], Rows] = lambda rows: rows
) -> Agreement:
    """With its unit and what else of it the page shows; another's is a page that does not exist."""
    rows = Agreement.objects.visible_to(request.user).select_related("unit", *related)
    return get_object_or_404(adding(rows), pk=pk)

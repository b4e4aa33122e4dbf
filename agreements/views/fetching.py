from django.shortcuts import get_object_or_404

from agreements.models import Agreement


def agreement_seen(request, pk, among=Agreement.objects) -> Agreement:
    """With its unit, and with what else of it the page asks `among` for; another's is a page that does not exist."""
    return get_object_or_404(among.visible_to(request.user).select_related("unit"), pk=pk)

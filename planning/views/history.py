from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partnerships.models import Event
from planning.history import EventHistory
from planning.views.navigation import unit_seen

PAGE_SIZE = 25


@require_safe
def event_history(request, pk):
    events = Event.objects.visible_to(request.user).select_related("unit", "partnership")
    event = get_object_or_404(events, pk=pk)
    page = Paginator(EventHistory(event), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"unit": unit_seen(request, event), "event": event, "page": page}
    return render(request, "planning/event_history.html", context)

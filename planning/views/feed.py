"""Calendar files: of one meeting, of a series, and the feed that a calendar program reads again and again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnerships.actions import fingerprint_of
from partnerships.allauth_adapter import address_of
from partnerships.models import CalendarFeed, EventSeries
from planning import actions
from planning.feed import feed_text, live_feeds
from planning.ics import CONTENT_TYPE, item_of, published
from planning.invitations import description_of, last_sequence
from planning.views.navigation import event_of, require_form


@require_safe
def event_ics(request, pk):
    event = event_of(request, pk)
    path = reverse("planning:event", args=[event.pk])
    item = item_of(event, description=description_of(event, path), path=path, sequence=last_sequence(event))
    return _file(published([item], now=timezone.now()), f"jednani-{event.starts_on:%Y-%m-%d}.ics")


@require_safe
def series_ics(request, pk):
    series = get_object_or_404(EventSeries.objects.visible_to(request.user), pk=pk)
    items = [
        item_of(event, path=reverse("planning:event", args=[event.pk]))
        for event in series.events.order_by("starts_on", "pk")
    ]
    return _file(published(items, now=timezone.now(), name=series.title), f"rada-jednani-{series.pk}.ics")


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{CONTENT_TYPE}; charset=utf-8; method=PUBLISH")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# --- One's own feed ---------------------------------------------------------------------------------------


@require_form
def feed(request):
    """The address stands on the page just once: right after it was made, in the answer to that very click."""
    address = ""
    if request.method == "POST":
        token = actions.open_feed(request.user, by=request.user, now=timezone.now())
        address = address_of(request, reverse("planning:feed_read", args=[token]))
    mine = CalendarFeed.objects.visible_to(request.user).filter(revoked_at=None).first()
    context = {"feed": mine, "address": address, "as_webcal": f"webcal://{address.partition('://')[2]}"}
    return render(request, "planning/feed.html", context)


@require_POST
def feed_revoke(request):
    if actions.revoke_feed(request.user, by=request.user, now=timezone.now()):
        messages.success(
            request, "Adresa kalendáře je zrušená. Programy, které ji četly, už nic nového neuvidí."
        )
    return redirect("planning:feed")


@login_not_required
@require_safe
def feed_read(request, token):
    """For programs: no cookie, no login page, no copy. Whatever is wrong with the address, there is no such page."""
    now = timezone.now()
    found = live_feeds(fingerprint_of(token)).first()
    if found is None:
        raise Http404
    actions.note_reading(found, by=found.user, now=now)
    response = HttpResponse(
        feed_text(found, now=timezone.localtime(now)), content_type=f"{CONTENT_TYPE}; charset=utf-8"
    )
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response

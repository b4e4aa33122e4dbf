"""Nástěnka, the first page after signing in, and whether one is reminded of it by mail."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partnerships.forms import UnitFilter
from partnerships.models import TerritorialUnit
from partnerships.vocabulary import AgencyRole
from reporting import actions
from reporting.board.overview import figures_of
from reporting.board.page import board_of
from reporting.checklist import with_progress
from reporting.models import Digest, DigestOff

CARDS = 25
IN_HEADER = 20
PAGE_SIZE = 25
OVERSEERS = frozenset({AgencyRole.DIRECTOR, AgencyRole.ANALYST, AgencyRole.REGIONAL_HEAD})


@require_safe
def start(request):
    page = _overview if request.user.agency_role in OVERSEERS else _board
    return page(request, timezone.localdate())


def _board(request, today):
    units = TerritorialUnit.objects.visible_to(request.user).for_list()
    found = list(with_progress(units)[: CARDS + 1])
    shown = found[:CARDS]
    context = {
        "board": board_of(request.user, shown, today=today, has_more_units=len(found) > CARDS),
        "several": len(shown) > 1,
        "today": today,
        "my_units": shown[:IN_HEADER],  # the header's; asked once
    }
    return render(request, "reporting/start.html", context)


def _overview(request, today):
    units = TerritorialUnit.objects.visible_to(request.user).for_list()
    filtered = UnitFilter(request.GET, units)
    context = {
        "figures": figures_of(request.user, today=today),
        "filter": filtered,
        "page": Paginator(filtered.qs, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "reporting/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request):
    if request.method == "POST":
        is_wanted = request.POST.get("posilat") == "ano"
        actions.switch_digest(request.user, by=request.user, is_wanted=is_wanted)
        messages.success(request, f"Přehled e-mailem je {'zapnutý' if is_wanted else 'vypnutý'}.")
        return redirect("reporting:reminders")
    sent = Digest.objects.visible_to(request.user).exclude(items=[]).order_by("-day").first()
    context = {
        "is_wanted": not DigestOff.objects.visible_to(request.user).exists(),
        "last_day": sent and sent.day,
        "hour": settings.REMINDERS_HOUR,
    }
    return render(request, "reporting/reminders.html", context)

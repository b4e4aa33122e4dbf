"""Nástěnka, the first page after signing in. It reads every app, so it lives in the highest one."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.models import TerritorialUnit


@require_safe
def start(request):
    units = TerritorialUnit.objects.visible_to(request.user).for_list()
    return render(request, "reporting/start.html", {"units": units})

"""Nástěnka, the first page after signing in. It reads every app, so it lives in the highest one."""

from django.shortcuts import render

from partnerships.models import TerritorialUnit


def start(request):
    units = TerritorialUnit.objects.visible_to(request.user).for_list()
    return render(request, "reporting/start.html", {"units": units})

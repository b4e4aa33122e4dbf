from django.shortcuts import get_object_or_404, render

from partnerships.models import TerritorialUnit


def unit_list(request):
    units = TerritorialUnit.objects.visible_to(request.user).for_list()
    return render(request, "partnerships/unit_list.html", {"units": units})


def unit(request, pk):
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user).for_list(), pk=pk)
    return render(request, "partnerships/unit.html", {"unit": unit})

"""The site admin keeps the list of units: their names, numbers and types, not their content."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnerships import actions
from partnerships.access import can_administer
from partnerships.forms import UnitFilter, UnitForm
from partnerships.models import TerritorialUnit
from partnerships.views.pages import PAGE_SIZE, allowed_if, require_form, shown_in


@require_safe
@allowed_if(can_administer)
def administered_units(request):
    units = TerritorialUnit.objects.administered_by(request.user).for_list().with_account_count()
    found = UnitFilter(request.GET, units)
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": found}
    return render(request, "partnerships/accounts/administered_units.html", context)


@require_form
@allowed_if(can_administer)
def unit_add(request):
    form = UnitForm(request.POST or None)
    if form.is_valid():
        with shown_in(form):
            unit = actions.create_unit(by=request.user, **form.cleaned_data)
            messages.success(request, f"Územní celek {unit.name} je založený.")
            return redirect("partnerships:administered_units")
    return render(request, "partnerships/accounts/unit_add.html", {"form": form})


@require_form
@allowed_if(can_administer)
def unit_edit(request, pk):
    unit = get_object_or_404(TerritorialUnit.objects.administered_by(request.user), pk=pk)
    shown_name = unit.name  # the form writes what was typed into its instance
    form = UnitForm(request.POST or None, instance=unit)
    if form.is_valid():
        with shown_in(form):
            actions.edit_unit(unit, by=request.user, **form.cleaned_data)
            messages.success(request, "Územní celek je upravený.")
            return redirect("partnerships:administered_units")
    context = {"shown_name": shown_name, "form": form}
    return render(request, "partnerships/accounts/unit_edit.html", context)

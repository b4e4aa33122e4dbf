from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships import access, actions
from partnerships.forms import EndForm, RoleHoldingForm, UnitFilter
from partnerships.models import Handover, Membership, RoleHolding, TerritorialUnit
from partnerships.structure import roles_on
from partnerships.views.pages import PAGE_SIZE, require_form, shown_in
from partnerships.warnings import missing_of_unit


@require_safe
def unit_list(request):
    found = UnitFilter(request.GET, TerritorialUnit.objects.visible_to(request.user).for_list())
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "partnerships/unit_list.html", {"page": page, "filter": found})


@require_safe
def unit(request, pk):
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user).for_list(), pk=pk)
    today = timezone.localdate()
    partnerships = list(unit.partnerships.all())
    former = [one for one in partnerships if one.dissolved_on and one.dissolved_on <= today]
    context = {
        "unit": unit,
        "roles": roles_on(unit, today),
        "partnerships": [one for one in partnerships if one not in former],
        "former_partnerships": former,
        "can_edit": access.can_edit_unit(request.user, unit),
        "can_see_accounts": access.can_see_accounts(request.user, unit),
    }
    if context["can_see_accounts"]:
        accounts = Membership.objects.visible_to(request.user).filter(unit=unit, user__is_active=True)
        context["accounts"] = accounts.active().for_list()
        context["handovers"] = Handover.objects.visible_to(request.user).filter(unit=unit).for_list()
    shown = {name: context[name] for name in ("roles", "partnerships", "can_edit")}
    context["warnings"] = missing_of_unit(unit, today=today, **shown)
    return render(request, "partnerships/unit.html", context)


@require_form
def role_add(request, pk):
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=pk)
    if not access.can_edit_unit(request.user, unit):
        raise PermissionDenied
    form = RoleHoldingForm(request.POST or None, unit=unit, initial={"role": request.GET.get("role")})
    if form.is_valid():
        with shown_in(form):
            actions.record_holding(unit, by=request.user, new_person=form.new_person(), **form.holding())
            messages.success(request, "Obsazení role je zapsané.")
            return redirect("partnerships:unit", unit.pk)
    return render(request, "partnerships/role_add.html", {"unit": unit, "form": form})


@require_form
def role_end(request, pk):
    holding = get_object_or_404(RoleHolding.objects.visible_to(request.user).select_related("unit"), pk=pk)
    if not access.can_edit_unit(request.user, holding.unit):
        raise PermissionDenied
    form = EndForm(request.POST or None, starts_on=holding.valid_from)
    if form.is_valid():
        try:
            actions.end_role(holding, by=request.user, valid_to=form.cleaned_data["valid_to"])
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, "Role je ukončená.")
        return redirect("partnerships:unit", holding.unit_id)
    context = {"unit": holding.unit, "holding": holding, "form": form}
    return render(request, "partnerships/role_end.html", context)

"""Who of the Agency consults which unit: kept by the regional head for the region, by the site admin for all."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships import actions
from partnerships.access import can_assign_consultants
from partnerships.forms import ConsultantForm, EndConsultantForm, UnitFilter
from partnerships.models import Membership, TerritorialUnit, User
from partnerships.views.pages import PAGE_SIZE, allowed_if, require_form, shown_in
from partnerships.vocabulary import AgencyRole, UnitRole


@require_safe
@allowed_if(can_assign_consultants)
def consultant_list(request):
    assigned = Membership.objects.administered_by(request.user).active().filter(role=UnitRole.CONSULTANT)
    units = TerritorialUnit.objects.administered_by(request.user).for_list()
    found = UnitFilter(
        request.GET,
        units.prefetch_related(Prefetch("memberships", assigned.for_list(), to_attr="consultants")),
    )
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "partnerships/accounts/consultant_list.html", {"page": page, "filter": found})


@require_form
@allowed_if(can_assign_consultants)
def consultant_assign(request, pk):
    target = get_object_or_404(TerritorialUnit.objects.administered_by(request.user), pk=pk)
    consultants = User.objects.administered_by(request.user).active()
    form = ConsultantForm(
        request.POST or None, consultants=consultants.filter(agency_role=AgencyRole.CONSULTANT)
    )
    if form.is_valid():
        with shown_in(form):
            actions.assign_consultant(target, by=request.user, **form.cleaned_data)
            messages.success(request, f"Konzultant/ka je přidělen/a k územnímu celku {target.name}.")
            return redirect("partnerships:consultant_list")
    context = {"target": target, "form": form}
    return render(request, "partnerships/accounts/consultant_assign.html", context)


@require_form
@allowed_if(can_assign_consultants)
def consultant_end(request, pk):
    assigned = Membership.objects.administered_by(request.user).filter(role=UnitRole.CONSULTANT)
    membership = get_object_or_404(assigned.for_list(), pk=pk)
    form = EndConsultantForm(request.POST or None)
    if form.is_valid():
        with shown_in(form):
            actions.end_consultant(membership, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "Přidělení je ukončené.")
            return redirect("partnerships:consultant_list")
    context = {"membership": membership, "form": form}
    return render(request, "partnerships/accounts/consultant_end.html", context)

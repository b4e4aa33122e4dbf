from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partnerships import access, actions
from partnerships.documents import served_type
from partnerships.forms import (
    DayForm,
    EndForm,
    GroupForm,
    PartnershipForm,
    RoleHoldingForm,
    SeatForm,
    UnitFilter,
)
from partnerships.models import Document, LocalPartnership, RoleHolding, Seat, TerritorialUnit
from partnerships.structure import roles_on, structure_on

require_form = require_http_methods(["GET", "HEAD", "POST"])
PAGE_SIZE = 25


@contextmanager
def shown_in(form):
    """What the action refuses stands above the form, with everything that was typed."""
    try:
        yield
    except ValidationError as problem:
        form.add_error(None, problem.messages)


# --- Units ------------------------------------------------------------------------------------------------


@require_safe
def unit_list(request):
    found = UnitFilter(request.GET, TerritorialUnit.objects.visible_to(request.user).for_list())
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "partnerships/unit_list.html", {"page": page, "filter": found})


@require_safe
def unit(request, pk):
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user).for_list(), pk=pk)
    context = {
        "unit": unit,
        "roles": roles_on(unit, timezone.localdate()),
        "partnerships": unit.partnerships.all(),
        "can_edit": access.can_edit_unit(request.user, unit),
    }
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


# --- The partnership --------------------------------------------------------------------------------------


@require_form
def partnership_add(request, pk):
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=pk)
    if not access.can_edit_unit(request.user, unit):
        raise PermissionDenied
    form = PartnershipForm(request.POST or None)
    if form.is_valid():
        with shown_in(form):
            partnership = actions.create_partnership(unit, by=request.user, **form.cleaned_data)
            messages.success(request, "Lokální partnerství je založené. Teď přidejte jeho členy.")
            return redirect("partnerships:partnership", partnership.pk)
    return render(request, "partnerships/partnership_add.html", {"unit": unit, "form": form})


def partnership_for(request, pk) -> tuple[LocalPartnership, TerritorialUnit]:
    """The partnership and the first of its units that the person sees; the page is about that one."""
    partnership = get_object_or_404(
        LocalPartnership.objects.visible_to(request.user).prefetch_related("units"), pk=pk
    )
    seen = TerritorialUnit.objects.visible_to(request.user).filter(partnerships=partnership)
    return partnership, seen.for_list().first()


@require_safe
def partnership(request, pk):
    partnership, unit = partnership_for(request, pk)
    form = DayForm(request.GET if "den" in request.GET else None)
    day = (form.is_valid() and form.cleaned_data["den"]) or timezone.localdate()
    context = {
        "unit": unit,
        "partnership": partnership,
        "structure": structure_on(partnership, day),
        "day": day,
        "form": form,
        "can_edit": access.can_edit_partnership(request.user, partnership),
    }
    return render(request, "partnerships/partnership.html", context)


@require_form
def group_add(request, pk):
    partnership, unit = partnership_for(request, pk)
    if not access.can_edit_partnership(request.user, partnership):
        raise PermissionDenied
    form = GroupForm(request.POST or None)
    if form.is_valid():
        with shown_in(form):
            actions.add_group(partnership, by=request.user, **form.cleaned_data)
            messages.success(request, "Pracovní skupina je přidaná.")
            return redirect("partnerships:partnership", partnership.pk)
    context = {"unit": unit, "partnership": partnership, "form": form}
    return render(request, "partnerships/group_add.html", context)


@require_form
def seat_add(request, pk):
    partnership, unit = partnership_for(request, pk)
    if not access.can_edit_partnership(request.user, partnership):
        raise PermissionDenied
    form = SeatForm(request.POST or None, partnership=partnership)
    if form.is_valid():
        with shown_in(form):
            actions.record_seat(
                partnership,
                by=request.user,
                unit=unit,
                new_person=form.new_person(),
                new_organisation=form.cleaned_data["new_organisation"],
                **form.seat(),
            )
            messages.success(request, "Místo v partnerství je přidané.")
            return redirect("partnerships:partnership", partnership.pk)
    context = {"unit": unit, "partnership": partnership, "form": form}
    return render(request, "partnerships/seat_add.html", context)


@require_form
def seat_end(request, pk):
    seat = get_object_or_404(Seat.objects.visible_to(request.user).select_related("holder"), pk=pk)
    partnership, unit = partnership_for(request, seat.partnership_id)
    if not access.can_edit_partnership(request.user, partnership):
        raise PermissionDenied
    form = EndForm(request.POST or None, starts_on=seat.valid_from)
    if form.is_valid():
        try:
            actions.end_seat(seat, by=request.user, valid_to=form.cleaned_data["valid_to"])
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            messages.success(request, "Členství je ukončené.")
        return redirect("partnerships:partnership", partnership.pk)
    context = {"unit": unit, "partnership": partnership, "seat": seat, "form": form}
    return render(request, "partnerships/seat_end.html", context)


# --- Documents --------------------------------------------------------------------------------------------


@require_safe
def document(request, pk):
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    try:
        content = document.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content,
        as_attachment=True,
        filename=document.original_name,
        content_type=served_type(document.content_type),
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships import access, actions
from partnerships.forms import DayForm, EndForm, GroupForm, PartnershipForm, SeatForm
from partnerships.models import LocalPartnership, Seat, TerritorialUnit
from partnerships.structure import structure_on
from partnerships.views.pages import require_form, shown_in
from partnerships.warnings import missing_of_partnership


@require_form
def partnership_add(request, pk):
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=pk)
    if not access.can_edit_unit(request.user, unit):
        raise PermissionDenied
    form = PartnershipForm(request.POST or None, unit=unit, others=other_units(request.user, unit))
    if form.is_valid():
        with shown_in(form):
            partnership = actions.create_partnership(unit, by=request.user, **form.cleaned_data)
            messages.success(request, "Lokální partnerství je založené. Teď přidejte jeho členy.")
            return redirect("partnerships:partnership", partnership.pk)
    return render(request, "partnerships/partnership_add.html", {"unit": unit, "form": form})


def other_units(user, unit):
    """Units a partnership of this one may serve too: those the person edits as well."""
    edited = [pk for pk in user.roles_by_unit if access.has_role(user, pk, access.EDITORS)]
    return TerritorialUnit.objects.visible_to(user).filter(pk__in=edited).exclude(pk=unit.pk).for_list()


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
    structure = structure_on(partnership, day)
    can_edit = access.can_edit_partnership(request.user, partnership)
    context = {
        "unit": unit,
        "partnership": partnership,
        "structure": structure,
        "warnings": missing_of_partnership(partnership, structure, can_edit=can_edit),
        "day": day,
        "form": form,
        "can_edit": can_edit,
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
    seen = TerritorialUnit.objects.visible_to(request.user).filter(partnerships=partnership)
    form = SeatForm(request.POST or None, partnership=partnership, units=seen)
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

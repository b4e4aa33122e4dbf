"""The partnership and its groups; its seats are in seats.py, its documents in rules.py."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnerships import access, actions
from partnerships.changes import changes_of, rows_of, years_of
from partnerships.forms import DayForm, DissolveForm, GroupForm, PartnershipForm
from partnerships.models import LocalPartnership, TerritorialUnit, WorkingGroup
from partnerships.partnership_page import meetings_of, quorums_of, units_for
from partnerships.structure import structure_on, types_of
from partnerships.views.pages import require_form, shown_in, told_to
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
    rows = LocalPartnership.objects.visible_to(request.user).prefetch_related(units_for(request.user))
    partnership = get_object_or_404(rows, pk=pk)
    return partnership, units_seen(partnership)[0]


def units_seen(partnership: LocalPartnership) -> list[TerritorialUnit]:
    """Of a partnership that `partnership_for` fetched."""
    return [unit for unit in partnership.units.all() if unit.is_seen]


def editable_partnership(request, pk) -> tuple[LocalPartnership, TerritorialUnit]:
    partnership, unit = partnership_for(request, pk)
    if not access.can_edit_partnership(request.user, partnership):
        raise PermissionDenied
    return partnership, unit


@require_safe
def partnership(request, pk):
    partnership, unit = partnership_for(request, pk)
    prefetch_related_objects([partnership], "groups__thematic_areas")
    today = timezone.localdate()
    form = DayForm(request.GET if "den" in request.GET else None)
    day = (form.is_valid() and form.cleaned_data["den"]) or today
    structure = structure_on(partnership, day)
    rules = list(partnership.rules.select_related("document"))
    can_edit = access.can_edit_partnership(request.user, partnership)
    warnings = missing_of_partnership(partnership, structure, rules, today=today, can_edit=can_edit)
    context = {
        "unit": unit,
        "partnership": partnership,
        "structure": structure,
        "types": types_of(structure.whole, [one.words for one in partnership.units.all()]),
        "quorums": quorums_of(rules, structure, day),
        "rules": [one for one in rules if one.applies_on(day)],
        "meetings": meetings_of(partnership, today),
        "dissolved_groups": [group for group in partnership.groups.all() if group.dissolved_on],
        "warnings": warnings if day == today else [],
        "day": day,
        "is_today": day == today,
        "form": form,
        "can_edit": can_edit,
        "may_record": access.can_record(request.user, unit),
    }
    return render(request, "partnerships/partnership.html", context)


@require_safe
def partnership_changes(request, pk):
    partnership, unit = partnership_for(request, pk)
    today = timezone.localdate()
    groups, seats = rows_of(partnership)
    years = years_of(partnership, groups, seats, today)
    asked = next((year for year in years if str(year) == request.GET.get("rok")), today.year)
    context = {
        "unit": unit,
        "partnership": partnership,
        "changes": changes_of(groups, seats, asked),
        "year": asked,
        "years": years,
    }
    return render(request, "partnerships/partnership_changes.html", context)


@require_form
def partnership_edit(request, pk):
    partnership, unit = editable_partnership(request, pk)
    others = other_units(request.user, unit)
    form = PartnershipForm(request.POST or None, unit=unit, others=others, instance=partnership)
    if form.is_valid():
        with shown_in(form):
            actions.edit_partnership(partnership, by=request.user, **form.changes())
            messages.success(request, "Změny jsou uložené.")
            return redirect("partnerships:partnership", partnership.pk)
    context = {"unit": unit, "partnership": partnership, "form": form}
    return render(request, "partnerships/partnership_edit.html", context)


# --- Groups -----------------------------------------------------------------------------------------------


@require_form
def group_add(request, pk):
    partnership, unit = editable_partnership(request, pk)
    form = GroupForm(request.POST or None)
    if form.is_valid():
        with shown_in(form):
            actions.add_group(partnership, by=request.user, **form.cleaned_data)
            messages.success(request, "Pracovní skupina je přidaná.")
            return redirect("partnerships:partnership", partnership.pk)
    context = {"unit": unit, "partnership": partnership, "form": form}
    return render(request, "partnerships/group_add.html", context)


@require_form
def group_edit(request, pk):
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), pk=pk)
    partnership, unit = editable_partnership(request, group.partnership_id)
    form = GroupForm(request.POST or None, instance=group)
    if form.is_valid():
        with shown_in(form):
            actions.edit_group(group, by=request.user, **form.cleaned_data)
            messages.success(request, "Změny jsou uložené.")
            return redirect("partnerships:partnership", partnership.pk)
    context = {"unit": unit, "partnership": partnership, "group": group, "form": form}
    return render(request, "partnerships/group_edit.html", context)


@require_form
def group_dissolve(request, pk):
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), pk=pk)
    partnership, unit = editable_partnership(request, group.partnership_id)
    if group.dissolved_on:
        messages.info(request, "Skupina už je zrušená.")
        return redirect("partnerships:partnership", partnership.pk)
    form = DissolveForm(request.POST or None)
    if form.is_valid():
        with shown_in(form):
            actions.dissolve_group(group, by=request.user, **form.cleaned_data)
            messages.success(
                request,
                "Skupina je zrušená, její místa skončila s ní. Vrátit to můžete dole na této stránce.",
            )
            return redirect("partnerships:partnership", partnership.pk)
    seats = group.seats.filter(valid_to=None).select_related("holder", "organisation")
    context = {"unit": unit, "partnership": partnership, "group": group, "seats": seats, "form": form}
    return render(request, "partnerships/group_dissolve.html", context)


@require_POST
def group_restore(request, pk):
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), pk=pk)
    partnership, _ = editable_partnership(request, group.partnership_id)
    with told_to(request, f"Pracovní skupina {group} zase trvá, i s místy, která skončila s ní."):
        actions.restore_group(group, by=request.user)
    return redirect("partnerships:partnership", partnership.pk)

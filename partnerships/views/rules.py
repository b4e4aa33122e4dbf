"""Documents a partnership works by, and the quorum they set."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships import access, actions
from partnerships.forms import NewerRulesForm, RulesForm
from partnerships.models import PartnershipDocument
from partnerships.partnership_page import quorums_of
from partnerships.structure import structure_on
from partnerships.uploads import files_of
from partnerships.views.bodies import editable_partnership, partnership_for
from partnerships.views.pages import require_form, shown_in


@require_safe
def rule_list(request, pk):
    partnership, unit = partnership_for(request, pk)
    today = timezone.localdate()
    rules = list(partnership.rules.select_related("document"))
    context = {
        "unit": unit,
        "partnership": partnership,
        "current": [one for one in rules if one.applies_on(today)],
        "coming": [one for one in rules if one.valid_from and one.valid_from > today],
        "former": [one for one in rules if one.valid_to and one.valid_to < today],
        "quorums": quorums_of(rules, structure_on(partnership, today), today),
        "can_edit": access.can_edit_partnership(request.user, partnership),
    }
    return render(request, "partnerships/rule_list.html", context)


@require_form
def rule_add(request, pk):
    partnership, unit = editable_partnership(request, pk)
    form = RulesForm(request.POST or None, files_of(request) or None)
    if form.is_valid():
        with shown_in(form):
            actions.add_rules(partnership, by=request.user, unit=unit, **form.cleaned_data)
            messages.success(request, "Dokument je přidaný.")
            return redirect("partnerships:rule_list", partnership.pk)
    context = {"unit": unit, "partnership": partnership, "form": form}
    return render(request, "partnerships/rule_add.html", context)


@require_form
def rule_edit(request, pk):
    rules = get_object_or_404(PartnershipDocument.objects.visible_to(request.user), pk=pk)
    partnership, unit = editable_partnership(request, rules.partnership_id)
    form = RulesForm(request.POST or None, files_of(request) or None, instance=rules)
    if form.is_valid():
        with shown_in(form):
            actions.edit_rules(rules, by=request.user, unit=unit, **form.cleaned_data)
            messages.success(request, "Změny jsou uložené.")
            return redirect("partnerships:rule_list", partnership.pk)
    context = {"unit": unit, "partnership": partnership, "rules": rules, "form": form}
    return render(request, "partnerships/rule_edit.html", context)


@require_form
def rule_replace(request, pk):
    former = get_object_or_404(PartnershipDocument.objects.visible_to(request.user), pk=pk)
    partnership, unit = editable_partnership(request, former.partnership_id)
    form = NewerRulesForm(request.POST or None, files_of(request) or None, former=former)
    if form.is_valid():
        with shown_in(form):
            actions.replace_rules(former, by=request.user, unit=unit, **form.cleaned_data)
            messages.success(request, "Nový dokument je přidaný, dosavadní skončil předchozím dnem.")
            return redirect("partnerships:rule_list", partnership.pk)
    context = {"unit": unit, "partnership": partnership, "rules": former, "form": form}
    return render(request, "partnerships/rule_replace.html", context)

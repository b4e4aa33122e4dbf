"""One page for each section of a draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from agreements import access, actions
from agreements.comparison import compare_fields, compare_roles
from agreements.forms.sections import CreateForm, HeaderForm, RevisionForm, role_forms
from agreements.queries import SECTION_FIELDS, revision_of
from agreements.views.editing import LOST, SAVED, edits_draft, require_form
from agreements.vocabulary import Section
from partnerships.models import TerritorialUnit


@require_form
def agreement_create(request, unit_pk):
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=unit_pk)
    if not access.can_create(request.user, unit):
        raise PermissionDenied
    form = CreateForm(request.POST or None)
    if form.is_valid():
        try:
            version = actions.create_agreement(unit, by=request.user, **form.cleaned_data)
        except actions.DraftExists as refusal:
            version = refusal.version
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "Popis spolupráce je založen. Doplňte jeho části.")
        return redirect("agreements:version", version.pk)
    return render(request, "agreements/agreement_create.html", {"unit": unit, "form": form})


@require_form
@edits_draft
def edit_header(request, version):
    fields = SECTION_FIELDS[Section.HEADER]
    initial = {name: getattr(version, name) for name in fields}
    initial["revision"] = revision_of(version, Section.HEADER)
    headings = version.template.headings
    form = HeaderForm(request.POST or None, initial=initial, headings=headings)
    context = {"version": version, "unit": version.agreement.unit, "form": form, "differences": []}
    if not form.is_valid():
        return render(request, "agreements/edit_header.html", context)
    try:
        actions.save_header(version, by=request.user, revision=form.cleaned_data["revision"], **form.values())
    except actions.StaleSection as refusal:
        labels = {name: form.fields[name].label for name in form.values()}
        context["differences"] = compare_fields(form.values(), refusal.stored, labels)
        if context["differences"]:
            retry = {**request.POST.dict(), "revision": refusal.revision}
            context["form"] = HeaderForm(retry, initial=initial, headings=headings)
            return render(request, "agreements/edit_header.html", context, status=LOST)
    return _saved(request, version, Section.HEADER)


@require_form
@edits_draft
def edit_roles(request, version):
    form = RevisionForm(request.POST or None, initial={"revision": revision_of(version, Section.ROLES)})
    roles = role_forms(version, user=request.user, data=request.POST or None)
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "form": form,
        "roles": roles,
        "differences": [],
    }
    # every role is asked, so that all faults are shown at once
    if not all([form.is_valid(), *(role.is_valid() for role in roles)]):
        return render(request, "agreements/edit_roles.html", context)
    values = [role.values() for role in roles]
    try:
        actions.save_roles(version, by=request.user, revision=form.cleaned_data["revision"], roles=values)
    except actions.StaleSection as refusal:
        context["differences"] = compare_roles(values, refusal.stored)
        if context["differences"]:
            context["form"] = RevisionForm({"revision": refusal.revision})
            return render(request, "agreements/edit_roles.html", context, status=LOST)
    return _saved(request, version, Section.ROLES)


def _saved(request, version, section):
    messages.success(request, SAVED)
    return redirect(f"{reverse('agreements:version', args=[version.pk])}#oddil-{section.lower()}")

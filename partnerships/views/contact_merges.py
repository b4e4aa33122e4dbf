from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnerships import access, actions
from partnerships.directory.duplicates import alike_organisations, alike_people
from partnerships.directory.merging import differing, filled, merge_of
from partnerships.directory.search import organisations_in, people_in
from partnerships.forms.contact_steps import MergeForm
from partnerships.models import Organisation, Person
from partnerships.views.contacts import editable_contact, unit_of
from partnerships.views.pages import PAGE_SIZE, require_form, shown_in


@require_safe
def duplicates(request, pk):
    """Pairs the person may merge; the entry that would stay comes first, the fuller one when both may."""
    unit = unit_of(request, pk)
    if not access.can_edit_unit(request.user, unit):
        raise PermissionDenied
    people = people_in(unit).filter(is_agency_staff=False).prefetch_related("units")
    pairs = [
        *alike_people(people.select_related("organisation")),
        *alike_organisations(organisations_in(unit).prefetch_related("units")),
    ]
    pairs = [ordered for pair in pairs if (ordered := mergeable(request.user, pair))]
    page = Paginator(pairs, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "partnerships/contacts/duplicates.html", {"unit": unit, "page": page})


def mergeable(user, pair):
    fuller, emptier = sorted((pair.first, pair.second), key=filled, reverse=True)
    for one, other in ((fuller, emptier), (emptier, fuller)):
        if access.can_edit_contact(user, one) and access.can_close_contact(user, other):
            return pair._replace(first=one, second=other)
    return None


@require_form
def person_merge(request, pk, other_pk):
    return contact_merge(request, Person, pk, other_pk)


@require_form
def organisation_merge(request, pk, other_pk):
    return contact_merge(request, Organisation, pk, other_pk)


def contact_merge(request, model, pk, other_pk):
    kept, unit = editable_contact(request, model, pk)
    seen = model.objects.visible_to(request.user).prefetch_related("units")
    absorbed = get_object_or_404(seen, pk=other_pk)
    if not access.can_close_contact(request.user, absorbed):
        raise PermissionDenied
    merge = merge_of(kept, absorbed)
    form = MergeForm(request.POST or None, kept=kept, absorbed=absorbed, names=differing(kept, absorbed))
    page = f"partnerships:{model._meta.model_name}"
    # a form without a difference has no field, so an empty one is a full one
    if request.method == "POST" and form.is_valid():
        with shown_in(form):
            actions.merge_contacts(kept, absorbed, by=request.user, **form.values())
            messages.success(request, "Kontakty jsou sloučené.")
            return redirect(page, kept.pk)
    context = {"unit": unit, "kept": kept, "absorbed": absorbed, "merge": merge, "form": form, "page": page}
    return render(request, "partnerships/contacts/merge.html", context)

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships import access, actions
from partnerships.directory.profile import profile_of, profile_of_organisation
from partnerships.directory.search import (
    organisations_for_list,
    organisations_in,
    people_for_list,
    people_in,
)
from partnerships.directory.sheets import organisations_workbook, people_workbook
from partnerships.directory.values import fingerprint_of
from partnerships.forms.contacts import OrganisationFilter, OrganisationForm, PersonFilter, PersonForm
from partnerships.models import Organisation, Person, TerritorialUnit
from partnerships.spreadsheet import as_download
from partnerships.views.pages import PAGE_SIZE, require_form, shown_in


def unit_of(request, pk) -> TerritorialUnit:
    return get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=pk)


def contact_of(request, model, pk) -> tuple[Person | Organisation, TerritorialUnit | None]:
    """The contact and the first of its units that the reader sees; the Agency's people may be of none."""
    rows = model.objects.visible_to(request.user).prefetch_related("units")
    if model is Person:
        rows = rows.select_related("organisation")
    contact = get_object_or_404(rows, pk=pk)
    units = TerritorialUnit.objects.visible_to(request.user).filter(pk__in=contact.units.all())
    return contact, units.for_list().first()


def editable_contact(request, model, pk):
    contact, unit = contact_of(request, model, pk)
    if not access.can_edit_contact(request.user, contact):
        raise PermissionDenied
    return contact, unit


# --- Lists ------------------------------------------------------------------------------------------------


def found_people(request, unit):
    people = people_for_list(people_in(unit), timezone.localdate())
    return PersonFilter(request.GET, people, unit=unit)


def found_organisations(request, unit):
    found = organisations_for_list(organisations_in(unit), timezone.localdate(), people_in(unit))
    return OrganisationFilter(request.GET, found, unit=unit)


def contact_list(request, unit, found, template):
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "unit": unit,
        "filter": found,
        "page": page,
        "is_filtered": any(request.GET.get(name) for name in found.filters),
        "can_edit": access.can_edit_unit(request.user, unit),
    }
    return render(request, template, context)


@require_safe
def people(request, pk):
    unit = unit_of(request, pk)
    return contact_list(request, unit, found_people(request, unit), "partnerships/contacts/people.html")


@require_safe
def organisations(request, pk):
    unit = unit_of(request, pk)
    found = found_organisations(request, unit)
    return contact_list(request, unit, found, "partnerships/contacts/organisations.html")


@require_safe
def people_xlsx(request, pk):
    unit = unit_of(request, pk)
    content = people_workbook(found_people(request, unit).qs)
    return as_download(f"Lidé – {unit.name}.xlsx", content)


@require_safe
def organisations_xlsx(request, pk):
    unit = unit_of(request, pk)
    content = organisations_workbook(found_organisations(request, unit).qs, unit.words)
    return as_download(f"Organizace – {unit.name}.xlsx", content)


# --- One contact ------------------------------------------------------------------------------------------


@require_safe
def person(request, pk):
    person, unit = contact_of(request, Person, pk)
    if person.merged_into_id:
        return redirect("partnerships:person", person.merged_into_id)
    context = {
        "unit": unit,
        "person": person,
        "profile": profile_of(person, request.user),
        "units": [one for one in person.units.all() if one.pk in seen_units(request, person)],
        "today": timezone.localdate(),
        "can_edit": access.can_edit_contact(request.user, person),
        "can_close": access.can_close_contact(request.user, person),
    }
    return render(request, "partnerships/contacts/person.html", context)


def seen_units(request, contact) -> set[int]:
    seen = TerritorialUnit.objects.visible_to(request.user).filter(pk__in=contact.units.all())
    return set(seen.values_list("pk", flat=True))


@require_safe
def organisation(request, pk):
    organisation, unit = contact_of(request, Organisation, pk)
    if organisation.merged_into_id:
        return redirect("partnerships:organisation", organisation.merged_into_id)
    context = {
        "unit": unit,
        "organisation": organisation,
        "profile": profile_of_organisation(organisation, request.user),
        "can_edit": access.can_edit_contact(request.user, organisation),
    }
    return render(request, "partnerships/contacts/organisation.html", context)


def person_form(request, unit, person=None) -> PersonForm:
    """Organisations to choose from are those of the unit; the one written down already stays among them."""
    offered = organisations_in(unit)
    if person and person.organisation_id:
        offered = offered | Organisation.objects.visible_to(request.user).filter(pk=person.organisation_id)
    return PersonForm(request.POST or None, instance=person, organisations=offered)


@require_form
def person_add(request, pk):
    unit = unit_of(request, pk)
    if not access.can_edit_unit(request.user, unit):
        raise PermissionDenied
    form = person_form(request, unit)
    if form.is_valid():
        with shown_in(form):
            same_name = form.cleaned_data["same_name"]
            person = actions.add_person(unit, by=request.user, same_name=same_name, **form.contact())
            messages.success(request, "Osoba je v kontaktech.")
            return redirect("partnerships:person", person.pk)
    return render(request, "partnerships/contacts/person_add.html", {"unit": unit, "form": form})


@require_form
def organisation_add(request, pk):
    unit = unit_of(request, pk)
    if not access.can_edit_unit(request.user, unit):
        raise PermissionDenied
    form = OrganisationForm(request.POST or None, unit=unit)
    if form.is_valid():
        with shown_in(form):
            organisation = actions.add_organisation(unit, by=request.user, **form.contact())
            messages.success(request, "Organizace je v kontaktech.")
            return redirect("partnerships:organisation", organisation.pk)
    return render(request, "partnerships/contacts/organisation_add.html", {"unit": unit, "form": form})


@require_form
def person_edit(request, pk):
    person, unit = editable_contact(request, Person, pk)
    return contact_edit(request, person, unit, person_form(request, unit, person))


@require_form
def organisation_edit(request, pk):
    organisation, unit = editable_contact(request, Organisation, pk)
    form = OrganisationForm(request.POST or None, instance=organisation, unit=unit)
    return contact_edit(request, organisation, unit, form)


def contact_edit(request, contact, unit, form):
    page = f"partnerships:{contact._meta.model_name}"
    context = {"unit": unit, "contact": contact, "page": page, "form": form}
    if form.is_valid():
        try:
            with shown_in(form):
                actions.edit_contact(
                    contact, by=request.user, seen=form.cleaned_data["seen"], **form.contact()
                )
                messages.success(request, "Změny jsou uložené.")
                return redirect(page, contact.pk)
        except actions.LostSave:
            return lost_save(request, contact, form, context)
    return render(request, "partnerships/contacts/contact_edit.html", context)


def lost_save(request, contact, form, context):
    """409: the form with what this person typed, beside what somebody else saved meanwhile."""
    contact.refresh_from_db()
    form.data = form.data.copy()
    form.data["seen"] = fingerprint_of(contact, form._meta.fields)
    context["differences"] = form.differences_from(contact)
    return render(request, "partnerships/contacts/contact_conflict.html", context, status=409)

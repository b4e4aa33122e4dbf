from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from partnerships import access, actions
from partnerships.directory.erasure import erasure_of
from partnerships.directory.export import extract_of, extracts_made
from partnerships.directory.personal_data import GROUPS
from partnerships.forms.contact_steps import ErasureForm
from partnerships.models import Person
from partnerships.views.contacts import editable_contact, seen_units
from partnerships.views.pages import require_form, shown_in


@require_safe
@login_not_required
def personal_data(request):
    return render(request, "partnerships/contacts/personal_data.html", {"groups": GROUPS})


@require_form
def person_extract(request, pk):
    """Making an extract is written down, so it takes a form; those made before can be opened again."""
    person, unit = editable_contact(request, Person, pk)
    if request.method == "POST":
        extract = actions.record_export(person, by=request.user)
        return redirect("partnerships:extract", person.pk, extract.pk)
    context = {"unit": unit, "person": person, "made": extracts_made(person)}
    return render(request, "partnerships/contacts/extract_list.html", context)


def extract_for(request, pk, extract_pk):
    person, unit = editable_contact(request, Person, pk)
    made = next((one for one in extracts_made(person) if one.pk == extract_pk), None)
    if made is None:
        raise Http404
    return extract_of(person, request.user, made), unit


@require_safe
def extract(request, pk, extract_pk):
    extract, unit = extract_for(request, pk, extract_pk)
    context = {"unit": unit, "person": extract.person, "extract": extract}
    return render(request, "partnerships/contacts/extract.html", context)


@require_safe
def extract_json(request, pk, extract_pk):
    extract, _ = extract_for(request, pk, extract_pk)
    name = f"Údaje – {extract.person.first_name} {extract.person.last_name}.json"
    return JsonResponse(
        extract.as_json(),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )


@require_form
def person_erase(request, pk):
    person, unit = editable_contact(request, Person, pk)
    if not access.can_close_contact(request.user, person):
        return erasure_refused(request, person, unit)
    today = timezone.localdate()
    erasure = erasure_of(person, today)
    form = ErasureForm(request.POST or None, person=person)
    if form.is_valid():
        with shown_in(form):
            actions.erase_person(person, by=request.user, on=today, reason=form.cleaned_data["reason"])
            messages.success(request, "Údaje osoby jsou vymazané.")
            return redirect("partnerships:person", person.pk)
    context = {"unit": unit, "person": person, "erasure": erasure, "form": form}
    return render(request, "partnerships/contacts/erase.html", context)


def erasure_refused(request, person, unit):
    """Says who must do it, as far as the reader may know."""
    seen = seen_units(request, person)
    units = [one for one in person.units.all() if one.pk in seen]
    context = {"unit": unit, "person": person, "units": units}
    context["is_elsewhere"] = len(units) < len(person.units.all())
    return render(request, "partnerships/contacts/erase_refused.html", context, status=403)

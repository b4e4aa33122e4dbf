"""One place in a partnership: who sits there, who sat there, and who will."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnerships import access, actions
from partnerships.forms import EndForm, HolderForm, SeatForm
from partnerships.models import Seat
from partnerships.structure import chain_of
from partnerships.unit_words import organisation_label
from partnerships.views.bodies import editable_partnership, partnership_for, units_seen
from partnerships.views.pages import require_form, shown_in


def seat_of(request, pk) -> Seat:
    seats = Seat.objects.visible_to(request.user)
    return get_object_or_404(seats.select_related("holder", "organisation", "group"), pk=pk)


def last_row_of(request, seat: Seat):
    """Where to go instead when somebody already took the place over: only its last row goes on or goes away."""
    if request.method == "POST" or not Seat.objects.visible_to(request.user).filter(replaces=seat).exists():
        return None
    messages.info(request, "Místo už má dalšího držitele. Změnu zapište u posledního záznamu, tedy tady.")
    return redirect("partnerships:seat", seat.pk)


@require_safe
def seat(request, pk):
    seat = seat_of(request, pk)
    partnership, unit = partnership_for(request, seat.partnership_id)
    chain = chain_of(seat)
    context = {
        "unit": unit,
        "partnership": partnership,
        "seat": chain[-1],
        "former": chain[-2::-1],
        "attended": chain[-1].attendances.count(),
        "type_label": organisation_label(
            seat.organisation_type, [one.words for one in partnership.units.all()]
        ),
        "can_edit": access.can_edit_partnership(request.user, partnership),
    }
    return render(request, "partnerships/seat.html", context)


@require_form
def seat_add(request, pk):
    partnership, unit = editable_partnership(request, pk)
    form = SeatForm(
        request.POST or None,
        partnership=partnership,
        units=units_seen(partnership),
        initial={"group": request.GET.get("skupina")},
    )
    if form.is_valid():
        with shown_in(form):
            actions.record_seat(
                partnership,
                by=request.user,
                unit=unit,
                new_person=form.new_person(),
                new_organisation=form.cleaned_data["new_organisation"],
                form_key=form.cleaned_data["form_key"],
                **form.seat(),
            )
            messages.success(request, "Místo v partnerství je přidané.")
            if "dalsi" in request.POST:
                return redirect(request.get_full_path())
            return redirect("partnerships:partnership", partnership.pk)
    context = {"unit": unit, "partnership": partnership, "form": form}
    return render(request, "partnerships/seat_add.html", context)


@require_form
def seat_edit(request, pk):
    seat = seat_of(request, pk)
    partnership, unit = editable_partnership(request, seat.partnership_id)
    form = SeatForm(request.POST or None, partnership=partnership, units=units_seen(partnership), seat=seat)
    if form.is_valid():
        with shown_in(form):
            actions.correct_seat(
                seat,
                by=request.user,
                unit=unit,
                new_person=form.new_person(),
                new_organisation=form.cleaned_data["new_organisation"],
                **form.seat(),
            )
            messages.success(request, "Místo je opravené.")
            return redirect("partnerships:seat", seat.pk)
    context = {"unit": unit, "partnership": partnership, "seat": seat, "form": form}
    return render(request, "partnerships/seat_edit.html", context)


@require_form
def seat_hold(request, pk):
    seat = seat_of(request, pk)
    partnership, unit = editable_partnership(request, seat.partnership_id)
    if elsewhere := last_row_of(request, seat):
        return elsewhere
    form = HolderForm(request.POST or None, seat=seat, units=units_seen(partnership))
    if form.is_valid():
        with shown_in(form):
            actions.record_holder(
                seat, by=request.user, unit=unit, new_person=form.new_person(), **form.change()
            )
            messages.success(request, "Změna obsazení je zapsaná.")
            return redirect("partnerships:partnership", partnership.pk)
    context = {"unit": unit, "partnership": partnership, "seat": seat, "form": form}
    return render(request, "partnerships/seat_hold.html", context)


@require_form
def seat_end(request, pk):
    seat = seat_of(request, pk)
    partnership, unit = editable_partnership(request, seat.partnership_id)
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


@require_form
def seat_delete(request, pk):
    """What was written by mistake goes, confirmed on a page of its own."""
    seat = seat_of(request, pk)
    partnership, unit = editable_partnership(request, seat.partnership_id)
    if elsewhere := last_row_of(request, seat):
        return elsewhere
    if request.method == "POST":
        try:
            actions.delete_seat(seat, by=request.user)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            return redirect("partnerships:seat", seat.pk)
        messages.success(request, f"Zápis místa „{seat}“ je smazaný.")
        return redirect("partnerships:partnership", partnership.pk)
    context = {"unit": unit, "partnership": partnership, "seat": seat}
    return render(request, "partnerships/seat_delete.html", context)

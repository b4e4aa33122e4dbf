"""Handing a unit's agenda over: who leaves, who takes it, what goes along, and only then it happens."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships import access, actions
from partnerships.forms import HandoverForm
from partnerships.handover import agenda_of, leavers_of, sentences
from partnerships.models import Handover, TerritorialUnit, User
from partnerships.views.pages import allowed_if, invitation_links, require_form, shown_in


@require_safe
def handover(request, pk):
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user).for_list(), pk=pk)
    if not access.can_see_accounts(request.user, unit):
        raise PermissionDenied
    leavers = [one for one in leavers_of(unit) if access.can_hand_over(request.user, unit, one)]
    context = {"unit": unit, "leavers": leavers}
    return render(request, "partnerships/accounts/handover.html", context)


@require_form
def handover_of(request, pk, user_pk):
    unit = TerritorialUnit.objects.visible_to(request.user).for_list().filter(pk=pk).first()
    leaver = unit and leavers_of(unit).filter(pk=user_pk).first()
    is_own = user_pk == request.user.pk
    done = reverse("start") if is_own else reverse("partnerships:unit", args=[pk])
    if leaver is None:
        return _after_it_is_done(Handover.objects.visible_to(request.user), pk, user_pk, done)
    if not access.can_hand_over(request.user, unit, leaver):
        raise PermissionDenied
    return _hand_over(request, agenda_of(unit, leaver), done, {"unit": unit})


@require_form
@allowed_if(access.can_administer)
def user_hand_over(request, pk, unit_pk):
    """The same for the site admin, who sees of the unit only what the leaver holds."""
    unit = get_object_or_404(TerritorialUnit.objects.administered_by(request.user).for_list(), pk=unit_pk)
    account = get_object_or_404(User.objects.administered_by(request.user), pk=pk)
    leaver = leavers_of(unit).filter(pk=account.pk).first()
    done = reverse("partnerships:user", args=[account.pk])
    if leaver is None:
        return _after_it_is_done(Handover.objects.administered_by(request.user), unit_pk, pk, done)
    return _hand_over(request, agenda_of(unit, leaver), done, {"account": account})


def _after_it_is_done(handovers, unit_pk, leaver_pk, done):
    """The second of two clicks finds the agenda gone, a leaver even the unit; everybody else gets 404."""
    if not handovers.filter(unit=unit_pk, leaver=leaver_pk).exists():
        raise Http404
    return redirect(done)


def _hand_over(request, agenda, done, context):
    form = HandoverForm(request.POST or None, agenda=agenda)
    context |= {"agenda": agenda, "form": form}
    if not form.is_valid() or "upravit" in request.POST:
        return render(request, "partnerships/accounts/handover_of.html", context)
    if "potvrzeno" not in request.POST:
        context["moved"] = sentences(agenda, form.successor_name, **form.moved())
        return render(request, "partnerships/accounts/handover_confirm.html", context)
    with shown_in(form):
        made = actions.hand_over(
            agenda.unit,
            by=request.user,
            leaver=agenda.leaver,
            now=timezone.now(),
            link_for=invitation_links(request),
            **form.handover(),
        )
        messages.success(request, f"Agenda je předaná. Přebírá ji {made.successor}.")
        return redirect(done)
    return render(request, "partnerships/accounts/handover_of.html", context)

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.models import Agreement
from agreements.views.fetching import agreement_seen
from agreements.warnings import with_fixes
from partnerships.access import EDITORS
from partnerships.models import Membership, User
from planning import access, actions
from planning.drawing import drawn
from planning.forms import DeviationForm, StepFilterForm
from planning.results import StepResult, YearResult
from planning.seen import picture_of_year
from planning.themes import themes_of, with_themes
from planning.training import training_summary
from planning.views.navigation import require_form
from planning.year import Known, known_of, result_of, year_result


@require_safe
def year(request, pk, year):
    agreement = agreement_seen(request, pk, adding=with_themes)
    today = timezone.localdate()
    known = known_of(agreement)
    result = result_of(known, agreement.pk, year, today=today)
    narrowed = StepFilterForm(
        request.GET, results=[result], themes=themes_of(agreement), where=f"v roce {year}"
    )
    shown = narrowed.narrow(result)
    context = {
        "unit": agreement.unit,
        "agreement": agreement,
        "result": result,
        "filter": narrowed,
        "steps": shown.steps,
        "picture": drawn(picture_of_year(shown, today=today)) if result.computable and shown.steps else None,
        "training": training_summary(agreement, year, known=known) if result.computable else None,
        "is_running": year >= today.year,
        "worded_on": min(date(year, 12, 31), today),
        "may_record": access.can_record(request.user, agreement.unit),
        "may_explain": access.can_explain(request.user, agreement),
        **gap_of(request.user, agreement, result, known),
    }
    return render(request, "planning/year.html", context)


def gap_of(user: User, agreement: Agreement, result: YearResult, known: Known) -> dict:
    """What keeps the year from being computed: the field for who may complete it, whom to ask for the others."""
    if result.gap is None:
        return {}
    version = next(one for one in known.versions[agreement.pk] if one.pk == result.gap.version_id)
    [gap] = with_fixes([result.gap], version, user)
    if gap.fix:
        return {"gap": gap}
    editors = Membership.objects.visible_to(user).active().filter(unit=agreement.unit_id, role__in=EDITORS)
    return {"gap": gap, "editors": [one.user for one in editors.select_related("user")]}


@require_form
def deviation(request, pk, year, step_key):
    agreement = agreement_seen(request, pk)
    if not access.can_explain(request.user, agreement):
        raise PermissionDenied
    step = _step(agreement, year, step_key)
    form = DeviationForm(request.POST or None, initial=vars(step.deviation) if step.deviation else None)
    if form.is_valid():
        actions.explain_deviation(
            agreement, by=request.user, year=year, step_key=step_key, **form.cleaned_data
        )
        messages.success(request, "Vysvětlení je uložené a objeví se ve zprávě.")
        return redirect("planning:year", agreement.pk, year)
    context = {"unit": agreement.unit, "agreement": agreement, "year": year, "step": step, "form": form}
    return render(request, "planning/deviation.html", context)


def _step(agreement, year, step_key) -> StepResult:
    """A step of the version in force; a key of another agreement is a page that does not exist."""
    result = year_result(agreement, year, today=timezone.localdate())
    for step in result.steps:
        if result.computable and step.step_key == step_key:
            return step
    raise Http404

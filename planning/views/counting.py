"""How an agreement is counted, how each number came about, and decisions about both."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from agreements.models import Agreement
from agreements.views.fetching import agreement_seen
from planning import access, actions
from planning.actions.counting import preview_of, state_of
from planning.counting import counted_rows, fingerprint, promises_in
from planning.counting_page import decisions_about, preview_lines, rule_history
from planning.explaining import explained
from planning.forms.counting import CountingForm, ExpectationForm
from planning.models import CountingRule, Occurrence
from planning.promises import rule_of
from planning.views.navigation import require_form

RULE = "counting__decided_by"
CHANGED = "Mezitím se změnilo, z čeho se počítá. Podívejte se na nový náhled a potvrďte ho."
DECIDED = "O počtu mezitím rozhodl někdo jiný. Podívejte se na něj a rozhodněte znovu."


@require_form
def counting(request, pk):
    agreement = agreement_seen(request, pk, RULE)
    may_decide = access.can_decide_counts(request.user, agreement)
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    rule = rule_of(agreement)
    form = CountingForm(request.POST or None, rule=rule)
    context = {
        "agreement": agreement,
        "unit": agreement.unit,
        "rule": rule,
        "form": form,
        "may_decide": may_decide,
    }
    if form.is_valid():
        if request.POST.get("krok") == "potvrdit" and _is_changed(request, agreement, form):
            return redirect("planning:counting", agreement.pk)
        changes = preview_of(agreement, CountingRule(**form.wished()))
        context["preview"] = preview_lines(agreement, changes)
        context["seen"] = fingerprint(rule, changes)
    context["history"] = rule_history(agreement)
    return render(request, "planning/counting.html", context)


def _is_changed(request, agreement, form) -> bool:
    try:
        actions.change_counting(agreement, by=request.user, **form.wished(), seen=form.cleaned_data["seen"])
    except actions.LostSave:
        messages.warning(request, CHANGED)
        return False
    messages.success(request, "Počítání je nastavené a očekávané počty jsou přepočtené.")
    return True


@require_form
def expectation(request, pk, year, term_key):
    agreement = agreement_seen(request, pk, RULE)
    row = _row(request, agreement, year, term_key)
    may_decide = access.can_decide_counts(request.user, agreement)
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    form = ExpectationForm(request.POST or None, row=row, seen=state_of(row))
    if form.is_valid() and _is_decided(request, agreement, row, form):
        return redirect("planning:expectation", agreement.pk, year, term_key)
    rule, promises = rule_of(agreement), promises_in(agreement).get(term_key) or []
    counted = counted_rows({term_key: promises}, rule).get((term_key, year))
    context = {
        "agreement": agreement,
        "unit": agreement.unit,
        "year": year,
        "row": row,
        "rule": rule,
        "term": promises[-1].term if promises else None,
        "explanation": explained(counted, promises[-1], rule) if counted else None,
        "form": form,
        "seen": state_of(row),
        "may_decide": may_decide,
        "history": decisions_about(row),
    }
    return render(request, "planning/expectation.html", context)


def _is_decided(request, agreement, row, form) -> bool:
    place = {"term_key": row.commitment.key, "year": row.year}
    try:
        actions.decide_expectation(agreement, by=request.user, **place, **form.cleaned_data)
    except actions.LostSave:
        form.add_error(None, DECIDED)
        return False
    except actions.Refused as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, "Rozhodnutí o počtu je uložené a platí pro plnění i pro zprávu.")
    return True


@require_POST
def expectation_withdraw(request, pk, year, term_key):
    agreement = agreement_seen(request, pk, RULE)
    _row(request, agreement, year, term_key)
    if not access.can_decide_counts(request.user, agreement):
        raise PermissionDenied
    try:
        actions.withdraw_decision_of(
            agreement, by=request.user, term_key=term_key, year=year, seen=request.POST.get("seen", "")
        )
    except actions.LostSave:
        messages.warning(request, DECIDED)
    except actions.Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Rozhodnutí je vzaté zpět, platí zase vypočtený počet.")
        return redirect("planning:year", agreement.pk, year)
    return redirect("planning:expectation", agreement.pk, year, term_key)


def _row(request, agreement: Agreement, year: int, term_key) -> Occurrence:
    """Of the agreement itself; a key of another one is a page that does not exist."""
    rows = Occurrence.objects.visible_to(request.user).filter(commitment__agreement=agreement, year=year)
    rows = rows.filter(commitment__key=term_key)
    row = rows.select_related("commitment", "override_by").first()
    if row is None:
        raise Http404
    return row

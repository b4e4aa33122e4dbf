"""„Přehled změn“: a page, and the files a council gets."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from agreements.actions import Refused
from agreements.actions.prints import request_print
from agreements.changes import changes_of, reason_of
from agreements.changes.paper import render_body
from agreements.forms.compare import ChangesForm
from agreements.views.compare import chosen_pair, comparison_of
from agreements.views.prints import FORMATS
from agreements.vocabulary import PrintKind


@require_safe
def changes(request, pk):
    choices, chosen = chosen_pair(request, pk, request.GET)
    agreement = choices[0].version.agreement
    context = {"agreement": agreement, "unit": agreement.unit, "chosen": chosen}
    if chosen:
        comparison = comparison_of(request.user, *chosen)
        values = {"od": chosen[0].token, "do": chosen[1].token}
        context |= {
            "form": ChangesForm(initial=values, choices=[(one.token, one.label) for one in choices]),
            "body": render_body(changes_of(comparison, reason=reason_of(comparison.new))),
            "formats": FORMATS.items(),
        }
    return render(request, "agreements/changes.html", context)


@require_POST
def changes_create(request, pk, format):
    """Asks for the file; both versions are named as on the page."""
    _, chosen = chosen_pair(request, pk, request.POST)
    if format not in FORMATS:
        raise Http404
    if chosen is None:
        messages.error(request, "Popis spolupráce má zatím jen jednu verzi, není co porovnat.")
        return redirect("agreements:changes", pk)
    old, new = (choice.version for choice in chosen)
    try:
        job = request_print(new, by=request.user, kind=PrintKind.CHANGES, format=FORMATS[format], base=old)
    except Refused as problem:
        messages.error(request, str(problem))
        return redirect("agreements:changes", pk)
    return redirect("agreements:print_job", job.key)

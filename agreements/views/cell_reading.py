"""What the text of a term says, for the page where it is being typed; nothing is written."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from agreements.forms.rows import TermForm
from agreements.forms.term_buttons import ROW
from agreements.term_reading import shown
from agreements.validity import promised_window
from agreements.views.editing import edits_draft

FIRST_ROW = "steps-0-terms-0"


@require_POST
@edits_draft
def read_term(request, version):
    """`radek` is the row as the form names it; its fields, the activity and the specification come along."""
    found = ROW.fullmatch(request.POST.get("radek", FIRST_ROW))
    if not found:
        raise Http404
    row = TermForm(request.POST, prefix=found[0])
    row.stay_quiet()
    row.reading = shown(
        row.typed(),
        activity=request.POST.get("name", ""),
        specification=request.POST.get(f"{found[1]}-specification", ""),
        window=promised_window(version),
        today=timezone.localdate(),
    )
    number = int(found[2]) + 1
    context = {"row": row, "what": f"Termín {number}", "path": ""}
    return render(request, "agreements/_term_reading.html", context)

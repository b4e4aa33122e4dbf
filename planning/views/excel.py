"""Workbooks: handed out to whoever reads the agreement, taken back from whoever writes it."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agreements.actions import Refused as TimelineRefused
from agreements.models import AgreementVersion
from agreements.views.fetching import agreement_seen
from partnerships.actions import cancel_upload
from partnerships.documents import RefusedFile
from partnerships.models import UploadInProgress
from partnerships.spreadsheet import as_download
from partnerships.uploads import LostFile, whole
from planning import access, actions
from planning.excel.archive import checked_workbook
from planning.excel.export import draft_workbook, empty_workbook, file_name, year_workbook
from planning.excel.plan import Plan, unreadable
from planning.forms.excel import ConfirmForm, WorkbookForm, plan_of
from planning.forms.excel.plan import editable_version
from planning.views.navigation import recordable_agreement, require_form
from planning.year import wording_day, year_result

MOST_FAULTS = 200
MOST_CHANGES = 500
STALE = "Data se mezitím změnila, nic se neuložilo. Zkontrolujte změny znovu, teď platí tyto."
TAKEN = "Sešit už je převzatý nebo zahozený. Chcete-li v něm něco změnit, nahrajte ho znovu."
NOTHING = "Sešit se shoduje s aplikací, nic by se nezměnilo."


def _versions(request):
    return AgreementVersion.objects.visible_to(request.user).with_tree()


def takes_workbooks(view):
    """Hands the view the agreement that this person may change by a workbook."""

    @wraps(view)
    def fetch(request, pk, **arguments):
        return view(request, recordable_agreement(request, pk), **arguments)

    return fetch


@require_form
def workbook(request, pk):
    """What can be downloaded, and the form to send it back."""
    agreement = agreement_seen(request, pk)
    may_take = access.can_record(request.user, agreement.unit)
    if request.method == "POST" and not may_take:
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = WorkbookForm(*sent)
    if form.is_valid():
        upload = form.cleaned_data["workbook"]
        kept = actions.keep_workbook(
            by=request.user, name=upload.name, content=upload.checked, now=timezone.now()
        )
        return redirect("planning:workbook_import", agreement.pk, kept.key)
    today = timezone.localdate()
    context = {
        "unit": agreement.unit,
        "agreement": agreement,
        "years": year_result(agreement, today.year, today=today).years,
        "draft": editable_version(agreement, request.user),
        "may_take": may_take,
        "form": form,
    }
    return render(request, "planning/workbook.html", context)


@require_form
@takes_workbooks
def workbook_import(request, agreement, key):
    """What the workbook would change; by POST it is done, unless that is no longer what the person saw."""
    upload = get_object_or_404(UploadInProgress.objects.visible_to(request.user), key=key)
    try:
        content = _content_of(upload)
        plan = plan_of(content, agreement, user=request.user, today=timezone.localdate())
    except RefusedFile as refusal:
        return _preview(request, agreement, upload, unreadable(str(refusal)))
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        is_as_seen = form.cleaned_data["fingerprint"] == plan.fingerprint
        if is_as_seen and plan.is_ready and _taken(request, agreement, upload, plan):
            return redirect("planning:workbook", agreement.pk)
        messages.warning(request, STALE)
    return _preview(request, agreement, upload, plan)


def _content_of(upload: UploadInProgress) -> bytes:
    file = whole(upload)
    if isinstance(file, LostFile):
        raise RefusedFile("Soubor na serveru už není. Nahrajte ho znovu.")
    try:
        return checked_workbook(file)
    finally:
        file.close()


def _taken(request, agreement, upload, plan) -> bool:
    """False when somebody was quicker, so that nothing was written."""
    try:
        actions.take_workbook(
            upload, by=request.user, unit=agreement.unit, plan=plan, today=timezone.localdate()
        )
    except actions.AlreadyTaken:
        messages.info(request, TAKEN)
    except (actions.LostSave, actions.Refused, TimelineRefused):
        return False
    else:
        messages.success(request, "Změny ze sešitu jsou uložené.")
    return True


def _preview(request, agreement, upload, plan: Plan):
    faults = plan.faults
    context = {
        "unit": agreement.unit,
        "agreement": agreement,
        "upload": upload,
        "plan": plan,
        "faults": faults[:MOST_FAULTS],
        "fault_count": len(faults),
        "more_faults": max(0, len(faults) - MOST_FAULTS),
        "shown_changes": MOST_CHANGES,
        "form": ConfirmForm(initial={"fingerprint": plan.fingerprint}),
        "nothing": NOTHING if not faults and not plan.changes else "",
    }
    return render(request, "planning/workbook_import.html", context)


@require_POST
@takes_workbooks
def workbook_discard(request, agreement, key):
    upload = get_object_or_404(UploadInProgress.objects.visible_to(request.user), key=key)
    cancel_upload(upload, by=request.user)
    messages.success(request, "Sešit je zahozený, nic se nezměnilo.")
    return redirect("planning:workbook", agreement.pk)


@require_safe
def workbook_year(request, pk, year):
    agreement = agreement_seen(request, pk)
    today = timezone.localdate()
    held = _versions(request).filter(agreement=agreement).held_on(wording_day(year, today=today)).first()
    version = held or get_object_or_404(_versions(request).filter(agreement=agreement).current_first()[:1])
    content = year_workbook(
        version, year_result(agreement, year, today=today), user=request.user, today=today
    )
    return as_download(file_name("popis-spoluprace", agreement.unit, year), content)


@require_safe
def workbook_empty(request, pk):
    agreement = agreement_seen(request, pk)
    version = get_object_or_404(_versions(request).filter(agreement=agreement).current_first()[:1])
    content = empty_workbook(version, today=timezone.localdate())
    return as_download(file_name("prazdny-sesit", agreement.unit), content)


@require_safe
def workbook_version(request, pk):
    version = get_object_or_404(_versions(request), pk=pk)
    content = draft_workbook(version, today=timezone.localdate())
    return as_download(file_name("harmonogram", version.agreement.unit, f"verze {version.number}"), content)

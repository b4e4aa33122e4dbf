"""Minutes and attendance sheets as files: what can be had, how far it is, and the PDF of approved minutes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from partnerships.models import Event
from partnerships.views.documents import stored_pdf
from partnerships.views.jobs import job_page
from planning.actions import Refused, prints
from planning.models import MeetingPrint, MeetingPrintJob
from planning.prints import FORMATS, PAPERS, prints_of, stored_minutes
from planning.views.navigation import unit_seen


@require_safe
def print_list(request, pk):
    event = _event(request, pk)
    context = {
        "event": event,
        "unit": unit_seen(request, event),
        "papers": prints_of(event),
        "stored": stored_minutes(event.pk),
    }
    return render(request, "planning/meeting_prints.html", context)


@require_POST
def print_create(request, pk, paper, format):
    event = _event(request, pk)
    if paper not in PAPERS or format not in FORMATS:
        raise Http404
    try:
        job = prints.request_print(event, by=request.user, paper=PAPERS[paper], format=FORMATS[format])
    except Refused as problem:
        messages.error(request, str(problem))
        return redirect("planning:prints", event.pk)
    return redirect("planning:print_job", job.key)


@require_safe
def print_job(request, key):
    job = _job(request, key)
    context = {"unit": unit_seen(request, job.event), "event": job.event}
    page, panel = "planning/meeting_print_job.html", "planning/_meeting_print_job.html"
    return job_page(request, job, page=page, panel=panel, context=context)


@require_POST
def print_retry(request, key):
    job = _job(request, key)
    try:
        job = prints.retry_print(job, by=request.user)
    except Refused as problem:
        messages.error(request, str(problem))
    return redirect("planning:print_job", job.key)


@require_safe
def stored_print(request, pk):
    seen = MeetingPrint.objects.visible_to(request.user).select_related("document")
    stored = get_object_or_404(seen, pk=pk)
    return stored_pdf(request, stored, back=redirect("planning:prints", stored.event_id))


def _event(request, pk) -> Event:
    events = Event.objects.visible_to(request.user).select_related("unit", "partnership", "group", "meeting")
    return get_object_or_404(events, pk=pk)


def _job(request, key) -> MeetingPrintJob:
    jobs = MeetingPrintJob.objects.visible_to(request.user)
    return get_object_or_404(
        jobs.select_related("event__unit", "event__partnership", "event__group", "document"), key=key
    )

"""Printed documents of a version: what can be had, how far it is, and the file of a version in force."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from agreements.actions import Refused, prints
from agreements.lifecycle import EFFECTIVE, PRINTED_AS_DRAFT
from agreements.models import AgreementPrint, AgreementVersion, PrintJob
from agreements.vocabulary import PrintFormat, PrintKind
from partnerships.views.documents import stored_pdf
from partnerships.views.jobs import job_page

FORMATS = {"pdf": PrintFormat.PDF, "word": PrintFormat.DOCX}


@require_safe
def print_list(request, pk):
    version = _version(request, pk)
    jobs = PrintJob.objects.visible_to(request.user).filter(version=version, kind=PrintKind.AGREEMENT)
    newest = {}
    for job in jobs.select_related("document"):
        newest.setdefault(job.format, job)
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "stored": getattr(version, "stored_print", None),
        "is_effective": version.state in EFFECTIVE,
        "is_draft": version.state in PRINTED_AS_DRAFT,
        "pdf_job": newest.get(PrintFormat.PDF),
        "word_job": newest.get(PrintFormat.DOCX),
    }
    return render(request, "agreements/prints.html", context)


@require_POST
def print_create(request, pk, format):
    version = _version(request, pk)
    if format not in FORMATS:
        raise Http404
    try:
        job = prints.request_print(version, by=request.user, kind=PrintKind.AGREEMENT, format=FORMATS[format])
    except Refused as problem:
        messages.error(request, str(problem))
        return redirect("agreements:prints", version.pk)
    return redirect("agreements:print_job", job.key)


@require_safe
def print_job(request, key):
    job = _job(request, key)
    context = {"unit": job.version.agreement.unit, "version": job.version}
    return job_page(
        request, job, page="agreements/print_job.html", panel="agreements/_print_job.html", context=context
    )


@require_POST
def print_retry(request, key):
    job = _job(request, key)
    try:
        job = prints.retry_print(job, by=request.user)
    except Refused as problem:
        messages.error(request, str(problem))
    return redirect("agreements:print_job", job.key)


@require_safe
def stored_print(request, pk):
    prints_seen = AgreementPrint.objects.visible_to(request.user).select_related("document")
    stored = get_object_or_404(prints_seen, version=pk)
    return stored_pdf(request, stored, back=redirect("agreements:prints", pk))


def _version(request, pk) -> AgreementVersion:
    versions = AgreementVersion.objects.visible_to(request.user)
    return get_object_or_404(
        versions.select_related("agreement__unit", "stored_print__document", "stored_print__printed_by"),
        pk=pk,
    )


def _job(request, key) -> PrintJob:
    jobs = PrintJob.objects.visible_to(request.user)
    return get_object_or_404(jobs.select_related("version__agreement__unit", "document"), key=key)

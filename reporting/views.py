from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.views.fetching import agreement_seen
from partnerships.spreadsheet import as_download
from partnerships.views.jobs import job_page
from reporting import access, actions
from reporting.forms import PublicTextForm, SubmitForm
from reporting.models import FulfilmentReport, PublicText, ReportJob
from reporting.portfolio import Line
from reporting.portfolio.export import portfolio_workbook
from reporting.portfolio.filters import PortfolioFilter, heads
from reporting.portfolio.rows import portfolio_of
from reporting.render import render_body
from reporting.snapshot import from_json
from reporting.texts import TextCode, gaps, proposed, to_html
from reporting.years import years_with_reports

PAGE_SIZE = 25


@require_safe
def portfolio(request):
    filtered, today = _portfolio(request)
    page = Paginator(filtered.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "filter": filtered,
        "page": page,
        "lines": [Line(unit, today) for unit in page],
        "heads": heads(filtered.order),
        "report_year": today.year - 1,
        "query": query.urlencode(),
    }
    return render(request, "reporting/portfolio.html", context)


@require_safe
def portfolio_export(request):
    """The same rows in the same order, all of them."""
    filtered, today = _portfolio(request)
    lines = (Line(unit, today) for unit in filtered.qs)
    return as_download(f"moje-obce-{today:%Y-%m-%d}.xlsx", portfolio_workbook(lines, today.year - 1))


def _portfolio(request):
    if not access.can_see_portfolio(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    return PortfolioFilter(request.GET, portfolio_of(request.user, today=today), today=today), today


@require_safe
def report_list(request, pk):
    agreement = agreement_seen(request, pk)
    reports = FulfilmentReport.objects.visible_to(request.user).filter(agreement=agreement)
    reports = reports.select_related("agreement__unit", "job", "document").defer("snapshot")
    context = {
        "unit": agreement.unit,
        "agreement": agreement,
        "years": years_with_reports(agreement, reports, today=timezone.localdate()),
        "may_create": access.can_create(request.user, agreement),
    }
    return render(request, "reporting/report_list.html", context)


@require_POST
def create(request, pk, year):
    agreement = agreement_seen(request, pk)
    if not access.can_create(request.user, agreement):
        raise PermissionDenied
    try:
        job = actions.create_report(agreement, year, by=request.user, today=timezone.localdate())
    except actions.CannotReport as problem:
        messages.error(request, str(problem))
        return redirect("reporting:report_list", agreement.pk)
    return redirect("reporting:job", job.key)


@require_safe
def report(request, pk):
    report = _report(request, pk)
    context = {
        "unit": report.agreement.unit,
        "report": report,
        "steps": access.steps_for(request.user, report),
        "log": report.step_log.select_related("by"),
    }
    return render(request, "reporting/report.html", context)


@require_safe
def preview(request, pk):
    """Of the stored data only: what will be printed one day is not shown as if it already were the report."""
    report = _report(request, pk)
    body = render_body(from_json(report.snapshot)) if report.is_printed else ""
    context = {"unit": report.agreement.unit, "report": report, "body": body}
    return render(request, "reporting/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request, pk):
    report = _report(request, pk)
    if not access.can_submit(request.user, report):
        raise PermissionDenied
    form = SubmitForm(request.POST or None, body=report.agreement.unit.body)
    try:
        step = actions.open_step(report, "submit")
        if form.is_valid():
            actions.submit_report(
                report, by=request.user, on=form.cleaned_data["on"], today=timezone.localdate()
            )
            messages.success(request, "Předložení je zapsané a závazek předložit zprávu je splněný.")
            return redirect("reporting:report", report.pk)
    except actions.WrongDate as problem:
        form.add_error("on", str(problem))
    except actions.StepNotOpen as problem:
        messages.error(request, str(problem))
        return redirect("reporting:report", report.pk)
    context = {"unit": report.agreement.unit, "report": report, "form": form}
    context["step"] = step.said_to(report.agreement.unit.body)
    return render(request, "reporting/report_submit.html", context)


@require_safe
def job(request, key):
    job = _job(request, key)
    agreement = job.report.agreement
    context = {"unit": agreement.unit, "may_retry": access.can_create(request.user, agreement)}
    return job_page(request, job, page="reporting/job.html", panel="reporting/_job.html", context=context)


@require_POST
def retry(request, key):
    job = _job(request, key)
    if not access.can_create(request.user, job.report.agreement):
        raise PermissionDenied
    try:
        actions.retry_job(job, by=request.user)
    except actions.StepNotOpen as problem:
        messages.error(request, str(problem))
    return redirect("reporting:job", job.key)


@login_not_required
@require_safe
def public_text(request, code):
    text = _text(code)
    may_edit = access.can_edit_texts(request.user)
    context = {"text": text, "html": to_html(text.body), "may_edit": may_edit}
    return render(
        request, "reporting/public_text.html", context | {"gaps": gaps(text.body) if may_edit else []}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_text(request, code):
    """„Náhled“ sends the same form and saves nothing; a lost save keeps what was typed beside what is stored."""
    if not access.can_edit_texts(request.user):
        raise PermissionDenied
    text, is_conflict, preview = _text(code), False, ""
    form = PublicTextForm(request.POST or None, initial={"body": text.body, "revision": text.revision})
    if form.is_valid():
        typed = form.cleaned_data
        if "nahled" in request.POST:
            preview = to_html(typed["body"])
        elif actions.save_text(code, typed["body"], by=request.user, revision=typed["revision"]):
            messages.success(request, "Text je uložený a všichni ho vidí v tomto znění.")
            return redirect(_text_url(code))
        else:
            is_conflict, text = True, _text(code)
            form.data = {**request.POST.dict(), "revision": text.revision}
    context = {"text": text, "url": _text_url(code), "form": form, "preview": preview}
    status = 409 if is_conflict else 200
    return render(request, "reporting/edit_text.html", context | {"is_conflict": is_conflict}, status=status)


def _text(code) -> PublicText:
    stored = PublicText.objects.select_related("updated_by").filter(code=code).first()
    return stored or PublicText(code=code, body=proposed(code))


def _text_url(code) -> str:
    return reverse(f"reporting:{'accessibility' if code == TextCode.ACCESSIBILITY else 'privacy'}")


def _report(request, pk) -> FulfilmentReport:
    reports = FulfilmentReport.objects.visible_to(request.user).select_related(
        "agreement__unit", "document", "job", "created_by", "submitted_by", "submission_event"
    )
    return get_object_or_404(reports.defer("snapshot"), pk=pk)


def _job(request, key) -> ReportJob:
    jobs = ReportJob.objects.visible_to(request.user).select_related("report__agreement__unit")
    return get_object_or_404(jobs.defer("report__snapshot"), key=key)

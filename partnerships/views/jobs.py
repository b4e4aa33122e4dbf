"""The page of a job, the same for everything that a worker makes."""

from django.http import HttpResponse
from django.shortcuts import render


def job_page(request, job, *, page: str, panel: str, context: dict):
    """Asked again every two seconds with what the page shows; 204 while that is still so."""
    shown = f"{job.state}-{job.step_number}"
    if request.htmx and request.GET.get("zobrazeno") == shown:
        return HttpResponse(status=204)
    return render(request, panel if request.htmx else page, {"job": job, "shown": shown, **context})

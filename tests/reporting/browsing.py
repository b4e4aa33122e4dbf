"""What the tests of reports' pages read and where they go."""

import re

from django.urls import reverse


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def list_url(agreement):
    return reverse("reporting:report_list", args=[agreement.pk])


def job_url(job, **query):
    return reverse("reporting:job", args=[job.key], query=query or None)


def report_url(report, part="report"):
    return reverse(f"reporting:{part}", args=[report.pk])

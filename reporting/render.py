"""A snapshot as HTML: the page's preview and the print are made by the same template."""

from django.template.loader import render_to_string

from partnerships.czech import NBSP
from planning.drawing import drawn
from reporting.snapshot import ReportData

# Stored with each report; raise it whenever the template or its style changes what a reader sees.
TEMPLATE_VERSION = "2026-11-3"


def render_body(data: ReportData) -> str:
    """The article alone, for a page of the site that links `print/report.css`."""
    sheets = drawn(data.picture, with_legend=True).sheets if data.picture else []
    return render_to_string("print/_report.html", {"report": data, "nbsp": NBSP, "sheets": sheets})


def render(data: ReportData) -> str:
    """The whole document for `printing.print_pdf`."""
    return render_to_string("print/report.html", {"report": data, "body": render_body(data)})

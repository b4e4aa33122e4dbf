"""Small real PDF files that document the demo's events."""

from datetime import date

from django.conf import settings
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from weasyprint import HTML


def evidence_file(name: str, *, title: str, day: date, lines: list[str], place: str = "") -> ContentFile:
    html = render_to_string(
        "reporting/demo_evidence.html", {"title": title, "day": day, "lines": lines, "place": place}
    )
    return ContentFile(HTML(string=html, base_url=f"{settings.FONTS_DIR}/").write_pdf(), name=name)

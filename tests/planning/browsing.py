"""What the tests of the pages send and read."""

import re
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.vocabulary import OutputCode, TermKind
from partnerships.vocabulary import EventKind

MEETING_OUTPUTS = [OutputCode.LP_MEETING_RECORD, OutputCode.ATTENDANCE_SHEET]
MEETINGS = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.LP_MEETING, "count": 4}


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def pdf(name="zapis.pdf", content=PDF):
    return SimpleUploadedFile(name, content, "application/pdf")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def add_url(agreement, kind=EventKind.LP_MEETING, **query):
    return reverse("planning:event_add", args=[agreement.unit_id], query={"druh": kind, **query})


def sent(**fields):
    return {
        "starts_on": "9. 3. 2023",
        "state": "HELD",
        "form_key": uuid.uuid4(),
        "place": "Radnice",
        **fields,
    }


def errors(response) -> dict:
    return {name: list(problems) for name, problems in response.context["form"].errors.items()}

"""One event written by the actions, for the tests of the actions."""

from datetime import date

from django.core.files.base import ContentFile

from agreements.vocabulary import TermKind
from partnerships.vocabulary import EventKind
from planning import actions
from tests.planning.browsing import PDF

TODAY = date(2023, 6, 1)
SUPPORT = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.INDIVIDUAL_SUPPORT, "count": 10}


def stored_pdf(name="zapis.pdf", content=PDF):
    return ContentFile(content, name=name)


def record(agreement, by, **fields):
    fields = {"kind": EventKind.INDIVIDUAL_SUPPORT, "starts_on": date(2023, 5, 1), "today": TODAY, **fields}
    return actions.record_event(agreement.unit, by=by, **fields)

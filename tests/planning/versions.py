"""An agreement in several versions, as the tests of planning need it.

Dates are chosen so that the shares can be counted by hand: 2024 has 366 days, 182 of them before 1 July.
"""

from datetime import date

from agreements.models import Agreement, ScheduleTerm
from agreements.vocabulary import TermKind
from partnerships.vocabulary import EventKind
from planning.models import Occurrence
from tests.agreements.revising import in_force, revision, signed
from tests.factories import TermFactory

FIRST_OF_JULY = date(2024, 7, 1)
DAY_BEFORE = date(2024, 6, 30)
YEARLY = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.LP_MEETING, "raw_text": "ročně"}
DATED = {"kind": TermKind.DATE, "event_kind": EventKind.DOCUMENT, "raw_text": "do dne", "count": None}
QUOTA = {"kind": TermKind.QUOTA, "event_kind": EventKind.WORKSHOP, "raw_text": "celkem"}


def term(version, **fields):
    step = version.activity_steps.first()
    return TermFactory(version=version, step=step, **{**YEARLY, "count": 4, **fields})


def revised(version, *, on=FIRST_OF_JULY, changing=None):
    """A revision in force from the day; `changing` gets its draft."""
    draft = revision(version.agreement)
    if changing:
        changing(draft)
    in_force(signed(draft, on))
    return draft


def rows(version) -> list:
    found = Occurrence.objects.filter(commitment__agreement=version.agreement_id)
    return list(found.order_by("commitment", "year").values_list("year", "expected"))


def shares(version) -> dict:
    found = Occurrence.objects.filter(commitment__agreement=version.agreement_id)
    return dict(found.values_list("year", "share"))


def changed_to(**fields):
    return lambda draft: ScheduleTerm.objects.filter(version=draft).update(**fields)


def without_terms(draft):
    ScheduleTerm.objects.filter(version=draft).delete()


def fresh(version) -> Agreement:
    return Agreement.objects.get(pk=version.agreement_id)

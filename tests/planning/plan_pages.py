"""Who × page of the plan of a year; see tests/access.py."""

from django.utils import timezone

from tests.access import RECORD, Page

NEXT_YEAR = timezone.localdate().year + 1
NO_PLAN = "00000000-0000-4000-8000-000000000000"

PAGES: dict[str, Page] = {
    "planning:plan": Page(lambda w: [w.agreement.pk, 2026], get=RECORD, post=RECORD),
    "planning:plan_take_back": Page(lambda w: [w.agreement.pk, 2026, NO_PLAN], post=RECORD),
}
HINTS: dict[str, dict[str, str]] = {}

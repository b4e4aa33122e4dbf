"""Who × page of the calendar; see tests/access.py."""

from django.utils import timezone

from tests.access import EDIT, PUBLIC, READ, RECORD, SIGNED_IN, Page
from tests.world import feed_token

PAGES: dict[str, Page] = {
    "planning:calendar": Page(lambda w: [w.unit.pk], get=READ),
    "planning:calendar_year": Page(lambda w: [w.unit.pk, 2023], get=READ),
    "planning:my_calendar": Page(get=SIGNED_IN),
    "planning:my_calendar_year": Page(lambda w: [2023], get=SIGNED_IN),
    "planning:series_add": Page(lambda w: [w.unit.pk], get=RECORD, post=RECORD),
    "planning:series": Page(lambda w: [w.planned.series_id], get=READ),
    "planning:series_ics": Page(lambda w: [w.planned.series_id], get=READ, picture=False),
    "planning:event_ics": Page(lambda w: [w.planned.pk], get=READ, picture=False),
    "planning:event_held": Page(lambda w: [w.planned.pk], post=RECORD),
    "planning:invitation": Page(lambda w: [w.planned.pk], get=RECORD, post=RECORD),
    "planning:invitation_cancel": Page(lambda w: [w.planned.pk], post=EDIT),
    "planning:feed": Page(get=SIGNED_IN, post=SIGNED_IN),
    "planning:feed_revoke": Page(post=SIGNED_IN),
    # by a secret in the address: whoever has it reads the calendar of the person it belongs to
    "planning:feed_read": Page(lambda w: [feed_token(w)], get=PUBLIC, picture=False),
}
A_DAY = f"{timezone.localdate().year + 1}-06-09"
HINTS: dict[str, dict[str, str]] = {
    "planning:invitation": {"emails": "host@example.cz", "krok": "rozeslat"},
    # the days come with the second step; this one's warnings, if any, were seen
    "planning:series_add": {
        "krok": "naplanovat",
        "number": "1",
        "shown": A_DAY,
        "day-0": A_DAY,
        "keep-0": "on",
    },
}

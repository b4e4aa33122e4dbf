"""Who × page of attendance on a phone; see tests/access.py."""

from tests.access import RECORD, Page

PAGES: dict[str, Page] = {
    "planning:attendance": Page(lambda w: [w.event.pk], get=RECORD, post=RECORD),
    "planning:attendance_tick": Page(lambda w: [w.event.pk], post=RECORD),
}
HINTS: dict[str, dict[str, str]] = {}

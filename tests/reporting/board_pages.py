"""Who × page of the start page and tasks; see tests/access.py."""

from tests.access import SIGNED_IN, Page

PAGES = {"reporting:reminders": Page(get=SIGNED_IN, post=SIGNED_IN)}
HINTS: dict[str, dict[str, str]] = {}

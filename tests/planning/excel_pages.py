"""Who × page of workbooks that go out and come back; see tests/access.py."""

from tests.access import Page

PAGES: dict[str, Page] = {}
HINTS: dict[str, dict[str, str]] = {}

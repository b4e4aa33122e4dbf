"""Who × page of how expectations are counted; see tests/access.py."""

from tests.access import Page

PAGES: dict[str, Page] = {}
HINTS: dict[str, dict[str, str]] = {}

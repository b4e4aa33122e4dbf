"""Who × page of an agreement over its whole term; see tests/access.py."""

from tests.access import Page

PAGES: dict[str, Page] = {}
HINTS: dict[str, dict[str, str]] = {}

"""Who × page of the plan of a year; see tests/access.py."""

from tests.access import Page

PAGES: dict[str, Page] = {}
HINTS: dict[str, dict[str, str]] = {}

"""Who × page of a timeline pasted from Excel or Word; see tests/access.py."""

from tests.access import Page

PAGES: dict[str, Page] = {}
HINTS: dict[str, dict[str, str]] = {}

"""Who × page of an agreement over its whole term; see tests/access.py."""

from tests.access import READ, Page

PAGES: dict[str, Page] = {"planning:whole_term": Page(lambda w: [w.agreement.pk], get=READ)}
HINTS: dict[str, dict[str, str]] = {}

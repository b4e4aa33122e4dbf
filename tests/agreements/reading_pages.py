"""Who × page of deadlines read beside their text; see tests/access.py."""

from tests.access import EDIT, Page

PAGES: dict[str, Page] = {
    "agreements:read_term": Page(lambda w: [w.draft.pk], post=EDIT),
}
HINTS: dict[str, dict[str, str]] = {}

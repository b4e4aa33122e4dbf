"""Who × page of the search; see tests/access.py."""

from tests.access import SIGNED_IN, Page

# everybody may ask; what is found is `visible_to`
PAGES: dict[str, Page] = {
    "reporting:search": Page(get=SIGNED_IN),
    "reporting:search_suggestions": Page(get=SIGNED_IN, picture=False),
    "reporting:search_kind": Page(lambda w: ["osoby"], get=SIGNED_IN),
}
HINTS: dict[str, dict[str, str]] = {}

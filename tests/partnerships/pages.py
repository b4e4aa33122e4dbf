"""Who × page of partnerships; see tests/access.py."""

from tests.access import READ, SIGNED_IN, Page

PAGES = {
    "start": Page(get=SIGNED_IN),
    "partnerships:unit_list": Page(get=SIGNED_IN),
    "partnerships:unit": Page(lambda w: [w.unit.pk], get=READ),
    "partnerships:document": Page(lambda w: [w.document.pk], get=READ, picture=False),
}

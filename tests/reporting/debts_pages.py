"""Who × page of who owes what; see tests/access.py."""

from tests.access import READ, SIGNED_IN, Page

PAGES = {
    "reporting:debts": Page(get=SIGNED_IN),
    "reporting:debts_export": Page(get=SIGNED_IN, picture=False),
    "reporting:unit_debts": Page(lambda w: [w.unit.pk], get=READ),
    "reporting:unit_debts_export": Page(lambda w: [w.unit.pk], get=READ, picture=False),
}
HINTS: dict[str, dict[str, str]] = {}

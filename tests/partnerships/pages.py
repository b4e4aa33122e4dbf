"""Who × page of partnerships; see tests/access.py."""

from tests.access import EDIT, READ, RECORD, SIGNED_IN, Page

PAGES = {
    "start": Page(get=SIGNED_IN),
    "partnerships:unit_list": Page(get=SIGNED_IN),
    "partnerships:unit": Page(lambda w: [w.unit.pk], get=READ),
    "partnerships:role_add": Page(lambda w: [w.unit.pk], get=EDIT, post=EDIT),
    "partnerships:role_end": Page(lambda w: [w.holding.pk], get=EDIT, post=EDIT),
    "partnerships:partnership_add": Page(lambda w: [w.unit.pk], get=EDIT, post=EDIT),
    "partnerships:partnership": Page(lambda w: [w.partnership.pk], get=READ),
    "partnerships:group_add": Page(lambda w: [w.partnership.pk], get=RECORD, post=RECORD),
    "partnerships:seat_add": Page(lambda w: [w.partnership.pk], get=RECORD, post=RECORD),
    "partnerships:seat_end": Page(lambda w: [w.seat.pk], get=RECORD, post=RECORD),
    "partnerships:document": Page(lambda w: [w.document.pk], get=READ, picture=False),
}

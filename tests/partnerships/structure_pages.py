"""Who × page of the partnership and its seats; see tests/access.py."""

from tests.access import READ, RECORD, Page

PAGES = {
    "partnerships:partnership_edit": Page(lambda w: [w.partnership.pk], get=RECORD, post=RECORD),
    "partnerships:partnership_changes": Page(lambda w: [w.partnership.pk], get=READ),
    "partnerships:group_edit": Page(lambda w: [w.group.pk], get=RECORD, post=RECORD),
    "partnerships:group_dissolve": Page(lambda w: [w.group.pk], get=RECORD, post=RECORD),
    "partnerships:group_restore": Page(lambda w: [w.group.pk], post=RECORD),
    "partnerships:seat": Page(lambda w: [w.seat.pk], get=READ),
    "partnerships:seat_edit": Page(lambda w: [w.seat.pk], get=RECORD, post=RECORD),
    "partnerships:seat_hold": Page(lambda w: [w.seat.pk], get=RECORD, post=RECORD),
    "partnerships:seat_delete": Page(lambda w: [w.seat.pk], get=RECORD, post=RECORD),
    "partnerships:rule_list": Page(lambda w: [w.partnership.pk], get=READ),
    "partnerships:rule_add": Page(lambda w: [w.partnership.pk], get=RECORD, post=RECORD),
    "partnerships:rule_edit": Page(lambda w: [w.rules.pk], get=RECORD, post=RECORD),
    "partnerships:rule_replace": Page(lambda w: [w.rules.pk], get=RECORD, post=RECORD),
}
HINTS: dict[str, dict[str, str]] = {
    "partnerships:seat_hold": {"holder": "neobsazeno", "person": ""},
}

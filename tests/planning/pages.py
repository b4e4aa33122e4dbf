"""Who × page of planning; see tests/access.py."""

from tests.access import EDIT, READ, RECORD, Page


def step_of(world):
    return world.version.activity_steps.first().key


PAGES = {
    "planning:year": Page(lambda w: [w.agreement.pk, 2023], get=READ),
    "planning:deviation": Page(lambda w: [w.agreement.pk, 2023, step_of(w)], get=EDIT, post=EDIT),
    "planning:event_list": Page(lambda w: [w.unit.pk], get=READ),
    "planning:event_list_export": Page(lambda w: [w.unit.pk], get=READ, picture=False),
    "planning:event_add": Page(lambda w: [w.unit.pk], get=RECORD, post=RECORD),
    "planning:event": Page(lambda w: [w.event.pk], get=READ),
    "planning:event_edit": Page(lambda w: [w.event.pk], get=RECORD, post=RECORD),
    "planning:event_cancel": Page(lambda w: [w.event.pk], get=EDIT, post=EDIT),
    "planning:fulfilment": Page(lambda w: [w.event.pk], post=RECORD),
    "planning:evidence_add": Page(lambda w: [w.event.pk], get=RECORD, post=RECORD),
}

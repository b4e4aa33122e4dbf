"""Who × page of meetings, decisions and tasks; see tests/access.py."""

from planning.circulation import path_to
from tests.access import EDIT, PUBLIC, READ, READERS, RECORD, Page, Who

OF_THE_UNIT = Who(READERS - {"regional_head", "director", "analyst"})  # comments of whoever has a role there


def link_of(world):
    return path_to(world.minutes_mail).split("/")[2]


PAGES: dict[str, Page] = {
    "planning:minutes": Page(lambda w: [w.event.pk], get=RECORD, post=RECORD),
    "planning:minutes_approve": Page(lambda w: [w.event.pk], get=EDIT, post=EDIT),
    "planning:minutes_reopen": Page(lambda w: [w.event.pk], get=EDIT, post=EDIT),
    "planning:minutes_circulate": Page(lambda w: [w.event.pk], get=RECORD, post=RECORD),
    "planning:minutes_comment": Page(lambda w: [w.event.pk], get=OF_THE_UNIT, post=OF_THE_UNIT),
    "planning:comment_settle": Page(lambda w: [w.minutes_comment.pk], get=RECORD, post=RECORD),
    "planning:minutes_shared": Page(lambda w: [link_of(w)], get=PUBLIC, post=PUBLIC),
    "planning:decision_add": Page(lambda w: [w.event.pk], get=RECORD, post=RECORD),
    "planning:decision_edit": Page(lambda w: [w.decision.pk], get=RECORD, post=RECORD),
    "planning:decision_withdraw": Page(lambda w: [w.decision.pk], get=RECORD, post=RECORD),
    "planning:decision_list": Page(lambda w: [w.unit.pk], get=READ),
    "planning:decision_export": Page(lambda w: [w.unit.pk], get=READ, picture=False),
    "planning:partnership_decisions": Page(lambda w: [w.partnership.pk], get=READ),
    "planning:partnership_decisions_export": Page(lambda w: [w.partnership.pk], get=READ, picture=False),
    "planning:task_list": Page(lambda w: [w.unit.pk], get=READ),
    "planning:task_add": Page(lambda w: [w.event.pk], get=RECORD, post=RECORD),
    "planning:task_edit": Page(lambda w: [w.task.pk], get=RECORD, post=RECORD),
    "planning:task_finish": Page(lambda w: [w.task.pk], get=RECORD, post=RECORD),
    "planning:task_cancel": Page(lambda w: [w.task.pk], get=RECORD, post=RECORD),
    "planning:task_reopen": Page(lambda w: [w.task.pk], post=RECORD),
}
HINTS: dict[str, dict[str, str]] = {
    "planning:minutes_approve": {"presto": "ano"},  # although a comment waits
    "planning:task_add": {"person_text": "sociální odbor"},
}

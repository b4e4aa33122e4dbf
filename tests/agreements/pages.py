"""Who × page of agreements; see tests/access.py."""

from tests.access import EDIT, READ, SIGNED_IN, Page

PAGES = {
    "agreements:list": Page(get=SIGNED_IN),
    "agreements:detail": Page(lambda w: [w.agreement.pk], get=READ),
    "agreements:version": Page(lambda w: [w.draft.pk], get=READ),
    "agreements:create": Page(lambda w: [w.unit.pk], get=EDIT, post=EDIT),
    "agreements:edit_header": Page(lambda w: [w.draft.pk], get=EDIT, post=EDIT),
    "agreements:edit_roles": Page(lambda w: [w.draft.pk], get=EDIT, post=EDIT),
    "agreements:activity_add": Page(lambda w: [w.draft.pk], get=EDIT, post=EDIT),
    "agreements:activity_edit": Page(lambda w: [w.draft.pk, w.activity.key], get=EDIT, post=EDIT),
    "agreements:activity_delete": Page(lambda w: [w.draft.pk, w.activity.key], get=EDIT, post=EDIT),
    "agreements:activity_move": Page(lambda w: [w.draft.pk, w.activity.key], post=EDIT),
    "agreements:take_over": Page(lambda w: [w.draft.pk], get=EDIT, post=EDIT),
    "agreements:complete_adoption": Page(lambda w: [w.version.pk], get=EDIT, post=EDIT),
}

"""Who × page of agreements; see tests/access.py."""

from tests.access import COMMENT, EDIT, EDITORS, READ, RECORD, REVIEW, SIGNED_IN, Page, Who

# who writes for the unit and who for the Agency
BOTH_SIDES = Who(EDITORS | {"consultant", "regional_head", "director"})

PAGES = {
    "agreements:list": Page(get=SIGNED_IN),
    "agreements:detail": Page(lambda w: [w.agreement.pk], get=READ),
    "agreements:version": Page(lambda w: [w.draft.pk], get=READ),
    "agreements:compare": Page(lambda w: [w.agreement.pk], get=READ),
    "agreements:changes": Page(lambda w: [w.agreement.pk], get=READ),
    "agreements:changes_create": Page(lambda w: [w.agreement.pk, "pdf"], post=READ),
    "agreements:return_section": Page(lambda w: [w.draft.pk, "plan", 1, 0], post=EDIT),
    "agreements:return_activity": Page(lambda w: [w.draft.pk, w.activity.key, 1, 0], post=EDIT),
    "agreements:history": Page(lambda w: [w.agreement.pk], get=READ),
    "agreements:history_export": Page(lambda w: [w.draft_agreement.pk], get=READ, picture=False),
    "agreements:create": Page(lambda w: [w.unit.pk], get=EDIT, post=EDIT),
    "agreements:revise": Page(lambda w: [w.agreement.pk], get=RECORD, post=RECORD),
    "agreements:memorandum_choose": Page(lambda w: [w.draft_agreement.pk], get=EDIT, post=EDIT),
    "agreements:memorandum_add": Page(lambda w: [w.draft_agreement.pk], get=EDIT, post=EDIT),
    "agreements:memorandum": Page(
        lambda w: [w.draft_agreement.pk, w.draft_agreement.memorandum_id], get=EDIT, post=EDIT
    ),
    "agreements:edit_section": Page(lambda w: [w.draft.pk, "zamereni"], get=EDIT, post=EDIT),
    "agreements:restore_section": Page(lambda w: [w.draft.pk, "plan", 0, 1], post=EDIT),
    "agreements:confirm_section": Page(lambda w: [w.draft.pk, "plan"], post=EDIT),
    "agreements:confirm_activity": Page(lambda w: [w.draft.pk, w.activity.key], post=EDIT),
    "agreements:activity_add": Page(lambda w: [w.draft.pk], get=EDIT, post=EDIT),
    "agreements:activity_edit": Page(lambda w: [w.draft.pk, w.activity.key], get=EDIT, post=EDIT),
    "agreements:activity_delete": Page(lambda w: [w.draft.pk, w.activity.key], get=EDIT, post=EDIT),
    "agreements:activity_copy": Page(lambda w: [w.draft.pk, w.activity.key], post=EDIT),
    "agreements:restore_activity": Page(lambda w: [w.draft.pk, w.activity.key, 0, 1], post=EDIT),
    "agreements:activity_move": Page(lambda w: [w.draft.pk, w.activity.key], post=EDIT),
    "agreements:take_over": Page(lambda w: [w.draft.pk], get=EDIT, post=EDIT),
    "agreements:step": Page(lambda w: [w.draft.pk, "predlozit-asz"], get=EDIT, post=EDIT),
    "agreements:check": Page(lambda w: [w.draft.pk], get=READ),
    "agreements:file_reference": Page(lambda w: [w.draft.pk], get=BOTH_SIDES, post=BOTH_SIDES),
    "agreements:complete_adoption": Page(lambda w: [w.version.pk], get=EDIT, post=EDIT),
    "agreements:changes_since_review": Page(lambda w: [w.draft_agreement.pk], get=REVIEW),
    "agreements:mark_reviewed": Page(lambda w: [w.draft_agreement.pk], post=REVIEW),
    "agreements:comments": Page(lambda w: [w.agreement.pk], get=READ),
    "agreements:comments_at": Page(lambda w: [w.draft.pk], get=READ, post=COMMENT),
    "agreements:thread": Page(lambda w: [w.thread.pk], get=READ, post=COMMENT),
    "agreements:thread_resolve": Page(lambda w: [w.thread.pk], post=COMMENT),
    "agreements:thread_reopen": Page(lambda w: [w.thread.pk], post=COMMENT),
    "agreements:prints": Page(lambda w: [w.version.pk], get=READ),
    "agreements:stored_print": Page(lambda w: [w.version.pk], get=READ, picture=False),
    "agreements:print_create": Page(lambda w: [w.draft.pk, "pdf"], post=READ),
    "agreements:print_job": Page(lambda w: [w.print_job.key], get=READ),
    "agreements:print_retry": Page(lambda w: [w.print_job.key], post=READ),
}

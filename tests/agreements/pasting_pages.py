"""Who × page of a timeline pasted from Excel or Word; see tests/access.py."""

from tests.access import EDIT, Page

PAGES: dict[str, Page] = {
    "agreements:paste_timeline": Page(lambda w: [w.draft.pk], get=EDIT, post=EDIT),
    "agreements:undo_paste": Page(lambda w: [w.draft.pk, w.pasted.form_key], post=EDIT),
}
HINTS: dict[str, dict[str, str]] = {
    "agreements:paste_timeline": {"text": "činnost\tspecifikace\nPopis spolupráce\tJednání"},
}

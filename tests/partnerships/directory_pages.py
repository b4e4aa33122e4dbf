"""Who × page of people and organisations; see tests/access.py."""

from tests.access import EDIT, READ, Page

PAGES: dict[str, Page] = {
    "partnerships:people": Page(lambda w: [w.unit.pk], get=READ),
    "partnerships:people_xlsx": Page(lambda w: [w.unit.pk], get=READ, picture=False),
    "partnerships:person_add": Page(lambda w: [w.unit.pk], get=EDIT, post=EDIT),
    "partnerships:organisations": Page(lambda w: [w.unit.pk], get=READ),
    "partnerships:organisations_xlsx": Page(lambda w: [w.unit.pk], get=READ, picture=False),
    "partnerships:organisation_add": Page(lambda w: [w.unit.pk], get=EDIT, post=EDIT),
    "partnerships:person": Page(lambda w: [w.person.pk], get=READ),
    "partnerships:person_edit": Page(lambda w: [w.person.pk], get=EDIT, post=EDIT),
    "partnerships:organisation": Page(lambda w: [w.organisation.pk], get=READ),
    "partnerships:organisation_edit": Page(lambda w: [w.organisation.pk], get=EDIT, post=EDIT),
}
HINTS: dict[str, dict[str, str]] = {}

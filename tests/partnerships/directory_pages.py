"""Who × page of people and organisations; see tests/access.py."""

from tests.access import EDIT, PUBLIC, READ, Page


def merged(w):
    return [w.person.pk, w.duplicate.pk]


def extract(w):
    return [w.person.pk, w.extract.pk]


PAGES: dict[str, Page] = {
    "partnerships:people": Page(lambda w: [w.unit.pk], get=READ),
    "partnerships:people_xlsx": Page(lambda w: [w.unit.pk], get=READ, picture=False),
    "partnerships:person_add": Page(lambda w: [w.unit.pk], get=EDIT, post=EDIT),
    "partnerships:organisations": Page(lambda w: [w.unit.pk], get=READ),
    "partnerships:organisations_xlsx": Page(lambda w: [w.unit.pk], get=READ, picture=False),
    "partnerships:organisation_add": Page(lambda w: [w.unit.pk], get=EDIT, post=EDIT),
    "partnerships:person": Page(lambda w: [w.person.pk], get=READ),
    "partnerships:person_edit": Page(lambda w: [w.person.pk], get=EDIT, post=EDIT),
    "partnerships:duplicates": Page(lambda w: [w.unit.pk], get=EDIT),
    "partnerships:person_merge": Page(merged, get=EDIT, post=EDIT),
    "partnerships:person_extract": Page(lambda w: [w.person.pk], get=EDIT, post=EDIT),
    "partnerships:extract": Page(extract, get=EDIT),
    "partnerships:extract_json": Page(extract, get=EDIT, picture=False),
    "partnerships:person_erase": Page(lambda w: [w.person.pk], get=EDIT, post=EDIT),
    "partnerships:personal_data": Page(get=PUBLIC),
    "partnerships:organisation": Page(lambda w: [w.organisation.pk], get=READ),
    "partnerships:organisation_merge": Page(
        lambda w: [w.organisation.pk, w.same_organisation.pk], get=EDIT, post=EDIT
    ),
    "partnerships:organisation_edit": Page(lambda w: [w.organisation.pk], get=EDIT, post=EDIT),
}
HINTS: dict[str, dict[str, str]] = {"partnerships:person_erase": {"surname": "Kratochvílová"}}

"""What a forger may write into the forms of our own pages: nothing of it reaches another unit."""

import re
import time
import uuid
import zlib
from collections.abc import Iterator

import pytest
from django import forms
from django.db import models

from planning.forms.excel.event_form import EventRowForm
from tests.isolation.addresses import EVERYTHING, is_uuid, modules_of
from tests.isolation.browsing import crawl, forms_found
from tests.isolation.foreign import FOREIGN_IDS, is_of_a_unit
from tests.isolation.test_foreign_ids import assert_nothing_of_the_foreign_unit, some_of
from tests.test_architecture import APPS

WRITERS = ["manager", "consultant", "representative", "deputy"]
EACH_NTH = 8
SECONDS_OF_WORK = 1 if EVERYTHING else 4  # of the processor; a busy machine gives less for each
# Answered by a preview of what would be written, whose own form writes it; what tells it from a refusal.
PREVIEWED = {
    "agreements:paste_timeline": b'name="nahled"',
    "planning:counting": b'value="potvrdit"',
}
# Its rows come from a workbook, where nobody chooses by a number: tests/planning/test_excel_events.py forges them.
FROM_FILES = {EventRowForm}
IN_NAME = re.compile(r"(?<=-)\d+(?=-|$)|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.mark.parametrize("who", WRITERS)
def test_form_filled_in_by_a_person_is_taken(site, who):
    """Else the forged ones would be refused for a reason of their own."""
    refused = []
    for form in forms_found(site, who):
        response = site.ask(who, "post", form.action, form.filled())
        is_taken = response.status_code == 302 or PREVIEWED.get(form.name, b"\0") in response.body
        if not is_taken:
            refused.append((form.name, response.status_code))

    assert refused == [], "say in HINTS of browsing.py what these forms need"


@pytest.mark.parametrize("who", WRITERS if EVERYTHING else ["manager"])
def test_foreign_id_in_a_field(site, who):
    """T-02: in each field of each form, and in the names of fields that carry a number or a key."""
    for form in forms_found(site, who):
        filled = form.filled()
        for field in form.fields:
            for text in fitting(site, form, field):
                response = site.ask(who, "post", form.action, {**filled, field: text})
                assert_nothing_of_the_foreign_unit(site, response, [text])
        for field in filter(IN_NAME.search, form.fields):
            for text in one_or_all(some_of(site, form.name, "name", field)):
                renamed = {IN_NAME.sub(text, field): filled.get(field, "Text") or "Text"}
                response = site.ask(who, "post", form.action, {**filled, **renamed})
                assert_nothing_of_the_foreign_unit(site, response, [text])


def fitting(site, form, field: str) -> list[str]:
    """A key made for the form is looked up in some table, so the forms together get the keys of every model."""
    if field in {"form_key", "new_key"}:
        keys = [text for text in site.foreign.identifiers(all_rows=EVERYTHING) if is_uuid(text)]
        return keys if EVERYTHING else keys[zlib.crc32(form.name.encode()) % EACH_NTH :: EACH_NTH]
    return one_or_all(some_of(site, form.name, field))


def one_or_all(texts: list[str]) -> list[str]:
    return texts if EVERYTHING else texts[:1]


# --- T-03: choices of rows --------------------------------------------------------------------------------


def scoped_choices(site, who):
    for page in crawl(site, who):
        for form, name, field in page.rows:
            if is_of_a_unit(field.queryset.model):
                yield page.url, form, name, field


@pytest.mark.parametrize("who", WRITERS)
def test_no_choice_offers_a_foreign_row(site, who):
    asked = {}
    for url, form, name, field in scoped_choices(site, who):
        asked.setdefault(str(field.queryset.query), (field.queryset, f"{url} {type(form).__name__}.{name}"))
    for offered, place in asked.values():
        assert not offered.filter(pk__range=(FOREIGN_IDS.start, FOREIGN_IDS.stop)).exists(), place


@pytest.mark.parametrize("who", WRITERS)
def test_foreign_row_is_no_choice(site, who):
    for form in forms_found(site, who):
        for name, field in form.rows.items():
            for pk in site.foreign.pks.get(field.queryset.model, ()):
                response = site.ask(who, "post", form.action, {**form.filled(), name: pk})

                if name not in form.fields:
                    # of another form on the page, so it is not read here
                    assert_nothing_of_the_foreign_unit(site, response, [str(pk)])
                    continue
                assert response.status_code in {200, 422}, f"{form.name}: {name}={pk} was taken"
                assert response.writes == []


def test_every_choice_of_rows_was_met(site):
    """A form nobody came across is a form nobody forged."""
    met = {type(form) for who in (*WRITERS, "site_admin") for _, form, _, _ in scoped_choices(site, who)}
    unmet = {
        one
        for app in APPS
        for module in modules_of(app)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, forms.BaseForm) and chooses_rows(one)
    } - met
    assert {one for one in unmet if not one.__subclasses__()} - FROM_FILES == set()


def chooses_rows(form) -> bool:
    return any(
        isinstance(field, forms.ModelChoiceField) and is_of_a_unit(field.queryset.model)
        for field in form.base_fields.values()
    )


# --- T-04: formsets ---------------------------------------------------------------------------------------


def forged_formsets(site, prefix: str, form) -> dict[str, dict]:
    total, initial = f"{prefix}-TOTAL_FORMS", f"{prefix}-INITIAL_FORMS"
    rows = {name: value for name, value in form.data.items() if name.startswith(f"{prefix}-")}
    foreign = some_of(site, form.name, prefix)
    keys = [text for text in foreign if "-" in text]
    pks = [text for text in foreign if text.isdigit()]
    return {
        **{f"total {text[:9]!r}": {total: text} for text in ("100000", "-3", "x", "", "9" * 30, "1e9")},
        **{f"initial {text[:9]!r}": {initial: text} for text in ("100000", "5", "-1", "x", "")},
        "no counters": dict.fromkeys((total, initial)),
        "counters the other way round": {total: "0", initial: "7"},
        **{f"key {key}": {f"{prefix}-0-key": key, f"{prefix}-0-DELETE": "on"} for key in keys},
        **{
            f"id {pk}": {
                initial: "1",
                f"{prefix}-0-id": pk,
                f"{prefix}-0-DELETE": "on",
                f"{prefix}-0-key": "",
            }
            for pk in pks
        },
        "unknown key": {f"{prefix}-0-key": uuid.uuid4(), f"{prefix}-0-DELETE": "on"},
        "only counters": {name: None for name in rows if not name.endswith("_FORMS")},
    }


def test_forged_formset_deletes_nothing(site):
    met = 0
    for form in forms_found(site, "manager"):
        for prefix in {
            name.removesuffix("-TOTAL_FORMS") for name in form.data if name.endswith("-TOTAL_FORMS")
        }:
            for what, forged in forged_formsets(site, prefix, form).items():
                met += 1
                data = {
                    name: value for name, value in {**form.filled(), **forged}.items() if value is not None
                }
                started = time.process_time()  # other processes may keep the machine busy

                response = site.ask("manager", "post", form.action, data)

                assert time.process_time() - started < SECONDS_OF_WORK, (form.name, prefix, what)
                assert response.status_code in {200, 302, 400, 409, 413, 422}, (form.name, prefix, what)
                deleted = [str(write) for write in response.writes if write.what == "DELETE"]
                assert deleted == [], (form.name, prefix, what)
                assert_nothing_of_the_foreign_unit(site, response, map(str, forged.values()))
                if what.startswith(("total '1000", "total '999", "total '-")):
                    assert response.writes == [], (form.name, prefix, what)
    assert met > 50, "no formset was met"


# --- T-05: more fields than the form has ------------------------------------------------------------------

# Times, keys, digests, links and passwords made for the occasion.
VOLATILE = re.compile(
    r"[0-9a-f]{64}|(\w\w/)?[0-9a-f]{32}|![A-Za-z0-9]{40}|http://testserver/\S+"
    r"|DTSTAMP:\d{8}T\d{6}Z|\d{4}-\d\d-\d\d[T ]\d\d:[\d:.+]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)


def masses(form, site) -> Iterator[dict[str, str]]:
    """Every column of every model, and what a forger hopes for, under each prefix of the form."""
    columns = {field.name: field for model in site.foreign.pks for field in model._meta.concrete_fields}
    values = {name: hoped(field, site) for name, field in columns.items()}
    values |= dict.fromkeys(("is_staff", "is_superuser", "owner", "organisation", "approved_by", "user"), "1")
    prefixes = {"", *(name.rpartition("-")[0] + "-" for name in form.fields if "-" in name)}
    for prefix in sorted(prefixes):
        yield {prefix + name: value for name, value in values.items() if prefix + name not in form.data}


def hoped(field, site) -> str:
    if field.choices:
        return str(field.choices[-1][0])
    if field.is_relation:
        return str(next(iter(site.foreign.pks.get(field.related_model, ())), 1))
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateField):
        return "2001-02-03"
    return "7" if isinstance(field, models.IntegerField) else "vnuceno"


def written(response) -> list[str]:
    fresh = {write.new["id"] for write in response.writes if write.what == "INSERT" and "id" in write.new}
    return [
        VOLATILE.sub("…", f"{write.what} {write.table} {settled(write.new, fresh)}")
        for write in response.writes
        if not write.table.startswith("pghistory")
    ]


def settled(row: dict | None, fresh: set) -> dict:
    return {
        name: "new" if name.endswith("id") and value in fresh else value
        for name, value in (row or {}).items()
        if name != "pgh_id"
    }


@pytest.mark.parametrize("who", WRITERS if EVERYTHING else ["manager"])
def test_fields_nobody_asked_for_are_not_stored(site, who):
    for form in forms_found(site, who):
        usual = site.ask(who, "post", form.action, form.filled())
        for mass in masses(form, site):
            unasked = {name: value for name, value in mass.items() if name not in form.fields}

            forged = site.ask(who, "post", form.action, {**unasked, **form.filled()})

            assert forged.status_code == usual.status_code, form.name
            assert written(forged) == written(usual), form.name

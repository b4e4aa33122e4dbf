"""Each section on its page: filled, empty, wrong, lost, undone, saved by itself; forged rows and prices."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from agreements import actions
from agreements.models import (
    AgreementVersion,
    FocusGoal,
    PlannedMeasure,
    SectionRevision,
    SupportingProject,
)
from agreements.queries import SECTION_FIELDS, SECTION_ROWS, revision_of, row_fields, stored_values
from agreements.vocabulary import SECTION_SLUGS, Section
from partnerships.models import ThematicArea
from tests.agreements.section_data import EMPTY, FILLED, address, rows, sent_by_browser
from tests.agreements.test_reading import text_of
from tests.factories import PersonFactory, SectionRevisionFactory, VersionFactory, put_in_force

pytestmark = pytest.mark.django_db
SECTIONS = {slug: section for section, slug in SECTION_SLUGS.items()}
AUTOSAVE = {"headers": {"X-Autosave": "yes"}}
MEASURES = rows("measures", {"text": "Domovník"})


def save(client, version, slug, data, revision=0, **extra):
    return client.post(address(version, slug), {"revision": revision, **data}, **extra)


# --- Filled, empty, wrong -----------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", FILLED)
def test_section_is_filled_shown_again_and_emptied(client, version, manager, slug):
    section = SECTIONS[slug]
    assert client.get(address(version, slug)).status_code == 200

    response = save(client, version, slug, FILLED[slug])
    filled = stored_values(version, section)
    shown = client.get(address(version, slug))
    again = client.post(address(version, slug), sent_by_browser(shown))

    assert again.status_code == 302, again.context["errors"]
    assert response.status_code == 302
    assert stored_values(version, section) == filled
    shown = client.get(address(version, slug))
    keys = {name: value for name, value in sent_by_browser(shown).items() if name.endswith("-key")}
    counters = {name: value for name, value in sent_by_browser(shown).items() if name.endswith("_FORMS")}
    gone = {name.replace("-key", "-DELETE"): "on" for name in keys}
    response = save(client, version, slug, {**EMPTY[slug], **counters, **keys, **gone}, revision=2)
    assert response.status_code == 302
    assert not any(rows for rows in stored_values(version, section).values() if isinstance(rows, list))


def test_everything_a_section_has_is_written_by_its_page(client, version, manager):
    """Also the columns and rows of tomorrow: a column no page writes stays at its default and fails here."""
    for slug, filled in FILLED.items():
        assert save(client, version, slug, filled).status_code == 302, slug
    project, theme = SupportingProject.objects.get(), ThematicArea.objects.first()
    person = PersonFactory()
    person.units.add(version.agreement.unit)
    more = {
        "projekt": {"project": project.pk},
        "zamereni": {"areas-0-thematic_area": theme.pk},
        "opatreni": {"measures-0-thematic_area": theme.pk},
        "role": {"REGIONAL_CONTACT-person": person.pk, "MANAGER-person": person.pk},
        "identifikace": {},
    }
    for slug, fields in more.items():
        shown = sent_by_browser(client.get(address(version, slug)))
        assert client.post(address(version, slug), {**shown, **fields}).status_code == 302, slug

    unwritten = []
    for section in FILLED:
        values = stored_values(version, SECTIONS[section])
        for name in SECTION_FIELDS.get(SECTIONS[section], ()):
            default = AgreementVersion._meta.get_field(name).get_default()
            unwritten += [name] if values[name] == default else []
        for kind in (one for root in SECTION_ROWS.get(SECTIONS[section], ()) for one in root.all()):
            for name in row_fields(kind.model):
                default = kind.model._meta.get_field(name).get_default()
                written = kind.model.objects.filter(version=version).exclude(**{name: default})
                unwritten += [] if written.exists() else [f"{kind.model.__name__}.{name}"]
    # rows of the header that annex 5 does not have
    assert set(unwritten) == {"annex_text", "memorandum_text"}


def test_czech_numbers_dates_and_official_wording_are_understood(client, version, manager):
    save(client, version, "zamereni", FILLED["zamereni"])
    save(client, version, "partnerstvi", FILLED["partnerstvi"])

    goal = FocusGoal.objects.get(statement="30 bytů")
    assert (goal.baseline_value, goal.baseline_on) == (Decimal("1200.50"), date(2022, 1, 1))
    assert [seat.text for seat in version.stated_seats.all()] == ["Charita", "Policie ČR"]
    assert [(one.matter, one.text) for one in version.stated_matters.all()] == [
        ("PLAN", "plán sociálního začleňování"),
        ("OTHER", "něco vlastního"),
    ]


WRONG = [
    ("projekt", {"hours_total": "10", "hours_distance_max": "20"}, "hours_distance_max"),
    ("projekt", {"hours_total": "99999999"}, "hours_total"),
    ("platnost", {"stated_from_year": "2026", "stated_to_year": "2022"}, "stated_to_year"),
    ("platnost", {"stated_from_year": "22"}, "stated_from_year"),
    ("platnost", {"valid_to": "32. 1. 2022"}, "valid_to"),
    ("platnost", {"validity_text": "x" * 501}, "validity_text"),
    ("kontakt-kraje", {"regional_contact_text": "Jan"}, "regional_contact_status"),
    ("harmonogram", {"timeline_from": "1. 5. 2023", "timeline_to": "1. 5. 2022"}, "timeline_to"),
    ("plan", {**rows("strategies"), "plan_from_year": "2027", "plan_to_year": "2022"}, "plan_to_year"),
    ("plan", rows("strategies", {"owner_level": "ORP"}), "strategies-0-title"),
    ("drivejsi-strategie", rows("strategies", {"title": "a", "from_year": "24"}), "strategies-0-from_year"),
    ("plan", rows("strategies", {"title": "a", "from_year": "2024", "to_year": "2022"}), "strategies-0-to_year"),
    ("zamereni", rows("areas", {"description": "bez názvu"}) | rows("areas-0-goals"), "areas-0-local_label"),
    ("zamereni", rows("areas", {}) | rows("areas-0-goals", {"target_value": "mnoho"}), "areas-0-goals-0-target_value"),
    ("opatreni", rows("measures", {"funding_source": "IROP"}), "measures-0-text"),
    ("role", {"MANAGER-is_vacant": "on", "MANAGER-name_text": "Jana"}, "MANAGER-is_vacant"),
    ("role", {"MANAGER-deputy_text": "Petr"}, "MANAGER-deputy_text"),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "data", "field"), WRONG)
def test_fault_is_said_at_its_field_in_both_ways_of_saving(client, version, manager, slug, data, field):
    page = save(client, version, slug, data)
    by_itself = save(client, version, slug, data, **AUTOSAVE)

    assert page.status_code == 200
    assert "Nic zatím není uložené." in text_of(page)
    assert f'href="#id_{field}"' in page.content.decode() or f'id="div_id_{field}"' in page.content.decode()
    assert (by_itself.status_code, field in by_itself.json()["errors"]) == (422, True)
    assert not SectionRevision.objects.exists()


# --- Saved by itself, lost, frozen --------------------------------------------------------------------------


def test_autosave_answers_with_the_revision_and_the_keys_of_new_rows(client, version, manager):
    answer = save(client, version, "opatreni", MEASURES, **AUTOSAVE).json()

    row = PlannedMeasure.objects.get()
    assert (answer["revision"], answer["keys"]) == (1, {"measures-0-key": str(row.key)})
    following = {**MEASURES, "measures-0-key": row.key, "measures-0-text": "Domovník – preventista"}
    assert save(client, version, "opatreni", following, revision=1, **AUTOSAVE).json()["keys"] == {}
    row.refresh_from_db()
    assert row.text == "Domovník – preventista"


def test_autosave_that_lost_says_so_and_writes_nothing(client, version, manager):
    actions.save_measures(version, by=manager, revision=0, measures=[{"text": "jejich"}])

    answer = save(client, version, "opatreni", MEASURES, **AUTOSAVE)

    assert (answer.status_code, answer.json()) == (409, {"conflict": True})
    assert PlannedMeasure.objects.get().text == "jejich"


@pytest.mark.parametrize("slug", ["opatreni", "zamereni", "partnerstvi", "role", "projekt"])
def test_answer_lost_on_the_way_is_given_again_with_the_keys(client, version, manager, slug):
    """Without them the new rows would stay new, and the next save would be a conflict with oneself."""
    first, second = (save(client, version, slug, FILLED[slug], **AUTOSAVE).json() for _ in range(2))

    assert (second["revision"], second["keys"]) == (1, first["keys"])
    following = {**FILLED[slug], **second["keys"]}
    answer = save(client, version, slug, following, revision=1, **AUTOSAVE)
    assert (answer.status_code, answer.json()["keys"]) == (200, {})


def test_lost_save_keeps_the_rows_of_both(client, version, manager):
    actions.save_measures(version, by=manager, revision=0, measures=[{"text": "jejich"}])

    lost = save(client, version, "opatreni", MEASURES)
    sent = {**dict(lost.context["sent"]), "revision": 1, "vychozi": 0, "spojit": "1"}
    saved = client.post(address(version, "opatreni"), sent)

    assert (lost.status_code, saved.status_code) == (409, 302)
    assert {row.text for row in PlannedMeasure.objects.all()} == {"jejich", "Domovník"}


def test_lost_save_puts_fields_of_both_together_without_asking(client, version, manager):
    save(client, version, "plan", FILLED["plan"])
    shown = sent_by_browser(client.get(address(version, "plan")))
    theirs = stored_values(version, Section.PLAN) | {"plan_depth": "jejich"}
    actions.save_plan(version, by=manager, revision=1, **theirs)

    lost = client.post(address(version, "plan"), shown | {"plan_content": "moje"})
    sent = {**dict(lost.context["sent"]), "revision": 2, "vychozi": 1, "spojit": "1"}
    saved = client.post(address(version, "plan"), sent)

    assert {one.path: one.chosen for one in lost.context["choices"]} == {
        "plan_content": "moje", "plan_depth": "ulozene"
    }  # fmt: skip
    version.refresh_from_db()
    assert (saved.status_code, version.plan_content, version.plan_depth) == (302, "moje", "jejich")


def test_lost_save_can_bring_back_a_row_deleted_meanwhile(client, version, manager):
    save(client, version, "opatreni", MEASURES)
    row = PlannedMeasure.objects.get()
    shown = sent_by_browser(client.get(address(version, "opatreni")))
    actions.save_measures(version, by=manager, revision=1, measures=[])

    lost = client.post(address(version, "opatreni"), shown | {"measures-0-text": "moje"})
    (choice,) = lost.context["choices"]
    sent = {**dict(lost.context["sent"]), "revision": 2, "vychozi": 1, "spojit": "1", choice.name: "moje"}
    client.post(address(version, "opatreni"), sent)

    assert PlannedMeasure.objects.get().key == row.key
    assert PlannedMeasure.objects.get().text == "moje"


def test_role_both_filled_in_is_one_role(client, version, manager):
    actions.save_roles(version, by=manager, revision=0, roles=[{"role": "MANAGER", "name_text": "Petr"}])

    lost = save(client, version, "role", {"MANAGER-name_text": "Jana", "REPRESENTATIVE-name_text": "Iva"})
    (choice,) = lost.context["choices"]
    sent = {**dict(lost.context["sent"]), "revision": 1, "vychozi": 0, "spojit": "1", choice.name: "moje"}
    client.post(address(version, "role"), sent)

    assert {row.role: row.name_text for row in version.role_assignments.all()} == {
        "MANAGER": "Jana", "REPRESENTATIVE": "Iva"
    }  # fmt: skip


@pytest.mark.parametrize("slug", ["identifikace", "opatreni"])
def test_text_typed_into_a_version_that_went_on_is_shown_to_be_copied(client, version, manager, slug):
    put_in_force(version)

    answer = save(
        client, version, slug, {"unit_text": "Napsaná Lhota", **rows("measures", {"text": "Napsaná Lhota"})}
    )
    by_itself = save(client, version, slug, {"unit_text": "x", **MEASURES}, **AUTOSAVE)

    assert answer.status_code == 409
    assert "Napsaná Lhota" in answer.context["said"]
    assert "Zkopírujte si, co jste napsali" in text_of(answer)
    assert by_itself.status_code == 409


def test_section_of_a_version_in_force_is_not_opened(client, version, manager):
    put_in_force(version)

    response = client.get(address(version, "plan"), follow=True)

    assert response.redirect_chain == [(reverse("agreements:version", args=[version.pk]), 302)]


# --- Undo and what was taken over ---------------------------------------------------------------------------


def test_saved_rows_are_taken_back_by_one_button(client, version, manager):
    save(client, version, "opatreni", MEASURES)
    key = PlannedMeasure.objects.get().key
    shown = sent_by_browser(client.get(address(version, "opatreni")))

    page = client.post(address(version, "opatreni"), shown | {"measures-0-DELETE": "on"}, follow=True)
    assert not PlannedMeasure.objects.exists()
    undo = reverse("agreements:restore_section", args=[version.pk, "opatreni", 1, 2])
    assert f'action="{undo}"' in page.content.decode()
    client.post(undo)

    assert PlannedMeasure.objects.get().key == key


def test_undo_goes_back_over_all_autosaves_of_the_page(client, version, manager):
    for revision, text in enumerate(["a", "ab", "abc"]):
        save(client, version, "identifikace", {"unit_text": text, "opened": 0}, revision=revision, **AUTOSAVE)

    page = client.post(
        address(version, "identifikace"), {"unit_text": "abcd", "revision": 3, "opened": 0}, follow=True
    )
    client.post(reverse("agreements:restore_section", args=[version.pk, "identifikace", 0, 4]))

    assert "/vratit/0/4/" in page.content.decode()
    version.refresh_from_db()
    assert version.unit_text == "Lhota"


def test_inherited_section_is_confirmed_on_the_page(client, version, manager):
    SectionRevisionFactory(version=version, section=Section.PLAN, is_inherited=True)

    page = client.get(address(version, "plan"))
    client.post(reverse("agreements:confirm_section", args=[version.pk, "plan"]), {"revision": 0})

    assert "Převzato, zkontrolujte." in text_of(page)
    assert not SectionRevision.objects.get().is_inherited


# --- Rows without JavaScript --------------------------------------------------------------------------------


def change(client, version, slug, data, verb):
    page = client.post(address(version, slug), {"revision": 0, **data, "radek": verb})
    assert page.status_code == 200
    return sent_by_browser(page)


TWO = rows("measures", {"text": "a"}, {"text": "b"})


@pytest.mark.parametrize(
    ("verb", "texts"),
    [
        ("pridat measures", ["a", "b"]),
        ("nahoru measures 1", ["b", "a"]),
        ("dolu measures 0", ["b", "a"]),
        ("nahoru measures 0", ["a", "b"]),
        ("dolu measures 1", ["a", "b"]),
        ("kopie measures 0", ["a", "a", "b"]),
        ("smazat measures 0", ["b"]),
        ("smazat measures 7", ["a", "b"]),
    ],
)
def test_row_is_added_moved_copied_and_deleted(client, version, manager, verb, texts):
    data = change(client, version, "opatreni", TWO, verb)
    assert not SectionRevision.objects.exists()

    saved = client.post(address(version, "opatreni"), data)

    assert saved.status_code == 302, saved.context["errors"]
    assert [row.text for row in PlannedMeasure.objects.all()] == texts


def test_deleted_row_is_returned_before_it_is_saved(client, version, manager):
    data = change(client, version, "opatreni", TWO, "smazat measures 0")
    data = change(client, version, "opatreni", data, "vratit measures 0")

    client.post(address(version, "opatreni"), data)

    assert [row.text for row in PlannedMeasure.objects.all()] == ["a", "b"]


def test_goals_go_with_their_area(client, version, manager):
    save(client, version, "zamereni", FILLED["zamereni"])
    keys = set(FocusGoal.objects.values_list("key", flat=True))
    shown = sent_by_browser(client.get(address(version, "zamereni")))

    data = change(client, version, "zamereni", shown, "dolu areas 0")
    data = change(client, version, "zamereni", data, "kopie areas 1")
    client.post(address(version, "zamereni"), data)

    assert [(area.local_label, area.goals.count()) for area in version.focus_areas.all()] == [
        ("Dluhy", 0), ("Bydlení", 2), ("Bydlení", 2)
    ]  # fmt: skip
    assert keys < set(FocusGoal.objects.values_list("key", flat=True))


def test_area_just_added_is_saved_with_a_goal_added_to_it(client, version, manager):
    data = change(client, version, "zamereni", rows("areas"), "pridat areas")
    data |= {"areas-0-local_label": "Bydlení"}
    data = change(client, version, "zamereni", data, "pridat areas-0-goals")
    data |= {"areas-0-goals-0-statement": "méně ubytoven"}

    saved = client.post(address(version, "zamereni"), data)

    assert saved.status_code == 302, saved.context["errors"]
    assert [goal.statement for goal in version.focus_areas.get().goals.all()] == ["méně ubytoven"]


@pytest.mark.parametrize(
    "verb", ["", "pridat", "pridat steps", "kopie areas-1", "smazat measures -1", "zrušit measures 0"]
)
def test_button_of_nobody_does_no_harm(client, version, manager, verb):
    response = client.post(address(version, "opatreni"), {"revision": 0, **TWO, "radek": verb})

    assert response.status_code in {200, 302}


# --- Forged -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delete", [False, True])
def test_row_of_another_unit_is_out_of_reach(client, version, manager, delete):
    other = VersionFactory()
    actions.save_measures(other, by=manager, revision=0, measures=[{"text": "cizí"}])
    forged = {"measures-0-key": other.planned_measures.get().key} | (
        {"measures-0-DELETE": "on"} if delete else {}
    )

    response = save(client, version, "opatreni", MEASURES | forged)

    assert response.status_code == (302 if delete else 200)
    assert other.planned_measures.get().text == "cizí"
    assert not version.planned_measures.exists()


@pytest.mark.parametrize(
    "forged",
    [
        {"measures-TOTAL_FORMS": 0},
        {"measures-0-key": ""},
        {"measures-0-key": uuid4()},
        {"measures-TOTAL_FORMS": ""},
        {"measures-TOTAL_FORMS": "9" * 30},
    ],
)
def test_row_is_not_deleted_by_what_a_form_leaves_out(client, version, manager, forged):
    save(client, version, "opatreni", MEASURES)

    response = save(client, version, "opatreni", MEASURES | forged, revision=1)

    assert response.status_code in {200, 413}
    assert PlannedMeasure.objects.get().text == "Domovník"


@pytest.mark.parametrize("total", ["100000", "-1", "301"])
def test_impossible_number_of_rows_is_refused(client, version, manager, total):
    assert save(client, version, "opatreni", {"measures-TOTAL_FORMS": total}).status_code == 413


@pytest.mark.parametrize(("slug", "field"), [("zamereni", "areas-0-thematic_area"), ("projekt", "project")])
def test_vocabulary_is_not_left(client, version, manager, slug, field):
    response = save(client, version, slug, {**FILLED[slug], field: 999_999})

    assert response.status_code == 200
    assert not SectionRevision.objects.exists()


def test_address_of_no_section_is_not_found(client, version, manager):
    assert client.get(address(version, "neznamy")).status_code == 404
    VersionFactory._meta.model.objects.filter(pk=version.pk)
    version.template.sections.remove("LEGACY")
    version.template.save()
    assert client.get(address(version, "drivejsi-strategie")).status_code == 404


# --- Prices -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("slug", "prefix", "row"),
    [
        ("opatreni", "measures", {"text": "a"}),
        ("zamereni", "areas", {"local_label": "a"}),
        ("plan", "strategies", {"title": "a"}),
        ("drivejsi-strategie", "strategies", {"title": "a"}),
    ],
)
def test_saving_one_changed_row_takes_ten_queries(
    client, version, manager, django_assert_num_queries, slug, prefix, row, count
):
    data = rows(prefix, *[row] * count)
    for number in range(count if slug == "zamereni" else 0):
        data |= rows(f"areas-{number}-goals", {"statement": "c"})
    save(client, version, slug, data)
    shown = sent_by_browser(client.get(address(version, slug)))
    (name,) = row
    theme = (
        {f"{prefix}-0-thematic_area": ThematicArea.objects.first().pk}
        if slug in ("opatreni", "zamereni")
        else {}
    )

    # session, user, version with all it needs, savepoint, raised revision, lock, snapshot, rows, release
    with django_assert_num_queries(9):
        response = client.post(address(version, slug), shown | {f"{prefix}-0-{name}": "b"} | theme)

    assert response.status_code == 302
    assert revision_of(version, SECTIONS[slug]) == 2


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("slug", ["opatreni", "zamereni", "partnerstvi", "role", "projekt"])
def test_page_costs_the_same_for_any_number_of_rows(
    client, version, manager, django_assert_num_queries, slug, count
):
    for number in range(count):
        person = PersonFactory()
        person.units.add(version.agreement.unit)
        text = f"{number}"
        actions.save_measures(version, by=manager, revision=number, measures=[{"text": text}] * count)
        actions.save_focus(
            version,
            by=manager,
            revision=number,
            areas=[{"local_label": text, "goals": [{"statement": text}] * count}],
        )
        seats = [{"text": text, "organisation_type": "NGO"}] * count
        actions.save_section(version, section=Section.PARTNERSHIP, by=manager, revision=number, seats=seats)

    # session, user, version with the section and what it offers, tree, three of what the document is
    # compared with, the header's units
    with django_assert_num_queries(8):
        client.get(address(version, slug))


# --- Warnings lead to their fields --------------------------------------------------------------------------


def test_warning_leads_to_a_place_that_is_on_its_page(client, version, manager):
    for slug in ("zamereni", "partnerstvi", "drivejsi-strategie", "plan"):
        save(client, version, slug, FILLED[slug])
    SectionRevisionFactory(version=version, section=Section.MEASURES, is_inherited=True)
    page = client.get(reverse("agreements:version", args=[version.pk]))

    led, pages = set(), {}
    for warning in page.context["warnings"]:
        path, _, place = warning.fix.partition("#")
        assert path, warning.code
        if place:
            pages[path] = pages.get(path) or client.get(path).content.decode()
            assert f'id="{place}"' in pages[path], (warning.code, place)
            led.add(warning.code)
    assert {
        "inherited_unconfirmed",
        "header_blank",
        "role_blank",
        "legacy_not_revised",
        "goal_without_baseline",
    } <= led


def test_inherited_activity_is_confirmed_on_the_page(client, version, manager):
    key = actions.save_activity(version, by=manager, name="Partnerství", steps=[])
    SectionRevision.objects.update(is_inherited=True)

    page = client.get(reverse("agreements:version", args=[version.pk]))
    url = reverse("agreements:confirm_activity", args=[version.pk, key])
    client.post(url, {"revision": 1})

    assert f'action="{url}"' in page.content.decode()
    assert not SectionRevision.objects.get().is_inherited

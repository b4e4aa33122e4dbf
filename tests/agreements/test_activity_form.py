"""The form of an activity: what is typed is saved or kept, and nothing else can be written."""

from datetime import date

import pytest
from django.urls import reverse

from agreements import actions
from agreements.models import Activity, ActivityStep, ScheduleTerm
from agreements.queries import activity_values, revision_of
from agreements.vocabulary import Section
from tests.agreements.browser_data import MEETINGS, ONE_STEP, activity, sent_by_browser, step
from tests.agreements.test_reading import text_of
from tests.factories import (
    ActivityFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db


def test_activity_is_saved_with_its_rows(client, version, manager):
    response = client.post(reverse("agreements:activity_add", args=[version.pk]), activity(ONE_STEP))

    values = activity_values(Activity.objects.get())
    [stored] = values["steps"]
    assert response.url.startswith(reverse("agreements:version", args=[version.pk]) + "#cinnost-")
    assert values["name"] == "Partnerství"
    assert [row["code"] for row in stored["outputs"]] == ["MEETING_RECORD"]
    assert [(row["code"], row["raw_text"]) for row in stored["responsibilities"]] == [
        ("OTHER", "Zajistí sál")
    ]
    assert [(row["raw_text"], row["count"]) for row in stored["terms"]] == [("4x ročně", 4)]


def test_new_activity_sent_twice_is_one(client, version, manager):
    url = reverse("agreements:activity_add", args=[version.pk])
    key = client.get(url).context["form"]["new_key"].value()

    answers = [client.post(url, activity(ONE_STEP, new_key=key)).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Activity.objects.count() == 1


def test_form_comes_back_as_it_was_saved(client, version, manager):
    """What a browser gets and sends untouched changes nothing."""
    client.post(reverse("agreements:activity_add", args=[version.pk]), activity(ONE_STEP))
    stored = Activity.objects.get()
    before = activity_values(stored)
    url = reverse("agreements:activity_edit", args=[version.pk, stored.key])

    client.post(url, sent_by_browser(client.get(url)))

    assert activity_values(stored) == before
    assert revision_of(version, Section.TIMELINE, stored.key) == 2


def test_rows_left_empty_are_no_rows(client, version, manager):
    url = reverse("agreements:activity_add", args=[version.pk])
    untouched = sent_by_browser(client.get(url))

    client.post(url, {**untouched, "steps-0-specification": "Jen tohle"})

    [stored] = activity_values(Activity.objects.get())["steps"]
    assert stored["specification"] == "Jen tohle"
    assert (stored["outputs"], stored["responsibilities"], stored["terms"]) == ([], [], [])


def test_step_left_empty_is_no_step(client, version, manager):
    url = reverse("agreements:activity_add", args=[version.pk])

    client.post(url, {**sent_by_browser(client.get(url)), "name": "Jen název"})

    assert Activity.objects.get().name == "Jen název"
    assert not ActivityStep.objects.exists()


def test_month_reaches_to_its_last_day(client, version, manager):
    term = {"raw_text": "únor 2024", "kind": "MONTH", "event_kind": "DOCUMENT", "date_to": "5. 2. 2024"}

    client.post(
        reverse("agreements:activity_add", args=[version.pk]),
        activity(step(0, specification="x", terms=[term])),
    )

    stored = ScheduleTerm.objects.get()
    assert (stored.date_from, stored.date_to) == (date(2024, 2, 1), date(2024, 2, 29))
    assert stored.precision == "MONTH"


@pytest.mark.parametrize(
    ("term", "field"),
    [
        ({**MEETINGS, "count": ""}, "count"),
        ({**MEETINGS, "count": "čtyři"}, "count"),
        ({**MEETINGS, "kind": "ON_DEMAND"}, "count"),
        ({"raw_text": "jaro", "kind": "DATE", "event_kind": "DOCUMENT"}, "date_to"),
        ({"raw_text": "jaro", "kind": "DATE", "event_kind": "DOCUMENT", "date_to": "31. 2. 2024"}, "date_to"),
        (
            {
                "raw_text": "jaro",
                "kind": "PERIOD",
                "event_kind": "DOCUMENT",
                "date_from": "2. 5. 2024",
                "date_to": "1. 5. 2024",
            },
            "date_to",
        ),
        ({"raw_text": "jaro", "kind": "DATE", "event_kind": "DOCUMENT", "date_to": "1. 5. 0202"}, "date_to"),
        ({"raw_text": "jaro", "kind": "NECO"}, "kind"),
        ({**MEETINGS, "event_kind": "NECO"}, "event_kind"),
    ],
)
def test_fault_in_a_term_is_said_at_its_field_and_text_is_kept(client, version, manager, term, field):
    url = reverse("agreements:activity_add", args=[version.pk])

    response = client.post(url, activity(step(0, specification="Psaný text", terms=[term])))

    [row] = response.context["steps"].forms[0].parts["terms"].forms
    assert response.status_code == 200
    assert field in row.errors
    html = response.content.decode()
    assert "Psaný text" in html
    assert term["raw_text"] in html
    assert not Activity.objects.exists()


@pytest.mark.parametrize("prefix", ["steps", "steps-0-outputs", "steps-0-responsibilities", "steps-0-terms"])
def test_row_is_added_by_the_server_and_typed_text_stays(client, version, manager, prefix):
    url = reverse("agreements:activity_add", args=[version.pk])
    faulty = {"raw_text": "dvakrát", "kind": "FREQUENCY", "date_to": "zítra"}
    before = activity(step(0, specification="rozepsáno", outputs=[{}], responsibilities=[{}], terms=[faulty]))

    response = client.post(url, {**before, "radek": f"pridat {prefix}"})

    steps = response.context["steps"]
    formset = steps if prefix == "steps" else steps.forms[0].parts[prefix.removeprefix("steps-0-")]
    html = response.content.decode()
    assert len(formset.forms) == 2
    assert "rozepsáno" in html
    assert 'value="zítra"' in html
    assert "invalid-feedback" not in html
    assert html.count(" autofocus") == 1
    assert not Activity.objects.exists()


def test_added_step_brings_a_row_of_each_kind(client, version, manager):
    url = reverse("agreements:activity_add", args=[version.pk])

    response = client.post(url, {**activity(ONE_STEP), "radek": "pridat steps"})

    added = response.context["steps"].forms[1]
    assert {part: len(formset.forms) for part, formset in added.parts.items()} == {
        "outputs": 1,
        "responsibilities": 1,
        "terms": 1,
    }
    again = client.post(url, {**sent_by_browser(response), "radek": "pridat steps-1-terms"})
    assert len(again.context["steps"].forms[1].parts["terms"].forms) == 2


@pytest.fixture
def three_steps(version):
    parent = ActivityFactory(version=version)
    for text in "abc":
        StepFactory(version=version, activity=parent, specification=text)
    return reverse("agreements:activity_edit", args=[version.pk, parent.key])


def changed(client, url, *changes):
    """The form after the buttons were pressed one after another, as a browser would send it."""
    data = sent_by_browser(client.get(url))
    for change in changes:
        data = sent_by_browser(client.post(url, {**data, "radek": change}))
    return data


@pytest.mark.parametrize(
    ("changes", "order"),
    [
        (["nahoru steps 2"], "acb"),
        (["dolu steps 0"], "bac"),
        (["nahoru steps 0"], "abc"),
        (["kopie steps 1"], "abbc"),
        (["smazat steps 1"], "ac"),
        (["smazat steps 1", "vratit steps 1"], "abc"),
        (["smazat steps 0", "dolu steps 1", "kopie steps 2"], "cbb"),
        (["pridat steps"], "abc"),
        (["smazat steps 9"], "abc"),
    ],
)
def test_steps_are_moved_copied_deleted_and_taken_back_by_buttons(
    client, version, manager, three_steps, changes, order
):
    data = changed(client, three_steps, *changes)
    assert "".join(row.specification for row in version.activity_steps.all()) == "abc"

    client.post(three_steps, data)

    assert "".join(row.specification for row in version.activity_steps.all()) == order


def test_row_taken_back_after_it_was_saved_as_deleted_keeps_its_key(client, version, manager, three_steps):
    """The page saves itself, so the row may be gone from the database before somebody changes his mind."""
    keys = set(version.activity_steps.values_list("key", flat=True))
    data = changed(client, three_steps, "smazat steps 1")
    answer = client.post(three_steps, data, headers={"X-Autosave": "yes"})
    assert version.activity_steps.count() == 2

    data = sent_by_browser(client.post(three_steps, {**data, "radek": "vratit steps 1"}))
    client.post(three_steps, {**data, "revision": answer.json()["revision"]})

    assert "".join(row.specification for row in version.activity_steps.all()) == "abc"
    assert set(version.activity_steps.values_list("key", flat=True)) == keys


def test_no_more_rows_than_can_be_saved(client, version, manager):
    url = reverse("agreements:activity_add", args=[version.pk])
    full = {**activity(*(step(n, terms=[{}] * 49) for n in range(6)))}

    response = client.post(url, {**full, "radek": "pridat steps"})

    assert "přidat nejde" in text_of(response)
    assert len(response.context["steps"].forms) == 6


def chosen(page, **answers):
    """The form of the conflict page as a browser sends it after the choices were made."""
    context = page.context
    data = {
        **dict(context["sent"]),
        "revision": context["revision"],
        "vychozi": context["original"],
        "spojit": 1,
    }
    made = {choice.name: choice.chosen for choice in context["choices"] if choice.chosen}
    return {**data, **made, **{f"volba-{name}": answer for name, answer in answers.items()}}


def test_lost_save_of_an_activity_shows_all_three_and_saves_what_is_chosen(client, version, manager):
    url = reverse("agreements:activity_add", args=[version.pk])
    client.post(url, activity(ONE_STEP))
    stored = Activity.objects.get()
    url = reverse("agreements:activity_edit", args=[version.pk, stored.key])
    opened = sent_by_browser(client.get(url))
    values = activity_values(stored)
    step_of_colleague = {**values["steps"][0], "specification": "Od kolegy"}
    actions.save_activity(
        version, by=manager, key=stored.key, revision=1, name="Název kolegy", steps=[step_of_colleague]
    )

    lost = client.post(url, {**opened, "name": "Moje"})

    shown = {one.label: (one.mine, one.stored, one.original, one.chosen) for one in lost.context["choices"]}
    assert lost.status_code == 409
    assert shown["Činnost"] == ("Moje", "Název kolegy", "Partnerství", "")
    [(mine, theirs, _, preselected)] = [value for label, value in shown.items() if label != "Činnost"]
    assert (mine, theirs, preselected) == ("Jednání", "Od kolegy", "ulozene")
    assert Activity.objects.get().name == "Název kolegy"
    undecided = client.post(url, chosen(lost))
    assert (undecided.status_code, undecided.context["is_undecided"]) == (409, True)
    assert client.post(url, chosen(lost, name="moje")).status_code == 302
    assert Activity.objects.get().name == "Moje"
    assert version.activity_steps.get().specification == "Od kolegy"


def test_choice_over_what_somebody_changed_again_is_made_again(client, version, manager):
    client.post(reverse("agreements:activity_add", args=[version.pk]), activity(ONE_STEP))
    key = Activity.objects.get().key
    url = reverse("agreements:activity_edit", args=[version.pk, key])
    opened = sent_by_browser(client.get(url))
    steps = activity_values(Activity.objects.get())["steps"]
    actions.save_activity(version, by=manager, key=key, revision=1, name="Poprvé", steps=steps)
    lost = client.post(url, {**opened, "name": "Moje"})
    actions.save_activity(version, by=manager, key=key, revision=2, name="Podruhé", steps=steps)

    again = client.post(url, chosen(lost, name="moje"))

    assert again.status_code == 409
    assert Activity.objects.get().name == "Podruhé"
    assert client.post(url, chosen(again, name="moje")).status_code == 302
    assert Activity.objects.get().name == "Moje"


def test_activity_deleted_meanwhile_keeps_what_was_typed(client, version, manager):
    key = actions.save_activity(version, by=manager, name="Stará", steps=[])
    url = reverse("agreements:activity_edit", args=[version.pk, key])
    actions.delete_activity(version, by=manager, revision=1, key=key)

    lost = client.post(url, activity(ONE_STEP, revision=1))
    again = client.post(url, chosen(lost))

    assert lost.status_code == 409
    assert "někdo smazal" in text_of(lost)
    assert again.status_code == 302
    assert Activity.objects.get().key == key


def undo_of(response):
    *_, message = response.wsgi_request._messages
    return message.extra_tags


def test_save_is_undone_to_what_the_page_was_opened_with(client, version, manager):
    key = actions.save_activity(version, by=manager, name="Stará", steps=[])
    url = reverse("agreements:activity_edit", args=[version.pk, key])
    opened = sent_by_browser(client.get(url))
    for revision, name in ((1, "Píše se"), (2, "Píše se dál")):
        client.post(url, {**opened, "name": name, "revision": revision}, headers={"X-Autosave": "yes"})

    saved = client.post(url, {**opened, "name": "Nová", "revision": 3})
    client.post(undo_of(saved))

    assert Activity.objects.get().name == "Stará"


def test_deleted_activity_is_taken_back_with_its_key_and_rows(client, version, manager):
    client.post(reverse("agreements:activity_add", args=[version.pk]), activity(ONE_STEP))
    before = Activity.objects.get()
    values = activity_values(before)
    url = reverse("agreements:activity_delete", args=[version.pk, before.key])

    deleted = client.post(url, {"revision": 1})
    assert not Activity.objects.exists()
    client.post(undo_of(deleted))

    assert Activity.objects.get().key == before.key
    assert activity_values(Activity.objects.get()) == values


def test_activity_is_copied_behind_itself_once_by_a_double_click(client, version, manager):
    client.post(reverse("agreements:activity_add", args=[version.pk]), activity(ONE_STEP))
    original = Activity.objects.get()
    ActivityFactory(version=version, name="Další", position=2)
    url = reverse("agreements:activity_copy", args=[version.pk, original.key])

    for _ in range(2):
        client.post(url, {"revision": 0})

    first, copy, last = version.activities.all()
    assert (first.key, copy.name, last.name) == (original.key, "Partnerství", "Další")
    values, copied = activity_values(first), activity_values(copy)
    assert copied["steps"][0]["terms"][0]["raw_text"] == "4x ročně"
    assert {row["key"] for row in copied["steps"]}.isdisjoint(row["key"] for row in values["steps"])


def test_deleting_asks_first_and_refuses_what_changed(client, version, manager):
    key = actions.save_activity(version, by=manager, name="Stará", steps=[])
    url = reverse("agreements:activity_delete", args=[version.pk, key])
    revision = client.get(url).context["form"]["revision"].value()
    actions.save_activity(version, by=manager, key=key, revision=1, name="Nová", steps=[])

    refused = client.post(url, {"revision": revision})
    deleted = client.post(url, {"revision": refused.context["form"]["revision"].value()})

    assert (refused.status_code, deleted.status_code) == (409, 302)
    assert not Activity.objects.exists()


def test_activity_is_moved_once_by_a_double_click(client, version, manager):
    for position, name in enumerate("abc", start=1):
        ActivityFactory(version=version, name=name, position=position)
    url = reverse("agreements:activity_move", args=[version.pk, Activity.objects.get(name="c").key])

    for _ in range(2):
        client.post(url, {"revision": 0, "direction": "up"})

    assert "".join(row.name for row in version.activities.all()) == "acb"


@pytest.mark.parametrize("count", [1, 3])
def test_saving_an_activity_costs_the_same_for_any_number_of_rows(
    client, version, manager, count, django_assert_num_queries
):
    steps = [step(n, specification=f"{n}", outputs=[{"code": "CERTIFICATE"}]) for n in range(count)]
    client.post(reverse("agreements:activity_add", args=[version.pk]), activity(*steps))
    stored = Activity.objects.get()
    url = reverse("agreements:activity_edit", args=[version.pk, stored.key])
    opened = sent_by_browser(client.get(url))

    # session, user, version, activity, revision, then the save's own; rows that stay are not written
    with django_assert_num_queries(10):
        assert client.post(url, opened).status_code == 302

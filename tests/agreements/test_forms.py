"""Data entry in the browser: what is typed is saved or kept, and nothing else can be written."""

import time
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from agreements import actions, reference
from agreements.models import Activity, ActivityStep, AgreementTemplate, AgreementVersion, ScheduleTerm
from agreements.queries import activity_values, revision_of
from agreements.vocabulary import Section
from tests.agreements.test_reading import text_of
from tests.factories import (
    ActivityFactory,
    OutputFactory,
    PersonFactory,
    RoleAssignmentFactory,
    StepFactory,
    TermFactory,
    UnitFactory,
    VersionFactory,
    member,
    put_in_force,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    reference.load()
    return VersionFactory(template=AgreementTemplate.objects.get(code="5"), unit_text="Lhota")


@pytest.fixture
def manager(client, version):
    user = member(version.agreement.unit)
    client.force_login(user)
    return user


def counters(prefix, total):
    return {f"{prefix}-TOTAL_FORMS": total, f"{prefix}-INITIAL_FORMS": 0}


def rows(prefix, *rows):
    """Submitted data of a formset."""
    data = counters(prefix, len(rows))
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def step(number, *, outputs=(), responsibilities=(), terms=(), **fields):
    prefix = f"steps-{number}"
    return {
        **{f"{prefix}-{name}": value for name, value in fields.items()},
        **rows(f"{prefix}-outputs", *outputs),
        **rows(f"{prefix}-responsibilities", *responsibilities),
        **rows(f"{prefix}-terms", *terms),
    }


def activity(*steps, revision=0, **fields):
    data = {"revision": revision, "name": "Partnerství", **fields, **counters("steps", len(steps))}
    for one in steps:
        data |= one
    return data


MEETINGS = {"raw_text": "4x ročně", "kind": "FREQUENCY", "event_kind": "LP_MEETING", "count": "4"}
ONE_STEP = step(
    0,
    specification="Jednání",
    outputs=[{"code": "MEETING_RECORD"}, {"code": "", "raw_text": ""}],
    responsibilities=[{"side": "UNIT", "code": "", "raw_text": "Zajistí sál"}],
    terms=[MEETINGS],
)


# --- Create, header, roles --------------------------------------------------------------------------------


def test_agreement_is_founded_in_the_browser(client):
    reference.load()
    unit = UnitFactory(name="Děčín")
    client.force_login(member(unit))
    template = AgreementTemplate.objects.get(code="6")

    response = client.post(
        reverse("agreements:create", args=[unit.pk]), {"kind": "SOCIAL_INCLUSION", "template": template.pk}
    )

    version = AgreementVersion.objects.get()
    assert response.url == reverse("agreements:version", args=[version.pk])
    assert (version.unit_text, version.template) == ("Děčín", template)


def test_second_draft_leads_to_the_first(client, version, manager):
    response = client.post(
        reverse("agreements:create", args=[version.agreement.unit.pk]),
        {"kind": version.agreement.kind, "template": version.template.pk},
        follow=True,
    )

    assert response.context["version"] == version
    assert "už existuje. Pokračujte v něm." in text_of(response)


def test_header_offers_what_the_form_has(client, version, manager):
    page = client.get(reverse("agreements:edit_header", args=[version.pk]))

    assert [field.label for field in page.context["form"].visible_fields()] == ["Územní celek", "Sídlo", "IČ"]


def test_header_is_saved(client, version, manager):
    url = reverse("agreements:edit_header", args=[version.pk])

    response = client.post(url, {"revision": 0, "unit_text": "Lhota", "seat_text": "Náves 1", "ico_text": ""})

    version.refresh_from_db()
    assert response.url == reverse("agreements:version", args=[version.pk]) + "#oddil-header"
    assert version.seat_text == "Náves 1"


def test_too_long_text_is_said_at_its_field_and_kept(client, version, manager):
    url = reverse("agreements:edit_header", args=[version.pk])

    response = client.post(url, {"revision": 0, "unit_text": "x" * 201, "seat_text": "Náves 1"})

    assert list(response.context["form"].errors) == ["unit_text"]
    assert "x" * 201 in response.content.decode()
    version.refresh_from_db()
    assert version.seat_text == ""


def test_lost_save_of_the_header_shows_both_and_can_be_saved_again(client, version, manager):
    url = reverse("agreements:edit_header", args=[version.pk])
    actions.save_header(version, by=manager, revision=0, seat_text="Náves 2")
    mine = {"revision": 0, "unit_text": "Lhota", "seat_text": "Náves 1"}

    lost = client.post(url, mine)

    assert lost.status_code == 409
    assert [(one.label, one.mine, one.stored) for one in lost.context["differences"]] == [
        ("Sídlo", "Náves 1", "Náves 2")
    ]
    assert 'value="Náves 1"' in lost.content.decode()
    version.refresh_from_db()
    assert version.seat_text == "Náves 2"

    saved = client.post(url, {**mine, "revision": lost.context["form"]["revision"].value()})

    version.refresh_from_db()
    assert saved.status_code == 302
    assert version.seat_text == "Náves 1"


def test_double_click_saves_once_and_says_nothing_is_lost(client, version, manager):
    url = reverse("agreements:edit_header", args=[version.pk])
    data = {"revision": 0, "unit_text": "Lhota", "seat_text": "Náves 1"}

    answers = [client.post(url, data).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert revision_of(version, Section.HEADER) == 1


@pytest.mark.parametrize("revision", ["", "x", "-1", str(10**12)])
def test_revision_that_is_none_saves_nothing(client, version, manager, revision):
    url = reverse("agreements:edit_header", args=[version.pk])

    response = client.post(url, {"revision": revision, "unit_text": "jinak"})

    assert response.status_code == 200
    version.refresh_from_db()
    assert version.unit_text == "Lhota"


def test_fields_beyond_the_form_are_not_written(client, version, manager):
    url = reverse("agreements:edit_header", args=[version.pk])

    client.post(
        url, {"revision": 0, "unit_text": "Lhota", "state": "IN_FORCE", "number": 9, "origin": "PAPER"}
    )

    version.refresh_from_db()
    assert (version.state, version.number, version.origin) == ("DRAFT", 1, "HERE")


def test_roles_are_saved_person_function_and_vacancy(client, version, manager):
    person = PersonFactory(first_name="Jana", last_name="Nová", title_before="Mgr.")
    person.units.add(version.agreement.unit)
    url = reverse("agreements:edit_roles", args=[version.pk])

    client.post(
        url,
        {
            "revision": 0,
            "REPRESENTATIVE-function_text": "radní",
            "MANAGER-person": person.pk,
            "REGIONAL_HEAD-is_vacant": "on",
            "REGIONAL_HEAD-deputy_text": "Petr",
        },
    )

    assert {row.role: row.text for row in version.role_assignments.all()} == {
        "REPRESENTATIVE": "radní",
        "MANAGER": "Mgr. Jana Nová",
        "REGIONAL_HEAD": "pozice není obsazena, zastupuje Petr",
    }


def test_stranger_cannot_be_put_into_a_role(client, version, manager):
    stranger = PersonFactory()
    url = reverse("agreements:edit_roles", args=[version.pk])

    response = client.post(url, {"revision": 0, "MANAGER-person": stranger.pk})

    assert [list(role.errors) for role in response.context["roles"]] == [[], ["person"], []]
    assert not version.role_assignments.exists()


def test_vacant_role_with_a_name_is_a_fault(client, version, manager):
    url = reverse("agreements:edit_roles", args=[version.pk])

    response = client.post(url, {"revision": 0, "MANAGER-is_vacant": "on", "MANAGER-name_text": "Jana Nová"})

    assert "Neobsazená pozice nemůže mít zároveň jméno." in text_of(response)
    assert "Jana Nová" in response.content.decode()


def test_lost_save_of_roles_shows_both(client, version, manager):
    actions.save_roles(version, by=manager, revision=0, roles=[{"role": "MANAGER", "name_text": "Petr"}])
    url = reverse("agreements:edit_roles", args=[version.pk])

    response = client.post(url, {"revision": 0, "MANAGER-name_text": "Jana"})

    assert response.status_code == 409
    assert [(one.mine, one.stored) for one in response.context["differences"]] == [("Jana", "Petr")]
    assert response.context["form"]["revision"].value() == 1


# --- The activity -----------------------------------------------------------------------------------------


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


def sent_by_browser(response) -> dict:
    """The fields of the activity's form as a browser would send them."""
    form, steps = response.context["form"], response.context["steps"]
    data = {form[name].html_name: form[name].value() for name in form.fields}
    sets = [steps, *(part for step in steps for part in step.parts.values())]
    for formset in sets:
        data |= counters(formset.prefix, len(formset.forms))
        for one in formset.forms:
            for name in one.fields:
                value = one[name].value()
                shown = one.fields[name].widget.format_value(value)
                data[one[name].html_name] = value if isinstance(shown, list) else shown
    # an unticked box is not sent
    return {name: value for name, value in data.items() if not (value is None or value is False)}


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
        ({"raw_text": "jaro"}, "kind"),
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

    response = client.post(url, {**before, "add": prefix})

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

    response = client.post(url, {**activity(ONE_STEP), "add": "steps"})

    added = response.context["steps"].forms[1]
    assert {part: len(formset.forms) for part, formset in added.parts.items()} == {
        "outputs": 1,
        "responsibilities": 1,
        "terms": 1,
    }
    again = client.post(url, {**sent_by_browser(response), "add": "steps-1-terms"})
    assert len(again.context["steps"].forms[1].parts["terms"].forms) == 2


def test_steps_change_places_and_go(client, version, manager):
    parent = ActivityFactory(version=version)
    stored = [StepFactory(version=version, activity=parent, specification=text) for text in "abc"]
    sent = [
        step(number, key=row.key, specification=row.specification, ORDER=order, **extra)
        for number, (row, order, extra) in enumerate(
            zip(stored, (2, 1, 3), ({}, {}, {"DELETE": "on"}), strict=True)
        )
    ]

    client.post(reverse("agreements:activity_edit", args=[version.pk, parent.key]), activity(*sent))

    assert [row.specification for row in ActivityStep.objects.filter(activity=parent)] == ["b", "a"]


@pytest.mark.parametrize("whose", ["another activity", "another unit", "nobody"])
def test_forged_key_is_refused(client, version, manager, whose):
    mine = StepFactory(version=version)
    foreign = {
        "another activity": OutputFactory(version=version, raw_text="cizí"),
        "another unit": OutputFactory(raw_text="cizí"),
        "nobody": None,
    }[whose]
    key = foreign.key if foreign else uuid4()
    sent = step(0, key=mine.key, specification="přepsáno", outputs=[{"key": key, "code": "CERTIFICATE"}])

    response = client.post(
        reverse("agreements:activity_edit", args=[version.pk, mine.activity.key]), activity(sent)
    )

    assert "k této části nepatří" in text_of(response)
    mine.refresh_from_db()
    assert mine.specification == "Jednání partnerství"
    if foreign:
        foreign.refresh_from_db()
        assert foreign.raw_text == "cizí"


def test_activity_of_another_version_has_no_page_here(client, version, manager):
    foreign = TermFactory(version=VersionFactory()).step.activity
    for name in ("activity_edit", "activity_delete", "activity_move"):
        url = reverse(f"agreements:{name}", args=[version.pk, foreign.key])
        assert client.post(url, activity(ONE_STEP, direction="up")).status_code == 404

    assert Activity.objects.get() == foreign


@pytest.mark.parametrize(
    "forged",
    [
        {"steps-TOTAL_FORMS": 100000},
        {"steps-0-terms-TOTAL_FORMS": 100000},
        {"steps-TOTAL_FORMS": 40, **{f"steps-{n}-terms-TOTAL_FORMS": 20 for n in range(40)}},
    ],
)
def test_too_many_rows_are_refused_quickly(client, version, manager, forged):
    StepFactory(version=version)
    started = time.monotonic()

    response = client.post(
        reverse("agreements:activity_add", args=[version.pk]), {**activity(ONE_STEP), **forged}
    )

    assert response.status_code == 400
    assert time.monotonic() - started < 1
    assert ActivityStep.objects.count() == 1


@pytest.mark.parametrize("total", ["", "-3", "x", "9" * 30])
def test_nonsense_counters_change_nothing(client, version, manager, total):
    data = {**activity(ONE_STEP), "steps-TOTAL_FORMS": total}

    response = client.post(reverse("agreements:activity_add", args=[version.pk]), data)

    assert response.status_code in {200, 400}
    assert not Activity.objects.exists()


def test_rows_that_did_not_come_are_not_deleted(client, version, manager):
    """A form cut short on its way, or counters forged to nothing."""
    client.post(reverse("agreements:activity_add", args=[version.pk]), activity(ONE_STEP))
    stored = Activity.objects.get()
    url = reverse("agreements:activity_edit", args=[version.pk, stored.key])
    opened = sent_by_browser(client.get(url))

    for counter in ("steps-TOTAL_FORMS", "steps-0-terms-TOTAL_FORMS"):
        response = client.post(url, {**opened, counter: 0})
        assert "Formulář nepřišel celý" in text_of(response)

    assert ScheduleTerm.objects.count() == 1
    assert revision_of(version, Section.TIMELINE, stored.key) == 1


def test_lost_save_of_an_activity_shows_both_and_can_be_saved_again(client, version, manager):
    url = reverse("agreements:activity_add", args=[version.pk])
    client.post(url, activity(ONE_STEP))
    stored = Activity.objects.get()
    url = reverse("agreements:activity_edit", args=[version.pk, stored.key])
    opened = sent_by_browser(client.get(url))
    actions.save_activity(version, by=manager, key=stored.key, revision=1, name="Od kolegy", steps=[])

    lost = client.post(url, {**opened, "name": "Moje"})

    assert lost.status_code == 409
    shown = {one.label: (one.mine, one.stored) for one in lost.context["differences"]}
    assert shown["Činnost"] == ("Moje", "Od kolegy")
    assert shown["Krok 1: specifikace"] == ("Jednání", "")
    assert Activity.objects.get().name == "Od kolegy"
    assert 'value="Moje"' in lost.content.decode()


def test_activity_deleted_meanwhile_keeps_what_was_typed(client, version, manager):
    key = actions.save_activity(version, by=manager, name="Stará", steps=[])
    url = reverse("agreements:activity_edit", args=[version.pk, key])
    actions.delete_activity(version, by=manager, revision=1, key=key)

    lost = client.post(url, activity(ONE_STEP, revision=1))
    again = client.post(url, activity(ONE_STEP, revision=lost.context["form"]["revision"].value()))

    assert lost.status_code == 409
    assert "někdo smazal" in text_of(lost)
    assert again.status_code == 302
    assert Activity.objects.get().key == key


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


@pytest.mark.parametrize("name", ["edit_header", "edit_roles", "activity_add", "activity_edit", "take_over"])
def test_version_in_force_can_only_be_revised(client, version, manager, name):
    parent = ActivityFactory(version=version)
    put_in_force(version)
    arguments = [version.pk, parent.key] if name == "activity_edit" else [version.pk]

    for method in (client.get, client.post):
        response = method(reverse(f"agreements:{name}", args=arguments), follow=True)
        assert response.redirect_chain == [(reverse("agreements:version", args=[version.pk]), 302)]
        assert ("lze jen revizí" in text_of(response)) is (name != "take_over")


# --- Steps of the life cycle ------------------------------------------------------------------------------


def test_document_is_taken_over_in_the_browser(client, version, manager):
    StepFactory(version=version)
    url = reverse("agreements:take_over", args=[version.pk])
    page = client.get(url)

    response = client.post(url, {"reason": "Platí na papíře."}, follow=True)

    assert "Chybí datum schválení územním celkem." in text_of(page)
    assert "je převzat a platí" in text_of(response)
    version.refresh_from_db()
    assert (version.state, version.origin) == ("IN_FORCE", "PAPER")


def test_taking_over_without_steps_says_what_to_do(client, version, manager):
    response = client.post(reverse("agreements:take_over", args=[version.pk]), {"reason": "Platí."})

    assert "Doplňte alespoň jednu činnost s krokem." in text_of(response)
    assert "Platí." in response.content.decode()


def test_approval_is_completed_in_the_browser(client, version, manager):
    StepFactory(version=version)
    put_in_force(version)
    url = reverse("agreements:complete_adoption", args=[version.pk])
    data = {"approval_date": "19.4.2022", "resolution_number": "ZaMě 343/22", "reason": ""}

    refused = client.post(url, data)
    client.post(url, {**data, "reason": "Doplněno ze zápisu."})
    shown = client.get(url)

    assert list(refused.context["form"].errors) == ["reason"]
    assert version.approvals.get().decided_on == date(2022, 4, 19)
    assert 'value="19.\u00a04.\u00a02022"' in shown.content.decode()


# --- Prices -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_for_any_number_of_rows(
    client, version, manager, count, django_assert_num_queries
):
    parent = ActivityFactory(version=version)
    for _ in range(count):
        TermFactory(version=version, step=StepFactory(version=version, activity=parent))
    RoleAssignmentFactory(version=version)
    # session, user, version, roles of the user, then the page's own, the header's units
    with django_assert_num_queries(6):
        client.get(reverse("agreements:edit_header", args=[version.pk]))
    with django_assert_num_queries(10):
        client.get(reverse("agreements:edit_roles", args=[version.pk]))
    with django_assert_num_queries(11):
        client.get(reverse("agreements:activity_edit", args=[version.pk, parent.key]))


@pytest.mark.parametrize("count", [1, 3])
def test_saving_an_activity_costs_the_same_for_any_number_of_rows(
    client, version, manager, count, django_assert_num_queries
):
    steps = [step(n, specification=f"{n}", outputs=[{"code": "CERTIFICATE"}]) for n in range(count)]
    client.post(reverse("agreements:activity_add", args=[version.pk]), activity(*steps))
    stored = Activity.objects.get()
    url = reverse("agreements:activity_edit", args=[version.pk, stored.key])
    opened = sent_by_browser(client.get(url))

    # session, user, version, roles, activity, revision, then the save's own
    with django_assert_num_queries(14):
        assert client.post(url, opened).status_code == 302


def test_saving_the_header_is_cheap(client, version, manager, django_assert_num_queries):
    client.post(reverse("agreements:edit_header", args=[version.pk]), {"revision": 0, "unit_text": "a"})

    # session, user, version, roles, revision, savepoint, raised revision, lock, update, release
    with django_assert_num_queries(10):
        client.post(reverse("agreements:edit_header", args=[version.pk]), {"revision": 1, "unit_text": "b"})

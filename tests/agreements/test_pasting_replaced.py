"""A pasted timeline behind what there was or in its place, taken back, and what it costs."""

import pytest
from django.urls import reverse

from agreements import actions
from agreements.models import Activity, PastedTimeline
from agreements.queries import activity_values, revision_of
from agreements.vocabulary import Section
from tests.agreements.clipboard import headings, table
from tests.agreements.pasting_data import MEETINGS, RESEARCH, names_of, page_of, pasted, preview_of, sent
from tests.factories import (
    ActivityFactory,
    CommentThreadFactory,
    OutputFactory,
    ResponsibilityFactory,
    StepFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
QUERIES_OF_PREVIEW = 7
QUERIES_OF_TAKING = 14
QUERIES_OF_REPLACING = 24  # five tables are emptied and five filled, however many rows


@pytest.fixture
def old(version):
    """What stands in the timeline before."""
    activity = ActivityFactory(version=version, name="Stará činnost", position=1)
    step = StepFactory(version=version, activity=activity, specification="Starý krok")
    OutputFactory(version=version, step=step)
    TermFactory(version=version, step=step, raw_text="květen 2020")
    return activity


def test_activities_stand_behind_those_of_the_timeline(client, version, manager, old):
    pasted(client, version, MEETINGS, RESEARCH)

    assert names_of(version) == ["Stará činnost", "Lokální partnerství", "Výzkumná činnost"]
    assert revision_of(version, Section.TIMELINE, old.key) == 0


def replacing(client, version, *rows, **more):
    return pasted(client, version, *rows, mode="nahradit", **more)


def test_replacing_names_what_goes_and_asks(client, version, manager, old):
    page = replacing(client, version, MEETINGS)

    content = page.content.decode()
    assert "Potvrďte, že se dosavadní činnosti mají smazat." in content
    assert "Stará činnost (1\u00a0krok)" in content
    assert names_of(version) == ["Stará činnost"]


def test_replaced_timeline_is_the_pasted_one(client, version, manager, old):
    replacing(client, version, MEETINGS, RESEARCH, agreed="on")

    assert names_of(version) == ["Lokální partnerství", "Výzkumná činnost"]
    assert list(Activity.objects.values_list("position", flat=True)) == [1, 2]


def test_step_is_taken_back_with_its_rows_and_comments(client, version, manager, old):
    before = activity_values(old)
    thread = CommentThreadFactory(raised_in=version, section=Section.TIMELINE, key=old.key)
    replacing(client, version, MEETINGS, RESEARCH, agreed="on")
    undo = reverse("agreements:undo_paste", args=[version.pk, PastedTimeline.objects.get().form_key])

    page = client.get(reverse("agreements:version", args=[version.pk]))
    response = client.post(undo, follow=True)

    assert f'action="{undo}"' in page.content.decode()
    assert "Vložení je vrácené" in response.content.decode()
    back = Activity.objects.get()
    assert (back.key, back.position, activity_values(back)) == (thread.key, 1, before)


def test_step_can_be_taken_back_later_until_somebody_changes_it(client, version, manager, old):
    pasted(client, version, MEETINGS)
    undo = reverse("agreements:undo_paste", args=[version.pk, PastedTimeline.objects.get().form_key])
    before = client.get(page_of(version)).content.decode()
    activity = Activity.objects.get(name="Lokální partnerství")
    actions.save_activity(version, by=manager, key=activity.key, revision=1, name="Partnerství", steps=[])

    after = client.get(page_of(version)).content.decode()

    assert undo in before
    assert "1\u00a0činnost" in before
    assert undo not in after


def test_step_taken_back_twice_is_taken_back_once(client, version, manager, old):
    pasted(client, version, MEETINGS)
    undo = reverse("agreements:undo_paste", args=[version.pk, PastedTimeline.objects.get().form_key])
    client.post(undo)

    response = client.post(undo, follow=True)

    assert "Vrátit to už nejde" in response.content.decode()
    assert names_of(version) == ["Stará činnost"]


def test_step_is_not_taken_back_over_somebody_elses_work(client, version, manager):
    pasted(client, version, MEETINGS, RESEARCH)
    activity = Activity.objects.get(name="Výzkumná činnost")
    actions.save_activity(version, by=manager, key=activity.key, revision=1, name="Výzkum", steps=[])

    client.post(reverse("agreements:undo_paste", args=[version.pk, PastedTimeline.objects.get().form_key]))

    assert names_of(version) == ["Lokální partnerství", "Výzkum"]


@pytest.mark.parametrize("what", ["changed", "added", "deleted"])
def test_timeline_changed_meanwhile_is_not_replaced(client, version, manager, old, what):
    page = preview_of(client, version, table(headings(), MEETINGS))
    match what:
        case "changed":
            actions.save_activity(version, by=manager, key=old.key, revision=0, name="Nová", steps=[])
        case "added":
            actions.save_activity(version, by=manager, name="Nová", steps=[])
        case "deleted":
            actions.delete_activity(version, by=manager, revision=0, key=old.key)
    before = names_of(version)

    response = client.post(page_of(version), sent(page, mode="nahradit", agreed="on"))

    assert response.status_code == 409
    assert "harmonogram mezitím někdo změnil" in response.content.decode()
    assert names_of(version) == before
    if what != "deleted":
        client.post(page_of(version), sent(response, mode="nahradit", agreed="on"))
        assert names_of(version) == ["Lokální partnerství"]


# --- What it costs ------------------------------------------------------------------------------------------


def many(number):
    return [[f"Činnost {one}", *MEETINGS[1:]] for one in range(number)]


@pytest.mark.parametrize("number", [3, 12])
def test_preview_costs_the_same_for_any_number_of_activities(
    client, version, manager, old, number, django_assert_num_queries
):
    html = table(headings(), *many(number))

    with django_assert_num_queries(QUERIES_OF_PREVIEW):
        preview_of(client, version, html)


@pytest.mark.parametrize("number", [3, 12])
def test_taking_costs_the_same_for_any_number_of_activities(
    client, version, manager, old, number, django_assert_num_queries
):
    data = sent(preview_of(client, version, table(headings(), *many(number))))

    with django_assert_num_queries(QUERIES_OF_TAKING):
        client.post(page_of(version), data)


@pytest.mark.parametrize("number", [3, 12])
def test_replacing_costs_the_same_for_any_number_of_activities(
    client, version, manager, number, django_assert_num_queries
):
    for one in range(number):
        step = StepFactory(version=version, activity=ActivityFactory(version=version, position=one))
        for inside in (OutputFactory, ResponsibilityFactory, TermFactory):
            inside(version=version, step=step)
    data = sent(preview_of(client, version, table(headings(), *many(number))), mode="nahradit", agreed="on")

    with django_assert_num_queries(QUERIES_OF_REPLACING):
        client.post(page_of(version), data)

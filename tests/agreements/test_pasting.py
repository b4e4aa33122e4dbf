"""A timeline pasted from Excel or Word: the page, its preview, what is taken, and the way back."""

import pytest
from django.urls import reverse

from agreements.models import Activity, ScheduleTerm
from agreements.queries import activity_values, revision_of
from agreements.vocabulary import ParseStatus, Section
from tests.agreements.clipboard import headings, table

pytestmark = pytest.mark.django_db
MEETINGS = ["Lokální partnerství", "Jednání", "Záznam z jednání\nPrezenční listina", "Organizační zajištění",
            "Odborné zajištění", "Minimálně 4x ročně"]  # fmt: skip
RESEARCH = ["Výzkumná činnost", "Výzkum potřeb", "Výzkumná zpráva", "-", "Odborné zajištění", "až to půjde"]


def page_of(version):
    return reverse("agreements:paste_timeline", args=[version.pk])


def preview_of(client, version, html, **more):
    return client.post(page_of(version), {"html": html, "text": "(tabulka)", **more})


def sent(response, **more) -> dict:
    """What a browser sends back from a preview nobody touched."""
    columns, form = response.context["columns"], response.context["form"]
    data = {"nahled": response.context["state"]}
    data |= {field.html_name: field.value() for field, _ in columns.columns}
    data |= dict.fromkeys(form.names.values(), "on")
    if "mode" in form.fields:
        data["mode"] = "pridat"
    return data | more


def pasted(client, version, *rows, **more):
    html = table(headings(), *rows)
    return client.post(page_of(version), sent(preview_of(client, version, html), **more))


def test_table_is_shown_and_nothing_is_taken(client, version, manager):
    response = preview_of(client, version, table(headings(), MEETINGS, RESEARCH))

    content = response.content.decode()
    said = response.context["counts"].sentence.replace("\u00a0", " ")
    assert said.startswith("Vloží se 2 činnosti, 2 kroky a 2 termíny; 1 termín se nepodařilo přečíst")
    assert "Nepodařilo se přečíst. Vloží se text" in content
    assert not Activity.objects.exists()


def test_activities_are_taken_with_their_rows(client, version, manager):
    response = pasted(client, version, MEETINGS, RESEARCH)

    first, second = Activity.objects.filter(version=version)
    [step] = activity_values(first)["steps"]
    assert response.url == reverse("agreements:version", args=[version.pk]) + "#oddil-timeline"
    assert (first.name, second.name) == ("Lokální partnerství", "Výzkumná činnost")
    assert [row["code"] for row in step["outputs"]] == ["MEETING_RECORD", "ATTENDANCE_SHEET"]
    assert [(row["side"], row["code"]) for row in step["responsibilities"]] == [
        ("UNIT", "ORGANISATION"),
        ("ASZ", "EXPERT"),
    ]
    assert [row["raw_text"] for row in step["terms"]] == ["Minimálně 4x ročně"]
    unread = ScheduleTerm.objects.get(step__activity=second)
    assert (unread.raw_text, unread.kind, unread.parse_status) == ("až to půjde", "", ParseStatus.UNPARSED)
    assert set(ScheduleTerm.objects.values_list("confirmed_by", flat=True)) == {None}
    dash = second.steps.get().responsibilities.get(side="UNIT")
    assert (dash.code, dash.raw_text) == ("EXPLICIT_DASH", "-")
    assert revision_of(version, Section.TIMELINE, first.key) == 1

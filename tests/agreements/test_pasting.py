"""A timeline pasted from Excel or Word: the page, its preview, and what is taken."""

import uuid

import pytest
from django.urls import reverse

from agreements import actions
from agreements.models import Activity, ScheduleTerm
from agreements.pasting.html import grid_of_html
from agreements.pasting.preview import unsigned
from agreements.queries import activity_values, revision_of
from agreements.vocabulary import ParseStatus, Section
from reporting.demo import chomutov_timeline, jihlava_timeline, kamenice_timeline
from tests.agreements.browser_data import sent_by_browser
from tests.agreements.clipboard import headings, table, timeline_table
from tests.agreements.pasting_data import MEETINGS, RESEARCH, names_of, page_of, pasted, preview_of, sent
from tests.factories import VersionFactory, member, put_in_force

pytestmark = pytest.mark.django_db


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


def test_activity_left_out_is_not_taken(client, version, manager):
    page = preview_of(client, version, table(headings(), MEETINGS, RESEARCH))
    data = sent(page)
    del data["cinnost-0"]

    client.post(page_of(version), data)

    assert names_of(version) == ["Výzkumná činnost"]


def test_nothing_chosen_is_said(client, version, manager):
    page = preview_of(client, version, table(headings(), MEETINGS))
    data = sent(page)
    del data["cinnost-0"]

    response = client.post(page_of(version), data)

    assert "Vyberte aspoň jednu činnost" in response.content.decode()
    assert names_of(version) == []


def test_activity_that_does_not_fit_cannot_be_taken(client, version, manager):
    html = table(headings(), ["x" * 301, *MEETINGS[1:]], MEETINGS)
    page = preview_of(client, version, html)

    client.post(page_of(version), sent(page, **{"cinnost-0": "on"}))

    assert "Činnost takto vložit nejde." in page.content.decode()
    assert names_of(version) == ["Lokální partnerství"]


@pytest.mark.parametrize("text", ["=1+1", "+420 123", "@SUM(A1)", '=HYPERLINK("http://x")', "-5"])
def test_text_like_a_formula_stays_text(client, version, manager, text):
    pasted(client, version, ["Popis", text, text, text, text, "2x ročně"])

    [step] = activity_values(Activity.objects.get())["steps"]
    assert step["specification"] == text
    assert {row["raw_text"] for row in (*step["outputs"], *step["responsibilities"])} == {text}


def test_html_is_shown_as_text(client, version, manager):
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    response = preview_of(client, version, table(headings(), [nasty] * 6))
    content = response.content.decode()
    client.post(page_of(version), sent(response))

    assert "&lt;script&gt;alert(1)" in content
    assert "<script>alert" not in content
    assert "<img" not in content
    stored = Activity.objects.get()
    assert (stored.name, stored.steps.get().specification) == (nasty, nasty)
    shown = client.get(reverse("agreements:version", args=[version.pk])).content.decode()
    assert "<script>alert" not in shown


def test_tab_separated_text_does_without_javascript(client, version, manager):
    text = "\t".join(headings()) + "\r\n" + "\t".join(f'"{cell}"' for cell in MEETINGS)
    page = client.post(page_of(version), {"text": text, "html": ""})

    client.post(page_of(version), sent(page))

    [step] = activity_values(Activity.objects.get())["steps"]
    assert [row["raw_text"] for row in step["outputs"]] == ["Záznam z jednání", "Prezenční listina"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"text": ""}, "Vložte sem tabulku"),
        ({"text": "jen věta"}, "jen jeden sloupec"),
        ({"text": "\n \t \n"}, "není žádná tabulka"),
        ({"text": "x", "html": "<table>" + "<tr><td>a<td>b" * 501}, "víc než 500 řádků"),
        ({"text": "a\tb\n" * 501}, "víc než 500 řádků"),
        ({"text": "a\tb" + "x" * 5001}, "víc než 5000 znaků"),
        ({"text": "a\t" * 61 + "a"}, "víc než 60 sloupců"),
    ],
)
def test_what_is_no_timeline_is_refused_in_a_sentence(client, version, manager, data, says):
    response = client.post(page_of(version), data)

    assert response.status_code == 200
    assert says in response.content.decode()


def test_ten_megabytes_are_refused(client, version, manager):
    html = "<table><tr><td>a</td><td>" + "x" * 10_000_000

    assert client.post(page_of(version), {"text": "x", "html": html}).status_code == 413


# --- Columns -----------------------------------------------------------------------------------------------


def test_columns_chosen_otherwise_are_read_and_not_taken_unseen(client, version, manager):
    page = preview_of(client, version, table(headings(), MEETINGS))
    swapped = {"sloupec-3": "asz", "sloupec-4": "unit"}

    again = client.post(page_of(version), sent(page, **swapped))

    assert "Náhled je přečtený podle nových sloupců" in again.content.decode()
    assert not Activity.objects.exists()
    client.post(page_of(version), sent(again))
    [step] = activity_values(Activity.objects.get())["steps"]
    assert [(row["side"], row["raw_text"]) for row in step["responsibilities"]] == [
        ("UNIT", "Odborné zajištění"),
        ("ASZ", "Organizační zajištění"),
    ]


def test_table_without_headings_asks_for_its_columns(client, version, manager):
    page = preview_of(client, version, table(["Věci", "Co", "Čí"], ["Partnerství", "Jednání", "nikdo"]))
    chosen = {"sloupec-0": "activity", "sloupec-1": "specification", "sloupec-2": "", "has_headings": "on"}

    again = client.post(page_of(version), sent(page, nacist="ano", **chosen))

    assert "Hlavičku jsme v tabulce nenašli" in page.content.decode()
    assert "Náhled je přečtený podle nových sloupců" not in again.content.decode()
    client.post(page_of(version), sent(again, has_headings="on"))
    assert names_of(version) == ["Partnerství"]


def test_columns_without_an_activity_are_refused(client, version, manager):
    page = preview_of(client, version, table(headings(), MEETINGS))
    none = {f"sloupec-{place}": "" for place in range(6)}

    response = client.post(page_of(version), sent(page, **none))

    assert "Vyberte aspoň jeden sloupec" in response.content.decode()


def test_column_of_another_name_is_refused(client, version, manager):
    page = preview_of(client, version, table(headings(), MEETINGS))

    response = client.post(page_of(version), sent(page, **{"sloupec-0": "version"}))

    assert response.context["columns"].errors
    assert not Activity.objects.exists()


# --- Who, where and how often ------------------------------------------------------------------------------


def test_table_sent_twice_is_taken_once(client, version, manager):
    data = sent(preview_of(client, version, table(headings(), MEETINGS)))

    client.post(page_of(version), data)
    response = client.post(page_of(version), data, follow=True)

    assert "Tato tabulka už je vložená." in response.content.decode()
    assert names_of(version) == ["Lokální partnerství"]


def test_preview_of_another_version_or_person_or_made_up_is_over(client, version, manager):
    data = sent(preview_of(client, version, table(headings(), MEETINGS)))
    beside = VersionFactory(agreement__unit=version.agreement.unit, template=version.template)
    answers = [
        client.post(page_of(beside), data, follow=True),
        client.post(page_of(version), data | {"nahled": f"x{data['nahled']}"}, follow=True),
        client.post(page_of(version), data | {"nahled": ""}, follow=True),
    ]
    client.force_login(member(version.agreement.unit))
    answers.append(client.post(page_of(version), data, follow=True))

    assert all("Náhled už neplatí" in answer.content.decode() for answer in answers)
    assert not Activity.objects.exists()


@pytest.mark.parametrize("timeline", [chomutov_timeline, jihlava_timeline, kamenice_timeline])
def test_preview_comes_back_as_it_went(client, version, manager, timeline):
    """Merged cells too, whose text goes once."""
    html = timeline_table(timeline.ACTIVITIES, period="OBDOBÍ KVĚTEN 2022 – SRPEN 2026")
    state = preview_of(client, version, html).context["state"]

    assert unsigned(state, version, manager).grid == grid_of_html(html)


def test_version_of_another_unit_is_not_there(client, version, manager):
    foreign = VersionFactory(template=version.template)
    data = sent(preview_of(client, version, table(headings(), MEETINGS)))

    assert client.get(page_of(foreign)).status_code == 404
    assert client.post(page_of(foreign), data).status_code == 404
    assert not Activity.objects.exists()


def test_version_in_force_is_not_written(client, version, manager):
    data = sent(preview_of(client, version, table(headings(), MEETINGS)))
    put_in_force(version)

    response = client.post(page_of(version), data, follow=True)

    assert "nelze upravovat" in response.content.decode()
    assert not Activity.objects.exists()
    with pytest.raises(actions.FrozenVersion):
        actions.paste_timeline(version, by=manager, form_key=uuid.uuid4(), activities=[])


def test_pasted_activity_is_edited_like_any_other(client, version, manager):
    pasted(client, version, MEETINGS, RESEARCH)
    activity = Activity.objects.get(name="Výzkumná činnost")
    before = activity_values(activity)
    url = reverse("agreements:activity_edit", args=[version.pk, activity.key])

    client.post(url, sent_by_browser(client.get(url)))

    assert activity_values(activity) == before
    assert revision_of(version, Section.TIMELINE, activity.key) == 2
    assert ScheduleTerm.objects.get(step__activity=activity).parse_status == ParseStatus.UNPARSED


def test_history_says_who_pasted(client, version, manager):
    pasted(client, version, MEETINGS)

    content = client.get(reverse("agreements:history", args=[version.agreement_id])).content.decode()

    assert str(manager) in content
    assert "Lokální partnerství" in content

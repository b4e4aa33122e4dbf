"""The picture and its table on the pages of a year and of the whole term, and what the year is narrowed by."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from agreements.models import ScheduleTerm
from agreements.vocabulary import ResponsibilityCode, Side, TermKind
from partnerships.models import ThematicArea
from partnerships.vocabulary import EventKind, OfficialRole
from planning.actions import explain_deviation
from tests.factories import (
    FocusAreaFactory,
    GroupFactory,
    PartnershipFactory,
    ResponsibilityFactory,
    UserFactory,
    VersionFactory,
    member,
    put_in_force,
)
from tests.planning.browsing import text_of
from tests.planning.situations import agreement_with, draft, event_for, in_force, step
from tests.planning.terms import DOCUMENT, MEETINGS, held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("later")]


@pytest.fixture
def later():
    with time_machine.travel("2024-02-01 12:00 +0100"):
        yield


def year_url(agreement, year=2023, **query):
    return reverse("planning:year", args=[agreement.pk, year], query=query)


def term_url(agreement, **query):
    return reverse("planning:whole_term", args=[agreement.pk], query=query)


def steps_of(client, url) -> list[str]:
    return [step.specification for step in client.get(url).context["steps"]]


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


# --- The picture and its table ----------------------------------------------------------------------------


@pytest.fixture
def busy(client):
    """Three steps: meetings, a document that came late, consultations on demand."""
    version = draft()
    step(version, specification="První", terms=[{**MEETINGS, "raw_text": "4x ročně"}])
    step(
        version,
        specification="Druhý",
        terms=[{**DOCUMENT, "date_to": date(2023, 5, 31), "raw_text": "květen"}],
    )
    on_demand = {"kind": TermKind.ON_DEMAND, "event_kind": EventKind.CONSULTATION, "count": None}
    step(version, specification="Třetí", terms=[{**on_demand, "raw_text": "dle potřeby"}])
    agreement = in_force(version)
    client.force_login(member(agreement.unit))
    return agreement


def record(agreement, kind, *days):
    key = ScheduleTerm.objects.get(version__agreement=agreement, event_kind=kind).key
    commitment = agreement.commitments.get(key=key)
    return held(agreement, days, kind=kind, commitment=commitment)


@pytest.mark.parametrize("url", [year_url, term_url])
def test_table_says_what_the_picture_shows_in_its_order(client, busy, url):
    record(busy, EventKind.LP_MEETING, date(2023, 2, 10), date(2023, 9, 10))
    record(busy, EventKind.DOCUMENT, date(2023, 7, 1))
    record(busy, EventKind.CONSULTATION, date(2023, 4, 2))

    page = html.fromstring(client.get(url(busy)).content)

    drawn = [" ".join(title.text.split()) for title in page.iterfind(".//svg//g/title")]
    table = page.find_class("timeline-table")[0]
    said = [words(item) for item in table.iterfind(".//li")]
    assert any(one.startswith("1. 7. 2023 – splněno po termínu: Událost") for one in said)
    assert drawn == said
    assert [words(cell) for cell in table.iterfind(".//tbody/tr/th[@rowspan]")] == ["První", "Druhý", "Třetí"]
    texts = [text.text for text in page.iterfind(".//svg/text")]
    assert [text for text in texts if text in {"První", "Druhý", "Třetí"}] == ["První", "Druhý", "Třetí"]


def test_every_event_of_the_picture_is_a_link_of_the_table(client, busy):
    events = record(busy, EventKind.LP_MEETING, date(2023, 2, 10), date(2023, 9, 10))

    table = html.fromstring(client.get(term_url(busy)).content).find_class("timeline-table")[0]

    links = [link.get("href") for link in table.iterfind(".//li/a")]
    assert links == [reverse("planning:event", args=[event.pk]) for event in events]


def test_picture_has_a_name_and_no_style_of_its_own(client, busy):
    page = html.fromstring(client.get(year_url(busy)).content)

    [picture] = page.find_class("timeline-picture")
    assert picture.get("role") == "img"
    named = {element.get("id"): element.text for element in picture.iter("title", "desc")}
    assert [named[one] for one in picture.get("aria-labelledby").split()] == [
        "Harmonogram v roce 2023",
        "Kroky a jejich plnění říká slovy tabulka pod obrázkem.",
    ]
    assert not picture.xpath(".//@style | .//style")
    region = picture.getparent()
    assert (region.get("tabindex"), region.get("role")) == ("0", "region")
    assert region.get("aria-label")


def test_table_has_a_caption_and_headings_of_rows_and_columns(client, busy):
    table = html.fromstring(client.get(term_url(busy)).content).find_class("timeline-table")[0]

    assert table.find("caption") is not None
    assert [words(head) for head in table.iterfind("thead/tr/th[@scope='col']")] == [
        "Krok", "Termín", "2022", "2023", "2024", "2025", "2026",
    ]  # fmt: skip
    assert len(table.findall("tbody/tr/th[@scope='rowgroup']")) == 3
    assert len(table.findall("tbody/tr/th[@scope='row']")) == 3


def test_legend_names_the_marks_that_occur(client, busy):
    record(busy, EventKind.LP_MEETING, date(2023, 2, 10))

    [legend] = html.fromstring(client.get(year_url(busy)).content).find_class("timeline-legend")

    assert [words(item) for item in legend][:2] == ["splněno", "nesplněno v termínu"]
    assert "naplánováno" not in words(legend)


# --- The whole term ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [1, 3])
@pytest.mark.parametrize("query", [{}, {"roky": "spoluprace"}])
def test_whole_term_costs_the_same_for_any_number_of_steps(client, steps, query, django_assert_num_queries):
    version = draft()
    for _ in range(steps):
        step(version, terms=[MEETINGS])
    agreement = in_force(version)
    for commitment in agreement.commitments.all():
        event_for(agreement, commitment=commitment)
    client.force_login(member(agreement.unit))

    # session, user, agreement, versions, occurrences, events, steps, units of the header
    with django_assert_num_queries(8):
        response = client.get(term_url(agreement, **query))

    assert len(response.context["picture"].facts.rows) == steps


def test_whole_term_sums_the_years(client):
    agreement = agreement_with(**MEETINGS)
    held(agreement, [date(2022, 6, 1), *(date(2023, month, 1) for month in range(1, 6))])
    client.force_login(member(agreement.unit))

    totals = client.get(term_url(agreement)).context["totals"]

    assert [(total.label, total.expected, total.counted, total.percent) for total in totals] == [
        ("2022", 3, 1, 0),
        ("2023", 4, 4, 100),  # the fifth fills nothing else
        ("2024", 4, 0, None),
        ("2025", 4, 0, None),
        ("2026", 3, 0, None),
    ]


def test_whole_term_shows_how_far_targets_have_come(client):
    target = {**DOCUMENT, "event_kind": EventKind.WORKSHOP, "date_to": date(2026, 8, 31), "target_events": 20}
    agreement = agreement_with(**target)
    held(agreement, [date(2023, 2, 10), date(2023, 3, 10)], kind=EventKind.WORKSHOP)
    client.force_login(member(agreement.unit))

    response = client.get(term_url(agreement))

    [meter] = html.fromstring(response.content).iter("meter")
    assert (meter.get("value"), meter.get("max")) == ("10", "100")
    assert "2 akce z předpokládaných 20, tj. 10 %" in text_of(response)


def test_whole_term_leads_to_its_years_and_back_and_can_be_seen_by_cooperation_years(client, busy):
    calendar = client.get(term_url(busy))
    cooperation = client.get(term_url(busy, roky="spoluprace"))

    assert year_url(busy, 2022) in text_of(calendar)
    assert term_url(busy) in text_of(client.get(year_url(busy)))
    assert term_url(busy) in text_of(client.get(reverse("agreements:detail", args=[busy.pk])))
    assert cooperation.context["picture"].facts.groups[0].label == "1. rok"
    assert "1. 5. 2022 – 30. 4. 2023" in text_of(cooperation)


def test_forged_way_of_counting_years_shows_calendar_years(client, busy):
    assert not client.get(term_url(busy, roky="nesmysl")).context["by_cooperation"]


@pytest.mark.parametrize("query", [{}, {"roky": "spoluprace"}])
def test_without_known_days_the_whole_term_says_what_is_missing(client, query):
    agreement = put_in_force(VersionFactory(stated_years=5)).agreement
    client.force_login(member(agreement.unit))

    response = client.get(term_url(agreement, **query))

    assert response.context["picture"] is None
    assert "chybí datum schválení" in text_of(response)
    assert year_url(agreement, 2024) in text_of(response)


def test_before_it_is_in_force_the_whole_term_says_so(client):
    agreement = draft().agreement
    client.force_login(member(agreement.unit))

    assert "zatím neplatí" in text_of(client.get(term_url(agreement)))


def test_without_known_days_the_year_has_no_picture(client):
    agreement = put_in_force(VersionFactory(stated_years=5)).agreement
    client.force_login(member(agreement.unit))

    assert client.get(year_url(agreement)).context["picture"] is None


# --- The year narrowed ------------------------------------------------------------------------------------


@pytest.fixture
def shared(client):
    """One step of the unit's, one of the Agency's; of the second it is said that the unit does nothing."""
    version = draft()
    ours = step(version, specification="Naše", terms=[{**MEETINGS, "raw_text": "4x ročně"}])
    theirs = step(
        version,
        specification="Zmapování bydlení",
        terms=[{**DOCUMENT, "date_to": date(2023, 5, 31), "required_roles": [OfficialRole.MANAGER]}],
    )
    ResponsibilityFactory(version=version, step=ours, side=Side.UNIT, code=ResponsibilityCode.ORGANISATION)
    ResponsibilityFactory(version=version, step=theirs, side=Side.ASZ, code=ResponsibilityCode.EXPERT)
    ResponsibilityFactory(
        version=version, step=theirs, side=Side.UNIT, code=ResponsibilityCode.EXPLICIT_DASH, raw_text="-"
    )
    for code, name in (("HOUSING", "Bydlení"), ("DEBT", "Dluhy")):
        area = ThematicArea.objects.get_or_create(code=code, defaults={"name": name, "position": 1})[0]
        FocusAreaFactory(version=version, thematic_area=area)
    agreement = in_force(version)
    client.force_login(member(agreement.unit))
    return agreement


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Naše", "Zmapování bydlení"]),
        ({"strana": "UNIT"}, ["Naše"]),
        ({"strana": "ASZ"}, ["Zmapování bydlení"]),
        ({"kdo": "role:MANAGER"}, ["Zmapování bydlení"]),
        ({"kdo": "text:Organizační zajištění"}, ["Naše"]),
        ({"tema": "HOUSING"}, ["Zmapování bydlení"]),
        ({"tema": "DEBT"}, []),
        ({"stav": "NOT_FULFILLED"}, ["Naše", "Zmapování bydlení"]),
        ({"strana": "UNIT", "tema": "HOUSING"}, []),
    ],
)
def test_year_is_narrowed(client, shared, query, found):
    response = client.get(year_url(shared, **query))

    assert [step.specification for step in response.context["steps"]] == found
    assert f"Zobrazeno {len(found)} ze 2 kroků" in text_of(response).replace("\N{NO-BREAK SPACE}", " ")
    assert (response.context["picture"] is None) == (not found)
    assert ("Výběru neodpovídá žádný krok" in text_of(response)) == (not found)


def test_year_is_narrowed_by_who_should_mend_it(client, shared):
    [ours, _] = client.get(year_url(shared)).context["steps"]
    explain_deviation(
        shared,
        by=UserFactory(),
        year=2023,
        step_key=ours.step_key,
        reason="Nemoc",
        responsible="Jana Vymyšlená",
    )

    assert steps_of(client, year_url(shared, kdo="osoba:Jana Vymyšlená")) == ["Naše"]


def test_theme_of_the_group_that_met_is_the_theme_of_its_step(client, shared):
    partnership = PartnershipFactory(units=[shared.unit])
    group = GroupFactory(partnership=partnership, name="Pracovní skupina")
    group.thematic_areas.add(ThematicArea.objects.get(code="DEBT"))
    [ours, _] = client.get(year_url(shared)).context["steps"]
    commitment = shared.commitments.get(key=ours.terms[0].term_key)
    event_for(shared, commitment=commitment, starts_on=date(2023, 4, 1), partnership=partnership, group=group)

    assert steps_of(client, year_url(shared, tema="DEBT")) == ["Naše"]


def test_theme_of_a_draft_is_not_offered_yet(client, shared):
    """What nobody has agreed on narrows nothing of what holds."""
    revision = VersionFactory(agreement=shared, number=2)
    area = ThematicArea.objects.get_or_create(code="FAMILY", defaults={"name": "Rodina", "position": 9})[0]
    FocusAreaFactory(version=revision, thematic_area=area)

    themes = dict(client.get(year_url(shared)).context["filter"].fields["tema"].choices)

    assert "HOUSING" in themes
    assert "FAMILY" not in themes


@pytest.mark.parametrize("name", ["strana", "kdo", "tema", "stav"])
@pytest.mark.parametrize("forged", ["nesmysl", "<script>", "UNIT' OR 1=1", "1" * 5000])
def test_forged_choice_is_said_and_narrows_nothing(client, shared, name, forged):
    response = client.get(year_url(shared, **{name: forged}))

    assert len(response.context["steps"]) == 2
    assert "Tato možnost v roce 2023 není" in text_of(response)
    assert "<script>" not in text_of(response).split("</head>")[1]


def test_choice_is_kept_on_the_way_to_another_year(client, shared):
    page = text_of(client.get(year_url(shared, strana="UNIT", cizi="x")))

    assert f'href="{year_url(shared, 2022)}?strana=UNIT"' in page
    assert "cizi" not in page


@pytest.mark.parametrize(("url", "cost"), [(year_url, 9), (term_url, 8)])
def test_narrowing_by_theme_costs_one_query(client, shared, url, cost, django_assert_num_queries):
    for commitment in shared.commitments.all():
        event_for(shared, commitment=commitment)
    # what the page costs and the events with their groups
    with django_assert_num_queries(cost + 1):
        client.get(url(shared, tema="DEBT"))


# --- The whole term narrowed ------------------------------------------------------------------------------

TERM_YEARS = [{}, {"roky": "spoluprace"}]


@pytest.mark.parametrize("years", TERM_YEARS)
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Naše", "Zmapování bydlení"]),
        ({"strana": "UNIT"}, ["Naše"]),
        ({"kdo": "role:MANAGER"}, ["Zmapování bydlení"]),
        ({"tema": "HOUSING"}, ["Zmapování bydlení"]),
        ({"stav": "NOT_FULFILLED"}, ["Naše", "Zmapování bydlení"]),
        ({"strana": "ASZ", "stav": "NOT_FULFILLED"}, ["Zmapování bydlení"]),
    ],
)
def test_whole_term_is_narrowed_in_the_picture_the_table_and_the_sums(client, shared, years, query, found):
    response = client.get(term_url(shared, **years, **query))

    page = html.fromstring(response.content)
    table = page.find_class("timeline-table")[0]
    assert [words(head) for head in table.iterfind("tbody/tr/th[@rowspan]")] == found
    drawn = {text.text for text in page.iterfind(".//svg/text")}
    assert drawn & {"Naše", "Zmapování bydlení"} == set(found)
    assert all(sum(total.counts.values()) == len(found) for total in response.context["totals"])
    text = text_of(response).replace("\N{NO-BREAK SPACE}", " ")
    assert f"Zobrazeno {len(found)} ze 2 kroků" in text
    assert ("jen z vybraných kroků" in text) == bool(query)


def test_step_that_stands_so_in_any_year_is_shown_in_all_of_them(client, busy):
    """The document that came late in 2023 asks for nothing in the years around."""
    record(busy, EventKind.DOCUMENT, date(2023, 7, 1))

    response = client.get(term_url(busy, stav="LATE"))

    [row] = response.context["picture"].facts.rows
    assert (row.step, len(row.cells)) == ("Druhý", 5)
    assert "stojí aspoň v jednom roce" in text_of(response)


def test_targets_of_the_whole_term_are_those_of_the_steps_left(client):
    version = draft()
    target = {**DOCUMENT, "event_kind": EventKind.WORKSHOP, "date_to": date(2026, 8, 31), "target_events": 20}
    ours = step(version, specification="Dílny", terms=[target])
    step(version, specification="Jednání", terms=[MEETINGS])
    ResponsibilityFactory(version=version, step=ours, side=Side.ASZ, code=ResponsibilityCode.EXPERT)
    agreement = in_force(version)
    client.force_login(member(agreement.unit))

    shown = {side: client.get(term_url(agreement, strana=side)).context["targets"] for side in ("ASZ", "")}

    assert [one.step for one in shown["ASZ"]] == [one.step for one in shown[""]] == ["Dílny"]
    assert client.get(term_url(agreement, strana="UNIT")).context["targets"] == []


def test_choice_is_kept_on_the_way_between_years_and_ways_of_counting_them(client, shared):
    calendar = text_of(client.get(term_url(shared, strana="UNIT", cizi="x")))
    cooperation = text_of(client.get(term_url(shared, roky="spoluprace", strana="UNIT")))

    for page in (calendar, cooperation):
        assert f'href="{term_url(shared, strana="UNIT")}"' in page
        assert (
            f'href="{reverse("planning:whole_term", args=[shared.pk])}?roky=spoluprace&amp;strana=UNIT"'
            in page
        )
    assert f'href="{year_url(shared, 2022)}?strana=UNIT"' in calendar
    assert "cizi" not in calendar
    assert f'href="{term_url(shared)}?strana=UNIT"' in text_of(client.get(year_url(shared, strana="UNIT")))


@pytest.mark.parametrize("years", TERM_YEARS)
def test_form_and_its_undoing_keep_how_years_are_counted(client, shared, years):
    page = html.fromstring(client.get(term_url(shared, **years, strana="UNIT")).content)

    [form] = page.find_class("filter-bar")
    assert [field.get("value") for field in form.iterfind(".//input[@name='roky']")] == list(years.values())
    assert [link.get("href") for link in form.iterfind(".//a")] == [term_url(shared, **years)]


@pytest.mark.parametrize("url", [year_url, term_url])
def test_paper_says_what_was_chosen(client, shared, url):
    page = html.fromstring(client.get(url(shared, strana="UNIT", kdo="text:Organizační zajištění")).content)

    said = " ".join(words(one) for one in page.iterfind(".//main//p[@role='status']"))
    assert "Výběr: Odpovídá – územní celek; Role, odpovědnost nebo osoba – Organizační zajištění" in said


@pytest.mark.parametrize("years", TERM_YEARS)
def test_empty_choice_of_the_whole_term_says_what_to_do(client, shared, years):
    response = client.get(term_url(shared, **years, strana="UNIT", tema="HOUSING"))

    assert "Výběru neodpovídá žádný krok" in text_of(response)
    assert f'href="{term_url(shared, **years)}">Zobrazit všechny kroky' in text_of(response)
    assert "timeline-table" not in text_of(response)


@pytest.mark.parametrize("name", ["strana", "kdo", "tema", "stav"])
@pytest.mark.parametrize("forged", ["nesmysl", "<script>", "1" * 5000])
def test_forged_choice_of_the_whole_term_is_said_and_narrows_nothing(client, shared, name, forged):
    response = client.get(term_url(shared, **{name: forged}))

    assert len(response.context["picture"].facts.rows) == 2
    assert "Tato možnost v celé době spolupráce není" in text_of(response)
    assert "<script>" not in text_of(response).split("</head>")[1]

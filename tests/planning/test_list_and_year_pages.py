"""The list of events and the year page."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.vocabulary import OutputCode
from partnerships.vocabulary import EventKind, EventState
from planning.models import DeviationComment
from tests.factories import (
    EventFactory,
    GroupFactory,
    PartnershipFactory,
    PersonFactory,
    SeatFactory,
    UnitFactory,
    member,
)
from tests.planning.browsing import MEETING_OUTPUTS, MEETINGS, add_url, sent, text_of
from tests.planning.situations import (
    agreement_with,
    attended,
    documented,
    draft,
    event_for,
    in_force,
    minuted,
    step,
)
from tests.workbooks import sheet_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [1, 3])
def test_event_list_costs_the_same_for_any_number_of_rows(
    client, agreement, manager, rows, django_assert_num_queries
):
    partnership = PartnershipFactory(units=[agreement.unit])
    for number in range(rows):
        event_for(agreement, partnership=partnership, title=f"Jednání {number}")

    # session, user, unit, years, number of rows, rows, units of the header
    with django_assert_num_queries(7):
        response = client.get(reverse("planning:event_list", args=[agreement.unit_id]))

    assert response.content.decode().count('<th scope="row">') == rows


def test_event_list_is_filtered_and_paged(client, agreement, manager):
    EventFactory.create_batch(26, unit=agreement.unit, starts_on=date(2022, 5, 1))
    EventFactory(unit=agreement.unit, starts_on=date(2023, 5, 1), kind=EventKind.PETITION, title="Petice")
    EventFactory(unit=agreement.unit, starts_on=date(2024, 5, 1), about_year=2023, state=EventState.PLANNED)
    EventFactory(unit=UnitFactory(), starts_on=date(2023, 5, 1))
    url = reverse("planning:event_list", args=[agreement.unit_id])

    def found(**query):
        return client.get(url, query).context["page"].paginator.count

    assert (found(), found(rok=2023), found(druh="PETITION"), found(stav="PLANNED")) == (28, 2, 1, 1)
    assert len(client.get(url, {"page": 2}).context["page"].object_list) == 3
    assert found(rok="nesmysl") == 28


def test_event_list_is_filtered_by_the_partnership(client, agreement, manager):
    met = PartnershipFactory(units=[agreement.unit], name="Šluknovské LP")
    not_yet = PartnershipFactory(units=[agreement.unit], name="Chomutovské LP")
    foreign = PartnershipFactory(units=[UnitFactory()])
    for year in (2022, 2023):
        EventFactory(unit=agreement.unit, starts_on=date(year, 5, 1), partnership=met)
    EventFactory(unit=agreement.unit, starts_on=date(2023, 5, 1))
    url = reverse("planning:event_list", args=[agreement.unit_id])

    def found(partnership, **query):
        return client.get(url, {"partnerstvi": partnership.pk, **query}).context["page"].paginator.count

    assert (found(met), found(met, rok=2023), found(not_yet)) == (2, 1, 0)
    assert "Chomutovské LP" not in client.get(url).content.decode()
    assert found(foreign) == 3, "what is not offered chooses nothing"


def test_empty_list_says_how_to_begin(client, agreement, manager):
    page = text_of(client.get(reverse("planning:event_list", args=[agreement.unit_id])))

    assert "Zatím tu nic není" in page
    assert reverse("planning:event_add", args=[agreement.unit_id]) in page


@pytest.mark.parametrize("rows", [1, 3])
def test_year_page_costs_the_same_for_any_number_of_rows(client, rows, django_assert_num_queries):
    version = draft(hours_total=40)
    for position in range(rows):
        step(version, outputs=MEETING_OUTPUTS, terms=[MEETINGS], position=position)
    agreement = in_force(version)
    for commitment in agreement.commitments.all():
        documented(attended(event_for(agreement, commitment=commitment)), OutputCode.LP_MEETING_RECORD)
    client.force_login(member(agreement.unit))

    # session, user, agreement, versions, occurrences, events, steps, training, units of the header
    with django_assert_num_queries(9):
        response = client.get(reverse("planning:year", args=[agreement.pk, 2023]))

    assert text_of(response).count("<strong>1 ze 4</strong>") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_event_page_costs_the_same_for_any_number_of_rows(
    client, agreement, manager, rows, django_assert_num_queries
):
    event = minuted(event_for(agreement))
    for _ in range(rows):
        documented(attended(event), OutputCode.LP_MEETING_RECORD)

    with django_assert_num_queries(12):
        response = client.get(reverse("planning:event", args=[event.pk]))

    assert len(response.context["page"].attendances) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_attendance_page_costs_the_same_for_any_number_of_rows(
    client, agreement, partnership, manager, rows, django_assert_num_queries
):
    event = event_for(agreement, partnership=partnership)
    SeatFactory.create_batch(rows, partnership=partnership, holder=PersonFactory())

    # session, user, event, its units, attendance, seats, rules, whose seat votes, contacts
    with django_assert_num_queries(9):
        response = client.get(reverse("planning:attendance", args=[event.pk]))

    assert len(response.context["sheet"].seats) == rows


def test_prorated_year_is_explained(client, agreement, manager):
    page = text_of(client.get(reverse("planning:year", args=[agreement.pk, 2022])))

    assert "<strong>3×</strong>" in page
    assert "(poměrně 2,68: spolupráce trvá jen část tohoto roku" in page


@pytest.mark.parametrize("year", ["1850", "99999"])
def test_year_no_agreement_can_have_is_no_page(client, agreement, manager, year):
    assert client.get(f"/popisy/{agreement.pk}/rok/{year}/").status_code == 404


def test_deviation_is_explained_and_shown(client, agreement, manager):
    key = agreement.versions.get().activity_steps.get().key
    url = reverse("planning:deviation", args=[agreement.pk, 2023, key])
    year = reverse("planning:year", args=[agreement.pk, 2023])
    assert "Vysvětlit odchylku" in text_of(client.get(year))

    response = client.post(url, {"reason": "Povodeň v září", "remedy": "Náhradní termín"})

    assert response.url == year
    assert DeviationComment.objects.get().written_by == manager
    assert "Povodeň v září" in text_of(client.get(year))
    assert client.get(url).context["form"]["remedy"].initial == "Náhradní termín"


def test_deviation_of_a_foreign_step_is_no_page(client, agreement, manager):
    foreign = agreement_with(**MEETINGS).versions.get().activity_steps.get().key

    assert client.get(reverse("planning:deviation", args=[agreement.pk, 2023, foreign])).status_code == 404


def test_way_back_to_a_foreign_agreement_is_not_taken(client, agreement, manager):
    foreign = agreement_with(**MEETINGS)

    for popis in (foreign.pk, "²", "9" * 30, "x"):
        response = client.post(add_url(agreement, EventKind.DOCUMENT, popis=popis), sent())
        assert response.url.startswith("/udalosti/")


# --- The list of events: words, bodies, order, workbook -----------------------------------------------------


@pytest.fixture
def busy(agreement):
    unit = agreement.unit
    partnership = PartnershipFactory(units=[unit])
    group = GroupFactory(partnership=partnership, name="Bydlení")
    GroupFactory(partnership=partnership, name="Která se nesešla")
    EventFactory(unit=unit, title="Čtvrté setkání", place="Radnice", starts_on=date(2023, 4, 1))
    EventFactory(unit=unit, title="Chůze městem", place="", starts_on=date(2023, 5, 1))
    EventFactory(unit=unit, title="Cesta do Děčína", place="Nádraží", starts_on=date(2023, 6, 1))
    EventFactory(
        unit=unit,
        kind=EventKind.WG_MEETING,
        title="Jednání skupiny",
        starts_on=date(2023, 7, 1),
        partnership=partnership,
        group=group,
    )
    return group


def shown_events(client, agreement, **query):
    response = client.get(reverse("planning:event_list", args=[agreement.unit_id]), query)
    return [event.title for event in response.context["page"]]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"q": "decin"}, ["Cesta do Děčína"]),
        ({"q": "ces dec nadr"}, ["Cesta do Děčína"]),
        ({"q": "radnic"}, ["Čtvrté setkání"]),
        ({"q": "adnice"}, []),
        ({"q": "' | &"}, []),
        ({"razeni": "nazev"}, ["Cesta do Děčína", "Čtvrté setkání", "Chůze městem", "Jednání skupiny"]),
        (
            {"razeni": "-nazev", "rok": "2023"},
            ["Jednání skupiny", "Chůze městem", "Čtvrté setkání", "Cesta do Děčína"],
        ),
        ({"razeni": "datum"}, ["Čtvrté setkání", "Chůze městem", "Cesta do Děčína", "Jednání skupiny"]),
        ({"razeni": "heslo"}, ["Jednání skupiny", "Cesta do Děčína", "Chůze městem", "Čtvrté setkání"]),
    ],
)
def test_event_list_is_searched_and_sorted(client, agreement, manager, busy, query, titles):
    assert shown_events(client, agreement, **query) == titles


def test_event_list_is_filtered_by_the_group(client, agreement, manager, busy):
    assert shown_events(client, agreement, skupina=busy.pk) == ["Jednání skupiny"]
    page = text_of(client.get(reverse("planning:event_list", args=[agreement.unit_id])))
    assert "Která se nesešla" not in page


def test_heading_says_how_the_list_is_sorted_and_turns_it(client, agreement, manager, busy):
    page = text_of(client.get(reverse("planning:event_list", args=[agreement.unit_id])))
    assert 'aria-sort="descending"><a href="?razeni=datum">Datum' in page

    page = text_of(client.get(reverse("planning:event_list", args=[agreement.unit_id]), {"razeni": "nazev"}))
    assert 'aria-sort="ascending"><a href="?razeni=-nazev">Událost' in page


def test_workbook_has_the_rows_of_the_list(client, agreement, manager, busy):
    url = reverse("planning:event_list_export", args=[agreement.unit_id])

    (head, row), _ = sheet_of(client.get(url, {"razeni": "nazev", "q": "ces"}))
    assert [head[letter] for letter in "ABCD"] == ["Datum", "Začátek", "Do dne", "Událost"]
    assert (row["A"], row["D"], row["H"]) == (
        (date(2023, 6, 1) - date(1899, 12, 30)).days,
        "Cesta do Děčína",
        "Nádraží",
    )
    (_, *rows), _ = sheet_of(client.get(url))
    assert [row["D"] for row in rows] == shown_events(client, agreement)

"""Workbooks that go out: typed cells, the figures of the page, keys out of sight, nothing that computes."""

import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse

from agreements.vocabulary import OutputCode, Side, TermKind
from partnerships.models import Event
from planning.year import year_result
from tests.factories import EventFactory, OutputFactory, ResponsibilityFactory, member
from tests.planning.situations import draft, event_for, in_force, step
from tests.planning.workbooks import downloaded, rows_of, year_book

pytestmark = pytest.mark.django_db
NASTY = ["=1+1", "+420 123", "-5", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")', "- pomlčka"]


@pytest.fixture
def reader(agreement, client):
    user = member(agreement.unit, "READER")
    client.force_login(user)
    return user


def test_workbook_has_its_sheets_and_hides_its_lists(client, agreement, reader):
    book = year_book(client, agreement)

    assert book.sheetnames == ["Harmonogram", "Plnění 2023", "Události", "Návod", "Seznamy"]
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 4 + ["hidden"]


def test_sheets_are_set_up_for_reading_and_printing(client, agreement, reader):
    for name in ("Harmonogram", "Plnění 2023", "Události"):
        sheet = year_book(client, agreement)[name]

        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.column_dimensions["A"].hidden
        assert sheet.protection.sheet
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9


def test_table_is_legible_on_paper(client, agreement, reader):
    """Of the timeline what the form prints; a wide sheet on pages beside each other."""
    event_for(agreement, summary="Dlouhý zápis z jednání o bydlení. " * 12)
    book = year_book(client, agreement)

    assert book["Harmonogram"].print_area == "'Harmonogram'!$A$1:$G$2"
    pages = {sheet.title: sheet.page_setup.fitToWidth for sheet in book}
    assert (pages["Harmonogram"], pages["Plnění 2023"], pages["Události"]) == (None, 2, 3), (
        "one page is what a file says nothing about"
    )
    assert {sheet.page_setup.fitToHeight for sheet in book.worksheets[:3]} == {0}
    assert book["Události"].row_dimensions[2].height == 7 * 15
    assert book["Události"].row_dimensions[1].height == 2 * 15


def test_keys_are_locked_and_what_people_fill_in_is_not(client, agreement, reader):
    event_for(agreement)
    book = year_book(client, agreement)

    for name in ("Harmonogram", "Události"):
        key, first = book[name]["A2"], book[name]["B2"]
        assert key.protection.locked
        assert not first.protection.locked
    assert book["Plnění 2023"]["B2"].protection.locked


def test_event_has_typed_cells(client, agreement, reader):
    event_for(
        agreement,
        starts_on=date(2023, 3, 9),
        starts_at=time(9, 30),
        participant_count=12,
        hours_in_person=Decimal("2.5"),
        title="Jednání",
    )

    (row,) = rows_of(year_book(client, agreement)["Události"])

    assert row["Datum"] == datetime(2023, 3, 9)  # noqa: DTZ001 Excel knows no zones
    assert row["Začátek"] == time(9, 30)
    assert (row["Počet účastníků"], row["Hodin prezenčně"]) == (12, 2.5)
    assert (row["Druh"], row["Stav"]) == ("jednání lokálního partnerství", "uskutečněno")
    assert row["Lokální partnerství"] == Event.objects.get().partnership.name


def test_timeline_stands_as_in_the_form(client):
    version = draft()
    row = step(version, terms=[{"raw_text": "min. 4x ročně"}, {"raw_text": "květen 2023", "kind": "MONTH",
                                                              "date_to": date(2023, 5, 31), "count": None}],
               specification="Jednání LP")  # fmt: skip
    OutputFactory(version=version, step=row, code=OutputCode.ATTENDANCE_SHEET, position=1)
    OutputFactory(version=version, step=row, code=OutputCode.OTHER, raw_text="Fotky", position=2)
    ResponsibilityFactory(version=version, step=row, side=Side.ASZ, code="FACILITATION")
    client.force_login(member(version.agreement.unit, "READER"))

    rows = rows_of(downloaded(client, "workbook_version", version.pk)["Harmonogram"])

    headings = {
        one["code"]: one["heading"][:1].upper() + one["heading"][1:] for one in version.template.columns
    }
    assert [one[headings["specification"]] for one in rows] == ["Jednání LP", "Jednání LP"]
    assert rows[0][headings["output"]] == "Prezenční listina\nFotky"
    assert rows[0][headings["asz"]] == "Facilitace"
    assert rows[0][headings["unit"]] is None
    assert [one[headings["term"]] for one in rows] == ["min. 4x ročně", "květen 2023"]
    assert [one["Kolikrát"] for one in rows] == [4, None]
    assert [one["Druh termínu"] for one in rows] == ["opakovaně", "do konce měsíce"]
    assert rows[1]["Termín do"] == datetime(2023, 5, 31)  # noqa: DTZ001


@pytest.mark.parametrize("year", [2022, 2023, 2026])
def test_figures_are_those_of_the_screen(client, agreement, reader, year):
    event_for(agreement, starts_on=date(2023, 3, 9))
    result = year_result(agreement, year, today=date.today())  # noqa: DTZ011 as the page

    rows = rows_of(year_book(client, agreement, year)[f"Plnění {year}"])

    terms = [term for one in result.steps for term in one.terms]
    assert len(rows) == len(terms) > 0
    for row, term in zip(rows, terms, strict=True):
        assert row["Očekáváno"] == term.expected
        assert row["Poměrně, před zaokrouhlením"] == (None if term.share is None else float(term.share))
        assert row["Skutečnost v roce"] == term.actual
        assert row["Celkem do konce roku"] == term.cumulative
        assert row["Stav"] == term.status.label
        assert row["Nejpozději"] == term.due_on


def test_expectation_of_what_is_owed_by_no_date_is_empty_not_zero(client):
    version = draft()
    step(version, terms=[{"kind": TermKind.ON_DEMAND, "count": None, "raw_text": "dle potřeby"}])
    agreement = in_force(version)
    client.force_login(member(agreement.unit, "READER"))

    (row,) = rows_of(year_book(client, agreement)["Plnění 2023"])

    assert row["Očekáváno"] is None
    assert row["Stav"] == "podle potřeby"


@pytest.mark.parametrize("text", NASTY)
def test_no_text_becomes_a_formula(client, text):
    version = draft()
    step(version, terms=[{"raw_text": text, "subject": text}], specification=text)
    agreement = in_force(version)
    event_for(agreement, commitment=agreement.commitments.get(), title=text, place=text, summary=text)
    user = member(agreement.unit)
    client.force_login(user)

    response = client.get(reverse("planning:workbook_year", args=[agreement.pk, 2023]))

    with zipfile.ZipFile(BytesIO(response.content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert not re.search(rb"<f[ >]", archive.read(name)), name
    sheet = year_book(client, agreement)["Události"]
    written = next(one for one in sheet[2] if one.value == text.strip())
    assert written.data_type == "s"
    assert written.quotePrefix or not text.startswith(("=", "+", "-", "@"))


def test_only_formulas_are_the_places_of_our_own_lists(client, agreement, reader):
    book = year_book(client, agreement)

    rules = [rule.formula1 for sheet in book for rule in sheet.data_validations.dataValidation]
    assert rules
    assert all(re.fullmatch(r"Seznamy!\$[A-Z]\$1:\$[A-Z]\$\d+", rule) for rule in rules)


def test_name_of_the_file_is_plain_ascii(client, agreement, reader):
    agreement.unit.name = "=Horní „Lhota“ / ../../x\r\n"
    agreement.unit.save()

    response = client.get(reverse("planning:workbook_year", args=[agreement.pk, 2023]))

    assert (
        response["Content-Disposition"] == 'attachment; filename="popis-spoluprace-horni-lhota-x-2023.xlsx"'
    )


def test_empty_workbook_has_headings_and_no_rows(client, agreement, reader):
    book = downloaded(client, "workbook_empty", agreement.pk)

    assert book.sheetnames == ["Harmonogram", "Události", "Návod", "Seznamy"]
    assert rows_of(book["Události"]) == rows_of(book["Harmonogram"]) == []


def test_year_without_a_known_start_has_an_empty_expectation(client):
    version = draft(timeline_from=None, timeline_to=None, stated_years=None)
    version.approvals.all().delete()
    step(version, terms=[{}])
    agreement = in_force(version)
    client.force_login(member(agreement.unit, "READER"))

    (row,) = rows_of(year_book(client, agreement)["Plnění 2023"])

    assert row["Očekáváno"] is None


@pytest.mark.parametrize("rows", [1, 3])
def test_workbook_costs_the_same_for_any_number_of_rows(client, rows, django_assert_num_queries):
    version = draft()
    for _ in range(rows):
        step(version, outputs=[OutputCode.MEETING_RECORD], terms=[{}, {}])
    agreement = in_force(version)
    for number in range(rows):
        EventFactory(unit=agreement.unit, starts_on=date(2023, 1, 1 + number))
    client.force_login(member(agreement.unit, "READER"))

    with django_assert_num_queries(10):
        client.get(reverse("planning:workbook_year", args=[agreement.pk, 2023]))

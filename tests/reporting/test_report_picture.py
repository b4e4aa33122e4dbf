"""The timeline's picture in the annual report: frozen with it, printed with a name, left out of older reports."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from partnerships.printing import print_pdf
from partnerships.vocabulary import EventKind
from planning.picture import MarkKind
from planning.seen import picture_of_year
from planning.year import year_result
from reporting.render import render, render_body
from reporting.snapshot import from_json, to_json
from tests.planning.situations import in_force, minuted
from tests.reporting.made_year import TODAY, agreed, happened, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    agreement = in_force(agreed())
    for month in (2, 5):
        minuted(happened(agreement, EventKind.LP_MEETING, date(2023, month, 3)))
    happened(agreement, EventKind.GROUP_TRAINING, date(2023, 3, 3))
    return agreement


@pytest.fixture
def data(agreement):
    return report(agreement)


def told(picture):
    return [(mark.kind, mark.on, mark.text, mark.number) for mark in picture.marks]


def test_report_shows_what_the_year_page_shows(agreement, data):
    seen = picture_of_year(year_result(agreement, 2023, today=TODAY), today=TODAY)
    coming = MarkKind.DUE  # the report itself, which fulfils its own row

    assert told(data.picture) == [mark for mark in told(seen) if mark[0] != coming]
    assert data.picture.rows[3].cells[0].count == "plní se touto zprávou"


def test_frozen_picture_does_not_say_where_its_events_are_kept(data):
    assert {mark.event_id for mark in data.picture.marks} == {None}
    assert MarkKind.DONE in {mark.kind for mark in data.picture.marks}


def test_report_frozen_before_there_was_a_picture_reads_as_it_did(data):
    stored = json.loads(to_json(data))
    del stored["picture"]

    old = from_json(stored)

    assert old.picture is None
    assert old == replace(data, picture=None)
    assert "<svg" not in render_body(old)
    assert "<svg" in render_body(data)


def test_print_of_the_picture_has_a_name_and_its_words_can_be_found(data):
    with pikepdf.open(BytesIO(print_pdf(render(data)))) as document:
        figures = [one for one in document.objects if is_figure(one)]

    assert [str(figure.Alt) for figure in figures] == ["Harmonogram v roce 2023"]


def is_figure(thing) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"


def test_picture_of_a_long_timeline_goes_on_on_further_pages(data):
    rows = tuple(replace(row, activity="") for row in data.picture.rows) * 14
    long = replace(data, picture=replace(data.picture, rows=data.picture.rows + rows))

    with pikepdf.open(BytesIO(print_pdf(render(long)))) as document:
        names = [
            str(one.Alt).replace("\N{NO-BREAK SPACE}", " ") for one in document.objects if is_figure(one)
        ]

    assert names == [f"Harmonogram v roce 2023 ({number}. část z 4)" for number in (1, 2, 3, 4)]


def test_marks_are_explained_below_the_picture_of_the_print(data):
    body = render_body(data)
    legend = body[body.index("<svg") : body.index("</svg>")].rsplit("</text>", 4)

    assert "kdy se má plnit; nad pruhem splněno z očekávaných" in "".join(legend)
    for kind in data.picture.kinds:
        assert f">{kind.label}</text>" in body

"""Chomutov's report for 2023 in every shape it has: the numbers must be the same in all of them."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from itertools import groupby

import pikepdf
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from pdfua import validate

from agreements.models import Agreement
from partnerships.models import User
from partnerships.printing import print_pdf
from planning.year import year_result
from reporting.collect import CannotCollect, collect
from reporting.demo.parties import CHOMUTOV_ACCOUNTS
from reporting.render import render, render_body
from reporting.snapshot import from_json, sha256, to_json
from tests.partnerships.test_printing import text_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def agreement(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEBUG=True):
            call_command("load_reference", verbosity=0)
            call_command("demo", stdout=StringIO())
        yield Agreement.objects.get(unit__name="Chomutov")
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def data(agreement, django_db_blocker):
    with django_db_blocker.unblock():
        return collect(agreement, 2023, today=TODAY)


@pytest.fixture(scope="module")
def pdf(data):
    return print_pdf(render(data))


@pytest.fixture(scope="module")
def printed(pdf):
    return plain(text_of(pdf))


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def words(html: str) -> str:
    return plain(re.sub(r"<[^>]+>", " ", html))


def unhyphenated(printed: str) -> str:
    return re.sub(r"(?<=\w)- (?=\w)", "", printed)


@pytest.mark.parametrize(
    "fact",
    [
        "Zpráva o plnění popisu spolupráce",
        "Předkládá se Zastupitelstvu města Chomutova na vědomí",
        "Statutární město Chomutov",
        "Zborovská 4602, Chomutov, 430 01",
        "00261891",
        "19. dubna 2022",
        "ZaMě 343/22",
        "2022 – 2026 (5 let)",
        "1. 5. 2022 – 31. 8. 2026",
        "2. rok",
        "Mgr. Milan Märc",
        "Mgr. Jana Hronová",
        "Bc. Michal Kratochvil",
        "Uskutečnila se 3 jednání lokálního partnerství",
        "(plán 4)",
        "plní se touto zprávou",
        "splněno po termínu",
        "Sociální komise Rady statutárního města Chomutova",
        "V Chomutově dne",
        "strana 1 z",
    ],
)
def test_print_says(printed, fact):
    assert fact in printed


def test_numbers_are_those_of_the_year_page(agreement, data):
    """Term by term: the domain function, the page of the year, the report's table."""
    result = year_result(agreement, 2023, today=TODAY)
    page = signed_in().get(f"/popisy/{agreement.pk}/rok/2023/").content.decode()
    table = re.search(r'<table class="timeline">.*?</table>', render_body(data), re.DOTALL)[0]

    actual = [term.actual for step in result.steps for term in step.terms]
    assert actual == [3, 1, 1, 0, 0, 0, 0, 1, 2, 9, 0, 1, 2]
    assert [int(one) for one in re.findall(r"<dt>Splněno</dt>\s*<dd>\s*<strong>(\d+)", page)] == actual
    assert [int(one) for one in re.findall(r"<td>(\d+)</td>\s*<td>\d+</td>\s*<td>\s*<p", table)] == actual
    assert "3 ze 4" in plain(page)


def test_share_and_counts_are_the_same_in_all_shapes(agreement, data, printed):
    reported = year_result(agreement, 2023, today=TODAY).as_reported()
    page = plain(signed_in().get(f"/popisy/{agreement.pk}/rok/2023/").content.decode())
    preview = words(render_body(data))

    assert (reported.percent, data.summary.evaluated) == (40, 5)
    assert [(count.status, count.steps) for count in data.summary.counts] == list(reported.counts.items())
    assert "40 %" in page
    for text in (preview, printed):
        assert "Míra plnění harmonogramu – 40 %" in text
        for count in data.summary.counts:
            assert f"Činnosti: {count.label} – {count.steps} " in text


def test_preview_and_print_are_one_text(data, printed):
    preview = words(render_body(data))

    for sentence in data.summary.sentences:
        assert plain(sentence) in preview
        assert plain(sentence) in unhyphenated(printed)
    for figure in data.summary.figures:
        assert plain(f"{figure.label} {figure.planned or '–'} {figure.actual}") in preview


def test_table_of_the_timeline_alone_lies_across(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        across = [is_across(page) for page in document.pages]

    assert [one for one, _ in groupby(across)] == [False, True, False]


@pytest.mark.parametrize("steps", [1, 7])
def test_what_follows_a_short_table_of_the_timeline_is_upright(data, steps):
    pdf = print_pdf(render(replace(data, steps=data.steps[:steps])))

    texts = text_of(pdf).split("\f")
    with pikepdf.open(BytesIO(pdf)) as document:
        across = [text for page, text in zip(document.pages, texts, strict=False) if is_across(page)]
    assert across
    assert not any("5. Vyhodnocení" in text for text in across)


def test_print_is_tagged_with_every_cell_knowing_its_headings(pdf, tmp_path):
    (tmp_path / "x.pdf").write_bytes(pdf)
    report = validate(tmp_path / "x.pdf")

    with pikepdf.open(BytesIO(pdf)) as document:
        cells = [one for one in document.objects if is_cell(one)]
        [root] = document.open_outline().root
        assert all("/Headers" in cell.A for cell in cells if cell.S == "/TD")
        assert len(cells) > 200
        assert document.open_metadata()["dc:title"] == (
            "Zpráva o plnění popisu spolupráce za rok 2023 – Statutární město Chomutov"
        )
        assert [plain(one.title) for one in root.children] == [
            "1. Úvod a základní údaje o spolupráci",
            "2. Shrnutí",
            "3. Činnost lokálního partnerství a pracovních skupin",
            "4. Plnění harmonogramu činností",
            "5. Vyhodnocení spolupráce územního celku a ASZ",
            "6. Vzdělávání a odborné poradenství",
            "7. Odchylky, rizika a přijatá opatření",
            "Závěr a podpisová doložka",
        ]
    # the checker wants /Scope beside /Headers, and its rule about empty headings stumbles over lists of content
    assert {one.rule_id for one in report.findings} <= {"UA-15-003"}
    assert {one.rule_id for one in report.skipped} <= {"UA-14-001"}


def is_across(page) -> bool:
    return page.mediabox[2] > page.mediabox[3]


def is_cell(thing) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") in ("/TD", "/TH") and "/A" in thing


def test_snapshot_comes_back_as_it_was(data):
    stored = to_json(data)

    assert from_json(stored) == data
    assert to_json(from_json(stored)) == stored
    assert len(sha256(stored)) == 64


def test_collecting_costs_the_same_however_much_happened(agreement):
    with CaptureQueriesContext(connection) as full:
        collect(agreement, 2023, today=TODAY)
    with CaptureQueriesContext(connection) as empty:
        collect(agreement, 2025, today=TODAY)

    assert len(full) <= 24
    assert len(empty) <= len(full)


def test_average_attendance_equals_a_hand_count(data):
    told = {meeting.on: (meeting.present, meeting.seats) for meeting in data.meetings}

    assert (told[date(2023, 3, 9)], told[date(2023, 9, 21)]) == ((8, 9), (7, 9))
    assert data.attendance_percent == 83  # 15 of 18; nobody recorded who discussed the report in February


def test_year_outside_the_agreement_is_refused_in_a_sentence(agreement):
    with pytest.raises(CannotCollect, match="2019"):
        collect(agreement, 2019, today=TODAY)


def signed_in() -> Client:
    client = Client()
    client.force_login(User.objects.get(email=CHOMUTOV_ACCOUNTS["manager"].email))
    return client

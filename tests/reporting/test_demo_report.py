"""Chomutov's report for 2023 in every shape it has: the numbers must be the same in all of them."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from agreements.models import Agreement
from partnerships.models import User
from planning.year import year_result
from reporting.collect import CannotCollect, collect
from reporting.demo.parties import CHOMUTOV_ACCOUNTS
from reporting.printing import print_pdf
from reporting.render import render, render_body
from reporting.snapshot import from_json, sha256, to_json
from tests.reporting.test_printing import text_of

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
def printed(data):
    return plain(text_of(print_pdf(render(data))))


def plain(text: str) -> str:
    """Words in a row: hyphenation at line ends taken back, all spaces alike."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


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


def test_numbers_are_those_of_the_year_page(agreement, data, printed):
    result = year_result(agreement, 2023, today=TODAY)
    meetings = next(step for step in result.steps if step.activity_name.startswith("Lokální")).terms[0]
    page = signed_in().get(f"/popisy/{agreement.pk}/rok/2023/")
    shown = plain(re.sub(r"<[^>]+>", " ", page.content.decode()))

    assert (meetings.expected, meetings.actual) == (4, 3)
    assert "3 ze 4" in shown
    assert data.summary.percent == result.as_reported().percent
    assert f"{data.summary.percent} %" in printed
    for step in data.steps:
        for term in step.terms:
            assert term.raw_text


def test_preview_and_print_are_one_text(data, printed):
    preview = plain(re.sub(r"<[^>]+>", " ", render_body(data)))

    for figure in data.summary.figures:
        assert plain(figure.actual) in preview
        assert plain(figure.actual) in printed
    for sentence in data.summary.sentences:
        assert plain(sentence) in preview


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

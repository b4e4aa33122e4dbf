"""Terms as people write them, offered, read and said back."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.models import ScheduleTerm
from agreements.reading import read_cell
from agreements.term_rules import NOT_YET, phrases, rule_sentence
from tests.agreements.browser_data import MEETINGS, activity, sent_by_browser, step
from tests.agreements.test_reading import text_of

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("phrase", [name for name in phrases(TODAY) if name != "mesic"])
def test_offered_phrase_says_what_it_fills_in(phrase):
    label, values, _ = phrases(TODAY)[phrase]

    (term,) = read_cell(label).terms
    assert {name: getattr(term, name) for name in values} == values


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        (
            {
                "kind": "FREQUENCY",
                "event_kind": "LP_MEETING",
                "count": 4,
                "bound": "MIN",
                "per": "CALENDAR_YEAR",
            },
            "Co z toho plyne: jednání lokálního partnerství – nejméně 4× za kalendářní rok.",
        ),
        (
            {"kind": "QUOTA", "event_kind": "WORKSHOP", "count": 1},
            "Co z toho plyne: workshop – jednou za celou dobu spolupráce.",
        ),
        (
            {
                "kind": "FREQUENCY",
                "event_kind": "RESEARCH",
                "count": 1,
                "bound": "EXACT",
                "per": "YEAR_UNSPECIFIED",
                "every": 2,
            },
            "Co z toho plyne: výzkum nebo analýza – jednou za 2 roky.",
        ),
        (
            {"kind": "FREQUENCY", "event_kind": "LP_MEETING", "count": 1, "per": "QUARTER", "every": 1},
            "Co z toho plyne: jednání lokálního partnerství – jednou za čtvrtletí.",
        ),
        (
            {
                "kind": "FREQUENCY",
                "event_kind": "COUNCIL_REPORT",
                "count": 1,
                "per": "YEAR_UNSPECIFIED",
                "by_month": 3,
                "by_day": 31,
            },
            "Co z toho plyne: předložení zprávy zastupitelstvu – jednou ročně, vždy do 31.\u00a0března.",
        ),
        (
            {
                "kind": "RELATIVE",
                "event_kind": "DOCUMENT",
                "offset_count": 30,
                "offset_unit": "DAY",
                "offset_from": "APPROVAL",
            },
            "Co z toho plyne: zpracování dokumentu – do 30 dnů od schválení.",
        ),
        (
            {
                "kind": "RELATIVE",
                "event_kind": "DOCUMENT",
                "offset_count": 2,
                "offset_unit": "MONTH",
                "offset_from": "END",
            },
            "Co z toho plyne: zpracování dokumentu – nejpozději 2 měsíce před koncem spolupráce.",
        ),
        (
            {
                "kind": "PERIOD",
                "event_kind": "SEMINAR",
                "count": 2,
                "bound": "MIN",
                "date_to": date(2023, 12, 31),
            },
            "Co z toho plyne: seminář – nejméně 2×, nejpozději 31.\u00a012.\u00a02023.",
        ),
        (
            {
                "kind": "MONTH",
                "event_kind": "GROUP_TRAINING",
                "date_to": date(2026, 12, 31),
                "target_participants": 100,
                "target_events": 20,
            },
            "Co z toho plyne: skupinová vzdělávací akce – nejpozději 31.\u00a012.\u00a02026; "
            "předpokládá se osob: 100, akcí: 20.",
        ),
        ({"kind": "RELATIVE", "event_kind": "DOCUMENT", "offset_count": 30}, NOT_YET),
        (
            {"kind": "MONTH", "event_kind": "DOCUMENT", "date_to": date(2026, 6, 2)},
            "Co z toho plyne: zpracování dokumentu – nejpozději 30.\u00a06.\u00a02026.",
        ),
        (
            {"kind": "ON_DEMAND", "event_kind": "CONSULTATION"},
            "Co z toho plyne: poradenství – podle potřeby nebo nabídky, žádný počet se nečeká.",
        ),
        ({"kind": "FREQUENCY", "event_kind": "LP_MEETING"}, NOT_YET),
        ({"kind": "DATE", "event_kind": "DOCUMENT"}, NOT_YET),
        ({"kind": "FREQUENCY", "count": 4}, NOT_YET),
        ({"kind": "NESMYSL", "event_kind": "NESMYSL"}, NOT_YET),
        ({}, NOT_YET),
    ],
)
def test_rule_is_said_back(term, sentence):
    assert rule_sentence(term) == sentence


# --- In the form --------------------------------------------------------------------------------------------


def pressed(client, version, button, **term):
    url = reverse("agreements:activity_add", args=[version.pk])
    data = activity(step(0, specification="Jednání", terms=[{**MEETINGS, "count": "", "kind": "", **term}]))
    return client.post(url, {**data, "termin": f"{button} steps-0-terms-0"})


@pytest.mark.django_db
def test_phrase_fills_the_fields_and_leaves_written_text_alone(client, version, manager):
    page = pressed(
        client, version, "jednou", raw_text="jak je v dokumentu", date_to="1. 1. 2020", bound="MIN"
    )

    sent = sent_by_browser(page)
    row = {
        name: sent.get(f"steps-0-terms-0-{name}")
        for name in ("raw_text", "kind", "count", "bound", "date_to")
    }
    assert row == {
        "raw_text": "jak je v dokumentu",
        "kind": "QUOTA",
        "count": "1",
        "bound": "EXACT",
        "date_to": "",
    }
    assert "jednou za celou dobu spolupráce" in text_of(page)
    assert not ScheduleTerm.objects.exists()

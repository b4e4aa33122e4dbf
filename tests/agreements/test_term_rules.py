"""Terms as people write them, offered, read and said back."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.models import ScheduleTerm
from agreements.term_rules import NOT_YET, phrases, read_term, rule_sentence
from tests.agreements.browser_data import MEETINGS, activity, sent_by_browser, step
from tests.agreements.test_reading import text_of

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("4x ročně", {"kind": "FREQUENCY", "count": 4, "bound": "EXACT", "per": "YEAR_UNSPECIFIED"}),
        ("Minimálně 4× ročně", {"kind": "FREQUENCY", "count": 4, "bound": "MIN", "per": "YEAR_UNSPECIFIED"}),
        ("nejméně dvakrát v každém kalendářním roce", {"count": 2, "bound": "MIN", "per": "CALENDAR_YEAR"}),
        ("max. 3 krát za rok spolupráce", {"count": 3, "bound": "MAX", "per": "COOPERATION_YEAR"}),
        ("jednou za dobu spolupráce", {"kind": "QUOTA", "count": 1, "per": "AGREEMENT_TERM"}),
        ("cca 12x ročně", {"count": 12, "bound": "ESTIMATE"}),
        ("do konce června 2026", {"kind": "MONTH", "date_to": date(2026, 6, 30)}),
        ("červenec 2027", {"kind": "MONTH", "date_to": date(2027, 7, 31)}),
        ("únor 2028", {"date_to": date(2028, 2, 29)}),
        ("podzim 2026", {"kind": "SEASON", "season": "AUTUMN", "date_to": date(2026, 11, 30)}),
        ("v zimě roku 2026", {"season": "WINTER", "date_to": date(2027, 2, 28)}),
        ("do 15. 3. 2027", {"kind": "DATE", "date_to": date(2027, 3, 15)}),
        ("Podle potřeby", {"kind": "ON_DEMAND"}),
        ("průběžně, dle nabídky", {"kind": "ON_DEMAND"}),
    ],
)
def test_usual_terms_are_read(text, rule):
    found = read_term(text)

    assert {name: found[name] for name in rule} == rule


@pytest.mark.parametrize(
    "text", ["", "4 osoby", "ročně", "31. 2. 2027", "15. 13. 2027", "dle dohody stran", "0x ročně"]
)
def test_what_is_not_clear_is_not_guessed(text):
    assert read_term(text) is None


@pytest.mark.parametrize("phrase", [name for name in phrases(TODAY) if name != "mesic"])
def test_offered_phrase_says_what_it_fills_in(phrase):
    label, values, _ = phrases(TODAY)[phrase]

    assert read_term(label) == values


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
            "Co z toho plyne: jednání lokálního partnerství – nejméně 4krát v každém kalendářním roce.",
        ),
        (
            {"kind": "QUOTA", "event_kind": "WORKSHOP", "count": 1},
            "Co z toho plyne: workshop – jednou za celou dobu spolupráce.",
        ),
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

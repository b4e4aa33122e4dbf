"""A reading printed in canonical words and read again is the same reading."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from agreements.reading import printed, read_cell
from tests.agreements.reading_strategies import READINGS


@settings(max_examples=400)
@given(READINGS)
def test_what_is_printed_is_read_as_the_same_again(term):
    text = printed(term)

    (again,) = read_cell(text).terms
    assert again.raw_text == text
    assert replace(again, raw_text="") == term


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("Min. 4 x rocne", "nejméně 4× ročně"),
        ("1x za 2 roky", "jednou za 2 roky"),
        ("Zpráva každoročně do 31. 3. zastupitelstvu na vědomí", "jednou ročně, vždy do 31. března"),
        ("čtvrtletně", "jednou za čtvrtletí"),
        ("1x tematický výzkum", "jednou tematický výzkum"),
        ("1x analýza do konce spolupráce", "jednou za celou dobu spolupráce analýza"),
        ("12 / 2022", "prosinec 2022"),
        ("v zimě 2022", "zima 2022"),
        ("do konce r. 2023", "do konce roku 2023"),
        ("II. pol. 2024", "2. pololetí 2024"),
        ("červenec – září 2012", "červenec 2012 – září 2012"),
        ("do 30 dnů po podpisu", "do 30 dnů od podpisu"),
        ("Dle nabídky ASZ", "Dle nabídky ASZ"),
        ("-", ""),
        ("viz příloha", "viz příloha"),
    ],
)
def test_canonical_words(written, canonical):
    (term,) = read_cell(written).terms

    assert printed(term).replace("\u00a0", " ").startswith(canonical)


def test_day_is_printed_with_its_year():
    (term,) = read_cell("nejpozději 5.3.2024").terms

    assert (term.date_to, printed(term)) == (date(2024, 3, 5), "do 5.\u00a03.\u00a02024")

from datetime import date
from decimal import Decimal

import pytest

from partnerships import czech

N = "\u00a0"


@pytest.mark.parametrize(
    ("number", "noun", "expected"),
    [
        (0, "hodina", f"0{N}hodin"),
        (1, "hodina", f"1{N}hodina"),
        (2, "hodina", f"2{N}hodiny"),
        (4, "hodina", f"4{N}hodiny"),
        (5, "hodina", f"5{N}hodin"),
        (22, "hodina", f"22{N}hodin"),
        (Decimal("2.5"), "hodina", f"2,5{N}hodiny"),
        (Decimal("2.0"), "hodina", f"2{N}hodiny"),
        (1, "osoba", f"1{N}osoba"),
        (3, "akce", f"3{N}akce"),
        (20, "akce", f"20{N}akcí"),
        (1234, "osoba", f"1{N}234{N}osob"),
        (Decimal("0.5"), "projekt", f"0,5{N}projektu"),
    ],
)
def test_counted_noun_takes_the_form_of_its_number(number, noun, expected):
    assert czech.counted(number, noun) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (268848487, f"268{N}848{N}487"),
        (Decimal("1234.50"), f"1{N}234,5"),
        (Decimal("40.0"), "40"),
        (Decimal("-5"), "\u22125"),
        (100, "100"),
    ],
)
def test_number_has_no_break_thousands_and_a_decimal_comma(number, expected):
    assert czech.format_number(number) == expected


def test_dates_hold_together():
    assert czech.format_date(date(2022, 4, 19)) == f"19.{N}4.{N}2022"
    assert czech.format_date_in_words(date(2022, 4, 9)) == f"9.{N}dubna{N}2022"


@pytest.mark.parametrize(
    ("typed", "tied"),
    [
        ("jednání v obci a u starosty", f"jednání v{N}obci a{N}u{N}starosty"),
        ("K projednání", f"K{N}projednání"),
        ("dne 9. 3. 2022 online", f"dne 9.{N}3.{N}2022 online"),
        ("19. dubna 2022", f"19.{N}dubna{N}2022"),
        ("40 hodin a 75 %", f"40{N}hodin a{N}75{N}%"),
        ("auto se dvěma koly", "auto se dvěma koly"),
    ],
)
def test_line_must_not_break_after_one_letter_words_and_inside_dates(typed, tied):
    assert czech.tie(typed) == tied


@pytest.mark.parametrize("typed", ["PSČ 407 21", "407 21", "40721", f"407{N}21"])
def test_postal_code_is_read_as_people_write_it(typed):
    assert czech.clean_postal_code(typed) == "40721"
    assert czech.format_postal_code("40721") == f"407{N}21"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "z 1"), (2, "ze 2"), (3, "ze 3"), (4, "ze 4"), (5, "z 5"), (7, "ze 7"), (9, "z 9"), (10, "z 10"),
        (11, "z 11"), (12, "ze 12"), (16, "z 16"), (17, "ze 17"), (20, "ze 20"), (40, "ze 40"), (50, "z 50"),
        (75, "ze 75"), (100, "ze 100"), (120, "ze 120"), (500, "z 500"), (1000, "z 1 000"),
    ],
)  # fmt: skip
def test_preposition_follows_how_the_number_is_spoken(number, expected):
    assert czech.of_total(number) == expected.replace(" ", N)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Kratochvíl", "kratochvil"), ("ŽLUŤOUČKÝ kůň", "zlutoucky kun"), ("Nova\u0301k", "novak"),
        ("ofﬁce", "office"), ("2× ročně", "2× rocne"), ("", ""),
    ],
)  # fmt: skip
def test_texts_are_compared_without_case_and_diacritics(text, plain):
    assert czech.without_accents(text) == plain

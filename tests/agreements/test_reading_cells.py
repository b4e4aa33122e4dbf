"""How a cell is cut into terms, what is beside it, and what is left unread."""

import time
from datetime import date

import pytest

from agreements.reading import read_cell
from agreements.vocabulary import ParseStatus
from partnerships.vocabulary import EventKind

PARTNERSHIP = "Lokální partnerství (vč. jeho složek – pracovních skupin)"


def texts(cell: str) -> list[str]:
    return [term.raw_text for term in read_cell(cell).terms]


def only(cell: str, **beside):
    (term,) = read_cell(cell, **beside).terms
    return term


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("2x ročně jednání LP\n1x ročně zpráva", ["2x ročně jednání LP", "1x ročně zpráva"]),
        ("a) čtvrtletně; b) 1x ročně", ["čtvrtletně", "1x ročně"]),
        ("1) květen 2022 2) září 2022", ["květen 2022", "září 2022"]),
        ("• 4x ročně\r\n• 2x ročně PS", ["4x ročně", "2x ročně PS"]),
        ("květen a září 2022", ["květen", "září 2022"]),
        ("jednání LP 4x ročně, jednání PS 2x ročně", ["jednání LP 4x ročně", "jednání PS 2x ročně"]),
        (
            "2x ročně jednání konzultanta, manažera a pověřeného zástupce, 1x ročně projednání v LP",
            ["2x ročně jednání konzultanta, manažera a pověřeného zástupce", "1x ročně projednání v LP"],
        ),
        ("Minimálně 4x\nročně\n(vč. pracovních skupin)", ["Minimálně 4x\nročně\n(vč. pracovních skupin)"]),
        ("Projednání LP\n1x ročně", ["Projednání LP\n1x ročně"]),
        ("Zpráva 1x ročně, předložena zastupitelstvu", ["Zpráva 1x ročně, předložena zastupitelstvu"]),
        ("2x ročně, tj. 1x za pololetí", ["2x ročně, tj. 1x za pololetí"]),
        ("4x ročně / 1x za kvartál", ["4x ročně / 1x za kvartál"]),
        (
            "4\u00ad×\u00a0ročně;\u00a0květen 2022",
            ["4\u00ad×\u00a0ročně", "\u00a0květen 2022".strip("\u00a0")],
        ),
    ],
)
def test_cell_is_cut_where_each_side_is_a_term(cell, parts):
    assert texts(cell) == parts


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("květen a září 2022", [date(2022, 5, 31), date(2022, 9, 30)]),
        ("30. 6. a 31. 12. 2023", [date(2023, 6, 30), date(2023, 12, 31)]),
        ("září 2022, květen", [date(2022, 9, 30), None]),
    ],
)
def test_year_that_stands_at_the_end_is_shared_and_one_before_is_not(cell, days):
    assert [term.date_to for term in read_cell(cell).terms] == days


def test_yearly_days_stand_each_for_itself():
    terms = read_cell("každoročně do 30. 6. a 31. 12.").terms

    assert [(term.by_month, term.by_day, term.per) for term in terms] == [
        (6, 30, "YEAR_UNSPECIFIED"),
        (12, 31, "YEAR_UNSPECIFIED"),
    ]


@pytest.mark.parametrize(
    ("cell", "unread"),
    [
        ("2x ročně, tj. 1x za pololetí", ("tj. 1x za pololetí",)),
        ("4x ročně (z toho 2x online)", ("z toho 2x online",)),
        ("2-3x ročně", ("2-3x",)),
        ("květen 2022 nebo později", ("nebo později",)),
        ("zpravidla 4x ročně", ("zpravidla",)),
        ("4x ročně po dobu 3 let", ("po dobu 3 let",)),
        ("2x ročně v případě zájmu", ("v případě zájmu",)),
        ("4x ročně ?", ("?",)),
        ("min. max. 4x ročně", ("min.", "max.")),
        ("do 31. 3.", ("do 31. 3.",)),
        ("do 30 dnů", ("do 30 dnů",)),
        ("do 30 dnů od schválení PSZ", ("do 30 dnů od schválení PSZ",)),
        ("do 30 pracovních dnů od schválení", ("do 30 pracovních dnů od schválení",)),
    ],
)
def test_what_is_not_understood_is_named(cell, unread):
    term = only(cell)

    assert (term.parse_status, term.unread) == (ParseStatus.PARTIAL, unread)


@pytest.mark.parametrize(
    "cell",
    [
        "31. 2. 2023", "srpen 2026 – květen 2022", "10 osob ročně", "několikrát ročně", "2x týdně", "0x ročně",
        "výzvy 26,42,52", "OPZ 2014-2020", "§ 12 zákona č. 108/2006 Sb.", "36. týden 2023", "školní rok 2022/2023",
        "po dobu 3 let", "dle harmonogramu", "zpravidla", "co nejdříve", "?",
    ],
)  # fmt: skip
def test_nothing_is_guessed(cell):
    term = only(cell)

    assert (term.kind, term.count, term.date_to, term.parse_status) == ("", None, None, ParseStatus.UNPARSED)
    assert term.unread


@pytest.mark.parametrize(
    ("cell", "as_written"),
    [
        ("1O x rocne", "10x ročně"),
        ("l x ro¢né", "1x ročně"),
        ("KVĚTEN 2O22", "květen 2022"),
        ("Mininálně 4× ročně", "minimálně 4x ročně"),
        ("zá ří 2022", "září 2022"),
        ("2x ročně¹⁾", "2x ročně"),
        ("2x ročně1)", "2x ročně"),
        ("mini\u00admálně 4x\u00a0ročně *", "minimálně 4x ročně"),
    ],
)
def test_noise_of_scans_and_copies_changes_nothing(cell, as_written):
    noisy, clean = only(cell), only(as_written)

    assert noisy.raw_text == cell
    assert {**vars(noisy), "raw_text": ""} == {**vars(clean), "raw_text": ""}


def test_activity_tells_what_is_counted_where_the_text_does_not():
    term = only("Minimálně 4x ročně", activity=PARTNERSHIP)

    assert (term.event_kind, term.counts_working_groups) == (EventKind.LP_MEETING, True)
    assert only("Minimálně 4x ročně").event_kind == ""


def test_text_goes_before_the_activity():
    assert only("1x ročně workshop", activity=PARTNERSHIP).event_kind == EventKind.WORKSHOP


def test_what_is_left_out_is_not_what_is_counted():
    assert only("4x ročně (bez pracovních skupin)").event_kind == ""


def test_report_is_of_what_stands_beside_it():
    text = "Zpráva 1x ročně zastupitelstvu"

    assert only(text, activity="Vyhodnocení PSZ").event_kind == EventKind.PSZ_REPORT
    assert only(text, activity="Popis spolupráce").event_kind == EventKind.COUNCIL_REPORT


def test_specification_tells_the_targets_once():
    reading = read_cell(
        "prosinec 2024\nprosinec 2026",
        specification="Vzdělávací aktivity. Předpokládáme účast 100 osob na 20 akcích. (je-li to možné odhadnout)",
    )

    assert [(one.target_participants, one.target_events, one.is_estimate) for one in reading.terms] == [
        (100, 20, True),
        (None, None, False),
    ]


def test_endless_list_is_read_to_the_sixtieth_term_and_kept_whole():
    cell = "\n".join(f"{number}x ročně" for number in range(1, 101))

    terms = read_cell(cell).terms

    assert len(terms) == 60
    assert terms[-1].parse_status == ParseStatus.UNPARSED
    assert terms[-1].raw_text == "\n".join(f"{number}x ročně" for number in range(60, 101))


def test_working_time_follows_the_length_of_the_text():
    """Ten times the text takes nowhere near a hundred times the work: no pattern goes back over it."""
    steps = [
        _steps(piece * (length // len(piece)))
        for piece in ("a a a ", "1;", "1 2 3 ", "ročně ", "- - 2023 a\n")
        for length in (400, 4000)
    ]

    assert all(long < 25 * short for short, long in zip(steps[::2], steps[1::2], strict=True))


def _steps(text: str) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        read_cell(text)
        times.append(time.process_time() - start)
    return min(times)

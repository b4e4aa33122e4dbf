"""Tables as LibreOffice really writes them (copied/make.py), read into what a person sees in the document."""

from pathlib import Path

import pytest

from agreements.pasting.activities import pasted
from agreements.pasting.headings import columns_of
from agreements.pasting.html import grid_of_html
from agreements.reference import TEMPLATES
from agreements.vocabulary import ParseStatus, TermKind
from tests.agreements.clipboard import ANNEX_5, ANNEX_6, HEADINGS
from tests.agreements.copied import make

FORM_5, FORM_6 = (template["columns"] for template in TEMPLATES)
FORMS = {"two_pages": (FORM_6, ANNEX_6), "merged": (FORM_5, ANNEX_5)}
MUTUAL = [("UNIT", "MUTUAL"), ("ASZ", "MUTUAL")]


def grid_of(name):
    return grid_of_html(Path(make.__file__).with_name(f"{name}.html").read_text())


def read(name):
    form, _ = FORMS[name]
    grid = grid_of(name)
    return pasted(grid, columns_of(grid, form), form)


def steps_of(activity):
    return [
        (
            step.specification,
            [(row["code"], row["raw_text"]) for row in step.outputs],
            [(row["side"], row["code"]) for row in step.responsibilities],
            step.texts["term"],
        )
        for step in activity.steps
    ]


def doubts_of(found):
    steps = [step for activity in found.activities for step in activity.steps]
    return [doubt for one in (*found.activities, *steps) for doubt in (*one.doubts, *one.faults)]


@pytest.mark.parametrize("name", FORMS)
def test_columns_are_found_by_their_headings(name):
    form, order = FORMS[name]

    columns = columns_of(grid_of(name), form)

    assert (columns.codes, columns.first, columns.are_said) == (order, 1, True)


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_doubted_and_no_heading_is_a_step(name):
    found = read(name)

    assert doubts_of(found) == []
    assert not {step.specification for one in found.activities for step in one.steps} & set(HEADINGS.values())


def test_table_over_two_pages_is_one_timeline():
    found = read("two_pages")

    assert found.unused == [make.PERIOD]
    assert {one.name: steps_of(one) for one in found.activities} == {
        "Vyhodnocení spolupráce": [
            (
                "Jednání o spolupráci",
                [
                    ("MEETING_RECORD", "Záznam z jednání"),
                    ("ANNUAL_REPORT", "Zpráva o plnění popisu spolupráce"),
                ],
                MUTUAL,
                list(make.THREE_TERMS),
            ),
            (
                "Revize",
                [("REVISED_AGREEMENT", "Revidovaný popis spolupráce")],
                [("UNIT", "BODY_DISCUSSION"), ("ASZ", "EXPLICIT_DASH")],
                ["12 / 2022"],
            ),
        ],
        "Jednání lokálního partnerství": [
            (
                "Projednání",
                [("ATTENDANCE_SHEET", "Prezenční listina")],
                [("UNIT", "ORGANISATION"), ("ASZ", "FACILITATION")],
                ["Minimálně 4x ročně¹"],
            )
        ],
        "Popis spolupráce": [
            ("Vyhodnocení", [("MEETING_MINUTES", "Zápis z jednání")], MUTUAL, ["8x ročně 2x ročně"]),
        ],
    }


def test_footnote_is_a_mark_and_its_text_is_not_in_the_table():
    [term] = read("two_pages").activities[1].steps[0].reading.terms

    assert (term.kind, term.count, term.bound, term.parse_status) == (
        "FREQUENCY",
        4,
        "MIN",
        ParseStatus.PARSED,
    )


def test_deletion_kept_in_view_is_not_read_silently():
    """LibreOffice writes a tracked deletion as any other text; nothing tells it from what holds."""
    reading = read("two_pages").activities[2].steps[0].reading

    assert not reading.is_understood


def test_merged_cells_hold_for_all_they_span():
    found = read("merged")

    assert {one.name: steps_of(one) for one in found.activities} == {
        "Popis spolupráce": [
            ("Jednání", [("MEETING_MINUTES", "Zápis z jednání")], MUTUAL, ["květen 2022"]),
            (
                "Revize",
                [("REVISED_AGREEMENT", "Revidovaný popis spolupráce")],
                [("UNIT", "ORGANISATION"), ("ASZ", "EXPERT")],
                ["květen 2022"],
            ),
        ],
        "Vzdělávání": [
            (
                "Semináře",
                [("ATTENDANCE_SHEET", "Prezenční listina²")],
                [("UNIT", "COORDINATION"), ("ASZ", "LECTURER")],
                ["2x ročně seminář", "prosinec 2026"],
            )
        ],
        "Výzkumná činnost": [
            (
                "Výzkum",
                [("RESEARCH_REPORT", "Výzkumná zpráva")],
                [("UNIT", "EXPLICIT_DASH"), ("ASZ", "EXPERT")],
                ["1x analýza"],
            )
        ],
    }


def test_deadlines_of_the_samples_are_read():
    terms = [
        term
        for name in FORMS
        for activity in read(name).activities
        for step in activity.steps
        for term in step.reading.terms
        if term.parse_status == ParseStatus.PARSED
    ]

    assert [term.kind for term in terms] == [
        *[TermKind.FREQUENCY] * 3,
        TermKind.MONTH,
        TermKind.FREQUENCY,
        TermKind.MONTH,
        TermKind.MONTH,
        TermKind.FREQUENCY,
        TermKind.MONTH,
        TermKind.QUOTA,
    ]

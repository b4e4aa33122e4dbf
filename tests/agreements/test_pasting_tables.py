"""What a pasted table is understood as, without a page or a database."""

import pytest

from agreements.pasting.activities import pasted
from agreements.pasting.headings import columns_of
from agreements.pasting.html import grid_of_html
from agreements.reading import read_cell
from agreements.reference import TEMPLATES
from reporting.demo import chomutov_timeline, jihlava_timeline, kamenice_timeline
from tests.agreements.clipboard import ANNEX_5, ANNEX_6, excel, headings, table, timeline_table, word

FORM_5, FORM_6 = (template["columns"] for template in TEMPLATES)
STEP = ["Lokální partnerství", "Jednání", "Záznam z jednání", "Organizační zajištění", "Odborné zajištění",
        "Minimálně 4x ročně"]  # fmt: skip
MERGED = ("Popis spolupráce", "rowspan=2")


def read(html, form=FORM_5):
    grid = grid_of_html(html)
    return pasted(grid, columns_of(grid, form), form)


def steps_of(html, form=FORM_5):
    return [step for activity in read(html, form).activities for step in activity.steps]


# --- The three agreements -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("timeline", "order", "form"),
    [
        (chomutov_timeline, ANNEX_5, FORM_5),
        (jihlava_timeline, ANNEX_6, FORM_6),
        (kamenice_timeline, ANNEX_5, FORM_5),
        (jihlava_timeline, ANNEX_6, FORM_5),
        (chomutov_timeline, ANNEX_5, FORM_6),
    ],
    ids=["chomutov", "jihlava", "kamenice", "the_other_form", "the_other_form_too"],
)
@pytest.mark.parametrize("frame", [str, word, excel], ids=["plain", "word", "excel"])
def test_timeline_of_the_document_is_read_as_the_demo_has_it(timeline, order, form, frame):
    found = read(frame(timeline_table(timeline.ACTIVITIES, order)), form)

    assert [activity.name for activity in found.activities] == [name for name, _ in timeline.ACTIVITIES]
    for activity, (_, steps) in zip(found.activities, timeline.ACTIVITIES, strict=True):
        assert activity.is_fit
        for step, demo in zip(activity.steps, steps, strict=True):
            values = step.values
            assert values["specification"] == demo["specification"]
            assert values["outputs"] == demo["outputs"]
            assert values["responsibilities"] == demo["responsibilities"]
            cell = "\n".join(row["raw_text"] for row in demo["terms"])
            reading = read_cell(cell, activity=activity.name, specification=demo["specification"])
            assert step.reading == reading
            assert [term["raw_text"] for term in values["terms"]] == [
                row["raw_text"] for row in demo["terms"]
            ]


SILENT = (None, "", False, [])


@pytest.mark.parametrize("timeline", [chomutov_timeline, jihlava_timeline, kamenice_timeline])
def test_deadlines_of_the_document_are_those_of_the_demo(timeline):
    """Column by column."""
    rows = [step.values["terms"] for step in steps_of(timeline_table(timeline.ACTIVITIES))]

    expected = [step["terms"] for _, steps in timeline.ACTIVITIES for step in steps]
    assert [[said(term) for term in terms] for terms in rows] == [
        [said(term) for term in terms] for terms in expected
    ]


def said(term: dict) -> dict:
    """The columns that say something; one row of years is what a term without a word of it has."""
    own = {name: value for name, value in term.items() if value not in SILENT and name != "parse_status"}
    return {"every": 1} | own


# --- Rows that belong together ------------------------------------------------------------------------------


def test_merged_activity_has_all_its_rows():
    html = table(headings(), [MERGED, "Jednání", "Zápis z jednání", "", "", "květen 2022"],
                 ["Revize", "Revidovaný popis spolupráce", "", "", ""])  # fmt: skip

    [activity] = read(html).activities

    assert activity.name == "Popis spolupráce"
    assert [step.specification for step in activity.steps] == ["Jednání", "Revize"]
    assert activity.steps[1].texts["term"] == []
    assert [step.doubts for step in activity.steps] == [[], []]


def test_merged_deadline_holds_for_both_steps():
    html = table(headings(), [MERGED, "Jednání", "Zápis", "", "", ("květen 2022", "rowspan=2")],
                 ["Revize", "Revidovaný popis spolupráce", "", ""])  # fmt: skip

    assert [step.texts["term"] for step in steps_of(html)] == [["květen 2022"], ["květen 2022"]]


def test_lines_of_a_step_written_in_rows_of_their_own_are_one_step():
    """In Excel people put each output below the other, with the rest merged over them."""
    html = excel(table(headings(), [MERGED, ("Jednání", "rowspan=2"), "Zápis z jednání", ("", "rowspan=2"),
                                    ("Odborné zajištění", "rowspan=2"), "2x ročně"],
                       ["Prezenční listina", "1x ročně"]))  # fmt: skip

    [step] = steps_of(html)

    assert [row["code"] for row in step.outputs] == ["MEETING_MINUTES", "ATTENDANCE_SHEET"]
    assert [row["code"] for row in step.responsibilities] == ["EXPERT"]
    assert step.texts["term"] == ["2x ročně", "1x ročně"]
    assert step.doubts == []


def test_responsibility_over_both_columns_is_of_both_sides():
    html = table(headings(), ["Popis", "Jednání", "Zápis", ("Vzájemná součinnost", "colspan=2"), "2x ročně"])

    assert [(row["side"], row["code"]) for row in steps_of(html)[0].responsibilities] == [
        ("UNIT", "MUTUAL"),
        ("ASZ", "MUTUAL"),
    ]


def test_text_over_the_whole_table_is_no_activity():
    found = read(timeline_table(chomutov_timeline.ACTIVITIES, period="OBDOBÍ KVĚTEN 2022 – SRPEN 2026"))

    assert found.unused == ["OBDOBÍ KVĚTEN 2022 – SRPEN 2026"]
    assert len(found.activities) == 6


def test_tables_parted_by_a_page_are_one():
    second = table(headings(), ["Výzkumná činnost", *STEP[1:]])

    found = read(word(table(headings(), STEP) + "<p>Příloha č. 5</p>" + second))

    assert [activity.name for activity in found.activities] == ["Lokální partnerství", "Výzkumná činnost"]


# --- Traps of the documents (domain.md 8) -------------------------------------------------------------------


def test_swapped_approvals_are_said_and_kept():
    """Trap 37: the row right below a correct one."""
    approvals = [f"Zajištění schvalovacích procesů na úrovni {whose}" for whose in ("ASZ", "obce")]
    [step] = steps_of(table(headings(), ["Popis", "Revize", "Zápis z jednání", *approvals, "12 / 2022"]))

    assert [(row["side"], row["raw_text"]) for row in step.responsibilities] == list(
        zip(["UNIT", "ASZ"], approvals, strict=False)
    )
    assert any("zřejmě prohozené" in doubt for doubt in step.doubts)


def test_empty_activity_goes_on_with_the_one_above():
    """Trap 38: the first cell is empty, two specifications share a cell and one deadline."""
    more = ["", "Jednání o spolupráci\nRevize Popisu spolupráce", "Zápis z jednání", "", "", "12 / 2022"]
    [activity] = read(table(headings(), STEP, more)).activities

    assert [step.specification for step in activity.steps] == ["Jednání", more[1]]
    assert activity.steps[1].doubts == [
        "Buňka s činností je v řádku 3 prázdná, krok je připojen k činnosti nad ním."
    ]


def test_row_cut_by_a_page_is_joined_and_said():
    """Trap 39: the rest of the row stands in a row of its own."""
    rest = ["", "", "Zpětná vazba", "", "", "10x ročně individuální odborná podpora (minimálně)"]
    [step] = steps_of(table(headings(), STEP, rest))

    assert [row["code"] for row in step.outputs] == ["MEETING_RECORD", "FEEDBACK"]
    assert len(step.reading.terms) == 2
    assert step.doubts == ["Řádek 3 nemá činnost ani specifikaci, je připojen k tomuto kroku."]


def test_whole_row_without_specification_is_a_step_of_its_own():
    first, second = steps_of(table(headings(), STEP, ["", "", *STEP[2:]]))

    assert first.specification == "Jednání"
    assert "Krok nemá specifikaci." in second.doubts


def test_first_activity_without_a_name_is_said():
    [activity] = read(table(headings(), ["", *STEP[1:]], ["-", *STEP[1:]])).activities

    assert (activity.name, len(activity.steps)) == ("", 2)
    assert activity.doubts == ["Činnost nemá název."]


def test_activity_written_in_each_row_is_one():
    assert [
        len(one.steps)
        for one in read(table(headings(), STEP, STEP, ["LOKÁLNÍ PARTNERSTVÍ", *STEP[1:]])).activities
    ] == [3]


def test_dash_is_nobody_and_nothing_is_nothing():
    """Traps 16 and 32."""
    dash, nothing = steps_of(
        table(
            headings(),
            ["A", "Vzdělávání", "-", "-", "", "Dle nabídky ASZ"],
            ["B", "Poradenství", *STEP[2:3], "", "", ""],
        )
    )

    assert [(row["side"], row["code"], row["raw_text"]) for row in dash.responsibilities] == [
        ("UNIT", "EXPLICIT_DASH", "-")
    ]
    assert (dash.outputs, nothing.responsibilities) == ([], [])
    assert dash.doubts == ["Ve sloupci s výstupy je pomlčka, krok bude bez výstupu."]
    assert [(term.raw_text, term.kind) for term in nothing.reading.terms] == [("", "NONE")]


def test_outputs_in_one_line_are_parted_only_where_all_are_known():
    lines = [
        "Záznam z jednání; Prezenční listina",
        "Případně prezentace a studijní materiály",
        "Kniha, mapa a plán",
    ]
    [step] = steps_of(table(headings(), [*STEP[:2], "\n".join(lines), *STEP[3:]]))

    assert [(row["code"], row["raw_text"], row["is_optional"]) for row in step.outputs] == [
        ("MEETING_RECORD", "Záznam z jednání", False),
        ("ATTENDANCE_SHEET", "Prezenční listina", False),
        ("PRESENTATION", "Případně prezentace", True),
        ("STUDY_MATERIALS", "a studijní materiály", True),
        ("OTHER", "Kniha, mapa a plán", False),
    ]


def test_word_of_a_scan_is_proposed_and_one_unknown_is_said():
    [step] = steps_of(table(headings(), [*STEP[:2], "Zaznam z jednani\nPrezencni listma\nFotky", *STEP[3:]]))

    assert [(row["code"], row["raw_text"]) for row in step.outputs] == [
        ("MEETING_RECORD", "Zaznam z jednani"),
        ("ATTENDANCE_SHEET", "Prezencni listma"),
        ("OTHER", "Fotky"),
    ]
    assert step.doubts == [
        "Výstup „Prezencni listma“ čteme jako „Prezenční listina“, zkontrolujte to.",
        "Výstup „Fotky“ v nabídce není, vloží se jako jiný výstup.",
    ]


def test_text_that_would_not_fit_is_said_and_keeps_its_activity_out():
    long = [["x" * 301, *STEP[1:]], [*STEP[:2], "v" * 301, *STEP[3:]], ["C", "x", *STEP[2:5], "t" * 501]]

    activities = read(table(headings(), *long)).activities

    assert [one.is_fit for one in activities] == [False, False, False]
    assert "má 301 znaků, vejde se 300" in activities[0].faults[0]

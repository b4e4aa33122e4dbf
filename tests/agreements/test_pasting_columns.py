"""What stands in which column of a pasted table, told by its headings or guessed from its cells."""

import pytest

from agreements.pasting.activities import pasted
from agreements.pasting.headings import columns_of
from agreements.pasting.html import grid_of_html
from agreements.reference import TEMPLATES
from reporting.demo import chomutov_timeline, jihlava_timeline
from tests.agreements.clipboard import ANNEX_5, ANNEX_6, headings, table, timeline_table

FORM_5 = TEMPLATES[0]["columns"]
STEP = ["Lokální partnerství", "Jednání", "Záznam z jednání", "Organizační zajištění", "Odborné zajištění",
        "Minimálně 4x ročně"]  # fmt: skip


@pytest.mark.parametrize("order", [ANNEX_5, ANNEX_6, tuple(reversed(ANNEX_5))])
def test_columns_are_told_by_their_headings(order):
    assert columns_of(grid_of_html(table(headings(order), STEP)), FORM_5).codes == order


@pytest.mark.parametrize(
    "row",
    [
        ["CINNOST", "Specifikace cinnosti", "Vystup", "Odpovednost uzemniho celku", "Odpovednost ASZ",
         "Termin dokonceni"],
        ["¢innost", "specifikace ¢innosti a fáze procesu strategickeho planovani", "v¥stup",
         "odpovédnost tzemniho celku", "odpovédnost ASZ", "termin dokončeni"],
        ["Činnost:", "Specifikace", "Výstupy", "Zodpovědnost obce", "Zodpovědnost Agentury", "Termín (předpoklad)"],
        ["činnost¹", "specifikace činnosti²", "výstup", "odpovědnost města", "odpovědnost Agentury", "do kdy"],
    ],
)  # fmt: skip
def test_headings_are_read_through_noise(row):
    found = columns_of(grid_of_html(table(row, STEP)), FORM_5)

    assert (found.codes, found.first, found.are_said) == (ANNEX_5, 1, True)


def test_headings_of_two_rows_are_read_down():
    top = [(text, "rowspan=2") for text in headings()[:3]]
    html = table(
        [*top, ("Odpovědnost", "colspan=2"), (headings()[5], "rowspan=2")], ["územního celku", "ASZ"], STEP
    )

    assert columns_of(grid_of_html(html), FORM_5) == (ANNEX_5, 2, True)


def test_title_above_the_headings_is_no_heading():
    html = table([("Postup spolupráce v rámci období popisu spolupráce", "colspan=6")], headings(), STEP)

    assert columns_of(grid_of_html(html), FORM_5) == (ANNEX_5, 2, True)
    assert pasted(grid_of_html(html), columns_of(grid_of_html(html), FORM_5), FORM_5).unused == [
        "Postup spolupráce v rámci období popisu spolupráce"
    ]


def test_columns_of_nobody_knows_what_are_not_used():
    html = table(["č.", *headings(), "poznámka"], ["1", *STEP, "nic"])

    assert columns_of(grid_of_html(html), FORM_5).codes == ("", *ANNEX_5, "")


@pytest.mark.parametrize(("order", "timeline"), [(ANNEX_5, chomutov_timeline), (ANNEX_6, jihlava_timeline)])
def test_columns_without_headings_are_guessed_by_what_they_hold(order, timeline):
    rows = grid_of_html(timeline_table(timeline.ACTIVITIES, order))[1:]

    assert columns_of(rows, FORM_5) == (order, 0, False)

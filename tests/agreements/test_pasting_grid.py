"""The clipboard of Excel, Word, LibreOffice and Google Docs as a table; what is no table, or too much of one."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.pasting.activities import pasted
from agreements.pasting.grid import NoTable, grid_of_text
from agreements.pasting.headings import columns_of
from agreements.pasting.html import grid_of_html
from agreements.reference import TEMPLATES
from tests.agreements.clipboard import HEADINGS, excel, headings, table, word

STEP = ["Lokální partnerství", "Jednání", "Záznam z jednání", "Organizační zajištění", "Odborné zajištění",
        "Minimálně 4x ročně"]  # fmt: skip


def texts(grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid]


def test_hidden_rows_columns_and_cells_are_left_out():
    html = excel(
        table(
            [headings()[0], "tajné", *headings()[1:]],
            [STEP[0], "poznámka pro sebe", *STEP[1:]],
            [("Zrušená činnost", "style='display: none'"), *[""] * 6],
            widths="<col width=64><col style='display:none;mso-width-source:userset'><col width=64 span=5>",
        ).replace("<tr><td style=", "<tr style='display:none'><td style=")
    )

    assert texts(grid_of_html(html)) == [headings(), STEP]


def test_word_list_is_lines_without_its_marks():
    item = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp;"
        "</span></span></span><![endif]>{}<o:p></o:p></p>"
    )
    cell = "".join(map(item.format, ["Záznam z\r\n  jednání", "Prezenční&nbsp;listina"]))
    html = word(f"<table><tr><td><p class=MsoNormal>Jednání<o:p></o:p></p></td><td>{cell}</td></tr></table>")

    assert texts(grid_of_html(html)) == [["Jednání", "Záznam z jednání\nPrezenční listina"]]


def test_google_and_libreoffice_tables_are_tables():
    sheets = (
        "<google-sheets-html-origin><style>td {border: 1px solid}</style><table data-sheets-root=1><colgroup>"
        "<col width=100></colgroup><tbody><tr><td data-sheets-value='{}'>Jednání</td><td>a<br/>b</td></tr></tbody>"
        "</table></google-sheets-html-origin>"
    )
    calc = (
        "<TABLE FRAME=VOID><COLGROUP><COL WIDTH=86></COLGROUP><TBODY><TR><TD ALIGN=LEFT>Jednání<BR></TD>"
        "<TD>a<BR>b</TD></TR></TBODY></TABLE>"
    )

    assert texts(grid_of_html(sheets)) == texts(grid_of_html(calc)) == [["Jednání", "a\nb"]]


def test_deleted_text_and_notes_of_word_are_no_text():
    html = word(
        "<table><tr><td>Jednání <del>zrušeno</del><ins>potvrzeno</ins></td><td>4x ročně<a href='#_ftn1'>"
        "<span class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a></td>"
        "</tr></table>"
    )

    assert texts(grid_of_html(html)) == [["Jednání potvrzeno", "4x ročně¹"]]


def test_table_in_a_frame_is_found_and_one_in_a_cell_is_lines():
    inner = table(["a", "b"], ["c", "{}"])
    html = f"<table><tr><td>{inner.replace('{}', '')}</td></tr></table>"
    nested = "<table><tr><td>Výstup</td><td><table><tr><td>x</td><td>y</td></tr></table></td></tr></table>"

    assert texts(grid_of_html(html)) == [["a", "b"], ["c", ""]]
    assert texts(grid_of_html(nested)) == [["Výstup", "x\ny"]]


# --- Tab-separated text -------------------------------------------------------------------------------------


def test_plain_text_of_excel_keeps_lines_of_a_cell():
    text = 'Činnost\tVýstup\r\nPopis\t"Zápis z ""jednání""\nPrezenční listina"\r\n\t\r\n'

    assert texts(grid_of_text(text)) == [
        ["Činnost", "Výstup"],
        ["Popis", 'Zápis z "jednání"\nPrezenční listina'],
    ]


def test_quotes_that_are_only_text_stay():
    assert texts(grid_of_text('"Dům" a zahrada\tx\n5" trubka\ty')) == [
        ['"Dům" a zahrada', "x"],
        ['5" trubka', "y"],
    ]


# --- Bombs --------------------------------------------------------------------------------------------------

BOMBS = {
    "rows": "<table>" + "<tr><td>a<td>b" * 501 + "</table>",
    "empty_rows": "<table>" + "<tr>" * 400_000,
    "columns": "<table><tr>" + "<td>a" * 61 + "</table>",
    "cells": "<table><tr>" + "<td>" * 400_000,
    "merged_down": "<table>" + "<tr><td rowspan=100000>a<td rowspan=100000>b" * 400,
    "merged_across": "<table><tr>" + "<td colspan=100000 rowspan=100000>a" * 100 + "<tr><td>b" * 600,
    "deep": "<table><tr><td>" * 100_000 + "x",
    "deep_cell": "<table><tr><td>a<td>" + "<div>" * 200_000 + "x",
    "large": "<table><tr><td>a<td>" + "x" * 10_000_000,
    "long_cell": "<table><tr><td>a<td>" + "x" * 6000,
    "entities": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><table><tr><td>&b;<td>' + "&b;" * 3000,
    "nothing": "<table><tr><td></td></tr></table>",
    "one_column": "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_in_a_sentence_and_soon(name):
    started = time.monotonic()

    with pytest.raises(NoTable, match=r"\.$"):
        grid_of_html(BOMBS[name])

    assert time.monotonic() - started < 10


def test_what_is_no_table_is_none():
    assert [grid_of_html(html) for html in ("", "<!-- -->", "<p>text</p>", "\0")] == [None] * 4


def test_file_of_the_machine_is_not_read():
    html = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><table><tr><td>&f;</td><td>b</td></tr></table>'

    assert texts(grid_of_html(html)) == [["&f;", "b"]]


PIECES = st.sampled_from(
    ["<table>", "</table>", "<tr>", "<td>", "<td rowspan=3>", "<td colspan=2>", "<td rowspan=0 colspan=-1>", "<th>",
     "<col style='display:none'>", "<p>", "<br>", "<sup>1</sup>", "<del>x</del>", "<!-- x -->", "<![if !x]>", "&nbsp;",
     "\t", "\n", '"', *HEADINGS.values(), *STEP, "-", "12 / 2022"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=80).map("".join))
def test_whatever_is_pasted_is_read_or_refused(source):
    for grid_of in (grid_of_html, grid_of_text):
        try:
            grid = grid_of(source)
        except NoTable:
            continue
        if grid:
            form = TEMPLATES[0]["columns"]
            assert {len(row) for row in grid} == {len(grid[0])}
            for one in pasted(grid, columns_of(grid, form), form).activities:
                assert one.values["name"] == one.name


def test_cells_beyond_all_measure_are_not_even_laid_out():
    with pytest.raises(NoTable, match="víc než 500 řádků"):
        grid_of_html(BOMBS["cells"])

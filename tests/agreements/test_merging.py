"""Mine, stored and original put together: what only one changed is theirs, what both did the person decides."""

from uuid import uuid4

import pytest

from agreements.merging import MINE, STORED, merge, shape_of
from agreements.vocabulary import Section

pytestmark = pytest.mark.django_db
HEADER = shape_of(Section.HEADER)
MEASURES = shape_of(Section.MEASURES)
FOCUS = shape_of(Section.FOCUS)
A, B, C = (str(uuid4()) for _ in range(3))


def header(unit="Lhota", seat="Náves 1"):
    return {"unit_text": unit, "seat_text": seat, "ico_text": "", "annex_text": "", "memorandum_text": ""}


def measure(key, text, **fields):
    return {"key": key, "text": text, "thematic_area": None, "funding_source": "ESIF", **fields}


def measures(*rows):
    return {"measures": list(rows)}


def chosen(merged):
    return {choice.path: choice.chosen for choice in merged.choices}


# --- Fields -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mine", "stored", "original", "expected"),
    [
        ("moje", "původní", "původní", MINE),
        ("původní", "jejich", "původní", STORED),
        ("moje", "jejich", "původní", ""),
        ("moje", "jejich", None, ""),
    ],
)
def test_field_is_theirs_who_changed_it(mine, stored, original, expected):
    merged = merge(HEADER, header(mine), header(stored), original and header(original))

    assert chosen(merged) == {"unit_text": expected}
    assert merged.is_decided is bool(expected)
    assert merged.values["unit_text"] == (stored if expected == STORED else mine)


def test_field_of_both_is_decided_by_the_answer():
    merged = merge(HEADER, header("moje"), header("jejich"), header(), {"volba-unit_text": STORED})

    assert merged.is_decided
    assert merged.values["unit_text"] == "jejich"


def test_answer_that_is_none_decides_nothing():
    merged = merge(HEADER, header("moje"), header("jejich"), header(), {"volba-unit_text": "x"})

    assert not merged.is_decided


def test_equal_fields_are_no_choice():
    assert merge(HEADER, header("a"), header("a"), header("b")).choices == []


# --- Rows -------------------------------------------------------------------------------------------------


def test_changes_of_both_in_different_rows_are_kept_without_asking():
    before = measures(measure(A, "a"), measure(B, "b"))
    mine = measures(measure(A, "a moje"), measure(B, "b"))
    stored = measures(measure(A, "a"), measure(B, "b jejich"))

    merged = merge(MEASURES, mine, stored, before)

    assert merged.is_decided
    assert [row["text"] for row in merged.values["measures"]] == ["a moje", "b jejich"]


def test_changes_of_both_in_different_fields_of_a_row_are_kept():
    before = measures(measure(A, "a"))
    merged = merge(
        MEASURES, measures(measure(A, "moje")), measures(measure(A, "a", funding_source="IROP")), before
    )

    (row,) = merged.values["measures"]
    assert (row["text"], row["funding_source"]) == ("moje", "IROP")


def test_row_added_by_each_stays():
    before = measures(measure(A, "a"))
    mine = measures(measure(None, "nové moje"), measure(A, "a"))
    stored = measures(measure(A, "a"), measure(B, "nové jejich"))

    merged = merge(MEASURES, mine, stored, before)

    assert [row["text"] for row in merged.values["measures"]] == ["nové moje", "a", "nové jejich"]


def test_row_they_deleted_and_i_left_alone_is_gone():
    before = measures(measure(A, "a"), measure(B, "b"))

    merged = merge(MEASURES, before, measures(measure(B, "b")), before)

    assert [row["text"] for row in merged.values["measures"]] == ["b"]


def test_row_i_deleted_and_they_left_alone_is_gone():
    before = measures(measure(A, "a"), measure(B, "b"))

    merged = merge(MEASURES, measures(measure(B, "b")), before, before)

    assert [row["text"] for row in merged.values["measures"]] == ["b"]


@pytest.mark.parametrize(("answer", "texts"), [(MINE, ["moje"]), (STORED, [])])
def test_row_they_deleted_and_i_changed_is_asked(answer, texts):
    before = measures(measure(A, "a"))
    arguments = (MEASURES, measures(measure(A, "moje")), measures(), before)

    assert not merge(*arguments).is_decided
    (choice,) = merge(*arguments).choices
    merged = merge(*arguments, {choice.name: answer})

    assert [row["text"] for row in merged.values["measures"]] == texts
    assert choice.stored == "(řádek smazán)"


@pytest.mark.parametrize(("answer", "texts"), [(MINE, []), (STORED, ["jejich"])])
def test_row_i_deleted_and_they_changed_is_asked(answer, texts):
    before = measures(measure(A, "a"))
    arguments = (MEASURES, measures(), measures(measure(A, "jejich")), before)

    (choice,) = merge(*arguments).choices

    assert choice.chosen == ""
    assert [row["text"] for row in merge(*arguments, {choice.name: answer}).values["measures"]] == texts


def test_order_of_one_is_kept_with_the_text_of_the_other():
    before = measures(measure(A, "a"), measure(B, "b"), measure(C, "c"))
    mine = measures(measure(C, "c"), measure(A, "a"), measure(B, "b"))
    stored = measures(measure(A, "a"), measure(B, "b jejich"), measure(C, "c"))

    merged = merge(MEASURES, mine, stored, before)

    assert chosen(merged)["measures.poradi"] == MINE
    assert [row["text"] for row in merged.values["measures"]] == ["c", "a", "b jejich"]


def test_form_sent_twice_does_not_double_its_new_rows():
    merged = merge(MEASURES, measures(measure(None, "nové")), measures(measure(B, "nové")), measures())

    assert merged.choices == []
    assert [row["key"] for row in merged.values["measures"]] == [B]


def test_goal_inside_an_area_is_chosen_by_itself():
    def focus(label, statement):
        goal = {"key": B, "statement": statement}
        return {"focus_text": "", "areas": [{"key": A, "local_label": label, "goals": [goal]}]}

    merged = merge(
        FOCUS, focus("Bydlení", "30 bytů"), focus("Bydlení a SVL", "20 bytů"), focus("Bydlení", "20 bytů")
    )

    assert merged.is_decided
    (area,) = merged.values["areas"]
    assert (area["local_label"], area["goals"][0]["statement"]) == ("Bydlení a SVL", "30 bytů")
    assert [choice.label for choice in merged.choices] == [
        "Tematické zaměření – Bydlení: název v dokumentu",
        "Tematické zaměření – Bydlení › cíl – 30 bytů: cíl",
    ]


def test_snapshot_older_than_a_column_stands_for_its_default():
    def focus(**fields):
        return {"focus_text": "", "areas": [{"key": A, "local_label": "Bydlení", "goals": [], **fields}]}

    merged = merge(FOCUS, focus(tier="PRIORITY"), focus(tier="UNRANKED"), focus())

    assert [choice.chosen for choice in merged.choices] == [MINE]


def test_activity_deleted_meanwhile_comes_back_whole():
    mine = {"name": "Partnerství", "steps": []}

    merged = merge(shape_of(Section.TIMELINE, uuid4()), mine, None, mine)

    assert merged.values == mine
    assert [choice.stored for choice in merged.choices] == ["(řádek smazán)"]

"""The table of hand-made readings itself: large enough, full of traps, and made of columns a term has."""

from agreements.models import ScheduleTerm
from agreements.vocabulary import Anchor, Bound, OffsetUnit, Per, Precision, Purpose, Season, TermKind
from tests.agreements.deadlines.domain import DOMAIN
from tests.agreements.expressions import DOMAIN_ROWS, FURTHER_ROWS, ROWS

COLUMNS = {field.name for field in ScheduleTerm._meta.get_fields()} | {"unread"}


def stated(column: str) -> set:
    return {term.get(column) for row in ROWS for term in row.terms}


def test_all_26_rows_and_160_more():
    assert sorted(DOMAIN) == list(range(1, 27))
    assert all(DOMAIN.values())
    assert len(DOMAIN_ROWS) >= 26
    assert len(FURTHER_ROWS) >= 160


def test_a_third_are_traps():
    assert 3 * sum(row.is_trap for row in ROWS) >= len(ROWS)


def test_no_cell_stands_twice_in_the_same_row_of_a_timeline():
    cells = [(row.text, row.activity, row.specification) for row in ROWS]
    assert sorted(cells) == sorted(set(cells))


def test_every_word_of_the_vocabularies_is_read_somewhere():
    assert set(TermKind) <= stated("kind")
    assert set(Bound) <= stated("bound")
    assert set(Per) <= stated("per")
    assert set(Precision) <= stated("precision")
    assert set(Season) <= stated("season")
    assert set(OffsetUnit) <= stated("offset_unit")
    assert set(Anchor) <= stated("offset_from")
    assert set(Purpose) <= stated("purpose")


def test_terms_are_told_in_columns_of_a_term():
    assert {column for row in ROWS for term in row.terms for column in term} <= COLUMNS


def test_a_term_that_is_not_whole_says_what_was_left():
    partial = [t for row in ROWS for t in row.terms if t.get("parse_status") in ("PARTIAL", "UNPARSED")]
    assert partial
    assert all(term.get("unread") for term in partial)

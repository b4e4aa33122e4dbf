"""What is read in a question, and how found words are marked."""

import unicodedata

import pytest
from django.template.loader import render_to_string

from reporting.search.question import EXCERPT, LONGEST, MOST_WORDS, Term, marked, read_question


def shown(text, question):
    return "".join(
        f"[{piece.text}]" if piece.is_found else piece.text
        for piece in marked(text, read_question(question).terms)
    )


def test_question_is_words_without_case_and_diacritics():
    question = read_question(" ZaMě  343/22, „Děčín“\x00x ")

    assert question.terms == (Term("zame"), Term("343", is_whole=True), Term("22"), Term("decin"), Term("x"))
    assert not question.is_cut


@pytest.mark.parametrize("text", ["slovo " * 100, " ".join(f"s{n}" for n in range(20)), "a" * 300])
def test_long_question_is_cut(text):
    question = read_question(text)

    assert question.is_cut
    assert len(question.text) <= LONGEST
    assert len(question.terms) <= MOST_WORDS


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Jan Novák", "novak", "Jan [Novák]"),
        ("Jan Novák", "nov jan", "[Jan] [Nov]ák"),
        ("Ústí nad Labem", "usti lab", "[Ústí] nad [Lab]em"),
        ("3/2026 a 31/2026", "3/2026", "[3]/[2026] a 31/[2026]"),
        ("Nová novela", "no nove", "[No]vá [nove]la"),
        ("Kanovník", "nov", "Kanovník"),
        (unicodedata.normalize("NFD", "Děčín"), "dec", "[Děč]ín"),
        ("", "nov", ""),
    ],
)
def test_beginnings_of_words_are_marked(text, question, expected):
    assert shown(text, question) == expected


def test_long_text_is_shown_around_what_was_found():
    text = f"{'před ' * 200}ubytovna {'potom ' * 200}"
    found = shown(text, "ubyt")

    assert found.startswith("… před")
    assert "[ubyt]ovna" in found
    assert found.endswith("potom …")
    assert len(found) < EXCERPT + 10


def test_long_text_without_the_word_is_shown_from_its_beginning():
    assert shown("slovo " * 100, "jinde").startswith("slovo")


def test_mark_escapes_what_it_marks():
    pieces = marked("<b>Novák</b> & syn", read_question("b nov").terms)
    html = render_to_string("reporting/_search_pieces.html", {"pieces": pieces})

    assert html == "&lt;<mark>b</mark>&gt;<mark>Nov</mark>ák&lt;/<mark>b</mark>&gt; &amp; syn"

"""Nothing anybody can type or paste makes the reader fail, and no character of the cell is changed."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from agreements.reading import printed, read_cell
from agreements.reading.parts import MOST_TERMS
from agreements.vocabulary import ParseStatus

PIECES = (
    "4x ročně", "1×", "2 x", "min.", "jednou za dva roky", "čtvrtletně", "do 31. 3.", "31. 2. 2023", "květen", "2022",
    "květen 2022", "12 / 2022", "I. pololetí", "podzim", "do konce roku", "do 30 dnů od schválení", "průběžně",
    "dle potřeby", "v případě", "výzvy 26,42,52", "100 osob na 20 akcích", "jednání LP", "zpráva", "zastupitelstvu",
    "konzultanta/ky ASZ", "(vč. pracovních skupin)", "(", ")", "1)", "a", "–", "-", ",", ";", "\n", "\n\n", " ",
    "\u00a0", "\u00ad", "*", "²", "/", "nebo", "tj.", "0", "1O", "l", "§ 12", "až", "od", "do", "k", "a)", "b)", "2)",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=2000),
    st.lists(st.sampled_from(PIECES), max_size=120).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=120).map(" ".join),
    st.builds(lambda piece, times: (piece * times)[:2000], st.sampled_from(PIECES), st.integers(1, 2000)),
)


@settings(max_examples=300, deadline=None)
@given(
    TEXTS,
    st.sampled_from(["", "Lokální partnerství (vč. jeho složek – pracovních skupin)", "Vyhodnocení PSZ"]),
)
@example("1;" * 1000, "")
@example("\n" * 2000, "")
def test_any_text_is_read_and_kept(text, activity):
    reading = read_cell(text, activity=activity, specification=text)

    place = 0
    for term in reading.terms:
        place = text.index(term.raw_text, place) + len(term.raw_text)
        assert term.parse_status != ParseStatus.PARSED or not term.unread
        assert bool(term.kind) or term.parse_status != ParseStatus.PARSED
        assert printed(term) or term.kind in {"NONE"} or not term.raw_text
    assert reading.text == text
    assert 1 <= len(reading.terms) <= MOST_TERMS

"""Evidence in a text: nothing is lost, nothing is doubled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboards.marks import EXCERPT, excerpt, pieces
from domain.prediction import Evidence

SPANS = st.lists(
    st.builds(
        Evidence,
        label=st.sampled_from(["no-luong", "sentiment", "flag"]),
        start=st.integers(-5, 700),
        end=st.integers(-5, 700),
        text=st.just(""),
        weight=st.floats(0, 1),
    ),
    max_size=6,
)


@given(st.text(max_size=600), SPANS)
def test_the_pieces_are_the_text(text: str, evidence: list[Evidence]) -> None:
    assert "".join(piece.text for piece in pieces(text, evidence)) == text


@given(st.text(max_size=900), SPANS)
def test_an_excerpt_is_a_short_part_of_the_text(text: str, evidence: list[Evidence]) -> None:
    shown = "".join(piece.text for piece in excerpt(text, evidence))
    inner = shown.removeprefix("… ") if not text.startswith("… ") else shown
    assert len(shown) <= EXCERPT + 4
    assert inner.removesuffix(" …") in text or inner in text


def test_an_overlap_carries_both_labels() -> None:
    spans = (Evidence("a", 0, 5, "", 1.0), Evidence("b", 3, 8, "", 1.0))
    assert [(piece.text, piece.labels) for piece in pieces("0123456789", spans)] == [
        ("012", ("a",)),
        ("34", ("a", "b")),
        ("567", ("b",)),
        ("89", ()),
    ]


def test_an_excerpt_begins_with_the_sentence_that_matters() -> None:
    text = "Câu mở đầu dài dòng. " * 40 + "Công ty nợ lương hai tháng. " + "Câu cuối. " * 40
    start = text.index("nợ lương")
    shown = excerpt(text, (Evidence("no-luong", start, start + 8, "", 1.0),))
    assert shown[0].text == "… "
    assert shown[1].text == "Công ty "
    assert (shown[2].text, shown[2].labels) == ("nợ lương", ("no-luong",))
    assert shown[-1].text == " …"


def test_a_text_without_a_single_space_is_cut_all_the_same() -> None:
    shown = excerpt("x" * 5000, (Evidence("flag", 4000, 4010, "", 1.0),))
    assert len("".join(piece.text for piece in shown)) <= EXCERPT + 4

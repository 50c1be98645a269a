"""Quotations are short, honest about what is left out, and safe in every format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from domain.prediction import Evidence
from reports.quotes import LONGEST, cut, excerpt, safe_url

ANY = st.text(max_size=600)
SENTENCES = "Câu đầu nói chuyện khác. " * 12 + "Lương tháng mười chưa trả cho công nhân. " + "Câu cuối dài dòng. " * 12


@given(ANY)
def test_no_quotation_is_longer_than_the_law_allows(text: str) -> None:
    assert len(cut(text)) <= LONGEST
    assert len(excerpt(text)) <= LONGEST


@given(ANY, st.integers(0, 600), st.integers(0, 600))
def test_evidence_anywhere_never_breaks_a_quotation(text: str, start: int, end: int) -> None:
    assert len(excerpt(text, [Evidence("bhxh", start, end, "", 1.0)], ["bhxh"])) <= LONGEST


@given(ANY)
def test_every_quotation_fits_into_xml(text: str) -> None:
    element = etree.Element("p")
    element.text = cut(text)
    assert etree.fromstring(etree.tostring(element)).text in {element.text, None}


def test_a_short_text_is_quoted_whole() -> None:
    assert excerpt("Tháng này\n  chưa có lương.") == "Tháng này chưa có lương."


def test_a_long_text_ends_with_a_whole_word_and_dots() -> None:
    shown = cut("lương thưởng " * 40)
    assert shown.endswith(("lương…", "thưởng…"))


def test_a_quotation_begins_with_the_sentence_that_carried_the_label() -> None:
    start = SENTENCES.index("chưa trả")
    shown = excerpt(SENTENCES, [Evidence("no-luong", start, start + 8, "", 1.0)], ["no-luong"])
    assert shown.startswith("… Lương tháng mười chưa trả")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://congdoan.example/tin?a=1&b=2", True),
        ("http://congdoan.example/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ('https://congdoan.example/"onclick="x', False),
        ("https://congdoan.example/a b", False),
        ("", False),
    ],
)
def test_only_an_ordinary_address_becomes_a_link(url: str, safe: bool) -> None:
    assert safe_url(url) == (url if safe else "")


def test_pictures_that_no_font_of_a_letter_has_are_left_out() -> None:
    assert cut("Bốn câu hỏi 🔁 về BHXH ❌👷‍♀️") == "Bốn câu hỏi về BHXH"

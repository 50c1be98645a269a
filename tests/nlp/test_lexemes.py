import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.post import Words
from nlp.lexemes import lexemes, query
from nlp.lexicon import load_openings
from nlp.unicode import unaccented

GRAMMAR = re.compile(r"'[^\W_]+'|<->|<2>|[&|!()]|\s+")


def positions(document: str) -> dict[str, set[int]]:
    """What the store makes of lexemes: each with its places, counted from one."""
    found: dict[str, set[int]] = {}
    for place, lexeme in enumerate(lexemes(Words(document)), 1):
        found.setdefault(lexeme, set()).add(place)
    return found


class Matcher:
    """to_tsquery's meaning for the strings that `query` writes."""

    def __init__(self, written: str, document: str) -> None:
        self.tokens = [token for token in GRAMMAR.findall(written) if not token.isspace()]
        self.places = positions(document)
        assert "".join(GRAMMAR.findall(written)) == written, written

    def matches(self) -> bool:
        result = self.conjunction()
        assert not self.tokens
        return result

    def conjunction(self) -> bool:
        result = self.factor()
        while self.tokens and self.tokens[0] == "&":
            self.tokens.pop(0)
            result = self.factor() and result
        return result

    def factor(self) -> bool:
        negated = self.tokens[0] == "!"
        if negated:
            self.tokens.pop(0)
        assert self.tokens.pop(0) == "("
        result = bool(self.phrase())
        while self.tokens[0] == "|":
            self.tokens.pop(0)
            result = bool(self.phrase()) or result
        assert self.tokens.pop(0) == ")"
        return result != negated

    def phrase(self) -> set[int]:
        ends = self.places.get(self.tokens.pop(0).strip("'"), set())
        while self.tokens[0] in {"<->", "<2>"}:
            distance = 1 if self.tokens.pop(0) == "<->" else 2
            following = self.places.get(self.tokens.pop(0).strip("'"), set())
            ends = {end + distance for end in ends} & following
        return ends


def found(typed: str, document: str) -> bool:
    return Matcher(query(typed), document).matches()


@pytest.mark.parametrize(
    ("typed", "document", "expected"),
    [
        ("nợ lương", "công_ty nợ lương hai tháng", True),
        ("no luong", "công_ty nợ lương hai tháng", True),
        ("nợ lương", "cong ty no luong hai thang", True),
        ("nợ lương", "nó lượng thứ", False),
        ('"nợ lương"', "lương không nợ", False),
        ('"no luong"', "lương không nợ", False),
        ("nợ lương", "lương không nợ", True),
        ('"nợ lương"', "no luong roi", True),
        ('"công đoàn cơ sở"', "Công_đoàn cơ_sở im lặng", True),
        ('"đoàn cơ"', "công_đoàn cơ_sở", True),
        ("CÔNG ĐOÀN", "công_đoàn", True),
        ("lương -tết", "lương tháng 13", True),
        ("lương -tết", "lương thưởng Tết", False),
        ("lương -tết", "luong thuong tet", False),
        ('lương -"thưởng tết"', "lương thưởng tháng tết", True),
        ("02-NQ/TW", "Nghị_quyết 02-NQ/TW", True),
        ("-tết", "lương", True),
        ("bhxh", "nợ BHXH", True),
        ("hoà giải", "hòa_giải", True),
        ("hòa giải", "hoà giải", True),
    ],
)
def test_a_query_finds_what_a_person_means(typed: str, document: str, expected: bool) -> None:
    assert found(typed, document) is expected


def test_lexemes_hold_compounds_syllables_and_forms_without_diacritics_in_order() -> None:
    assert lexemes(Words("Công_đoàn họp .")) == (
        *("công", "cong", "đoàn", "doan", "họp", "hop"),
        *("công_đoàn", "cong_doan"),
    )


@given(st.text(alphabet=st.characters(), max_size=60))
def test_no_input_makes_a_query_with_a_syntax_error(typed: str) -> None:
    written = query(typed)
    assert written == "" or Matcher(written, "một hai").matches() in {True, False}


@given(st.text(alphabet="nợ lương\"-!&|()<>':*\\ \x00_", max_size=40))
def test_no_operator_that_a_person_types_reaches_the_database(typed: str) -> None:
    written = query(typed)
    assert written == "" or Matcher(written, "nợ lương").matches() in {True, False}


@given(st.text(alphabet=st.characters(), max_size=60))
def test_lexemes_of_any_unicode_are_never_empty_and_hold_no_quote_or_space(text: str) -> None:
    for lexeme in lexemes(Words(text)):
        assert lexeme
        assert re.fullmatch(r"\w+", lexeme)


@given(st.lists(st.sampled_from(["nợ", "lương", "Tết", "02-NQ/TW", "cong", "đoàn"]), min_size=1, max_size=5))
def test_a_text_is_found_by_its_own_words_as_a_phrase(words: list[str]) -> None:
    text = " ".join(words)
    assert found(f'"{text}"', text)
    assert found(text, text)


@pytest.mark.parametrize("expression", sorted({" ".join(form) for forms in load_openings().values() for form in forms}))
def test_a_query_finds_an_expression_of_the_lexicon_however_the_document_was_cut(expression: str) -> None:
    first, *rest = expression.split()
    partly = " ".join(["_".join([first, *rest[:1]]), *rest[1:]])
    cuts = (expression, expression.replace(" ", "_"), partly)
    for document in cuts:
        for typed in (expression, f'"{expression}"', unaccented(expression), f'"{unaccented(expression)}"'):
            assert found(typed, f"hôm_nay {document} nữa .")
        assert not found(f'"{expression}"', " , rồi ".join(reversed(document.replace("_", " ").split())))

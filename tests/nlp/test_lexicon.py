import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.post import Words
from nlp.lexemes import lexemes
from nlp.lexicon import DATA, join
from nlp.segment import segment
from nlp.unicode import unaccented


def table() -> list[dict[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("Công_ty nợ lương và bắt tăng ca .", "Công_ty nợ_lương và bắt tăng_ca ."),
        ("rút bảo_hiểm xã_hội một lần", "rút_bảo_hiểm_xã_hội_một_lần"),
        ("Suất ăn ca bị thiu , ngừng việc", "Suất_ăn_ca bị thiu , ngừng_việc"),
        ("cty no luong , dinh cong roi", "cty no_luong , dinh_cong roi"),
        ("chị tăng ca_sĩ", "chị tăng ca_sĩ"),
        ("tăng , ca", "tăng , ca"),
        ("", ""),
    ],
)
def test_the_longest_expression_of_whole_words_is_joined(words: str, joined: str) -> None:
    assert join(Words(words)) == joined


def test_every_expression_becomes_one_word_after_segmentation() -> None:
    said = [row["expression"] for row in table()]
    assert len(said) >= 120
    assert [expression for expression in said if " " in join(segment([expression])[0])] == []


def test_the_table_is_sorted_without_doubles_and_says_yes_or_no() -> None:
    rows = table()
    said = [row["expression"] for row in rows]
    assert said == sorted(set(said))
    assert {row["plain"] for row in rows} == {"yes", "no"}


pieces = st.one_of(
    st.sampled_from([row["expression"] for row in table()]).flatmap(
        lambda said: st.sampled_from([said, unaccented(said)])
    ),
    st.sampled_from(["công_nhân", "tăng", "ca", "lương", "một", "lần", ",", ".", "_", "xã_hội_một"]),
    st.text(max_size=5).map(lambda text: "_".join(text.split())),
)


@given(st.lists(pieces, max_size=12).map(" ".join))
def test_joining_moves_no_syllable_and_is_done_once(text: str) -> None:
    joined = join(Words(text))
    assert joined.replace("_", " ") == text.replace("_", " ")
    assert join(joined) == joined


@given(st.lists(pieces, max_size=12).map(" ".join))
def test_search_finds_joined_expressions_and_phrases_stay_where_they_were(text: str) -> None:
    words = Words(text)
    plain, glued = lexemes(Words(text.replace("_", " "))), lexemes(join(words))
    syllables = [lexeme for lexeme in plain if "_" not in lexeme]
    assert list(lexemes(words))[: len(syllables)] == list(glued)[: len(syllables)] == syllables
    assert {lexeme for lexeme in glued if "_" in lexeme} <= set(lexemes(words))

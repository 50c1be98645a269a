import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.clean import _settled, clean, display
from nlp.findings import MARKS
from nlp.runs import ByRun, rewritten
from nlp.teencode import load_teencode
from nlp.tone import place_tones
from nlp.unicode import (
    CONTROL,
    INVISIBLE,
    LINE_END,
    LONE_SURROGATE,
    UNUSUAL,
    ignoring_case,
    same_length_fold,
    same_length_lower,
)

any_text = st.text(alphabet=st.characters(), max_size=80)


def golden() -> list[tuple[str, str]]:
    with Path(__file__).with_name("golden_clean.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["written"], row["clean"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.mark.parametrize(("written", "expected"), golden())
def test_each_golden_line_is_cleaned_as_written_there(written: str, expected: str) -> None:
    assert clean(written) == expected


def test_display_keeps_the_words_and_paragraphs_as_written() -> None:
    assert display(" Hoà  thuận\u200b\r\n \r\n k trả lgggg\x00!!!! \u2028 hết ") == "Hoà thuận\nk trả lgggg !!!!\nhết"


def test_display_keeps_emoji_whole() -> None:
    family = "👩\u200d👩\u200d👧 ❤\ufe0f 🇻🇳"
    assert display(family) == family


def test_display_removes_what_cannot_be_seen() -> None:
    assert display("cô\u200bng\u200d nh\u00ad\u2060ân\ufeff \u202etên\u202c") == "công nhân tên"


@given(any_text)
def test_any_unicode_is_cleaned_and_stays_clean(text: str) -> None:
    shown, cleaned = display(text), clean(text)
    assert display(shown) == shown
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")
    shown.encode("utf-8")


@given(st.text(max_size=60))
def test_composed_and_decomposed_text_give_the_same(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == clean(unicodedata.normalize("NFC", text))


@given(st.lists(st.sampled_from([row for row, _ in golden()]), max_size=5).map(" ".join))
def test_lines_put_together_stay_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(any_text)
def test_placing_tones_keeps_the_length(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(place_tones(composed)) == len(composed)


def test_usual_characters_need_no_tidying_and_lengths_stay() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    usual = UNUSUAL.sub("", every)
    assert {" ", "\n", "a", "Ệ", "đ", "“"} < set(usual)
    assert len(usual) < 300
    assert all(unicodedata.is_normalized("NFC", one + other) for one in usual for other in usual)
    assert not any(pattern.search(usual) for pattern in (INVISIBLE, CONTROL, LINE_END, LONE_SURROGATE))
    assert "".join(usual.split()) == usual.replace(" ", "").replace("\n", "")
    assert all(len(one) == len(every) for one in map(str, (same_length_lower(every), ignoring_case(every))))
    assert len(same_length_fold(every)) == len(every)


@given(any_text)
def test_what_is_remembered_run_by_run_is_what_the_whole_text_gives(text: str) -> None:
    by_run = ByRun(_settled)
    shown = display(text)
    assert rewritten(shown, by_run) == rewritten(shown, by_run) == _settled(shown)


@given(
    st.lists(st.sampled_from(["cn", "BHXH", "cho", "nghĩ", "việc", "[tên]", "k", "dc", "ko.", "-", "\nt7", "tr", "5"]))
)
def test_teencode_in_a_long_text_is_read_as_in_the_whole(parts: list[str]) -> None:
    text = " ".join(parts)
    table = load_teencode()
    phrased = table.phrases.sub(lambda match: table.meanings[match[0].lower()], text)
    assert table.spell_out(text) == table._spelled(phrased, 0, len(phrased))


@pytest.mark.parametrize("mark", MARKS.values())
def test_marks_of_redaction_survive_cleaning(mark: str) -> None:
    assert mark in clean(f"e {mark} ko dc")

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import align
from models.align import Aligner
from models.phrases import kinds
from models.post import PostInput, read
from models.predict import Predictor

WORDS = st.lists(
    st.sampled_from(["công_ty", "nợ", "lương", ",", ".", "[", "tên", "]", "bhxh", "hòa", "2"]), max_size=14
)

STRIKE = (
    "Sáng nay hơn ngàn công nhân đình công trước cổng nhà máy, ngừng việc tập thể vì công ty nợ lương.\n"
    "Hàng cây bên đường xanh mát."
)


def spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    starts, ends = Aligner().spans([(text, words)])
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def test_evidence_is_a_span_of_the_text(predictor: Predictor) -> None:
    (found,) = predictor.predict([PostInput("p", STRIKE, kind="news")])
    assert found.evidence
    assert all(STRIKE[row.start : row.end] == row.text and row.text for row in found.evidence)


def test_the_words_that_say_it_are_shown(predictor: Predictor) -> None:
    (found,) = predictor.predict([PostInput("p", STRIKE, kind="news")])
    shown = " ".join(row.text for row in found.evidence if row.label == "ngung-viec-dinh-cong")
    assert "ngừng việc tập thể" in shown
    assert "xanh mát" not in shown


def test_heaviest_comes_first_for_each_label(predictor: Predictor) -> None:
    (found,) = predictor.predict([PostInput("p", STRIKE, kind="news")])
    for label in {row.label for row in found.evidence}:
        weights = [row.weight for row in found.evidence if row.label == label]
        assert weights == sorted(weights, reverse=True)
        assert all(weight > 0 for weight in weights)


def test_only_what_was_said_is_explained(predictor: Predictor) -> None:
    (found,) = predictor.predict([PostInput("p", STRIKE, kind="news")])
    said = {"relevant", "sentiment", "flag", "needs_answer", *found.labels, *(f"target:{one}" for one in found.targets)}
    assert {row.label for row in found.evidence} <= said


def test_a_phrase_neither_crosses_punctuation_nor_consists_of_little_words(predictor: Predictor) -> None:
    text = "Vậy mà rồi thì công ty nợ lương 2 tháng, kế toán thì cứ hẹn hoài. Nhờ anh chị giúp với ạ!"
    (found,) = predictor.predict([PostInput("p", text, kind="comment")])
    assert any("nợ lương" in row.text for row in found.evidence)
    assert not any(mark in row.text for row in found.evidence for mark in ",.!")
    words, telling = kinds([read([PostInput("p", row.text)])[0].words for row in found.evidence])
    assert words.all()
    assert all(kinds([read([PostInput("p", row.text)])[0].words])[1].any() for row in found.evidence)
    assert telling.mean() > 0.6


def test_none_is_made_when_none_is_asked(predictor: Predictor) -> None:
    (found,) = predictor.predict([PostInput("p", STRIKE)], evidence=False)
    assert found.evidence == ()


def test_words_find_their_place_though_cleaning_changed_them() -> None:
    text = "Cty nợ lươngggg 2 tháng, ko ai tra\u0309 lời [tên] gì hết 😢 hoà giải sao"
    (reading,) = read([PostInput("p", text)])
    where = dict(zip(reading.words, spans(text, reading.words), strict=True))
    written = {word: text[start:end] for word, (start, end) in where.items() if start >= 0}
    assert "tháng" in written[next(word for word in written if "tháng" in word)]
    assert any(part.startswith("lương") for part in written.values())
    assert any("giải" in part for part in written.values())


def test_a_word_without_counterpart_points_nowhere() -> None:
    assert spans("", ["lương"]) == [(-1, -1)]
    assert spans("nợ lương", ["nợ_lương"]) == [(0, 8)]


@given(st.lists(st.tuples(st.one_of(st.text(max_size=30), WORDS.map(" ".join)), WORDS), max_size=4))
def test_spans_lie_in_the_text_in_order_and_a_batch_equals_single_calls(texts: list[tuple[str, list[str]]]) -> None:
    starts, ends = Aligner().spans(texts)
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == [span for one in texts for span in spans(*one)]
    for text, words in texts:
        found = [span for span in spans(text, words) if span != (-1, -1)]
        assert all(0 <= start < end <= len(text) for start, end in found)
        assert found == sorted(found)


def test_words_written_the_same_stand_where_they_are_written() -> None:
    text = "Công ty nợ lương, 2 tháng\nrồi (hòa giải)"
    words = ["công_ty", "nợ", "lương", ",", "2", "tháng", "rồi", "(", "hòa_giải", ")"]
    assert [text[start:end] for start, end in spans(text, words)] == [
        *("Công ty", "nợ", "lương", ",", "2", "tháng", "rồi", "(", "hòa giải", ")")
    ]


def test_a_stretch_that_differs_belongs_to_all_words_that_replace_it() -> None:
    assert spans("nợ BHXH lâu", ["nợ", "bảo_hiểm", "xã_hội", "lâu"]) == [(0, 2), (3, 7), (3, 7), (8, 11)]


def test_forgetting_moves_no_span(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(align, "CAPACITY", 2)
    texts = [("công ty nợ lương", ["công_ty", "nợ", "lương"]), ("hòa giải", ["hòa_giải"])] * 3
    small = Aligner()
    alone = [span for one in texts for span in zip(*(side.tolist() for side in small.spans([one])), strict=True)]
    assert alone == [span for one in texts for span in spans(*one)]


def test_evidence_of_a_batch_is_that_of_single_posts(predictor: Predictor) -> None:
    posts = [
        PostInput(str(at), text, kind=kind)
        for at, text in enumerate(
            [STRIKE, "", "...", "nợ lương", "lương lương lương", STRIKE * 20, "Cảm ơn công đoàn nhiều lắm"]
        )
        for kind in ("comment", "news")
    ]
    together = predictor.predict(posts)
    assert [found.evidence for found in together] == [predictor.predict([post])[0].evidence for post in posts]
    assert any(len(found.evidence) > 5 for found in together)

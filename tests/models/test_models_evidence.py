from __future__ import annotations

from models.align import spans
from models.post import PostInput, read
from models.predict import Predictor

STRIKE = (
    "Sáng nay hơn ngàn công nhân đình công trước cổng nhà máy, ngừng việc tập thể vì công ty nợ lương.\n"
    "Hàng cây bên đường xanh mát."
)


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

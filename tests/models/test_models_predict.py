from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.prediction import Prediction, Sentiment, Target
from models.dataset import LabelledPost
from models.predict import PostInput, Predictor
from nlp.unicode import unaccented

OWED = "Công ty em nợ lương 2 tháng rồi, hỏi kế toán thì cứ hẹn hoài, tụi em không còn tiền đóng trọ. Nhờ anh chị giúp"
FOOTBALL = "Đội tuyển ghi hai bàn thắng trong hiệp một, huấn luyện viên hài lòng với các cầu thủ trẻ"
PRAISE = "Cảm ơn công đoàn đã đưa mẹ con em về quê ăn Tết trên chuyến xe nghĩa tình, vui lắm ạ"
LAW = "Cho em hỏi thử việc 3 tháng mà công ty không đóng bảo hiểm xã hội thì có đúng luật không ạ?"


def one(predictor: Predictor, text: str, **fields: str) -> Prediction:
    return predictor.predict([PostInput("p", text, **fields)])[0]


def test_owed_wages_are_seen_and_suggested_for_a_flag(predictor: Predictor) -> None:
    found = one(predictor, OWED, kind="comment")
    assert found.relevant
    assert "no-luong" in found.labels
    assert found.sentiment is Sentiment.NEGATIVE
    assert found.targets[Target.WORKERS].label is Sentiment.NEGATIVE
    assert found.flag_suggested


def test_the_same_without_diacritics(predictor: Predictor) -> None:
    found = one(predictor, unaccented(OWED).lower(), kind="comment")
    assert found.relevant
    assert "no-luong" in found.labels
    assert found.flag_suggested


def test_football_is_irrelevant_and_has_nothing_else(predictor: Predictor) -> None:
    found = one(predictor, FOOTBALL, kind="news")
    assert not found.relevant
    assert (found.labels, dict(found.targets), found.flag_suggested, found.needs_answer) == ((), {}, False, False)


def test_praise_is_positive_for_the_union(predictor: Predictor) -> None:
    found = one(predictor, PRAISE, kind="comment")
    assert found.sentiment is Sentiment.POSITIVE
    assert found.targets[Target.UNION].label is Sentiment.POSITIVE
    assert not found.flag_suggested


def test_a_question_on_a_right_needs_an_answer(predictor: Predictor) -> None:
    assert one(predictor, LAW, kind="comment").needs_answer


def test_a_comment_is_read_with_the_title_above_it(predictor: Predictor, topics: tuple[str, ...]) -> None:
    bare = one(predictor, "ở đây cũng y chang", kind="comment")
    under = one(predictor, "ở đây cũng y chang", kind="comment", title="Công nhân bị nợ lương ba tháng liền")
    assert under.topics["no-luong"] > bare.topics["no-luong"]
    assert under.topics != bare.topics
    assert set(bare.topics) == set(topics)


def test_probabilities_are_probabilities(predictor: Predictor) -> None:
    for found in predictor.predict([PostInput("1", OWED), PostInput("2", FOOTBALL), PostInput("3", "")]):
        assert all(0 <= value <= 1 for value in found.topics.values())
        assert sum(found.sentiment_probs.values()) == pytest.approx(1, abs=0.001)
        assert all(0 <= stance.prob <= 1 for stance in found.targets.values())


def test_labels_come_most_probable_first(predictor: Predictor) -> None:
    found = one(predictor, OWED + " " + LAW, kind="comment")
    shares = [found.topics[label] for label in found.labels]
    assert shares == sorted(shares, reverse=True)


def test_the_version_is_that_of_the_folder(predictor: Predictor) -> None:
    assert one(predictor, OWED).model == predictor.version


def test_marks_of_redaction_change_nothing(predictor: Predictor) -> None:
    marked = one(predictor, OWED.replace("Nhờ anh", "[tên] [số điện thoại] Nhờ anh"), kind="comment")
    assert marked.topics == one(predictor, OWED, kind="comment").topics


def test_decomposed_letters_read_the_same(predictor: Predictor) -> None:
    plain, apart = (one(predictor, unicodedata.normalize(form, OWED)) for form in ("NFC", "NFD"))
    assert plain.topics == apart.topics
    assert [row.label for row in plain.evidence] == [row.label for row in apart.evidence]


def test_a_batch_equals_single_calls(predictor: Predictor) -> None:
    posts = [
        PostInput(str(at), text, kind="comment") for at, text in enumerate((OWED, FOOTBALL, PRAISE, LAW, "", "ok"))
    ]
    assert predictor.predict(posts) == [predictor.predict([post])[0] for post in posts]


def test_a_long_list_keeps_its_order(predictor: Predictor) -> None:
    posts = [PostInput(str(at), OWED if at % 3 else FOOTBALL) for at in range(1100)]
    assert [found.relevant for found in predictor.predict(posts, evidence=False)] == [
        bool(at % 3) for at in range(1100)
    ]


def test_some_posts_are_called_doubtful_and_clear_ones_are_not(
    predictor: Predictor, own_posts: tuple[LabelledPost, ...]
) -> None:
    beginnings = [PostInput(post.post.id, post.post.text[:40], kind="comment") for post in own_posts[:400]]
    found = predictor.predict(beginnings, evidence=False)
    doubtful = [one.relevant_prob for one in found if "relevant" in one.abstained]
    assert 5 < len(doubtful) < 200
    assert all(0.2 < share < 0.8 for share in doubtful)
    assert all("relevant" not in one.abstained for one in found if one.relevant_prob > 0.95)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=200), title=st.text(st.characters(), max_size=40))
def test_no_text_breaks_it(predictor: Predictor, text: str, title: str) -> None:
    (found,) = predictor.predict([PostInput("x", text, title, "comment")])
    assert all(row.text == text[row.start : row.end] for row in found.evidence)

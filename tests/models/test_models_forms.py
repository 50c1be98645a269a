"""The classifiers: composed or decomposed alike, a batch like single calls, whatever the texts."""

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.predict import PostInput, Predictor

quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
voices = st.sampled_from(
    ["Công ty nợ lương 3 tháng, công nhân ngừng việc", "cn k dc nghi phep", "Đội tuyển thắng 2-0", "[tên] hứa lèo", ""]
)
texts = st.lists(st.one_of(voices, st.text(st.characters(), max_size=30)), max_size=3).map(" ".join)
posts = st.builds(PostInput, st.just("p"), texts, texts, st.sampled_from(["comment", "news", "review", ""]))


@quick
@given(st.lists(posts, min_size=1, max_size=6))
def test_any_batch_is_judged_like_single_posts(predictor: Predictor, batch: list[PostInput]) -> None:
    assert predictor.predict(batch) == [predictor.predict([post])[0] for post in batch]


@quick
@given(texts)
def test_any_decomposed_text_is_judged_like_composed_text(predictor: Predictor, text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    composed, apart = (
        predictor.predict([PostInput("p", unicodedata.normalize(form, text), "", "comment")], evidence=False)[0]
        for form in ("NFC", "NFD")
    )
    assert composed == apart

from hypothesis import given, settings
from hypothesis import strategies as st

from models.post import PostInput, has_marks, read
from nlp.clean import clean
from nlp.redact import redact
from nlp.segment import segment

voices = st.sampled_from(
    [
        "cty nợ lương 2 tháng r ạ 😭😭",
        "em là Hoa, sđt 0912345678",
        "Tăng ca tới 9h\nkhông trả tiền",
        "",
        "ok",
        "[tên] nói vậy",
    ]
)


@settings(deadline=None)
@given(st.lists(st.one_of(voices, st.text(max_size=40)), min_size=1, max_size=6), st.text(max_size=20))
def test_a_post_is_read_the_same_from_words_that_are_known_already(written: list[str], title: str) -> None:
    texts = [str(redact(text, by_public=True).text) for text in written]
    words = segment([clean(text).replace("\n", " ") for text in texts])
    known = [None if has_marks(text) else one for text, one in zip(texts, words, strict=True)]
    anew = [PostInput("", text, title, "comment") for text in texts]
    again = [PostInput("", text, title, "comment", one) for text, one in zip(texts, known, strict=True)]
    assert read(again) == read(anew)


def test_marks_are_no_words_of_a_post() -> None:
    assert has_marks("gọi [số điện thoại] nha")
    assert not has_marks("lương [chưa trả]")
    (reading,) = read([PostInput("", "gọi [số điện thoại] nha", "", "comment")])
    assert reading.words == ("gọi", "nha")

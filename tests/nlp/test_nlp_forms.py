"""Every stage: any Unicode, composed or decomposed alike, a batch like single calls."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.clean import clean, display
from nlp.fingerprint import fingerprint
from nlp.lexemes import lexemes
from nlp.places import Gazetteer
from nlp.redact import redact
from nlp.segment import segment

VOICES = [
    "em là Thuỳ Dương bên chuyền 3, sđt 0912 345 678, cty nợ lương",
    "Trụ sở tại Thuận An, tỉnh Bình Dương; nhà em ở số 12/4 đường Lê Văn Khương",
    "Cảm ơn luật sư. Bích Trâm",
    "toi ten nguyen van hoa, stk 0071001234567 vietcombank",
    "lương thấp quáaaa 😭😭, cn tăng ca tới 9h",
    "Hương bên kho bị ép nghỉ, mail huong.kho@gmail.com",
]
texts = st.lists(st.one_of(st.sampled_from(VOICES), st.text(st.characters(), max_size=20)), max_size=3).map(" ".join)
GAZETTEER = Gazetteer.load()


def forms(text: str) -> tuple[str, str]:
    text = text.encode("utf-8", "replace").decode("utf-8")
    return unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)


@given(texts, st.booleans())
def test_decomposed_text_is_redacted_like_composed_text(text: str, by_public: bool) -> None:
    composed, apart = (redact(form, by_public=by_public) for form in forms(text))
    assert composed == apart


@settings(deadline=None)
@given(texts)
def test_decomposed_text_is_shown_cleaned_segmented_and_found_like_composed_text(text: str) -> None:
    composed, apart = forms(text)
    assert display(composed) == display(apart)
    assert clean(composed) == clean(apart)
    words = [segment([clean(form).replace("\n", " ")])[0] for form in (composed, apart)]
    assert words[0] == words[1]
    assert lexemes(words[0]) == lexemes(words[1])
    assert fingerprint(words[0]) == fingerprint(words[1])


@given(texts)
def test_decomposed_text_names_the_same_places(text: str) -> None:
    composed, apart = ([place.code or place.candidates for place in GAZETTEER.find(form)] for form in forms(text))
    assert composed == apart


@given(texts)
def test_spans_of_places_lie_in_any_text(text: str) -> None:
    for place in GAZETTEER.find(text):
        assert 0 <= place.start < place.end <= len(text)


@settings(deadline=None)
@given(st.lists(texts, max_size=5))
def test_lines_are_segmented_together_as_they_are_alone(lines: list[str]) -> None:
    ready = [clean(line).replace("\n", " ") for line in lines]
    assert segment(ready) == [segment([line])[0] for line in ready]

"""Every public function answers; the deeper rules have files of their own."""

from domain.post import Words
from nlp.clean import clean, display
from nlp.fingerprint import bands, fingerprint, similarity
from nlp.lexemes import lexemes, query
from nlp.places import Gazetteer
from nlp.redact import redact
from nlp.segment import segment


def test_each_function_answers() -> None:
    assert display("  Hoà\u0301 \u200bbình \r\n\r\n mới").startswith("Hoà")
    assert clean("lâuuuuu") == "lâu"
    assert segment(["công nhân tăng ca"])[0].startswith("công_nhân")
    assert redact("em là Nguyễn Thị Hoa, sđt 0912 345 678", by_public=True).counts == {"name": 1, "phone": 1}
    assert [place.code for place in Gazetteer.load().find("công nhân Bình Dương")] == ["79"]
    assert "cong" in lexemes(Words("công_nhân"))
    assert query('"nợ lương" -tết')
    one = fingerprint(Words("công_nhân nợ lương ba tháng"))
    assert similarity(one.minhash, one.minhash) == 1.0
    assert len(bands(one.minhash)) == 32

import csv
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.place_table import load_table
from nlp.places import Gazetteer

GAZETTEER = Gazetteer.load()
NOW = 34


def golden() -> list[tuple[set[str], str]]:
    """Sentences with the codes that they name; `?48,75` stands for one ambiguous expression."""
    with Path(__file__).with_name("golden_places.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(set(row["places"].split()) - {"-"}, row["text"]) for row in rows]


def found(text: str) -> set[str]:
    return {f"?{','.join(place.candidates)}" if place.ambiguous else place.code for place in GAZETTEER.find(text)}


def test_places_are_found_with_an_f1_of_at_least_95_percent() -> None:
    rows = golden()
    right = sum(len(expected & found(text)) for expected, text in rows)
    wanted = sum(len(expected) for expected, _ in rows)
    given_back = sum(len(found(text)) for _, text in rows)
    assert len(rows) >= 150
    assert 2 * right / (wanted + given_back) >= 0.95


@pytest.mark.parametrize("text", [text for expected, text in golden() if not expected])
def test_peace_people_streets_and_dishes_are_no_places(text: str) -> None:
    assert GAZETTEER.find(text) == ()


def test_every_province_of_now_and_before_is_found_by_its_name() -> None:
    table = load_table()
    assert len(table.names) == NOW
    names = {(expression.text, expression.codes[0]) for expression in table.expressions if expression.old_name}
    assert len({expression.old_name for expression in table.expressions if expression.old_name}) >= 29
    for name, code in names | {(name, code) for code, name in table.names.items()}:
        assert [place.code for place in GAZETTEER.find(f"công nhân ở tỉnh {name} nói")] == [code], name


def test_an_old_name_is_told_and_the_present_one_given() -> None:
    (place,) = GAZETTEER.find("xưởng ở Hải Dương cháy")
    assert (place.name, place.code, place.old_name, place.start, place.end) == ("Hải Phòng", "31", "Hải Dương", 8, 17)


def test_an_ambiguous_expression_keeps_its_candidates_and_no_code() -> None:
    (place,) = GAZETTEER.find("quê ĐN")
    assert (place.name, place.code, place.ambiguous, place.candidates) == ("ĐN", "", True, ("48", "75"))


def test_spans_point_into_the_text_that_was_read_whatever_its_form() -> None:
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, "từ Đà Nẵng ra Thanh Hóa")
        spans = [unicodedata.normalize("NFC", text[place.start : place.end]) for place in GAZETTEER.find(text)]
        assert spans == ["Đà Nẵng", "Thanh Hóa"]


@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_unicode_is_read_without_a_crash(text: str) -> None:
    for place in GAZETTEER.find(f"{text} ở Hà Nội \ud800{text}"):
        assert 0 <= place.start < place.end <= 2 * len(text) + 12


def test_a_long_article_takes_milliseconds() -> None:
    text = " ".join(text for _, text in golden()) * 3
    start = time.perf_counter()
    assert GAZETTEER.find(text)
    assert time.perf_counter() - start < 0.5

"""What links texts on one event: enterprises, places, days, figures and rare words; never a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.post import Words
from nlp.named import firms_in, names_in, towns_in
from nlp.numbers_told import days_in, figures_in
from nlp.telling import commonness, marks, rarity, tell


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("Sáng nay Công ty TNHH Giày Tân Hợp không chạy máy.", {"tân hợp"}),
        ("Công ty CP Dệt Sơn Hà (Thái Bình cũ) nợ lương", {"sơn hà"}),
        ("nhà máy ở Hà Nam cũ thưởng Tết", set()),
        ("Công nhân Công ty TNHH Sunrise Precision đi học", {"sunrise precision", "sunrise", "precision"}),
        ("xưởng may của anh Nguyễn Văn Tám", set()),
    ],
)
def test_enterprises_are_known_by_their_names_without_what_they_make(text: str, firms: set[str]) -> None:
    assert firms_in(text) == firms


def test_two_enterprises_of_one_trade_have_no_name_in_common() -> None:
    assert not firms_in("Công ty May Hải Minh") & firms_in("Công ty May Hải Long")


def test_people_provinces_and_offices_are_no_names_of_events() -> None:
    said = "Bà Nguyễn Thị Hoa, Bộ Nội vụ, nói tại Đồng Nai về vụ Sông Thương và Luật Công đoàn."
    assert names_in(said) == {"sông thương"}
    assert names_in("Theo Điều 25 Bộ luật Lao động, tại Sông Buông thì khác.") == {"sông buông"}


def test_towns_are_found_in_any_case() -> None:
    assert "biên hòa" in towns_in("công nhân BIÊN HÒA")
    assert "biên hòa" not in towns_in("biên giới hòa bình")


def test_figures_have_their_units_and_the_digits_that_tell() -> None:
    found = figures_in("Ngày 1/1/2027, 1.200 công nhân, 3,9 tỷ đồng, tăng 8,3 %, 6 người, năm 2026, khoảng 340 suất.")
    assert found == {"1.200": 2, "3,9tỷ": 2, "8,3%": 2, "340": 2}
    assert days_in("từ 1/1/2027 và 20/11") == {"1/1/2027"}


def test_what_everybody_writes_weighs_little() -> None:
    assert rarity("công_nhân") < rarity("tin_đồn") < rarity("histamin")
    posts, listed = commonness()
    assert posts > max(listed.values())


def test_texts_on_one_event_share_marks_and_strangers_do_not() -> None:
    def of(title: str, text: str) -> frozenset[int]:
        return marks(tell(title, text, Words(f"{title} {text}".lower())))

    one = of("Giày Tân Hợp ngừng việc", "800 người của Công ty TNHH Giày Tân Hợp ở Sóng Thần đòi chuyên cần.")
    same = of("Vụ Tân Hợp", "Công đoàn tới Giày Tân Hợp bàn tiền chuyên cần ở Sóng Thần.")
    stranger = of("Hiến máu", "420 đoàn viên hiến máu ở Hưng Yên sáng nay.")
    assert len(one & same) >= 2
    assert len(one & stranger) < 2


@given(st.text(), st.text())
def test_no_text_is_too_odd(title: str, text: str) -> None:
    found = tell(title, text, Words(f"{title} {text}"))
    assert sum(weight**2 for weight in found.terms.values()) == pytest.approx(1 if found.terms else 0)
    assert all(-(2**63) <= mark < 2**63 for mark in marks(found))

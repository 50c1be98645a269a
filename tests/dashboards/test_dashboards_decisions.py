"""How a decision is checked and written down."""

from __future__ import annotations

import pytest

from dashboards.decisions import DecisionError, Draft, decided, link_in, note_of, noted
from store.reviews import Decision


def test_an_answer_needs_the_address_of_the_answer() -> None:
    with pytest.raises(DecisionError, match="địa chỉ"):
        note_of(Draft("answered", "sẽ gửi sau"))
    assert note_of(Draft("answered", " https://a.example/1 ", "Đã đăng")) == (
        Decision.ANSWERED,
        "https://a.example/1\nĐã đăng",
    )


@pytest.mark.parametrize("decision", ["forwarded", "dismissed", "answered"])
def test_what_a_decision_needs_cannot_be_left_out(decision: str) -> None:
    with pytest.raises(DecisionError):
        note_of(Draft(decision, "   ", "chỉ có ghi chú"))


def test_a_note_alone_keeps_what_was_decided() -> None:
    assert noted(None, " gọi lại \r\n chiều ") == (Decision.REOPENED, "gọi lại \n chiều")
    assert noted((Decision.HANDLED, "cũ"), "mới") == (Decision.HANDLED, "mới")
    assert noted((Decision.FORWARDED, "Ban A\ncũ"), "mới") == (Decision.FORWARDED, "Ban A\nmới")
    with pytest.raises(DecisionError):
        noted(None, " \n ")


def test_an_unknown_decision_is_refused() -> None:
    with pytest.raises(DecisionError):
        note_of(Draft("deleted"))


def test_a_note_stands_alone_where_nothing_is_needed() -> None:
    assert note_of(Draft("handled", "bị bỏ qua", "Đã gọi\r\ncho cơ sở")) == (Decision.HANDLED, "Đã gọi\ncho cơ sở")


def test_a_note_too_long_is_refused_and_not_cut() -> None:
    with pytest.raises(DecisionError, match="2000"):
        note_of(Draft("handled", "", "a" * 2001))


def test_a_decision_reads_as_it_was_written() -> None:
    read = decided(Decision.FORWARDED, "Ban Chính sách\nTrước thứ Hai", "Lan", None)
    assert (read.line, read.note, read.link) == ("Ban Chính sách", "Trước thứ Hai", "")
    assert decided(Decision.HANDLED, "một\nhai", "Lan", None).note == "một\nhai"


@pytest.mark.parametrize(
    "line",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "http://", "https://[", "a b"],
)
def test_only_a_whole_web_address_becomes_a_link(line: str) -> None:
    assert link_in(line) == ""


def test_a_web_address_becomes_a_link() -> None:
    assert link_in("https://congdoan.example/tra-loi?x=1") == "https://congdoan.example/tra-loi?x=1"

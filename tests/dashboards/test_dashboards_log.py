"""The audit log is read by staff, not by programmers."""

from __future__ import annotations

from dashboards.log_words import detail_words, subject_words


def test_entries_are_told_in_vietnamese() -> None:
    assert subject_words("post:12") == "tin 12"
    assert subject_words("unknown:ab12") == "tên không có ab12"
    assert detail_words({"decision": "handled", "revision": 2}) == "quyết định: Đã xử lý, lần: 2"
    assert detail_words({"role": "lead", "active": False, "provinces": []}) == (
        "vai trò: Trưởng nhóm, được vào: không, tỉnh, thành phố: tất cả"
    )


def test_what_has_no_word_yet_stands_as_it_was_written() -> None:
    assert subject_words("thing:1") == "thing 1"
    assert detail_words({"thing": "x" * 400}) == ("thing: " + "x" * 400)[:300]

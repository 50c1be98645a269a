"""Why a page could not be read, in words for staff. The slugs are those of the crawlers' outcomes."""

from __future__ import annotations

from typing import Final

_WORDS: Final = {
    "unreachable": "không nối được tới trang",
    "timeout": "trang trả lời quá lâu",
    "connection": "kết nối bị ngắt",
    "cut-off": "nội dung bị cắt giữa chừng",
    "certificate": "chứng thư của trang không hợp lệ",
    "redirect-loop": "trang chuyển hướng lòng vòng",
    "too-big": "trang quá lớn",
    "bad-address": "địa chỉ không dùng được",
    "private-address": "địa chỉ thuộc mạng nội bộ",
    "other-host": "chuyển sang máy chủ khác",
    "robots": "robots.txt không cho máy đọc",
    "robots-closed": "không đọc được robots.txt nên không đọc trang",
    "no-token": "chưa có mã truy cập của chủ trang",
    "over-limit": "đủ số trang cho một lần đọc",
    "frozen": "nguồn cấp tin đã đứng",
    "empty": "trang rỗng",
    "wrong-type": "không phải loại nội dung cần đọc",
    "unreadable": "không đọc được nội dung",
    "no-title": "không thấy tiêu đề",
    "too-short": "nội dung quá ngắn",
    "mostly-links": "trang chỉ có liên kết",
    "stopped": "lần đọc bị dừng",
    "lost": "lần đọc bị dừng",
    "error": "lỗi khi đọc",
}


def trouble_words(reason: str) -> str:
    """What the slug means; a sentence (why a source is disabled) stays as its author wrote it."""
    status = reason.removeprefix("http-")
    if status != reason and status.isdigit():
        return f"máy chủ trả lời {status}"
    return _WORDS.get(reason, reason)

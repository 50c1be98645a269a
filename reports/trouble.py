"""Why something could not be read, in words for staff. The slugs are those of the crawlers' outcomes."""

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
    "asked-to-wait": "máy chủ yêu cầu chờ lâu",
    "no-token": "chưa có mã truy cập của chủ trang",
    "no-browser": "trang cần trình duyệt để đọc mà máy này chưa có",
    "script": "chương trình trong trang bị lỗi",
    "over-limit": "đủ số trang cho một lần đọc",
    "frozen": "chỉ còn bài cũ, như đã đứng",
    "fallback": "lối dự phòng",
    "not-a-feed": "trả lời nhưng không phải nguồn cấp tin",
    "not-a-sitemap": "trả lời nhưng không phải sơ đồ trang",
    "not-a-page": "trả lời nhưng không phải trang web",
    "not-json": "trả lời nhưng không phải dữ liệu API",
    "api-error": "API trả lời báo lỗi",
    "empty": "trang rỗng",
    "wrong-type": "không phải loại nội dung cần đọc",
    "unreadable": "không đọc được nội dung",
    "no-title": "không thấy tiêu đề",
    "too-short": "nội dung quá ngắn",
    "translation": "bản dịch của bài đã có, không đọc",
    "edition": "bản khác của cùng một bài",
    "mostly-links": "trang chỉ có liên kết",
    "stopped": "lần đọc bị dừng",
    "lost": "lần đọc bị dừng",
    "error": "lỗi khi đọc",
}
_CODES: Final = {
    "401": "đòi đăng nhập",
    "403": "từ chối máy đọc",
    "404": "không còn địa chỉ này",
    "410": "đã bỏ địa chỉ này",
    "429": "chê đọc quá nhiều",
    "451": "chặn vì lý do pháp lý",
}


def trouble_words(reason: str) -> str:
    """What the slug means; a sentence (why a source is disabled) stays as its author wrote it."""
    status = reason.removeprefix("http-")
    if status == reason or not status.isdigit():
        return _WORDS.get(reason, reason)
    meaning = _CODES.get(status) or ("lỗi ở phía trang" if status.startswith("5") else "")
    return f"máy chủ trả lời {status}" + (f" ({meaning})" if meaning else "")

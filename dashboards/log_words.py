"""Entries of the audit log in the words of staff. What has no word yet stands as it was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dashboards.words import DECISION, REPORT, ROLE

SUBJECT: Final = {
    "post": "tin",
    "posts": "các tin",
    "story": "câu chuyện",
    "event": "sự việc",
    "user": "người dùng",
    "unknown": "tên không có",
    "key": "khóa",
    "report": "báo cáo",
    "alert": "báo tin",
    "delivery": "thư",
    "webhook": "máy nhận",
    "import": "lô nhập",
    "model": "mô hình",
}
_DETAIL: Final = {
    "decision": "quyết định",
    "revision": "lần",
    "role": "vai trò",
    "active": "được vào",
    "provinces": "tỉnh, thành phố",
    "address": "từ máy",
    "posts": "tin",
    "ids": "tin",
    "task": "nhãn",
    "value": "giá trị",
    "tier": "nhịp",
    "to": "gửi tới",
    "attempts": "số lần thử",
    "before": "trước đó",
    "source": "nguồn",
    "format": "dạng",
    "rows": "số dòng",
    "scopes": "quyền",
    "days": "số ngày",
    "with": "với tin",
    "host": "máy",
    "assignee": "người làm",
    "due": "hạn",
    "kind": "loại",
    "replaces": "thay bản",
}
_VALUES: Final = DECISION | ROLE | REPORT | {"True": "có", "False": "không", "None": "không", "[]": "tất cả"}


def subject_words(subject: str) -> str:
    """`post:12` as `tin 12`."""
    kind, _, rest = subject.partition(":")
    return f"{SUBJECT.get(kind, kind)} {rest}".strip()


def detail_words(detail: Mapping[str, Any]) -> str:
    return ", ".join(f"{_DETAIL.get(name, name)}: {_VALUES.get(str(one), one)}" for name, one in detail.items())[:300]

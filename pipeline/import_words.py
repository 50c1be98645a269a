"""What staff read about imports, in Vietnamese."""

from __future__ import annotations

from typing import Final

from crawlers.columns import Role
from crawlers.errors import DocumentError
from domain.post import PostKind

KINDS: Final = {
    PostKind.NEWS: "bài báo",
    PostKind.RELEASE: "tin công đoàn",
    PostKind.NOTICE: "văn bản",
    PostKind.QUESTION: "câu hỏi",
    PostKind.COMMENT: "bình luận",
    PostKind.REVIEW: "nhận xét",
    PostKind.ADVERT: "quảng cáo",
    PostKind.GRASSROOTS: "báo cáo từ cơ sở",
}
ROLES: Final = {Role.TEXT: "nội dung", Role.TITLE: "tiêu đề", Role.DATE: "ngày", Role.LINK: "đường dẫn"}
STATES: Final = {
    "running": "đang chạy",
    "done": "xong",
    "stopped": "dừng giữa chừng",
    "undoing": "đang hoàn tác",
    "undone": "đã hoàn tác",
}
FORMATS: Final = {
    "csv": "CSV",
    "xlsx": "Excel",
    "jsonl": "JSON từng dòng",
    "lines": "mỗi dòng một tin",
    "text": "một văn bản",
    "html": "trang đã lưu",
    "form": "báo cáo từ cơ sở",
}
_SENTENCES: Final = {
    "empty": "tệp trống; hãy chọn tệp có nội dung",
    "binary": "tệp không phải văn bản (PDF, Word, ảnh hoặc tệp nén); hãy chép chữ ra rồi dán vào",
    "encoding": "chữ trong tệp theo bảng mã cũ (TCVN3/ABC hoặc VNI); hãy chuyển sang Unicode (UTF-8) rồi nhập lại",
    "too-large": "tệp lớn quá; một văn bản nhiều nhất 5 MB",
    "no-text": "không thấy nội dung dưới tiêu đề; hãy chép đủ cả trang, hoặc chọn “mỗi dòng là một tin”",
}
"""For what a document can lack; sentences of tables are for people already."""


def sentence(error: DocumentError) -> str:
    known = _SENTENCES.get(error.reason, "")
    return known if known and error.sentence.isascii() else error.sentence

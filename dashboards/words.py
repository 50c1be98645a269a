"""What staff read for each value of the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.flag import Priority
from domain.post import PostKind
from domain.prediction import Sentiment, Target
from domain.topics import Topic
from reports.naming import KIND as REPORT_KINDS
from store.keys import Scope

PRIORITY: Final = {Priority.URGENT: "Khẩn", Priority.HIGH: "Cao", Priority.NORMAL: "Thường"}

SENTIMENT: Final = {
    Sentiment.POSITIVE: "tích cực",
    Sentiment.NEUTRAL: "trung tính",
    Sentiment.NEGATIVE: "tiêu cực",
}

TARGET: Final = {
    Target.WORKERS: "Người lao động",
    Target.UNION: "Công đoàn",
    Target.EMPLOYER: "Doanh nghiệp",
    Target.POLICY: "Chính sách",
}

KIND: Final = {
    PostKind.NEWS: "Tin bài",
    PostKind.RELEASE: "Thông cáo",
    PostKind.NOTICE: "Thông báo",
    PostKind.QUESTION: "Câu hỏi",
    PostKind.COMMENT: "Bình luận",
    PostKind.REVIEW: "Đánh giá",
    PostKind.ADVERT: "Quảng cáo",
    PostKind.GRASSROOTS: "Báo cáo từ cơ sở",
}

SOURCE_KIND: Final = {
    "union_portal": "Trang công đoàn",
    "press": "Báo chí",
    "industry": "Công đoàn ngành",
    "page": "Trang công khai",
    "question_column": "Mục hỏi đáp",
    "import": "Nhập tay",
    "grassroots": "Công đoàn cơ sở",
}

DECISION: Final = {
    "relevant": "Đúng, liên quan",
    "not_relevant": "Không liên quan",
    "handled": "Đã xử lý",
    "forwarded": "Đã chuyển",
    "answered": "Đã trả lời",
    "dismissed": "Bỏ qua",
    "reopened": "Mở lại",
}

STATUS: Final = {"open": "Chưa ai quyết định", "decided": "Đã quyết định"} | {
    slug: word for slug, word in DECISION.items() if slug != "reopened"
}

DISMISSALS: Final = ("Tin cũ", "Trùng tin đã xử lý", "Ngoài địa bàn", "Không đủ căn cứ", "Lý do khác")

REDACTED: Final = {
    "name": "tên",
    "phone": "số điện thoại",
    "email": "email",
    "account": "tài khoản",
    "id": "số định danh",
    "link": "liên kết",
    "address": "địa chỉ",
    "plate": "biển số",
}

ROLE: Final = {"viewer": "Người xem", "reviewer": "Người duyệt", "lead": "Trưởng nhóm", "admin": "Quản trị"}

REPORT: Final = REPORT_KINDS

SCOPE: Final = {Scope.READ: "Đọc", Scope.WRITE: "Ghi quyết định", Scope.EXPORT: "Tải dữ liệu về"}

_TASKS: Final = {
    "relevant": "liên quan",
    "sentiment": "thái độ chung",
    "needs_answer": "cần trả lời",
    "flag": "cần xem",
    "targets": "thái độ theo đối tượng",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """Names that pages need and that no row of the database holds."""

    topics: Mapping[str, Topic]
    provinces: Mapping[str, str]
    """Name by official two-digit code."""

    def topic(self, slug: str) -> str:
        """The short name; a topic that config/topics.toml has lost keeps its slug."""
        return self.topics[slug].short if slug in self.topics else slug

    def task(self, task: str) -> str:
        """A task of the models in words: `no-luong`, `sentiment`, `target:union` …"""
        kind, _, name = task.partition(":")
        if kind in {"target", "topic"} and name:
            return TARGET[Target(name)].lower() if kind == "target" and name in set(Target) else self.topic(name)
        return _TASKS.get(task) or self.topic(task)

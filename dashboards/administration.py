"""Administration: people and roles, keys, what was done, how long things are kept, and deletion on request."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final

from dashboards.account import KeyLine, key_line
from dashboards.formats import moment
from dashboards.frame import Frame
from dashboards.log_words import detail_words, subject_words
from dashboards.viewer import Viewer
from dashboards.words import ROLE
from store import audit, keys, users
from store.db import Conn

ENTRIES: Final = 100
ACTION: Final = {
    "sign_in": "đăng nhập",
    "sign_in_failed": "đăng nhập không được",
    "sign_out": "đăng xuất",
    "password_changed": "đổi mật khẩu",
    "password_reset": "đặt lại mật khẩu",
    "user_created": "thêm người dùng",
    "user_changed": "đổi vai trò",
    "key_created": "tạo khóa API",
    "key_revoked": "thu hồi khóa API",
    "post_viewed": "xem toàn văn",
    "story_viewed": "xem câu chuyện",
    "story_separated": "tách câu chuyện",
    "story_united": "gộp câu chuyện",
    "event_viewed": "xem sự việc",
    "event_separated": "tách sự việc",
    "event_united": "gộp sự việc",
    "posts_exported": "tải danh sách tin",
    "report_viewed": "xem báo cáo",
    "report_downloaded": "tải báo cáo",
    "report_made": "lập báo cáo",
    "report_edited": "sửa báo cáo",
    "report_uploaded": "tải lên bản ký của báo cáo",
    "report_approved": "duyệt báo cáo",
    "report_mailed": "gửi báo cáo",
    "report_not_mailed": "không gửi được báo cáo",
    "decision": "quyết định",
    "corrected": "sửa nhãn",
    "assigned": "giao việc",
    "search_saved": "lưu tìm kiếm",
    "search_removed": "bỏ tìm kiếm đã lưu",
    "alert_added": "đặt báo tin",
    "alert_switched": "bật, tắt báo tin",
    "alert_removed": "xóa báo tin",
    "alert_sent": "gửi báo tin",
    "alert_failed": "báo tin không gửi được",
    "delivery_retried": "gửi lại thư",
    "webhook_added": "thêm máy nhận tin",
    "webhook_rotated": "đổi khóa máy nhận tin",
    "webhook_removed": "xóa máy nhận tin",
    "posts_erased": "xóa theo yêu cầu",
    "model_kept": "giữ mô hình đang dùng",
    "model_promoted": "chọn mô hình",
    "model_rolled_back": "quay về mô hình trước",
    "import_begun": "nhập bài",
    "import_undone": "hoàn tác lô nhập",
}


KEPT: Final = {
    "raw_pages days": ("Trang gốc đã tải về, để đọc lại khi cần", "{} ngày"),
    "comment_texts days": ("Lời bình luận; sau đó chỉ còn số đếm và nhãn", "{} ngày"),
}
"""What each setting is in words; one that is not here is shown as it stands in the file."""


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    login: str
    name: str
    role: str
    active: bool
    since: str
    me: bool
    provinces: tuple[str, ...] = ()
    """Codes; none for all."""


@dataclass(frozen=True, slots=True)
class LogLine:
    when: str
    who: str
    action: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class AdminPage:
    template: ClassVar[str] = "admin.html"
    frame: Frame
    people: tuple[Person, ...]
    roles: tuple[tuple[str, str], ...]
    keys: tuple[KeyLine, ...]
    log: tuple[LogLine, ...]
    older: str
    """Address of older entries; empty on the last page."""
    retention: tuple[tuple[str, str], ...]
    problem: str = ""
    done: str = ""
    provinces: tuple[tuple[str, str], ...] = ()
    """Code and name of all, in Vietnamese order."""
    secret: str = ""
    """A new password, shown this once."""


def admin_page(conn: Conn, viewer: Viewer, config: Path, now: datetime, before: int | None = None) -> AdminPage:
    entries = audit.newest(conn, ENTRIES, before)
    return AdminPage(
        frame=Frame("Quản trị", "quan-tri", viewer),
        people=tuple(
            Person(u.id, u.login, u.name, u.role.value, u.active, moment(u.created_at), u.id == viewer.id, u.provinces)
            for u in users.every(conn)
        ),
        roles=tuple(ROLE.items()),
        keys=tuple(key_line(key, now) for key in keys.every(conn)),
        log=tuple(
            LogLine(
                moment(e.at), e.who or "chương trình", _act(e.action), subject_words(e.subject), detail_words(e.detail)
            )
            for e in entries
        ),
        older=f"/quan-tri?truoc={entries[-1].id}#nhat-ky" if len(entries) == ENTRIES else "",
        retention=_retention(config / "retention.toml"),
    )


def _act(action: str) -> str:
    return ACTION.get(action, action)


def _retention(file: Path) -> tuple[tuple[str, str], ...]:
    """What the file says, as it stands there; changed by whoever runs the machine."""
    settings = tomllib.loads(file.read_text(encoding="utf-8"))
    pairs = []
    for name, value in settings.items():
        inner = value.items() if isinstance(value, dict) else [("", value)]
        for key, one in inner:
            words, form = KEPT.get(f"{name} {key}", (f"{name} {key}".strip(), "{}"))
            pairs.append((words, form.format(one)))
    return tuple(pairs)

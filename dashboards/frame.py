"""What every page has: a title, a place in the menu, and who looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, Protocol

from dashboards.viewer import Viewer

MENU: Final = (
    ("ngay", "/", "Hôm nay"),
    ("viec", "/viec", "Việc"),
    ("toan-canh", "/toan-canh", "Toàn cảnh"),
    ("tim-kiem", "/tim-kiem", "Tìm kiếm"),
    ("nguon", "/nguon", "Nguồn tin"),
    ("tuyen-truyen", "/tuyen-truyen", "Tuyên truyền"),
    ("bao-cao", "/bao-cao", "Báo cáo"),
    ("mo-hinh", "/mo-hinh", "Mô hình"),
)


@dataclass(frozen=True, slots=True)
class Frame:
    title: str
    here: str
    """Slug of the menu entry that this page belongs to; empty for none."""
    viewer: Viewer | None


class Page(Protocol):
    """A dataclass that names its template."""

    template: ClassVar[str]

    @property
    def frame(self) -> Frame: ...


@dataclass(frozen=True, slots=True)
class MessagePage:
    """An error or a refusal in plain words."""

    template: ClassVar[str] = "message.html"
    frame: Frame
    heading: str
    sentence: str
    back: str = "/"
    back_words: str = "Về danh sách hôm nay"

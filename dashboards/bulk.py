"""What came of a decision about many posts, where not all could be decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dashboards.frame import Frame
from dashboards.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Left:
    post_id: int
    why: str


@dataclass(frozen=True, slots=True)
class BulkPage:
    template: ClassVar[str] = "bulk.html"
    frame: Frame
    done: int
    left: tuple[Left, ...]
    back: str
    undo: tuple[str, ...] = ()
    """The posts that were decided about, as they are now: marks for taking it all back."""


def bulk_page(viewer: Viewer, done: int, left: tuple[Left, ...], back: str, undo: tuple[str, ...] = ()) -> BulkPage:
    return BulkPage(Frame("Quyết định nhiều tin", "ngay", viewer), done, left, back, undo)

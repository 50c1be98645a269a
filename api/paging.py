"""Pages of long lists: `limit`, `cursor`, and `next_cursor` that is null on the last page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, TypeVar

from fastapi import Query

from api.problems import BAD_REQUEST, Problem, Wrong
from api.values import Cursor

MOST: Final = 200
Limit = Annotated[int, Query(ge=1, le=MOST, description="Items a page")]
After = Annotated[Cursor | None, Query(description="`next_cursor` of the page before")]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page ended: what the list is sorted by, and the number of its last row."""

    rank: int
    number: int

    def __str__(self) -> str:
        return f"{self.rank}-{self.number}"

    @property
    def day(self) -> date:
        """Raises Problem for a rank that is no day."""
        try:
            return date.fromordinal(self.rank)
        except (ValueError, OverflowError) as error:
            raise not_ours() from error


def mark_of(cursor: str | None) -> Mark | None:
    """Raises Problem for a mark that no list gave."""
    if cursor is None:
        return None
    rank, _, number = cursor.rpartition("-")
    if abs(int(rank)) > 2**31 - 1:
        raise not_ours()
    return Mark(int(rank), int(number))


def not_ours() -> Problem:
    return Problem(
        BAD_REQUEST,
        "Yêu cầu có chỗ chưa đúng.",
        [Wrong("cursor", "không phải dấu trang của danh sách này; hãy bắt đầu từ trang đầu")],
    )


def cut(found: Sequence[Item], limit: int) -> tuple[Sequence[Item], Item | None]:
    """A page of a list that was read with one item more, and its last item where another page follows."""
    page = found[:limit]
    return page, page[-1] if len(found) > limit else None

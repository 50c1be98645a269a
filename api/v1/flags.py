"""The flagged list of a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Query

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.paging import MOST, After, Limit, Mark, cut, mark_of
from api.v1.examples import POST, example
from api.v1.out import FlaggedOut, FlagsOut
from api.v1.posts_out import listed
from api.v1.refusals import BAD, SIGNED_IN
from api.values import Day
from dashboards.daily import open_days
from store import flags
from store.flags import FlaggedItem

router = APIRouter(tags=["flags"])

FLAGGED: Final = {
    "post": POST,
    "copies": 1,
    "revision": 0,
    "decision": None,
    "decided_by": None,
    "decided_at": None,
    "note": "",
}
FLAGS: Final = {"day": "2026-11-20", "items": [FLAGGED], "open_earlier": 3}


class FlagsPageOut(FlagsOut):
    model_config = example(FLAGS | {"next_cursor": None})

    next_cursor: str | None


@router.get("/flags", summary="Posts in front of a person on a day, most urgent first", responses=SIGNED_IN | BAD)
def flagged(
    *,
    house: HouseOf,
    conn: ConnOf,
    viewer: ViewerOf,
    day: Annotated[Day | None, Query(description="Vietnamese day; today by default", examples=["2026-11-20"])] = None,
    limit: Limit = MOST,
    cursor: After = None,
) -> FlagsPageOut:
    """One item a story. Its `revision` has to be sent back with a decision."""
    wanted = day or house.today
    page, mark = _page(flags.flagged_on(conn, wanted, scope=viewer.provinces), limit, mark_of(cursor))
    return FlagsPageOut(
        day=wanted,
        items=tuple(_item(item) for item in page),
        open_earlier=sum(tally.items - tally.decided for tally in open_days(conn, wanted, viewer.provinces)),
        next_cursor=mark,
    )


def _page(items: Sequence[FlaggedItem], limit: int, mark: Mark | None) -> tuple[Sequence[FlaggedItem], str | None]:
    """What follows the item of the mark; where that is gone by now, what stands in its place."""
    ids = [item.post.id for item in items]
    begin = 0 if mark is None else ids.index(mark.number) + 1 if mark.number in ids else max(0, mark.rank)
    page, end = cut(items[begin : begin + limit + 1], limit)
    return page, str(Mark(begin + len(page), end.post.id)) if end else None


def _item(item: FlaggedItem) -> FlaggedOut:
    return FlaggedOut(
        post=listed(item.post),
        copies=item.copies,
        revision=item.revision,
        decision=item.decision,
        decided_by=item.decided_by,
        decided_at=item.decided_at,
        note=item.note,
    )

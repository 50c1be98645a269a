"""The flagged list of a day."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.v1.out import FlaggedOut, FlagsOut
from api.v1.posts_out import listed
from api.v1.refusals import BAD, SIGNED_IN
from api.values import Day
from dashboards.daily import open_days
from store import flags
from store.flags import FlaggedItem

router = APIRouter(tags=["flags"])


@router.get("/flags", summary="Posts in front of a person on a day, most urgent first", responses=SIGNED_IN | BAD)
def flagged(
    house: HouseOf,
    conn: ConnOf,
    _viewer: ViewerOf,
    day: Annotated[Day | None, Query(description="Vietnamese day; today by default", examples=["2026-11-20"])] = None,
) -> FlagsOut:
    """One item a story. Its `revision` has to be sent back with a decision."""
    wanted = day or house.today
    return FlagsOut(
        day=wanted,
        items=tuple(_item(item) for item in flags.flagged_on(conn, wanted)),
        open_earlier=sum(tally.items - tally.decided for tally in open_days(conn, wanted)),
    )


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

"""Sources and their health."""

from __future__ import annotations

from fastapi import APIRouter

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.v1.out import SourceOut
from api.v1.refusals import SIGNED_IN
from store import sources
from store.sources import SourceHealth

router = APIRouter(tags=["sources"])


@router.get("/sources", summary="Every source and how it is doing", responses=SIGNED_IN)
def health(house: HouseOf, conn: ConnOf, _viewer: ViewerOf) -> list[SourceOut]:
    return [_out(source) for source in sources.health(conn, house.now())]


def _out(source: SourceHealth) -> SourceOut:
    return SourceOut(
        slug=source.slug,
        name=source.name,
        url=source.url,
        kind=source.kind,
        province=source.province,
        enabled=source.enabled,
        state=source.state,
        reason=source.reason,
        last_fetch_at=source.last_fetch_at,
        last_item_at=source.last_item_at,
        posts_total=source.posts_total,
        posts_7d=source.posts_7d,
        pages_set_aside=source.pages_set_aside,
        last_outcomes=dict(source.last_outcomes),
    )

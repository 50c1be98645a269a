"""Sources and their health."""

from __future__ import annotations

from fastapi import APIRouter

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.v1.out import RoundOut, SourceOut
from api.v1.refusals import SIGNED_IN
from reports import rounds, standing
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
        state_word=standing.state_word(source),
        alarm=source.alarm,
        since=source.since,
        evidence=standing.evidence(source),
        advice=standing.advice(source),
        entry=standing.entry(source),
        codes=rounds.codes(source),
        counted_at=source.counted_at,
        owed=source.owed,
        undated_share=source.undated,
        interval_days=source.rhythm.interval_days,
        items_24h=source.rhythm.last_day,
        expected_24h=source.rhythm.usual,
        expected_low=source.rhythm.low,
        expected_high=source.rhythm.high,
        unusual=source.rhythm.unusual,
        last_round=_round(source),
    )


def _round(source: SourceHealth) -> RoundOut | None:
    last, found = source.last_round, rounds.heaps_of(source)
    if last is None:
        return None
    return RoundOut(
        began_at=last.began_at,
        ended_at=last.ended_at,
        seen=last.seen,
        ways=found.ways,
        stored=found.stored,
        same=found.same,
        aside=found.aside,
        refused=found.refused,
        balanced=rounds.balanced(source),
    )

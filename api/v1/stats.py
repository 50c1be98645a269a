"""Counts over time, from the rollup."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Query

from api.doors import ViewerOf
from api.house import ConnOf, HouseOf
from api.problems import BAD_REQUEST, Problem, Wrong
from api.v1.out import StatsOut, TopicStats
from api.v1.refusals import BAD, SIGNED_IN
from api.values import Day
from domain.small_cells import shown, small
from domain.times import Window
from store import counts
from store.counts import TopicCount
from store.scopes import Scope

router = APIRouter(tags=["statistics"])

LONGEST: Final = 366


@router.get("/stats/topics", summary="Posts and sentiments of each topic in a window", responses=SIGNED_IN | BAD)
def topics(
    house: HouseOf,
    conn: ConnOf,
    viewer: ViewerOf,
    first: Annotated[Day | None, Query(alias="from", description="First Vietnamese day; six days before `to`")] = None,
    last: Annotated[Day | None, Query(alias="to", description="Last Vietnamese day; today by default")] = None,
) -> StatsOut:
    """Of the posts that you see: all, or those of your provinces, of which small numbers are withheld."""
    until = last or house.today
    since = first or until - timedelta(days=6)
    if until < since:
        raise Problem(BAD_REQUEST, "Yêu cầu có chỗ chưa đúng.", [Wrong("to", "Ngày cuối đứng trước ngày đầu.")])
    if (until - since).days >= LONGEST:
        raise Problem(BAD_REQUEST, "Yêu cầu có chỗ chưa đúng.", [Wrong("from", f"Nhiều nhất {LONGEST} ngày một lần.")])
    window, scope = Window(since, until), viewer.provinces
    totals = counts.totals(conn, window, scope)
    now = {count.topic: count for count in counts.by_topic(conn, window, scope)}
    before = {count.topic: count.posts for count in counts.by_topic(conn, window.before(), scope)}
    ranked = sorted(house.reference.topics.items(), key=lambda pair: -now[pair[0]].posts if pair[0] in now else 0)
    lines = (_line(slug, topic.name, now.get(slug), before.get(slug, 0), scope) for slug, topic in ranked)
    return StatsOut(
        first=since,
        last=until,
        posts=totals.posts,
        relevant=totals.relevant,
        flagged=totals.flagged,
        topics=tuple(lines),
    )


def _line(slug: str, name: str, now: TopicCount | None, before: int, scope: Scope) -> TopicStats:
    """Within some provinces, small numbers are withheld as they are for a province that is asked for."""
    found = now or TopicCount(0, 0, 0, 0, 0, 0, topic=slug)
    narrow = scope is not None
    few = narrow and small(found.posts)
    tones = (found.positive, found.neutral, found.negative)
    told = not few and (not narrow or shown(*tones, found.relevant, found.posts - found.relevant))
    return TopicStats(
        topic=slug,
        name=name,
        posts=None if few else found.posts,
        flagged=None if few or (narrow and small(found.flagged)) else found.flagged,
        positive=found.positive if told else None,
        neutral=found.neutral if told else None,
        negative=found.negative if told else None,
        posts_before=None if narrow and small(before) else before,
    )

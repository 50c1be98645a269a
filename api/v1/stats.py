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
from domain.times import Window
from store import counts

router = APIRouter(tags=["statistics"])

LONGEST: Final = 366


@router.get("/stats/topics", summary="Posts and sentiments of each topic in a window", responses=SIGNED_IN | BAD)
def topics(
    house: HouseOf,
    conn: ConnOf,
    _viewer: ViewerOf,
    first: Annotated[Day | None, Query(alias="from", description="First Vietnamese day; six days before `to`")] = None,
    last: Annotated[Day | None, Query(alias="to", description="Last Vietnamese day; today by default")] = None,
) -> StatsOut:
    until = last or house.today
    since = first or until - timedelta(days=6)
    if until < since:
        raise Problem(BAD_REQUEST, "Yêu cầu có chỗ chưa đúng.", [Wrong("to", "Ngày cuối đứng trước ngày đầu.")])
    if (until - since).days >= LONGEST:
        raise Problem(BAD_REQUEST, "Yêu cầu có chỗ chưa đúng.", [Wrong("from", f"Nhiều nhất {LONGEST} ngày một lần.")])
    window = Window(since, until)
    totals = counts.totals(conn, window)
    now = {count.topic: count for count in counts.by_topic(conn, window)}
    before = {count.topic: count.posts for count in counts.by_topic(conn, window.before())}
    lines = [
        TopicStats(
            topic=slug,
            name=topic.name,
            posts=now[slug].posts if slug in now else 0,
            flagged=now[slug].flagged if slug in now else 0,
            positive=now[slug].positive if slug in now else 0,
            neutral=now[slug].neutral if slug in now else 0,
            negative=now[slug].negative if slug in now else 0,
            posts_before=before.get(slug, 0),
        )
        for slug, topic in house.reference.topics.items()
    ]
    return StatsOut(
        first=since,
        last=until,
        posts=totals.posts,
        relevant=totals.relevant,
        flagged=totals.flagged,
        topics=tuple(sorted(lines, key=lambda line: -line.posts)),
    )

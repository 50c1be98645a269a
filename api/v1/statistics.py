"""Counts over time by one property. Cells so small that they could point at one workplace are withheld."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.doors import ViewerOf
from api.house import ConnOf, House, HouseOf
from api.problems import BAD_REQUEST, Problem, Wrong
from api.v1.examples import PLAIN, example
from api.v1.refusals import BAD, SIGNED_IN
from api.values import Day
from dashboards.viewer import Viewer
from dashboards.words import KIND, SENTIMENT, SOURCE_KIND, TARGET
from domain.post import PostKind
from domain.prediction import Sentiment, Target
from domain.small_cells import shown, small
from domain.times import Window
from store import sources, statistics
from store.db import Conn
from store.statistics import By, Cell, Every, Question

router = APIRouter(tags=["statistics"])

LONGEST: Final = {"day": 366, "week": 5 * 366, "month": 10 * 366, "all": 10 * 366}
"""Days of a window."""


class StatisticsAsked(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    every: Annotated[Every, Field(description="Length of a period; `all`: the whole window is one")] = "day"
    by: Annotated[By, Field(description="What to tell apart; `all`: nothing")] = "all"
    first: Annotated[
        Day | None,
        Field(alias="from", description="First Vietnamese day; 27 days before `to`"),
    ] = None
    last: Annotated[Day | None, Field(alias="to", description="Last Vietnamese day; today by default")] = None
    topic: Annotated[str | None, Field(max_length=100, description="Topic slug")] = None
    sentiment: Annotated[Sentiment | None, Field(description="Only posts about work and unions of this tone")] = None
    target: Annotated[
        Target | None, Field(description="Posts that speak of it; not together with places, sources and kinds")
    ] = None
    province: Annotated[str | None, Field(description="Two-digit code", examples=["75"])] = None
    source: Annotated[str | None, Field(max_length=100, description="Source slug")] = None
    source_kind: Literal["union_portal", "press", "industry", "page", "question_column"] | None = None
    kind: PostKind | None = None


class CellOut(BaseModel):
    """`null` stands for a number that is withheld because it is small, or that this question cannot tell."""

    model_config = PLAIN

    first: date
    """First day of the period; a week's Monday and a month's first day may lie before `from`."""
    value: str
    """Slug, code or word of what was told apart; empty for `by=all`."""
    name: str
    """The same for people, in Vietnamese."""
    few: bool
    """Between one and four posts of a place or source: how many is withheld."""
    posts: int | None
    relevant: int | None
    """About work and unions; `positive`, `neutral` and `negative` are theirs."""
    flagged: int | None
    positive: int | None
    neutral: int | None
    negative: int | None


class StatisticsOut(BaseModel):
    model_config = example(
        {
            "first": "2026-11-16",
            "last": "2026-11-20",
            "every": "week",
            "cells": [
                {
                    "first": "2026-11-16",
                    "value": "no-luong",
                    "name": "Nợ lương",
                    "few": False,
                    "posts": 31,
                    "relevant": 31,
                    "flagged": 9,
                    "positive": 1,
                    "neutral": 8,
                    "negative": 22,
                }
            ],
        }
    )

    first: date
    last: date
    every: Every
    cells: tuple[CellOut, ...]
    """Only periods and values with posts. A post with two topics counts under each."""


@router.get("/stats", summary="Posts over time by topic, tone, target, province or source", responses=SIGNED_IN | BAD)
def statistics_of(
    house: HouseOf, conn: ConnOf, viewer: ViewerOf, given: Annotated[StatisticsAsked, Query()]
) -> StatisticsOut:
    """Of the posts that you see: all, or those of your provinces.

    Numbers below five are withheld where places or sources are told apart, or you look after some provinces.
    """
    question = _question(given, house, viewer)
    names = _names(house, conn, given.by)
    cells = tuple(_out(cell, names, narrow=question.narrow) for cell in statistics.cells(conn, question))
    window = question.window
    return StatisticsOut(first=window.first, last=window.last, every=given.every, cells=cells)


def _question(given: StatisticsAsked, house: House, viewer: Viewer) -> Question:
    last = given.last or house.today
    first = given.first or last - timedelta(days=27)
    wrong = _wrong(given, house, first, last)
    if wrong is not None:
        raise Problem(BAD_REQUEST, "Yêu cầu có chỗ chưa đúng.", [wrong])
    return Question(
        Window(first, last),
        given.every,
        given.by,
        topic=given.topic,
        sentiment=given.sentiment,
        target=given.target,
        province=given.province,
        source=given.source,
        source_kind=given.source_kind,
        kind=given.kind,
        scope=viewer.provinces,
    )


def _wrong(given: StatisticsAsked, house: House, first: date, last: date) -> Wrong | None:
    if last < first:
        return Wrong("to", "Ngày cuối đứng trước ngày đầu.")
    if (last - first).days >= LONGEST[given.every]:
        return Wrong("from", f"Nhiều nhất {LONGEST[given.every]} ngày một lần.")
    if given.topic is not None and given.topic not in house.reference.topics:
        return Wrong("topic", "Không có chủ đề này; xem danh sách chủ đề.")
    if given.province is not None and given.province not in house.reference.provinces:
        return Wrong("province", "Không có mã tỉnh, thành phố này.")
    parts = {"province": given.province, "source": given.source, "source_kind": given.source_kind, "kind": given.kind}
    if given.by == "target" or given.target is not None:
        told = [name for name, value in parts.items() if value is not None or given.by == name]
        if told:
            return Wrong(told[0], "Nói về ai không đếm chung với nơi, nguồn và loại tin; hãy bỏ một điều kiện.")
    return None


def _names(house: House, conn: Conn, by: By) -> Mapping[str, str]:
    reference = house.reference
    if by == "source":
        return {row.slug: row.name for row in sources.all_sources(conn)}
    known: Mapping[By, Mapping[str, str]] = {
        "topic": {slug: topic.short for slug, topic in reference.topics.items()},
        "province": reference.provinces,
        "sentiment": {tone.value: word for tone, word in SENTIMENT.items()},
        "target": {target.value: word for target, word in TARGET.items()},
        "source_kind": SOURCE_KIND,
        "kind": {kind.value: word for kind, word in KIND.items()},
    }
    return known.get(by, {})


def _out(cell: Cell, names: Mapping[str, str], *, narrow: bool) -> CellOut:
    few = narrow and small(cell.posts)
    tones = (cell.positive, cell.neutral, cell.negative)
    told = not narrow or (not few and shown(*tones, cell.relevant, cell.posts - cell.relevant))
    flagged = cell.flagged if not narrow or (not few and shown(cell.flagged or 0)) else None
    return CellOut(
        first=cell.first,
        value=cell.value,
        name=names.get(cell.value, cell.value),
        few=few,
        posts=None if few else cell.posts,
        relevant=cell.relevant if told else None,
        flagged=flagged,
        positive=cell.positive if told else None,
        neutral=cell.neutral if told else None,
        negative=cell.negative if told else None,
    )

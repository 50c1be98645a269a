"""What the charts of the overview show of a week, and where each mark leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dashboards.figures import Figure, count_words, figure
from dashboards.filters import Filters
from dashboards.formats import number
from dashboards.tiles import TILES
from dashboards.words import SENTIMENT, TARGET, Reference
from domain.prediction import Sentiment, Target
from domain.times import Window
from reports.numbers import share
from store import counts
from store.counts import TopicCount
from store.db import Conn
from store.scopes import Scope

DOUBT: Final = 4
"""Posts added to each cell of the heat map: one negative post of one must not look as strong as forty of fifty."""


def asked(window: Window, **conditions: Any) -> str:
    return Filters(first=window.first, last=window.last).address(**conditions)


def volume(topics: list[TopicCount], past: Mapping[str, TopicCount], window: Window, reference: Reference) -> Figure:
    rows, lines = [], []
    for topic in topics:
        name = reference.topic(topic.topic)
        then = past[topic.topic].posts if topic.topic in past else 0
        lines.append((name, number(topic.posts), number(then)))
        for week, posts, days in (("Tuần này", topic.posts, window), ("Tuần trước", then, window.before())):
            url = asked(days, topics=(topic.topic,), relevant=None)
            told = f"{name}, {week.lower()}: {number(posts)} tin"
            rows.append({"topic": name, "week": week, "posts": posts, "label": number(posts), "url": url, "told": told})
    return figure("Số tin theo chủ đề", "topics", rows, ("Chủ đề", "Tuần này", "Tuần trước"), lines)


def tones(topics: list[TopicCount], past: Mapping[str, TopicCount], window: Window, reference: Reference) -> Figure:
    rows, lines = [], []
    order = (Sentiment.NEGATIVE, Sentiment.NEUTRAL, Sentiment.POSITIVE)
    for topic in topics:
        name = reference.topic(topic.topic)
        found = [(tone, getattr(topic, tone.value)) for tone in order]
        bad, told_before = _negative(past.get(topic.topic))
        before = share(bad, told_before) if told_before else "–"
        lines.append((name, *(number(posts) for _, posts in found), before))
        for rank, (tone, posts) in enumerate(found):
            url = asked(window, topics=(topic.topic,), sentiment=tone)
            word = SENTIMENT[tone].capitalize()
            told = f"{name}, {word.lower()}: {number(posts)} tin"
            mark = {"before": bad / told_before} if rank == 0 and told_before else {}
            rows.append({"topic": name, "tone": word, "rank": rank, "posts": posts, "url": url, "told": told} | mark)
    heads = ("Chủ đề", "Tiêu cực", "Trung tính", "Tích cực", "Tuần trước tiêu cực")
    return figure("Thái độ theo chủ đề; vạch đứng: phần tiêu cực tuần trước", "tones", rows, heads, lines)


def _negative(topic: TopicCount | None) -> tuple[int, int]:
    """Negative posts, of how many whose tone is counted."""
    return (topic.negative, topic.negative + topic.neutral + topic.positive) if topic else (0, 0)


def heat(conn: Conn, topics: list[TopicCount], window: Window, reference: Reference, scope: Scope) -> Figure:
    rows, lines = [], []
    found = counts.topic_targets(conn, window, scope)
    for topic in topics:
        name = reference.topic(topic.topic)
        line = [name]
        for target in Target:
            row = found.get((topic.topic, target))
            posts = row.positive + row.neutral + row.negative if row else 0
            bad = row.negative if row else 0
            url = asked(window, topics=(topic.topic,), target=target, target_sentiment=Sentiment.NEGATIVE)
            label = f"{bad}/{posts}" if posts else "–"
            share = bad / (posts + DOUBT)
            words = f"{number(bad)} tiêu cực trong {number(posts)}"
            told = f"{name}, {TARGET[target]}: {words}"
            row_of = {"topic": name, "target": TARGET[target], "share": share}
            rows.append(row_of | {"label": label, "url": url, "told": told})
            line.append(words)
        lines.append(tuple(line))
    title = "Tiêu cực với ai: số tin tiêu cực trên số tin nói tới"
    return figure(title, "heat", rows, ("Chủ đề", *TARGET.values()), lines)


def province_map(conn: Conn, window: Window, reference: Reference, scope: Scope) -> Figure:
    found = {row.province: row for row in counts.by_province(conn, window, scope=scope)}
    most = max((row.posts for row in found.values()), default=1)
    rows, lines = [], []
    for code, (column, row, short) in TILES.items():
        posts = found[code].posts if code in found else 0
        url = asked(window, province=code, relevant=None)
        place = {"column": column, "row": row, "name": short, "part": posts / most}
        told = f"{reference.provinces.get(code, code)}: {number(posts)} tin"
        rows.append(place | {"label": count_words(posts), "url": url, "told": told})
        if posts:
            lines.append((reference.provinces.get(code, code), number(posts), number(found[code].negative)))
    lines.sort(key=lambda line: -int(line[1].replace(".", "")))
    return figure("Số tin theo tỉnh, thành phố", "tiles", rows, ("Nơi", "Tin", "Tiêu cực"), lines)

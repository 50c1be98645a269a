"""A million invented posts, written through the store's own COPY path. Nothing in them was ever said by anybody."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.flag import Flag, Priority, Reason
from domain.post import Fingerprint, Place, PostKind, ProcessedPost, Words
from domain.prediction import Prediction, Sentiment, Stance, Target
from nlp.lexemes import lexemes
from store import models, partitions, predictions, rollup, sources
from store.db import Conn, connect
from store.drafts import Draft, copy_posts, copy_satellites, draft
from store.predictions import Reading
from store.sources import SourceRow
from store.sql import load

MODEL = "bench-1"
DAYS = 730
BATCH = 4_000
KINDS = {PostKind.NEWS: 12, PostKind.COMMENT: 6, PostKind.QUESTION: 1, PostKind.NOTICE: 1}
COMMON = [
    "công nhân",
    "lương",
    "công ty",
    "công đoàn",
    "nghỉ Tết",
    "nhà trọ",
    "bảo hiểm",
    "làm thêm",
    "hợp đồng",
    "ca đêm",
    "bữa ăn",
    "thưởng",
    "tăng ca",
    "đồng nghiệp",
]
LESS = [
    "nợ lương",
    "ngừng việc",
    "tai nạn",
    "ngộ độc",
    "xe đưa đón",
    "thất nghiệp",
    "trợ cấp",
    "khám sức khỏe",
    "nghỉ phép",
    "quà Tết",
    "nhà ở xã hội",
    "đối thoại",
]
RARE_WORD = "chong chóng"
"""Stands in about two hundred posts of a million."""


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    lexemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invention:
    """What posts are drawn from."""

    draw: random.Random
    sentences: tuple[Sentence, ...]
    topics: Sequence[str]
    provinces: Sequence[str]
    newest: datetime


def fill(dsn: str, posts: int, topics: Sequence[str], provinces: Sequence[str], newest: datetime) -> None:
    """Posts of two years before `newest`. The index of words is built at the end: it is the same, sooner."""
    draw = random.Random(20)
    made = Invention(draw, tuple(_sentence(draw) for _ in range(30_000)), topics, provinces, newest)
    with connect(dsn) as conn:
        sources.upsert(conn, [_source(number, provinces) for number in range(60)])
        models.register(conn, MODEL)
        conn.execute("DROP INDEX posts_search")
        partitions.ensure(conn, (newest - timedelta(days=day) for day in range(DAYS + 1)))
    for first in range(0, posts, BATCH):
        with connect(dsn) as conn:
            _write(conn, [_post(made, number) for number in range(first, min(first + BATCH, posts))])
        if first % (25 * BATCH) == 0:
            print(f"  {first} posts", flush=True)
    _finish(dsn)


def _finish(dsn: str) -> None:
    with connect(dsn) as conn:
        conn.execute("SET maintenance_work_mem = '1GB'")
        conn.execute("CREATE INDEX posts_search ON posts USING gin (search) WITH (fastupdate = off)")
        rollup.rebuild(conn, MODEL)
    with connect(dsn) as conn:
        conn.autocommit = True
        conn.execute("VACUUM ANALYZE")


def _source(number: int, provinces: Sequence[str]) -> SourceRow:
    kind, province = ("union_portal", "press", "industry")[number % 3], provinces[number % len(provinces)]
    return SourceRow(f"nguon-{number}", f"Nguồn {number}", f"https://n{number}.example/", kind, "", province)


def _sentence(draw: random.Random) -> Sentence:
    words = [_word(draw) for _ in range(9)]
    text = " ".join(words).capitalize() + "."
    return Sentence(text, lexemes(Words(" ".join(word.lower().replace(" ", "_") for word in words))))


def _word(draw: random.Random) -> str:
    dice = draw.random()
    if dice < 0.45:
        return draw.choice(COMMON)
    return draw.choice(LESS) if dice < 0.55 else f"lời{int(draw.paretovariate(0.6)) % 40_000}"


def _post(made: Invention, number: int) -> ProcessedPost:
    draw = made.draw
    chosen = draw.choices(made.sentences, k=5)
    moment = made.newest - timedelta(seconds=draw.random() * DAYS * 86_400)
    codes = [_skewed(draw, made.provinces)] if draw.random() < 0.6 else []
    text = " ".join(sentence.text for sentence in chosen[1:])
    found = tuple(lexeme for sentence in chosen for lexeme in sentence.lexemes)
    if number % 5_000 == 0:
        text, found = f"{text} {RARE_WORD}", (*found, "chong_chóng", "chong", "chóng")
    return ProcessedPost(
        key=hashlib.sha256(str(number).encode()).digest(),
        source=f"nguon-{int(draw.paretovariate(0.8)) % 60}",
        kind=draw.choices(tuple(KINDS), tuple(KINDS.values()))[0],
        url=f"https://n.example/{number}",
        title=chosen[0].text[:80],
        text=text,
        context="",
        published_at=moment,
        fetched_at=moment,
        section="",
        tags=(),
        words=Words(""),
        lexemes=found,
        places=tuple(Place(code, code) for code in codes),
        fingerprint=Fingerprint(hashlib.sha256(b"t%d" % number).digest(), draw.randbytes(512)),
        prediction=_prediction(draw, made.topics),
        flag=Flag(Priority(draw.randint(1, 3)), (Reason("bench", "Một lý do"),)) if draw.random() < 0.01 else None,
    )


def _skewed(draw: random.Random, values: Sequence[str]) -> str:
    """The first of them often, the last seldom."""
    return values[min(int(draw.paretovariate(0.9)) - 1, len(values) - 1)]


def _prediction(draw: random.Random, topics: Sequence[str]) -> Prediction:
    relevant = draw.random() < 0.8
    labels = tuple({_skewed(draw, topics[:-1]) for _ in range(draw.randint(1, 2))}) if relevant else ()
    if relevant and draw.random() < 0.0005:
        labels = (*labels, topics[-1])
    tone = draw.choice(tuple(Sentiment))
    spoken_of = [target for target in Target if relevant and draw.random() < 0.3]
    targets = {target: Stance(draw.choice(tuple(Sentiment)), 0.8) for target in spoken_of}
    return Prediction(
        model=MODEL,
        relevant=relevant,
        relevant_prob=0.9,
        topics=dict.fromkeys(labels, 0.9),
        labels=labels,
        sentiment=tone,
        sentiment_probs={tone: 0.8},
        targets=targets,
        needs_answer=draw.random() < 0.1,
        needs_answer_prob=0.5,
        flag_prob=0.5,
        flag_suggested=False,
        abstained=(),
        evidence=(),
    )


def _write(conn: Conn, batch: Sequence[ProcessedPost]) -> None:
    values = {"keys": [post.key for post in batch], "listed": [post.published_at for post in batch]}
    ids = {row["key"]: row["post_id"] for row in conn.execute(load("saving")["name"], values)}
    drafts: list[Draft] = [draft(ids[post.key], post.published_at or post.fetched_at, post, ()) for post in batch]
    copy_posts(conn, drafts)
    copy_satellites(conn, drafts)
    readings = [Reading(one.id, one.listed_at, one.post.prediction, one.post.flag) for one in drafts]
    predictions.write(conn, readings)
    predictions.write_flags(conn, readings)

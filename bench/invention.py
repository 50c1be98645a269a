"""What the posts of bench/fill.py say. Nothing in them was ever said by anybody."""

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

MODEL = "bench-1"
DAYS = 730
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

    sentences: tuple[Sentence, ...]
    topics: Sequence[str]
    provinces: Sequence[str]
    newest: datetime
    layer: int
    """Posts that fill two years; more posts fill them again."""


def sentence(draw: random.Random) -> Sentence:
    words = [_word(draw) for _ in range(9)]
    text = " ".join(words).capitalize() + "."
    return Sentence(text, lexemes(Words(" ".join(word.lower().replace(" ", "_") for word in words))))


def _word(draw: random.Random) -> str:
    dice = draw.random()
    if dice < 0.45:
        return draw.choice(COMMON)
    return draw.choice(LESS) if dice < 0.55 else f"lời{int(draw.paretovariate(0.6)) % 40_000}"


def post(made: Invention, draw: random.Random, number: int) -> ProcessedPost:
    chosen = draw.choices(made.sentences, k=5)
    age = DAYS * (1 - number % made.layer / made.layer) + draw.random()
    moment = made.newest - timedelta(days=age)
    codes = [_skewed(draw, made.provinces)] if draw.random() < 0.6 else []
    text = " ".join(sentence.text for sentence in chosen[1:])
    found = tuple(lexeme for sentence in chosen for lexeme in sentence.lexemes)
    if number % 5_000 == 0:
        text, found = f"{text} {RARE_WORD}", (*found, "chong_chóng", "chong", "chóng")
    return ProcessedPost(
        key=key(number),
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


def key(number: int) -> bytes:
    return hashlib.sha256(str(number).encode()).digest()


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

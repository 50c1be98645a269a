"""Labels as staff may put them right: what the model said, what people say, and one button for each answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboards.formats import moment, vietnamese_order
from dashboards.reading import ABSENT, NOT_SPOKEN, stance_words
from dashboards.words import SENTIMENT, TARGET, Reference
from domain.prediction import Sentiment, Target
from store import corrections
from store.corrections import Standing, Value
from store.db import Conn
from store.posts import PostRow

_YES_NO: Final[tuple[tuple[Value, str], ...]] = ((True, "Đúng"), (False, "Không phải"))
_TONES: Final[tuple[tuple[Value, str], ...]] = tuple((tone.value, words) for tone, words in SENTIMENT.items())


class CorrectionError(ValueError):
    """Not a label that this post can have; the sentence is for the person."""


@dataclass(frozen=True, slots=True)
class Answer:
    change: str
    """What its button sends: `task=value`, the value as JSON."""
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Fix:
    name: str
    said: str
    """What the model says."""
    answers: tuple[Answer, ...]
    by: str
    """Who put it right, and when; empty where nobody did."""
    back: str
    """What the button sends that takes a correction back; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Addition:
    label: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fixes:
    action: str
    revision: int
    rows: tuple[Fix, ...]
    additions: tuple[Addition, ...]
    problem: str = ""


def parse(change: str, reference: Reference) -> tuple[str, Value]:
    """`topic:bhxh=true` → task and value. Raises CorrectionError."""
    task, _, text = change.partition("=")
    try:
        value = json.loads(text)
    except ValueError:
        raise CorrectionError("Hãy bấm một nút có sẵn.") from None
    if not allowed(task, value, reference):
        raise CorrectionError("Nhãn này không có trong danh sách.")
    return task, value


def allowed(task: str, value: object, reference: Reference) -> bool:
    kind, _, name = task.partition(":")
    if kind in {"topic", "place"}:
        known: Mapping[str, object] = reference.topics if kind == "topic" else reference.provinces
        return name in known and (value is None or isinstance(value, bool))
    if task == "needs_answer":
        return value is None or isinstance(value, bool)
    tones = {None, *(tone.value for tone in Sentiment)}
    if task == "sentiment":
        return not isinstance(value, bool | list | dict) and value in tones
    return (
        kind == "target"
        and name in set(Target)
        and not isinstance(value, bool | list | dict)
        and value in {*tones, ABSENT}
    )


def said_of(post: PostRow, task: str) -> Value:
    """What the model says of a task."""
    kind, _, name = task.partition(":")
    said = post.prediction
    if kind == "target":
        stance = said.targets.get(Target(name))
        return stance.label.value if stance else ABSENT
    if kind == "topic":
        return name in said.labels
    if kind == "place":
        return any(place.code == name for place in post.places)
    return said.needs_answer if task == "needs_answer" else said.sentiment.value


def fixes(conn: Conn, post: PostRow, reference: Reference) -> Fixes:
    now = corrections.standing(conn, post.id)
    history = corrections.history(conn, post.id)
    return Fixes(
        action=f"/tin/{post.id}/sua-nhan",
        revision=history[0].revision if history else 0,
        rows=tuple(_rows(post, now, reference)),
        additions=_additions(post, now, reference),
    )


def _rows(post: PostRow, now: Mapping[str, Standing], reference: Reference) -> list[Fix]:
    said = post.prediction
    tones = (*_TONES, (ABSENT, NOT_SPOKEN))
    found = [_fix("sentiment", "Thái độ chung", SENTIMENT[said.sentiment], _TONES, (post, now))]
    for target, word in TARGET.items():
        found.append(_fix(f"target:{target.value}", word, stance_words(said, target), tones, (post, now)))
    asks = "cần trả lời" if said.needs_answer else "không cần"
    found.append(_fix("needs_answer", "Cần trả lời", asks, _YES_NO, (post, now)))
    for task in _named(post, now, "topic"):
        name = reference.topic(task.partition(":")[2])
        found.append(_fix(task, f"Chủ đề: {name}", "có" if said_of(post, task) else "không", _YES_NO, (post, now)))
    for task in _named(post, now, "place"):
        code = task.partition(":")[2]
        name = reference.provinces.get(code, code)
        found.append(_fix(task, f"Nơi: {name}", "có" if said_of(post, task) else "không", _YES_NO, (post, now)))
    return found


def _named(post: PostRow, now: Mapping[str, Standing], kind: str) -> list[str]:
    """Topics or places that the model or a person named."""
    own = post.prediction.labels if kind == "topic" else [place.code for place in post.places if place.code]
    return list(dict.fromkeys([*(f"{kind}:{name}" for name in own), *(t for t in now if t.startswith(f"{kind}:"))]))


def _fix(
    task: str,
    name: str,
    said: str,
    answers: tuple[tuple[Value, str], ...],
    of: tuple[PostRow, Mapping[str, Standing]],
) -> Fix:
    post, now = of
    held = now.get(task)
    value = held.value if held else said_of(post, task)
    return Fix(
        name=name,
        said=said,
        answers=tuple(Answer(f"{task}={json.dumps(one)}", words, one == value) for one, words in answers),
        by=f"{held.who}, {moment(held.made_at)}" if held else "",
        back=f"{task}=null" if held else "",
    )


def _additions(post: PostRow, now: Mapping[str, Standing], reference: Reference) -> tuple[Addition, ...]:
    topics = {f"topic:{slug}": topic.name for slug, topic in reference.topics.items()}
    places = {f"place:{code}": name for code, name in reference.provinces.items()}
    shown = {*_named(post, now, "topic"), *_named(post, now, "place")}

    def left(names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        pairs = ((f"{task}=true", name) for task, name in names.items() if task not in shown)
        return tuple(sorted(pairs, key=lambda pair: vietnamese_order(pair[1])))

    return Addition("Thêm chủ đề", left(topics)), Addition("Thêm nơi", left(places))

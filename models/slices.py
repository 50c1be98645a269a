"""Parts of a set of posts that are judged apart: by kind, by diacritics, by length, by the region that they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from models.dataset import LabelledPost
from models.judged import Judged
from models.metrics import f1, macro_f1, precision, recall
from models.post import PostInput
from models.tasks import FLAG, RELEVANT, SENTIMENT
from nlp.places import Gazetteer

SHORT, LONG = 60, 600
"""Characters below which a post is short, and from which it is long."""
LEAST = 20
"""A slice of fewer posts says nothing and is left out."""
PLAIN = 0.02
"""Share of letters with marks below which a text counts as written without diacritics."""
_NORTH, _CENTRE = "37", "68"
"""Last province of each, by its official code: they are counted from north to south; what follows is the south."""


@dataclass(frozen=True, slots=True)
class Slice:
    posts: int
    relevance_f1: float
    topics_f1: float
    """Micro-F1."""
    sentiment_f1: float
    """Macro-F1 of the tones that stand in the slice."""
    flag_recall: float
    flag_precision: float
    flags: int


def slices(judged: Mapping[str, Judged], posts: Sequence[LabelledPost], topics: Sequence[str]) -> dict[str, Slice]:
    """Figures of each slice that has enough posts, by its name."""
    gazetteer = _gazetteer()
    names = [_names(post.post, gazetteer) for post in posts]
    parts = {name: np.array([name in of for of in names]) for name in sorted({one for of in names for one in of})}
    return {
        name: _figures({task: _cut(one, part) for task, one in judged.items()}, topics)
        for name, part in parts.items()
        if part.sum() >= LEAST
    }


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


def _names(post: PostInput, gazetteer: Gazetteer) -> tuple[str, ...]:
    size = len(post.text)
    length = "short" if size < SHORT else "long" if size >= LONG else "middle"
    region = _region(f"{post.title}\n{post.text}", gazetteer)
    return f"kind: {post.kind}", f"diacritics: {_written(post.text)}", f"length: {length}", f"region: {region}"


def _region(text: str, gazetteer: Gazetteer) -> str:
    """Of the provinces that are named; `none` too where one may be several."""
    codes = {place.code for place in gazetteer.find(text) if not place.ambiguous}
    regions = {"north" if code <= _NORTH else "centre" if code <= _CENTRE else "south" for code in codes}
    return "several" if len(regions) > 1 else next(iter(regions), "none")


def _written(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    marked = sum(not letter.isascii() for letter in letters)
    return "without" if marked <= PLAIN * len(letters) else "with"


def _cut(one: Judged, part: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Judged:
    return replace(one, truth=one.truth[part], found=one.found[part], stated=one.stated[part])


def _figures(judged: Mapping[str, Judged], topics: Sequence[str]) -> Slice:
    relevant, tone, flag = judged[RELEVANT], judged[SENTIMENT], judged[FLAG]
    truth = np.stack([judged[topic].truth == 1 for topic in topics], axis=1)
    found = np.stack([judged[topic].found == 1 for topic in topics], axis=1)
    flagged, suggested = flag.truth == 1, flag.found == 1
    return Slice(
        posts=len(relevant.truth),
        relevance_f1=round(f1(relevant.truth == 1, relevant.found == 1), 4),
        topics_f1=round(f1(truth, found), 4),
        sentiment_f1=round(macro_f1(tone.truth, tone.found, len(tone.task.classes)), 4),
        flag_recall=round(recall(flagged, suggested), 4),
        flag_precision=round(precision(flagged, suggested), 4),
        flags=int(flagged.sum()),
    )


def rows(found: Mapping[str, Slice]) -> list[str]:
    """A table for people."""
    head = (
        f"{'slice':24} {'posts':>6} {'relevance':>9} {'topics':>7} {'tone':>6} {'flag R':>7} {'flag P':>7} {'flags':>6}"
    )
    lines = [
        f"{name:24} {one.posts:9} {one.relevance_f1:9.3f} {one.topics_f1:9.3f} {one.sentiment_f1:9.3f}"
        f" {one.flag_recall:9.3f} {one.flag_precision:9.3f} {one.flags:9}"
        for name, one in found.items()
    ]
    return [head, *lines]

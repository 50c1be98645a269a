"""What further readers said of our own posts, and what the heads make of two answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from domain.prediction import Sentiment, Target
from models import readers
from models.dataset import DatasetError, LabelledPost, digest
from models.tasks import SENTIMENT
from models.train import train

TOPICS = ("no-luong", "bhxh")


def _attached(post: LabelledPost, line: str, folder: Path) -> LabelledPost:
    file = folder / "second.tsv"
    file.write_text(line.replace("ID", post.post.id) + "\n", encoding="utf-8")
    return readers.attached([post], [file], TOPICS)[0]


def test_a_further_reading_stands_beside_the_first(own_posts: tuple[LabelledPost, ...], tmp_path: Path) -> None:
    first = replace(own_posts[0], again=())
    both = _attached(first, "ID\tno-luong,bhxh\t-\tw- p0\tRAF", tmp_path)
    assert replace(both, again=()) == first
    assert digest([both]) != digest([first])
    (second,) = both.again
    assert second.topics == {"no-luong", "bhxh"}
    assert (second.relevant, second.needs_answer, second.flag) == (True, True, True)
    assert second.sentiment is Sentiment.NEGATIVE
    assert second.targets == {Target.WORKERS: Sentiment.NEGATIVE, Target.POLICY: Sentiment.NEUTRAL}
    assert second.known is None


def test_a_reader_who_was_not_asked_for_the_tone_gave_none(own_posts: tuple[LabelledPost, ...], tmp_path: Path) -> None:
    (second,) = _attached(replace(own_posts[0], again=()), "ID\t-\t?\t-\tR", tmp_path).again
    assert second.known is not None
    assert SENTIMENT not in second.known
    assert {"no-luong", "relevant", "target:union"} <= second.known


@pytest.mark.parametrize(
    "line",
    [
        "nobody\t-\t0\t-\tR",
        "ID\t-\t0\t-\tR\nID\t-\t0\t-\tR",
        "ID\tno-such-topic\t0\t-\tR",
        "ID\tno-luong\t0\t-\t-",
        "ID\t-\tgood\t-\tR",
        "ID\t-\t0\tx-\tR",
        "ID\t-\t0",
    ],
)
def test_a_bad_reading_is_refused_with_its_place(
    line: str, own_posts: tuple[LabelledPost, ...], tmp_path: Path
) -> None:
    with pytest.raises(DatasetError, match=r"second\.tsv, line \d"):
        _attached(own_posts[0], line, tmp_path)


def test_every_one_of_our_own_posts_was_read_by_somebody_who_did_not_write_it(
    own_posts: tuple[LabelledPost, ...],
) -> None:
    """Posts of read_*.jsonl (ids ra-, rb-, rv-) got their first labels so; nobody labelled what he wrote."""
    assert all(len(post.again) == 2 or post.post.id.startswith(("ra-", "rb-", "rv-")) for post in own_posts)


def test_where_two_readers_differ_a_head_leans_to_neither(own_posts: tuple[LabelledPost, ...]) -> None:
    """All say no but the readers of one half, who are torn: their scores lie between those of a yes and of a no."""
    posts = [replace(post, again=(), topics=frozenset()) for post in own_posts[::60]]
    half = len(posts) // 2

    def mean_score(*said: bool) -> float:
        voices = [frozenset(TOPICS[:1]) if yes else frozenset[str]() for yes in said]
        torn = [
            replace(post, topics=voices[0], again=tuple(replace(post, topics=voice) for voice in voices[1:]))
            for post in posts[:half]
        ]
        model = train([*torn, *posts[half:]], TOPICS)
        return float(np.mean(model.heads[TOPICS[0]].intercept_))

    assert mean_score(False) < mean_score(True, False) < mean_score(True)

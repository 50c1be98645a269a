"""The quick way to the features finds what `features` names, occurrence for occurrence."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import occurrences
from models.cues import CuesError, parse
from models.dataset import LabelledPost
from models.features import features
from models.model import Model
from models.occurrences import Finder
from models.post import PostInput, Reading, read
from models.space import CHUNK, Space, chunks

KINDS = st.sampled_from(["comment", "news", "review", "question", ""])
PIECES = st.sampled_from(
    ["nợ_lương", "không", "tăng_ca", "cháy", ".", ",", "_", "a__b", "2", "chưa", "công_ty", "bị", "\u0301"]
)
WORDS = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=12).map(lambda parts: tuple(" ".join(parts).split()))


def named(space: Space, reading: Reading) -> Counter[tuple[int, int]]:
    found = [(space.index.get(name, -1), word) for name, word in features(reading, space.cues)]
    return Counter((column, word) for column, word in found if column >= 0)


def quick(space: Space, readings: list[Reading]) -> list[Counter[tuple[int, int]]]:
    found = space.occurrences(readings)
    ends = np.searchsorted(found.cells, found.starts)
    pairs = list(zip(found.columns[found.cells].tolist(), found.words.tolist(), strict=True))
    return [Counter(pairs[start:end]) for start, end in pairwise(ends)]


def test_on_every_fifth_post_that_we_wrote(model: Model, own_posts: tuple[LabelledPost, ...]) -> None:
    readings = read([post.post for post in own_posts[::5]])
    found = [one for chunk in chunks(readings) for one in quick(model.space, list(chunk))]
    assert found == [named(model.space, reading) for reading in readings]
    assert sum(map(len, found)) > 100_000


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=KINDS, title=WORDS, words=WORDS)
def test_on_any_words(model: Model, kind: str, title: tuple[str, ...], words: tuple[str, ...]) -> None:
    readings = [Reading(kind, title, words), Reading("comment", (), words), Reading("", (), ())]
    assert quick(model.space, readings) == [named(model.space, reading) for reading in readings]


def test_a_phrase_of_too_many_syllables_is_refused() -> None:
    assert parse("# rem\nx\tnợ lương | chậm lương").phrases.keys() == {("no", "luong"), ("cham", "luong")}
    with pytest.raises(CuesError, match="line 2: a phrase has more than"):
        parse("x\tnợ lương\ny\t" + "lương " * 15)


def test_forgetting_changes_nothing(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = read(
        [PostInput("1", "công ty nợ lương không trả"), PostInput("2", "tăng ca suốt đêm"), PostInput("3", "")]
    )
    monkeypatch.setattr(occurrences, "CAPACITY", 3)
    small = Finder(model.space.index, model.space.cues)
    alone = [small.find([reading]) for reading in readings * 2]
    together = model.space.occurrences(readings * 2)
    assert np.concatenate([found.columns for found in alone]).tolist() == together.columns.tolist()
    assert np.concatenate([found.words for found in alone]).tolist() == together.words.tolist()


def test_chunks_lose_nothing_and_stay_small() -> None:
    readings = [Reading("", (), ("từ",) * length) for length in (1, CHUNK + 5, 3, 0, CHUNK // 2, CHUNK, 7)]
    found = list(chunks(readings))
    assert [reading for chunk in found for reading in chunk] == readings
    assert all(sum(len(reading.words) for reading in chunk[:-1]) < CHUNK for chunk in found)
    assert list(chunks([])) == []

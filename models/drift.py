"""Words that a model has never met: the first sign that posts are no longer like those it learnt from."""

from __future__ import annotations

from collections.abc import Sequence

from models.features import word_features
from models.post import PostInput, read
from models.space import Space


def unknown_share(space: Space, posts: Sequence[PostInput]) -> float:
    """Share of the words of `posts` that no training post has; signs and numbers do not count. 0 where none is left."""
    words = [word for reading in read(posts) for word in reading.words if any(map(str.isalpha, word))]
    unknown = {word for word in set(words) if word_features(word)[0] not in space.index}
    return sum(word in unknown for word in words) / len(words) if words else 0.0

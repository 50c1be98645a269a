"""Which posts must stay on one side of a split: those of one group, and near-duplicates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from domain.post import Words
from models.dataset import LabelledPost
from models.post import Reading
from nlp.fingerprint import bands, fingerprint, similarity

NEAR = 0.7
"""Estimated Jaccard similarity of three-word shingles from which two texts count as one."""

Ints = npt.NDArray[np.int64]


def near_duplicates(readings: Sequence[Reading]) -> list[tuple[int, int]]:
    """Pairs (earlier, later) of texts with a similarity of at least NEAR."""
    prints = [fingerprint(Words(" ".join(reading.words))).minhash for reading in readings]
    buckets: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for later, minhash in enumerate(prints):
        for key in enumerate(bands(minhash)):
            pairs.update((earlier, later) for earlier in buckets[key])
            buckets[key].append(later)
    return sorted(pair for pair in pairs if similarity(prints[pair[0]], prints[pair[1]]) >= NEAR)


def grouped(posts: Sequence[LabelledPost], readings: Sequence[Reading]) -> Ints:
    """A group number for each post: its `group`, joined with the groups of its near-duplicates."""
    parent = list(range(len(posts)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    first: dict[str, int] = {}
    for at, post in enumerate(posts):
        parent[root(at)] = root(first.setdefault(post.group, at))
    for earlier, later in near_duplicates(readings):
        parent[root(later)] = root(earlier)
    return np.array([root(at) for at in range(len(posts))], dtype=np.int64)


def writers(posts: Sequence[LabelledPost], groups: Ints) -> Ints:
    """A number for each writer of ours (`b` of the group `b:strike-1`); elsewhere each group stands for itself."""
    names = [post.group.partition(":") for post in posts]
    found = [name if colon else str(group) for (name, colon, _), group in zip(names, groups, strict=True)]
    return np.unique(found, return_inverse=True)[1].astype(np.int64)


def folds(groups: Ints, count: int, seed: int) -> Ints:
    """A fold number for each post; whole groups, dealt largest first to the smallest fold, ties by seeded chance."""
    names, sizes = np.unique(groups, return_counts=True)
    chance = np.random.Generator(np.random.PCG64(seed)).permutation(len(names))
    fold_of: dict[int, int] = {}
    held = [0] * count
    for at in sorted(range(len(names)), key=lambda at: (-int(sizes[at]), int(chance[at]))):
        fold = held.index(min(held))
        fold_of[int(names[at])] = fold
        held[fold] += int(sizes[at])
    return np.array([fold_of[int(group)] for group in groups], dtype=np.int64)

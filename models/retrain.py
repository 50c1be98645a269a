"""Corrections of reviewers become training posts: a candidate, and its gain on posts that it did not see.

Pure: labels come in as values, a model and comparisons go out. Who may promote it, and where it is kept, is decided
by the caller. Two comparisons decide, for each alone would flatter: reviewers mostly correct what the live model got
wrong, and our own posts are not what people write here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from models.compare import Comparison, compare
from models.corrections import Correction
from models.dataset import DatasetError, LabelledPost
from models.groups import folds, grouped
from models.model import Learnt, Model
from models.post import read
from models.predict import Predictor
from models.tasks import Ints
from models.train import train

HELD = 3
"""One of so many parts of the new corrections, the latest, is kept back to judge on."""
OWN_HELD = 5
"""One of so many parts of our own posts is kept back to see that nothing else was forgotten."""
LEAST = 30
"""Fewer new corrections can show nothing."""


@dataclass(frozen=True, slots=True)
class Retrained:
    """`model` has learnt from every correction; the comparisons are of models which did not see what they judge."""

    model: Model
    gain: Comparison
    """Live model and candidate on the latest corrections."""
    kept: Comparison
    """The same training without and with the new corrections, on posts of ours that neither saw."""

    @property
    def worth_promoting(self) -> bool:
        return self.gain.not_worse and self.kept.not_worse


def retrain(
    live: Predictor,
    base: Sequence[LabelledPost],
    corrections: Sequence[Correction],
    topics: Sequence[str],
    *,
    seed: int = 20261120,
) -> Retrained:
    """Train on `base` and `corrections`, and measure against `live`, which knows those until `live.learnt.until`.

    A correction replaces the base post of its id. Raises DatasetError for fewer than 30 new corrections.
    """
    new = [live.learnt.until is None or one.made_at > live.learnt.until for one in corrections]
    if sum(new) < LEAST:
        since = " since the live model was trained" if live.learnt.until else ""
        raise DatasetError(f"{sum(new)} posts were corrected{since}, too few to show a gain; wait for {LEAST}")
    posts = [one.post for one in corrections]
    held = latest(corrections, new, grouped(posts, read([post.post for post in posts])))
    corrected = {post.post.id for post in posts}
    own = [post for post in base if post.post.id not in corrected]
    seen, unseen = ([post for post, away in zip(posts, held, strict=True) if away == side] for side in (False, True))
    # Not held by a name: the next training would have to find room beside it.
    gain = compare(live, Predictor(train([*own, *seen], topics, seed=seed), "candidate"), unseen)
    old = [post for post, is_new in zip(posts, new, strict=True) if not is_new]
    model = train([*own, *posts], topics, seed=seed)
    learnt = Learnt(len(posts), max(one.made_at for one in corrections))
    return Retrained(replace(model, learnt=learnt), gain, _kept(own, (old, posts), topics, seed))


def latest(corrections: Sequence[Correction], new: Sequence[bool], groups: Ints) -> list[bool]:
    """Which corrections are kept back: whole groups that hold none which the live model knows, the latest first."""
    known = {int(group) for group, is_new in zip(groups, new, strict=True) if not is_new}
    made: dict[int, datetime] = {}
    sizes: dict[int, int] = {}
    for one, group in zip(corrections, map(int, groups), strict=True):
        made[group] = max(one.made_at, made.get(group, one.made_at))
        sizes[group] = sizes.get(group, 0) + 1
    held: set[int] = set()
    for group in sorted(made.keys() - known, key=lambda group: made[group], reverse=True):
        if sum(sizes[one] for one in held) * HELD >= sum(new):
            break
        held.add(group)
    if not held:
        raise DatasetError("all new corrections are copies of posts that the live model knows; wait for others")
    return [int(group) in held for group in groups]


def _kept(
    own: Sequence[LabelledPost],
    corrected: tuple[Sequence[LabelledPost], Sequence[LabelledPost]],
    topics: Sequence[str],
    seed: int,
) -> Comparison:
    away = folds(grouped(own, read([post.post for post in own])), OWN_HELD, seed) == 0
    taught, asked = ([own[int(at)] for at in np.flatnonzero(side)] for side in (~away, away))
    before, after = (
        Predictor(train([*taught, *posts], topics, seed=seed), name)
        for name, posts in zip(("without", "with"), corrected, strict=True)
    )
    return compare(before, after, asked)

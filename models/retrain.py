"""Corrections of reviewers become training posts: a candidate, and its gain on corrections that it did not see.

Pure: labels come in as values, a model and a comparison go out. Who may promote it, and where it is kept, is decided
by the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.compare import Comparison, compare
from models.dataset import DatasetError, LabelledPost
from models.groups import folds, grouped
from models.model import Model
from models.post import read
from models.predict import Predictor
from models.train import train

HELD = 3
"""One of so many parts of the corrections is kept back to judge on."""
LEAST = 30
"""Fewer corrections can show nothing."""


@dataclass(frozen=True, slots=True)
class Retrained:
    """`model` has learnt from every correction; `gain` is that of a model which did not see those it was judged on."""

    model: Model
    gain: Comparison

    @property
    def worth_promoting(self) -> bool:
        return self.gain.not_worse


def retrain(
    live: Predictor,
    base: Sequence[LabelledPost],
    corrections: Sequence[LabelledPost],
    topics: Sequence[str],
    *,
    seed: int = 20261120,
) -> Retrained:
    """Train on `base` and `corrections`, and measure against `live`, which must not have seen the corrections.

    A correction replaces the base post of its id. Raises DatasetError for fewer than 30 corrections.
    """
    if len(corrections) < LEAST:
        raise DatasetError(f"{len(corrections)} corrections are too few to show a gain; wait for at least {LEAST}")
    corrected = {post.post.id for post in corrections}
    kept = [post for post in base if post.post.id not in corrected]
    groups = grouped(corrections, read([post.post for post in corrections]))
    away = folds(groups, HELD, seed) == 0
    seen, unseen = ([post for post, chosen in zip(corrections, side, strict=True) if chosen] for side in (~away, away))
    judged = Predictor(train([*kept, *seen], topics, seed=seed), "candidate")
    return Retrained(train([*kept, *corrections], topics, seed=seed), compare(live, judged, unseen))

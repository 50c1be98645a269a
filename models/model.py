"""A trained model in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.figures import Figure
from models.learn import Estimator
from models.slices import Slice
from models.space import Space
from models.tasks import Task
from models.thresholds import Decision


@dataclass(frozen=True, slots=True)
class Learnt:
    """Corrections of reviewers that a model has learnt from: those made until `until`."""

    corrections: int
    until: datetime | None


NOTHING = Learnt(0, None)


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that a prediction needs."""

    topics: tuple[str, ...]
    tasks: tuple[Task, ...]
    space: Space
    cues_text: str
    heads: Mapping[str, Estimator]
    calibrators: Mapping[str, Estimator]
    decisions: Mapping[str, Decision]
    data_digest: str
    posts: int
    measured: Mapping[str, Figure]
    """Figures on cross-fitted scores. Thresholds were chosen on the same, so they flatter; see models.evaluate."""
    sliced: Mapping[str, Slice]
    """The same for parts of the posts, by name."""
    learnt: Learnt = NOTHING
    """Of what reviewers corrected."""

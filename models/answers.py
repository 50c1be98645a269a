"""What every task says of the posts of a batch: calibrated probabilities, what was chosen, and what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models import learn
from models.learn import Estimator
from models.tasks import Doubles, Task, columns, inputs
from models.thresholds import Decision, decide, decide_yes

Bools = npt.NDArray[np.bool_]
_DECIMALS = 4
"""More would state a certainty that calibration does not give, and differ between machines."""


class Row(NamedTuple):
    """Of one post."""

    yes: dict[str, float]
    """Probability of yes, for each task of yes and no."""
    said: tuple[str, ...]
    """Tasks of yes and no that were answered with yes, in their order."""
    chosen: dict[str, int]
    """Place of the class, for each task of several."""
    shares: dict[str, list[float]]
    """Probability of each class, for the same tasks."""
    doubtful: tuple[str, ...]


class Answers:
    """Made once from a model's parts. The many tasks of yes and no that read one score each are done in one step."""

    def __init__(
        self, tasks: Sequence[Task], calibrators: Mapping[str, Estimator], decisions: Mapping[str, Decision]
    ) -> None:
        self._tasks, self._calibrators, self._decisions = tuple(tasks), calibrators, decisions
        self._names = [task.name for task in tasks]
        where = columns(tasks)
        yes_no = [task for task in tasks if task.binary]
        self._yes_no = [task.name for task in yes_no]
        quick = [task for task in yes_no if calibrators[task.name].coef_.size == 1]
        self._others = [task for task in tasks if task not in quick]
        self._quick = np.array([self._yes_no.index(task.name) for task in quick], np.int64)
        self._columns = np.array([where[task.name].start for task in quick], np.int64)
        self._slopes = np.array([calibrators[task.name].coef_.item() for task in quick])
        self._offsets = np.array([calibrators[task.name].intercept_.item() for task in quick])
        self._thresholds = np.array([decisions[name].threshold for name in self._yes_no])

    def rows(self, scores: Doubles) -> Iterator[Row]:
        """One for each row of `scores`, in order."""
        yes = np.empty((len(scores), len(self._yes_no)))
        yes[:, self._quick] = learn.logistic(scores.take(self._columns, axis=1) * self._slopes + self._offsets)
        shares: dict[str, list[list[float]]] = {}
        chosen: dict[str, list[int]] = {}
        doubtful: dict[str, Bools] = {}
        for task in self._others:
            found = learn.calibrate(inputs(task, self._tasks, scores), self._calibrators[task.name])
            if task.binary:
                yes[:, self._yes_no.index(task.name)] = found[:, 1]
                continue
            places, doubtful[task.name] = decide(self._decisions[task.name], found)
            shares[task.name], chosen[task.name] = _rounded(found), places.tolist()
        said, unsure = decide_yes(yes, self._thresholds)
        doubtful |= dict(zip(self._yes_no, unsure.T, strict=True))
        doubts = np.stack([doubtful[name] for name in self._names], axis=1).tolist()
        for at, (probabilities, answered) in enumerate(zip(_rounded(yes), said.tolist(), strict=True)):
            yield Row(
                dict(zip(self._yes_no, probabilities, strict=True)),
                tuple(compress(self._yes_no, answered)),
                {name: places[at] for name, places in chosen.items()},
                {name: each[at] for name, each in shares.items()},
                tuple(compress(self._names, doubts[at])),
            )


def _rounded(probabilities: Doubles) -> list[list[float]]:
    found: list[list[float]] = np.round(probabilities, _DECIMALS).tolist()
    return found

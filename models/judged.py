"""Predictions beside the truth, task by task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from domain.prediction import Prediction, Target
from models.dataset import LabelledPost
from models.tasks import ABSENT, ANSWER, FLAG, RELEVANT, SENTIMENT, UNKNOWN, Doubles, Ints, Task, truth


@dataclass(frozen=True, slots=True)
class Judged:
    """One task over all posts: true class, chosen class, and the stated probability of yes (0 for other tasks).

    Where the truth is UNKNOWN, so is what was chosen: it counts neither as right nor as wrong.
    """

    task: Task
    truth: Ints
    found: Ints
    stated: Doubles


def judge(tasks: Sequence[Task], posts: Sequence[LabelledPost], predictions: Sequence[Prediction]) -> dict[str, Judged]:
    """Every task's answers on all posts."""
    return {task.name: _judged(task, truth(task, posts), predictions) for task in tasks}


def _judged(task: Task, so: Ints, predictions: Sequence[Prediction]) -> Judged:
    found = np.array([_chosen(task, one) for one in predictions], dtype=np.int64)
    stated = np.array([_stated(task, one) for one in predictions], dtype=np.float64)
    return Judged(task, so, np.where(so == UNKNOWN, UNKNOWN, found), stated)


def _chosen(task: Task, said: Prediction) -> int:
    if task.name == SENTIMENT:
        return task.classes.index(said.sentiment.value)
    if not task.binary:
        stance = said.targets.get(Target(task.name.removeprefix("target:")))
        return task.classes.index(stance.label.value if stance else ABSENT)
    own = {RELEVANT: said.relevant, ANSWER: said.needs_answer, FLAG: said.flag_suggested}
    return int(own.get(task.name, task.name in said.labels))


def _stated(task: Task, said: Prediction) -> float:
    own = {RELEVANT: said.relevant_prob, ANSWER: said.needs_answer_prob, FLAG: said.flag_prob}
    return own.get(task.name, said.topics.get(task.name, 0.0))

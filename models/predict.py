"""The live classifiers: posts in, predictions out, in one batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from domain.prediction import Prediction
from models import artifact
from models.evidence import Labels, explain
from models.model import Learnt, Model
from models.post import PostInput, Reading, read
from models.space import chunks
from models.tasks import ANSWER, FLAG, RELEVANT, SENTIMENT, Task, columns, target_task
from models.verdict import Judge, predictions

__all__ = ["PostInput", "Predictor"]

BATCH = 512
"""Posts worked on at once: bounds the memory of a long list."""


class Predictor:
    """A model made ready: all weights in one matrix. It redacts nothing; callers pass redacted text."""

    def __init__(self, model: Model, version: str) -> None:
        self.version = version
        self._model = model
        self._judge = Judge(model.tasks, model.topics, model.calibrators, model.decisions, version)
        self._weights = np.ascontiguousarray(np.vstack([model.heads[task.name].coef_ for task in model.tasks]).T)
        self._offsets = np.concatenate([model.heads[task.name].intercept_ for task in model.tasks])
        self._tasks = {task.name: task for task in model.tasks}
        shown = [
            (task.name, value) for task in model.tasks for value in (task.classes[-1:] if task.binary else task.classes)
        ]
        self._places = {one: at for at, one in enumerate(shown)}

    @classmethod
    def load(cls, folder: Path) -> Predictor:
        """The model of an artifact's folder. Raises ArtifactError where anything in it is not as its manifest says."""
        return cls(artifact.load(folder), folder.name)

    @property
    def topics(self) -> tuple[str, ...]:
        return self._model.topics

    @property
    def learnt(self) -> Learnt:
        return self._model.learnt

    def predict(self, posts: Sequence[PostInput], *, evidence: bool = True) -> list[Prediction]:
        """One Prediction for each post, in order; the same alone as in a batch."""
        found: list[Prediction] = []
        for start in range(0, len(posts), BATCH):
            batch = posts[start : start + BATCH]
            found += self.predict_read(batch, read(batch), evidence=evidence)
        return found

    def predict_read(
        self, posts: Sequence[PostInput], readings: Sequence[Reading], *, evidence: bool = True
    ) -> list[Prediction]:
        """The same for posts whose words are known already."""
        found: list[Prediction] = []
        for chunk in chunks(readings):
            some = posts[len(found) : len(found) + len(chunk)]
            found += self._predict(some, chunk, evidence=evidence)
        return found

    def _predict(self, posts: Sequence[PostInput], readings: Sequence[Reading], *, evidence: bool) -> list[Prediction]:
        space = self._model.space
        occurrences = space.occurrences(readings)
        rows = space.rows(occurrences)
        scores = np.asarray(rows @ self._weights, dtype=np.float64) + self._offsets
        verdicts = predictions(self._judge, scores)
        if not evidence:
            return verdicts
        texts = [(post.text, reading.words) for post, reading in zip(posts, readings, strict=True)]
        asked = [[self._places[shown] for shown in _shown(verdict)] for verdict in verdicts]
        given = explain(texts, occurrences, rows, asked, self._labels)
        return [replace(verdict, evidence=spans) for verdict, spans in zip(verdicts, given, strict=True)]

    @cached_property
    def _labels(self) -> Labels:
        """Only where evidence is asked for: as many weights again as the model has."""
        where = columns(self._model.tasks)
        each = [_contrast(self._weights[:, where[name]], self._tasks[name], value) for name, value in self._places]
        return Labels(tuple(name for name, _ in self._places), np.stack(each, axis=1))


def _contrast(weights: npt.NDArray[np.float32], task: Task, value: str) -> npt.NDArray[np.float32]:
    """Weights of a class: of the only head, or of its head against the mean of the others."""
    if task.binary:
        return weights[:, 0]
    at = task.classes.index(value)
    found: npt.NDArray[np.float32] = weights[:, at] - np.delete(weights, at, axis=1).mean(axis=1)
    return found


def _shown(verdict: Prediction) -> list[tuple[str, str]]:
    """What was said of a post and can be shown in its text: (task, class)."""
    tone = (SENTIMENT, verdict.sentiment.value)
    if not verdict.relevant:
        return [tone]
    yes = [RELEVANT, *verdict.labels]
    yes += [name for name, said in ((ANSWER, verdict.needs_answer), (FLAG, verdict.flag_suggested)) if said]
    stances = [(target_task(target), stance.label.value) for target, stance in verdict.targets.items()]
    return [*((name, "yes") for name in yes), tone, *stances]

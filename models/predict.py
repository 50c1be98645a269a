"""The live classifiers: posts in, predictions out, in one batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from domain.prediction import Prediction
from models import artifact
from models.evidence import Asked, Carrier, carriers, explain
from models.model import Model
from models.post import PostInput, Reading, read
from models.space import chunks
from models.tasks import ANSWER, FLAG, RELEVANT, SENTIMENT, Task, columns, target_task
from models.verdict import Judge, predictions

__all__ = ["PostInput", "Predictor"]

BATCH = 512
"""Posts worked on at once: bounds the memory of a long list."""


class Predictor:
    """A model made ready: all weights in one matrix. It redacts nothing; callers pass redacted text."""

    __slots__ = ("_asked", "_judge", "_model", "_offsets", "_tasks", "_weights", "version")

    def __init__(self, model: Model, version: str) -> None:
        self.version = version
        self._model = model
        self._judge = Judge(model.tasks, model.topics, model.calibrators, model.decisions, version)
        self._weights = np.ascontiguousarray(np.vstack([model.heads[task.name].coef_ for task in model.tasks]).T)
        self._offsets = np.concatenate([model.heads[task.name].intercept_ for task in model.tasks])
        self._tasks = {task.name: task for task in model.tasks}
        self._asked: dict[tuple[str, int], Asked] = {}

    @classmethod
    def load(cls, folder: Path) -> Predictor:
        """The model of an artifact's folder. Raises ArtifactError where anything in it is not as its manifest says."""
        return cls(artifact.load(folder), folder.name)

    @property
    def topics(self) -> tuple[str, ...]:
        return self._model.topics

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
        return [
            self._with_evidence(verdict, post, reading, carrier)
            for verdict, post, reading, carrier in zip(
                verdicts, posts, readings, carriers(occurrences, rows), strict=True
            )
        ]

    def _with_evidence(self, verdict: Prediction, post: PostInput, reading: Reading, carrier: Carrier) -> Prediction:
        asked = [self._weights_for(name, value) for name, value in _shown(verdict)]
        return replace(verdict, evidence=explain(post.text, reading.words, carrier, asked))

    def _weights_for(self, name: str, value: str) -> Asked:
        task = self._tasks[name]
        key = name, 0 if task.binary else task.classes.index(value)
        if key not in self._asked:
            self._asked[key] = Asked(name, _contrast(self._weights[:, columns(self._model.tasks)[name]], task, key[1]))
        return self._asked[key]


def _contrast(weights: npt.NDArray[np.float32], task: Task, at: int) -> npt.NDArray[np.float32]:
    """Weights of a class: of the only head, or of its head against the mean of the others."""
    if task.binary:
        return np.ascontiguousarray(weights[:, 0])
    others = np.delete(weights, at, axis=1).mean(axis=1)
    return np.ascontiguousarray(weights[:, at] - others)


def _shown(verdict: Prediction) -> list[tuple[str, str]]:
    """What was said of a post and can be shown in its text: (task, class)."""
    tone = (SENTIMENT, verdict.sentiment.value)
    if not verdict.relevant:
        return [tone]
    yes = [RELEVANT, *verdict.labels]
    yes += [name for name, said in ((ANSWER, verdict.needs_answer), (FLAG, verdict.flag_suggested)) if said]
    stances = [(target_task(target), stance.label.value) for target, stance in verdict.targets.items()]
    return [*((name, "yes") for name in yes), tone, *stances]

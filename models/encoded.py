"""Heads on the vectors of an operator's encoder, behind the interface of Predictor: the same tasks, calibrators and
thresholds, trained on the same posts. They show no evidence, for a vector cannot say which word it came from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import skops.io
from scipy.sparse import csr_array

from domain.prediction import Prediction
from models import ridge, transformer
from models.artifact import ArtifactError
from models.dataset import LabelledPost, digest
from models.files import sha256, write
from models.groups import folds, grouped, writers
from models.learn import Estimator
from models.post import PostInput, Reading, read
from models.tasks import Task, all_tasks, truth
from models.thresholds import Decision
from models.train import FOLDS, calibrators_of, decisions_of
from models.transformer import Encoder, Floats
from models.verdict import Judge, predictions

PARTS = ("heads.skops", "calibrators.skops")
MANIFEST = "manifest.json"
SCALE = 2.5
"""Length of a vector in the training: as long as the rows of words, so that one penalty serves both."""


@dataclass(frozen=True, slots=True)
class EncodedPredictor:
    """What Predictor does, with another reader."""

    version: str
    topics: tuple[str, ...]
    encoder: Encoder
    heads: Mapping[str, Estimator]
    calibrators: Mapping[str, Estimator]
    decisions: Mapping[str, Decision]

    @property
    def tasks(self) -> tuple[Task, ...]:
        return all_tasks(self.topics)

    def predict(self, posts: Sequence[PostInput], *, evidence: bool = False) -> list[Prediction]:
        """One Prediction for each post, in order, all without evidence whatever is asked for."""
        return self.predict_read(posts, read(posts), evidence=evidence)

    def predict_read(
        self, posts: Sequence[PostInput], readings: Sequence[Reading], *, evidence: bool = False
    ) -> list[Prediction]:
        """The same for posts whose words are known already."""
        if not posts:
            return []
        rows = _vectors(self.encoder, readings)
        columns = [rows @ self.heads[task.name].coef_.T + self.heads[task.name].intercept_ for task in self.tasks]
        judge = Judge(self.tasks, self.topics, self.calibrators, self.decisions, self.version)
        return predictions(judge, np.concatenate(columns, axis=1).astype(np.float64))


def train(
    posts: Sequence[LabelledPost], topics: Sequence[str], encoder: Encoder, seed: int = 20261120
) -> EncodedPredictor:
    """Heads for posts of which every answer is known."""
    tasks, readings = all_tasks(topics), read([post.post for post in posts])
    matrix = csr_array(_vectors(encoder, readings))
    table = ridge.products(matrix)
    classes = {task.name: truth(task, posts) for task in tasks}
    wanted = ridge.signs(classes, tasks)
    weights, crossed = ridge.solve(table, wanted, folds(writers(posts, grouped(posts, readings)), FOLDS, seed))
    calibrators = calibrators_of(crossed, classes, tasks)
    decisions = decisions_of(crossed, calibrators, classes, tasks)
    version = _version(encoder, posts)
    heads = ridge.heads(matrix, weights, tasks)
    return EncodedPredictor(version, tuple(topics), encoder, heads, calibrators, decisions)


def ready(folder: Path, posts: Sequence[LabelledPost], topics: Sequence[str]) -> EncodedPredictor:
    """The encoder of a folder with its heads, kept there in a folder of their own; trained first where there are none.

    Raises ArtifactError.
    """
    encoder = transformer.load(folder)
    home = folder / _version(encoder, posts)
    if not (home / MANIFEST).is_file():
        save(train(posts, topics, encoder), home)
    return load(home, encoder)


def _version(encoder: Encoder, posts: Sequence[LabelledPost]) -> str:
    return f"e-{encoder.digest[:8]}-{digest(posts)[:8]}"


def save(predictor: EncodedPredictor, folder: Path) -> None:
    """Write the heads; the encoder stays where the operator keeps it, known by its digest."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, part in zip(PARTS, (predictor.heads, predictor.calibrators), strict=True):
        skops.io.dump(dict(part), folder / name)
    manifest = {
        "version": predictor.version,
        "encoder": predictor.encoder.digest,
        "topics": predictor.topics,
        "decisions": {name: [one.aim, one.threshold, one.bias] for name, one in predictor.decisions.items()},
        "files": {name: sha256(folder / name) for name in PARTS},
    }
    # Last, so that what a killed training left is trained again.
    write(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())


def load(folder: Path, encoder: Encoder) -> EncodedPredictor:
    """Raises ArtifactError for heads that are not as saved, or were trained on another encoder."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        known = {name: Decision(aim, at, tuple(bias)) for name, (aim, at, bias) in manifest["decisions"].items()}
        topics, files = tuple(manifest["topics"]), dict(manifest["files"])
        version, trained_on = str(manifest["version"]), manifest["encoder"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArtifactError(f"{folder.name}: manifest.json cannot be read; train the heads again") from error
    if trained_on != encoder.digest:
        raise ArtifactError(f"{folder.name}: its heads were trained on another encoder; train them again")
    heads, calibrators = (_part(folder / name, files.get(name, "")) for name in PARTS)
    return EncodedPredictor(version, topics, encoder, heads, calibrators, known)


def _part(path: Path, wanted: str) -> Any:
    if not path.is_file() or sha256(path) != wanted:
        raise ArtifactError(f"{path.parent.name}: {path.name} is not the file that was saved; train the heads again")
    if skops.io.get_untrusted_types(file=path):
        raise ArtifactError(f"{path.parent.name}: {path.name} holds types that are not allowed")
    return skops.io.load(path, trusted=[])


def _vectors(encoder: Encoder, readings: Sequence[Reading]) -> Floats:
    return encoder.encode(readings) * np.float32(SCALE)

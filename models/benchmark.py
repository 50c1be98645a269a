"""Our text classification on a public set: the same words, features, heads and calibration, for any labels."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from models import cues, learn, space
from models.features import FAMILIES
from models.files import write
from models.groups import folds
from models.learn import Estimator
from models.metrics import Ints, f1, macro_f1
from models.post import PostInput, Reading, read
from models.space import Matrix, Space
from models.tasks import YES_NO, Doubles, Task
from models.thresholds import Decision, choose, decide
from nlp.unicode import well_formed

FOLDS = 5
CUES = 0.5
"""Part of the weight of cues here: they are words about work and unions, and other sets have other subjects."""


class BenchmarkError(ValueError):
    """A file cannot be used for the benchmark; the message gives file, line and what to do."""


@dataclass(frozen=True, slots=True)
class _Rows:
    texts: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Fitted:
    labels: tuple[str, ...]
    task: Task
    space: Space
    head: Estimator
    calibrator: Estimator
    decision: Decision


def run(train: Path, test: Path, predictions: Path | None = None) -> dict[str, Any]:
    """Train on one file of {"text", "label"} lines and judge on another; predictions go line by line into a third.

    Returns accuracy, macro_f1, weighted_f1, f1 by label, posts, and the seconds of training and of prediction.
    Raises BenchmarkError for a file that cannot be read so.
    """
    known, asked = _rows(train), _rows(test)
    started = time.perf_counter()
    fitted = _fit(known)
    between = time.perf_counter()
    found = _predict(fitted, asked.texts)
    ended = time.perf_counter()
    if predictions is not None:
        write(predictions, "".join(f"{json.dumps({'label': one}, ensure_ascii=False)}\n" for one in found).encode())
    seconds = {"train_s": round(between - started, 3), "predict_s": round(ended - between, 3)}
    return {"train": len(known.texts), "test": len(asked.texts), **_figures(asked.labels, found), **seconds}


def _fit(rows: _Rows) -> _Fitted:
    labels = tuple(sorted(set(rows.labels)))
    if len(labels) < 2:
        raise BenchmarkError("the training file has fewer than two labels; give one with at least two")
    task = Task("benchmark", YES_NO if len(labels) == 2 else labels)
    readings = read([PostInput("", text) for text in rows.texts])
    fitted = space.fit(readings, cues.parse(cues.FILE.read_text(encoding="utf-8")))
    matrix = _rows_of(fitted, readings)
    classes = np.array([labels.index(label) for label in rows.labels], dtype=np.int64)
    crossed = _cross_fit(matrix, classes, task)
    calibrator = learn.fit_calibrator(crossed, classes, task)
    decision = choose(task, learn.calibrate(crossed, calibrator), classes)
    return _Fitted(labels, task, fitted, learn.fit_head(matrix, classes, task), calibrator, decision)


def _rows_of(space: Space, readings: Sequence[Reading]) -> Matrix:
    matrix = space.matrix(readings)
    of_cues = space.family.take(matrix.indices) == FAMILIES.index("x")
    matrix.data[of_cues] *= CUES
    return matrix


def _cross_fit(matrix: Matrix, classes: Ints, task: Task) -> Doubles:
    fold = folds(np.arange(len(classes)), FOLDS, 0)
    crossed = np.zeros((len(classes), task.heads))
    for held in range(FOLDS):
        head = learn.fit_head(matrix[fold != held], classes[fold != held], task)
        crossed[fold == held] = learn.scores(matrix[fold == held], head)
    return crossed


def _predict(fitted: _Fitted, texts: Sequence[str]) -> list[str]:
    readings = read([PostInput("", text) for text in texts])
    rows = _rows_of(fitted.space, readings)
    probabilities = learn.calibrate(learn.scores(rows, fitted.head), fitted.calibrator)
    chosen, _ = decide(fitted.decision, probabilities)
    return [fitted.labels[int(at)] for at in chosen]


def _figures(truth: Sequence[str], found: Sequence[str]) -> dict[str, Any]:
    labels = sorted(set(truth) | set(found))
    right = np.array([labels.index(label) for label in truth], dtype=np.int64)
    said = np.array([labels.index(label) for label in found], dtype=np.int64)
    each = [f1(right == at, said == at) for at in range(len(labels))]
    weights = np.bincount(right, minlength=len(labels)) / len(right)
    return {
        "accuracy": round(float((right == said).mean()), 4),
        "macro_f1": round(macro_f1(right, said, len(labels)), 4),
        "weighted_f1": round(float(np.dot(each, weights)), 4),
        "f1": {label: round(value, 4) for label, value in zip(labels, each, strict=True)},
    }


def _rows(path: Path) -> _Rows:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchmarkError(f"{path}: cannot be read as UTF-8 text ({type(error).__name__}); mend the file") from error
    pairs = [_pair(line, f"{path.name}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    if not pairs:
        raise BenchmarkError(f"{path.name}: holds no lines; give one JSON object with text and label a line")
    texts, labels = zip(*pairs, strict=True)
    return _Rows(texts, labels)


def _pair(line: str, where: str) -> tuple[str, str]:
    try:
        row = json.loads(line)
        text, label = row["text"], row["label"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BenchmarkError(f"{where}: needs a JSON object with text and label; mend that line") from error
    if not isinstance(text, str) or not isinstance(label, str | int | float):
        raise BenchmarkError(f"{where}: text must be a string, label a string or a number; mend that line")
    return text, well_formed(str(label))

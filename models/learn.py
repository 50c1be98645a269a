"""The narrow typed gate to scikit-learn: linear heads and the calibrators of their scores."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from models.tasks import Doubles, Ints, Task

Floats = npt.NDArray[np.float32]
Estimator = Any
"""A fitted scikit-learn estimator; the library has no types."""

STRENGTH = 0.3
"""C of the linear SVMs; .2 to 1.5 differ by less than .01 in grouped cross-validation."""
SURE = 4.0
"""Score of a head that saw one class only: far from any threshold."""


def fit_head(matrix: Any, classes: Ints, task: Task) -> Estimator:
    """A linear SVM, one against the rest for more than two classes; a constant one where `classes` has one value."""
    head = _machine()
    if len(np.unique(classes)) < len(task.classes):
        return _partial(head, matrix, classes, task)
    head.fit(matrix, classes)
    head.coef_ = head.coef_.astype(np.float32)
    return head


def _machine() -> Estimator:
    # A tolerance of .01 moves the weights by less than .0004 of their length and saves a quarter of the time.
    return LinearSVC(C=STRENGTH, tol=0.01, random_state=0, max_iter=2000)


def _partial(head: Estimator, matrix: Any, classes: Ints, task: Task) -> Estimator:
    """Fit the classes that are there one by one; a class without posts gets no weights and a low score."""
    wanted = [1] if task.binary else list(range(len(task.classes)))
    head.coef_ = np.zeros((len(wanted), matrix.shape[1]), np.float32)
    head.intercept_ = np.full(len(wanted), -SURE)
    head.classes_ = np.arange(len(task.classes))
    for row, value in enumerate(wanted):
        chosen = classes == value
        if chosen.all():
            head.intercept_[row] = SURE
        elif chosen.any():
            one = _machine().fit(matrix, chosen)
            head.coef_[row], head.intercept_[row] = one.coef_[0], one.intercept_[0]
    return head


def scores(matrix: Any, head: Estimator) -> Doubles:
    """One column for a task of two classes, else one for each class."""
    found: Doubles = np.asarray(matrix @ head.coef_.T, dtype=np.float64) + head.intercept_
    return found


def fit_calibrator(columns: Doubles, classes: Ints, task: Task) -> Estimator:
    """Logistic regression from the scores of a task to its classes: Platt's method, and its form for several."""
    calibrator = LogisticRegression(C=10.0, max_iter=1000)
    present = np.unique(classes)
    if len(present) == len(task.classes):
        return calibrator.fit(columns, classes)
    # A class that no post has keeps a probability near zero instead of failing the whole training.
    calibrator.classes_ = np.arange(len(task.classes))
    rows = 1 if task.binary else len(task.classes)
    calibrator.coef_ = SURE * np.eye(1, columns.shape[1]) if task.binary else SURE * np.eye(rows, columns.shape[1])
    calibrator.intercept_ = np.zeros(rows)
    calibrator.n_features_in_ = columns.shape[1]
    return calibrator


def calibrate(columns: Doubles, calibrator: Estimator) -> Doubles:
    """Probability of each class, one row a post; of two classes too."""
    # Element by element: BLAS would round a batch differently from a single post.
    logits = (columns[:, None, :] * calibrator.coef_[None]).sum(axis=2) + calibrator.intercept_
    if logits.shape[1] == 1:
        yes = logistic(logits[:, 0])
        return np.stack([1 - yes, yes], axis=1)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Doubles = powers / powers.sum(axis=1, keepdims=True)
    return shares


def logistic(logits: Doubles) -> Doubles:
    found: Doubles = 1 / (1 + np.exp(-np.clip(logits, -60, 60)))
    return found

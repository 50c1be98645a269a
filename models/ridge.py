"""Linear heads of all tasks at once: ridge regression on -1 and 1 in its dual form.

There are fewer posts than features, so one system of equations the size of the posts gives every head of a fold;
a linear SVM for each of the hundreds of heads is no better (flag F1 .812 for .823, topics .729 for .733 with each
writer's posts left out in turn) and takes more than twice as long. The table of products grows with the square of
the posts: 100 MB for 5,000.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import Ridge

from models import missing
from models.learn import Estimator, Floats
from models.space import Matrix
from models.tasks import UNKNOWN, Doubles, Ints, Task, columns

PENALTY = 4.0
"""Of the squared weights. With each writer's posts left out in turn, .5 to 4 differ by less than .01; on real texts the
mean average precision of 35 classes is .673 at 1, .692 at 4 and .699 at 8: strangers share fewer rare words with our
posts, so weight spread over many words carries further."""
ALWAYS = -1
"""In place of a fold: the row is never left out."""
_BLOCK = 512
"""Rows multiplied at once: a sparse product of all would need three times the memory of the table."""


def signs(classes: Mapping[str, Ints], tasks: Sequence[Task]) -> Doubles:
    """One column a head: 1 for the posts of its class, else -1; not a number where the class is UNKNOWN."""
    where = columns(tasks)
    posts = len(next(iter(classes.values())))
    found = -np.ones((posts, sum(task.heads for task in tasks)))
    for task in tasks:
        first = where[task.name].start - int(task.binary)
        chosen = np.flatnonzero(~(task.binary & (classes[task.name] == 0)))
        found[chosen, first + classes[task.name][chosen]] = 1.0
        found[classes[task.name] == UNKNOWN, where[task.name]] = np.nan
    return found


def products(matrix: Matrix) -> Floats:
    """Inner products of all rows."""
    found = np.empty((matrix.shape[0], matrix.shape[0]), np.float32)
    turned = matrix.T.tocsr()
    for start in range(0, len(found), _BLOCK):
        found[start : start + _BLOCK] = (matrix[start : start + _BLOCK] @ turned).toarray()
    return found


def crossed(table: Floats, wanted: Doubles, fold: Ints) -> Doubles:
    """Scores of each row by heads that saw nothing of its fold; none for rows that every head sees."""
    found = np.zeros_like(wanted)
    for held in np.unique(fold[fold != ALWAYS]):
        away, here = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        fitted, mean = _solve(table[np.ix_(away, away)], wanted[away])
        found[here] = table[np.ix_(here, away)] @ fitted + mean
    return found


def heads(matrix: Matrix, table: Floats, wanted: Doubles, tasks: Sequence[Task]) -> dict[str, Estimator]:
    """The heads that saw every row, task by task: weights of the features and an intercept."""
    fitted, mean = _solve(table, wanted)
    weights = np.asarray(matrix.T @ fitted.astype(np.float32)).T
    return {name: _head(weights[where], mean[where]) for name, where in columns(tasks).items()}


def _solve(table: Floats, wanted: Doubles) -> tuple[Any, Doubles]:
    """Weights of the rows in each head, and the mean that each head adds."""
    partial = np.asarray(np.isnan(wanted).any(axis=1))
    mean: Doubles = wanted[~partial].mean(axis=0)
    if partial.any():
        return missing.solve(table, wanted - mean, partial, PENALTY), mean
    machine = KernelRidge(alpha=PENALTY, kernel="precomputed")
    return machine.fit(table, (wanted - mean).astype(np.float32)).dual_coef_, mean


def _head(weights: Floats, mean: Doubles) -> Estimator:
    head = Ridge(alpha=PENALTY)
    head.coef_, head.intercept_ = np.ascontiguousarray(weights), mean.copy()
    return head

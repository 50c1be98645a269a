"""Linear heads of all tasks at once: ridge regression on -1 and 1 in its dual form.

There are fewer posts than features, so one system of equations the size of the posts gives every head of a fold;
a linear SVM for each of the hundreds of heads is no better (flag F1 .812 for .823, topics .729 for .733 with each
writer's posts left out in turn) and takes more than twice as long. The table of products grows with the square of
the posts: 235 MB for 7,700.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import linalg
from sklearn.linear_model import Ridge

from models import missing
from models.learn import Estimator, Floats
from models.missing import Bools
from models.space import Matrix
from models.tasks import UNKNOWN, Doubles, Ints, Task, columns

PENALTY = 4.0
"""Of the squared weights. With each writer's posts left out in turn, .5 to 4 differ by less than .01; on real texts the
mean average precision of 35 classes is .673 at 1, .692 at 4 and .699 at 8: strangers share fewer rare words with our
posts, so weight spread over many words carries further."""
INTERCEPT = 1.0
"""Square of a feature that every post has, so that the intercept is learnt with the weights. The mean of the answers in
its place leaves common words to stand in for it: relevance .894 instead of .903 on real texts."""
ALWAYS = -1
"""In place of a fold: the row is never left out."""
_BLOCK = 256
"""Rows multiplied at once: a sparse product of all would need three times the memory of the table."""


def signs(classes: Mapping[str, Ints], tasks: Sequence[Task]) -> Doubles:
    """One column a head: 1 for the posts of its class, else -1; not a number where the class is UNKNOWN."""
    where = columns(tasks)
    posts = len(next(iter(classes.values())))
    found = -np.ones((posts, sum(task.heads for task in tasks)))
    for task in tasks:
        first = where[task.name].start - int(task.binary)
        chosen = np.flatnonzero((classes[task.name] != UNKNOWN) & ~(task.binary & (classes[task.name] == 0)))
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


def solve(table: Floats, wanted: Doubles, fold: Ints) -> tuple[Doubles, Doubles]:
    """Weights of the rows in heads that saw every row; scores of each row by heads that saw nothing of its fold.

    Rows of the fold ALWAYS are in every head and get no scores. One inverse of the whole gives both: see An, Liu and
    Venkatesh (2007), Fast cross-validation algorithms for least squares support vector machine and kernel ridge
    regression. `table` is overwritten: it is the greatest thing in memory, and a copy would be as great.
    """
    table += np.float32(INTERCEPT)
    partial = np.asarray(np.isnan(wanted).any(axis=1))
    if partial.any():
        scores = _one_by_one(table, wanted, partial, fold)
        return missing.solve(table, wanted, partial, PENALTY), scores
    inverse = _inverse(table)
    weights = np.asarray(linalg.blas.ssymm(1.0, inverse, wanted.astype(np.float32), lower=1), np.float64)
    scores = np.zeros_like(wanted)
    for held in np.unique(fold[fold != ALWAYS]):
        here = np.flatnonzero(fold == held)
        block = inverse[np.ix_(here, here)]
        scores[here] = wanted[here] - linalg.solve(block, weights[here], lower=True, assume_a="pos")
    return weights, scores


def heads(matrix: Matrix, weights: Doubles, tasks: Sequence[Task]) -> dict[str, Estimator]:
    """The heads, task by task, from the weights of their rows: weights of the features and an intercept."""
    of_features = np.asarray(matrix.T @ weights.astype(np.float32)).T
    constant = INTERCEPT * weights.sum(axis=0)
    return {name: _head(of_features[where], constant[where]) for name, where in columns(tasks).items()}


def _inverse(table: Floats) -> Floats:
    """Of the products with the penalty, in place of them; only the lower triangle is filled in."""
    table[np.diag_indices_from(table)] += PENALTY
    # Both halves are alike, so the table turned is the same in the order that LAPACK works on without a copy.
    factor, _ = linalg.cho_factor(table.T, lower=True, overwrite_a=True, check_finite=False)
    found, failed = linalg.lapack.spotri(factor, lower=1, overwrite_c=1)
    if failed:
        raise np.linalg.LinAlgError("the products of the posts cannot be inverted")
    return np.asarray(found)


def _one_by_one(table: Floats, wanted: Doubles, partial: Bools, fold: Ints) -> Doubles:
    """The scores of `solve`, where some answers are missing."""
    found = np.zeros_like(wanted)
    for held in np.unique(fold[fold != ALWAYS]):
        away, here = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        found[here] = table[np.ix_(here, away)] @ missing.solve(table, wanted, partial, PENALTY, away)
    return found


def _head(weights: Floats, constant: Doubles) -> Estimator:
    head = Ridge(alpha=PENALTY)
    head.coef_, head.intercept_ = np.ascontiguousarray(weights), constant.copy()
    return head

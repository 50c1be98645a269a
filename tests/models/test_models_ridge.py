from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import Ridge

from models import ridge
from models.tasks import UNKNOWN, Task

TASKS = (Task("flag"), Task("sentiment", ("positive", "neutral", "negative")))


def _rows(posts: int = 30, features: int = 80) -> csr_array:
    random = np.random.Generator(np.random.PCG64(1))
    return csr_array((random.random((posts, features)) * (random.random((posts, features)) < 0.2)).astype(np.float32))


def test_each_post_has_one_for_its_class_and_minus_one_for_the_others() -> None:
    classes = {"flag": np.array([0, 1, 1]), "sentiment": np.array([2, 0, 1])}
    assert ridge.signs(classes, TASKS).tolist() == [[-1, -1, -1, 1], [1, 1, -1, -1], [1, -1, 1, -1]]


def test_an_answer_that_nobody_gave_is_no_number_and_changes_no_other() -> None:
    classes = {"flag": np.array([0, UNKNOWN]), "sentiment": np.array([UNKNOWN, 1])}
    nan = float("nan")
    assert np.array_equal(ridge.signs(classes, TASKS), [[-1, nan, nan, nan], [nan, -1, 1, -1]], equal_nan=True)


def test_the_heads_are_those_of_ridge_regression_on_the_features() -> None:
    rows = _rows()
    classes = {"flag": np.arange(30) % 2, "sentiment": np.arange(30) % 3}
    wanted = ridge.signs(classes, TASKS)
    weights, _ = ridge.solve(ridge.products(rows), wanted, np.zeros(30, np.int64))
    heads = ridge.heads(rows, weights, TASKS)
    with_ones = np.column_stack([rows.toarray(), np.full(30, np.sqrt(ridge.INTERCEPT))])
    plain = Ridge(alpha=ridge.PENALTY, fit_intercept=False).fit(with_ones, wanted)
    assert np.allclose(np.vstack([heads[task.name].coef_ for task in TASKS]), plain.coef_[:, :-1], atol=1e-4)
    constants = np.concatenate([heads[task.name].intercept_ for task in TASKS])
    assert np.allclose(constants, plain.coef_[:, -1] * np.sqrt(ridge.INTERCEPT), atol=1e-4)


def test_scores_of_a_fold_are_those_of_heads_that_saw_the_others_alone() -> None:
    table, fold = ridge.products(_rows()), np.where(np.arange(30) < 4, ridge.ALWAYS, np.arange(30) % 3)
    wanted = ridge.signs({"flag": np.arange(30) % 2, "sentiment": np.arange(30) % 3}, TASKS)
    _, scores = ridge.solve(table.copy(), wanted, fold)
    assert not scores[:4].any()
    for held in range(3):
        away, here = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        machine = KernelRidge(alpha=ridge.PENALTY, kernel="precomputed")
        machine.fit(table[np.ix_(away, away)] + ridge.INTERCEPT, wanted[away])
        assert np.allclose(scores[here], machine.predict(table[np.ix_(here, away)] + ridge.INTERCEPT), atol=1e-4)

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import Ridge

from models import ridge
from models.tasks import Task

TASKS = (Task("flag"), Task("sentiment", ("positive", "neutral", "negative")))


def _rows(posts: int = 30, features: int = 80) -> csr_array:
    random = np.random.Generator(np.random.PCG64(1))
    return csr_array((random.random((posts, features)) * (random.random((posts, features)) < 0.2)).astype(np.float32))


def test_each_post_has_one_for_its_class_and_minus_one_for_the_others() -> None:
    classes = {"flag": np.array([0, 1, 1]), "sentiment": np.array([2, 0, 1])}
    assert ridge.signs(classes, TASKS).tolist() == [[-1, -1, -1, 1], [1, 1, -1, -1], [1, -1, 1, -1]]


def test_the_heads_are_those_of_ridge_regression_on_the_features() -> None:
    rows = _rows()
    classes = {"flag": np.arange(30) % 2, "sentiment": np.arange(30) % 3}
    wanted = ridge.signs(classes, TASKS)
    heads = ridge.heads(rows, ridge.products(rows), wanted, TASKS)
    plain = Ridge(alpha=ridge.PENALTY, fit_intercept=False).fit(rows.toarray(), wanted - wanted.mean(axis=0))
    assert np.allclose(np.vstack([heads[task.name].coef_ for task in TASKS]), plain.coef_, atol=1e-4)
    assert np.allclose(np.concatenate([heads[task.name].intercept_ for task in TASKS]), wanted.mean(axis=0))


def test_scores_of_a_fold_do_not_depend_on_its_own_labels() -> None:
    table, fold = ridge.products(_rows()), np.arange(30) % 3
    wanted = ridge.signs({"flag": np.arange(30) % 2, "sentiment": np.arange(30) % 3}, TASKS)
    turned = np.where(fold[:, None] == 0, -wanted, wanted)
    here = fold == 0
    assert np.array_equal(ridge.crossed(table, wanted, fold)[here], ridge.crossed(table, turned, fold)[here])
    assert not np.array_equal(ridge.crossed(table, wanted, fold)[~here], ridge.crossed(table, turned, fold)[~here])

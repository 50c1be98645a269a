"""Answers that nobody gave: they teach nothing, and count neither as right nor as wrong."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.kernel_ridge import KernelRidge

from domain.prediction import Sentiment
from models import missing, ridge
from models.dataset import DatasetError, LabelledPost, digest
from models.figures import figures
from models.judged import judge
from models.predict import Predictor
from models.tasks import SENTIMENT, UNKNOWN, all_tasks, truth
from models.train import train


def test_a_head_is_held_to_its_own_score_where_nobody_answered() -> None:
    """So it is as if it had never seen a row that answers nothing, and learns from the answers beside it alone."""
    random = np.random.default_rng(3)
    rows = random.normal(size=(40, 60)).astype(np.float32)
    table = rows @ rows.T
    wanted = np.sign(random.normal(size=(40, 3)))
    partial = np.arange(40) >= 30
    wanted[30:, 1] = wanted[30:36, 2] = np.nan
    found = missing.solve(table, wanted, partial, ridge.PENALTY)
    alone = KernelRidge(alpha=ridge.PENALTY, kernel="precomputed").fit(table[:30, :30], wanted[:30])
    np.testing.assert_allclose(table @ found[:, 1], alone.predict(table[:, :30])[:, 1], atol=1e-3)
    held = wanted.copy()
    held[30:36, 2] = alone.predict(table[30:36, :30])[:, 2]
    for head in (0, 2):
        all_rows = KernelRidge(alpha=ridge.PENALTY, kernel="precomputed").fit(table, held[:, head])
        np.testing.assert_allclose(found[:, head], all_rows.dual_coef_, atol=1e-3)


def test_what_nobody_answered_has_no_class_and_another_digest(own_posts: tuple[LabelledPost, ...]) -> None:
    post = own_posts[0]
    topics = ("no-luong", "bhxh")
    partly = replace(post, known=frozenset({"no-luong"}))
    classes = {task.name: int(truth(task, [partly])[0]) for task in all_tasks(topics)}
    assert {name for name, value in classes.items() if value != UNKNOWN} == {"no-luong"}
    assert digest([partly]) != digest([post])


def test_only_given_answers_are_judged(predictor: Predictor, own_posts: tuple[LabelledPost, ...]) -> None:
    whole = own_posts[::40]
    silent = [replace(post, known=frozenset(), sentiment=Sentiment.POSITIVE) for post in own_posts[1::40]]
    tasks, posts = all_tasks(predictor.topics), [*whole, *silent]
    said = predictor.predict([post.post for post in posts], evidence=False)
    some = figures(judge(tasks, whole, said[: len(whole)]), predictor.topics, np.arange(len(whole)))
    both = figures(judge(tasks, posts, said), predictor.topics, np.arange(len(posts)))
    assert {name: (one.value, one.support) for name, one in both.items()} == {
        name: (one.value, one.support) for name, one in some.items()
    }


def test_tones_that_nobody_gave_leave_the_tone_as_it_was(own_posts: tuple[LabelledPost, ...]) -> None:
    """The same features are known either way; only what the silent posts claim differs."""
    base, more = own_posts[::40], own_posts[1::200]
    topics = ("no-luong", "bhxh")
    known = frozenset({"relevant", *topics})

    def claiming(tone: Sentiment) -> object:
        silent = [replace(post, known=known, sentiment=tone) for post in more]
        return train([*base, *silent], topics).heads[SENTIMENT].coef_.tolist()

    assert claiming(Sentiment.POSITIVE) == claiming(Sentiment.NEGATIVE)


def test_a_model_is_not_made_of_partial_answers_alone(own_posts: tuple[LabelledPost, ...]) -> None:
    with pytest.raises(DatasetError, match="whole"):
        train([replace(post, known=frozenset({"flag"})) for post in own_posts[:100]], ("bhxh",))

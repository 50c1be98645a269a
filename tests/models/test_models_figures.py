from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models import evaluate, metrics
from models.dataset import LabelledPost, load
from models.predict import Predictor
from models.tasks import Task
from models.thresholds import BAND, Decision, choose, decide

SHARED = Path(__file__).parents[2].parent / "shared"


def test_f1_counts_what_it_says() -> None:
    truth, found = np.array([1, 1, 0, 0], bool), np.array([1, 0, 1, 0], bool)
    assert metrics.f1(truth, found) == 0.5
    assert metrics.precision(truth, found) == 0.5
    assert metrics.recall(truth, found) == 0.5
    assert metrics.f1(np.zeros(3, bool), np.zeros(3, bool)) == 0


def test_calibration_error_is_the_distance_of_stated_and_seen() -> None:
    truth = np.array([1, 0, 1, 0], bool)
    assert metrics.calibration_error(truth, np.array([0.5, 0.5, 0.5, 0.5])) == pytest.approx(0)
    assert metrics.calibration_error(truth, np.array([0.9, 0.9, 0.9, 0.9])) == pytest.approx(0.4)


def test_an_interval_holds_the_value_and_draws_whole_groups() -> None:
    truth = np.array([1, 1, 0, 0] * 25, bool)
    draws = metrics.resamples(np.repeat(np.arange(25), 4))
    low, high = metrics.interval(lambda at: float(truth[at].mean()), draws)
    assert low == high == 0.5
    low, high = metrics.interval(lambda at: float(truth[at].mean()), metrics.resamples(np.arange(100)))
    assert low < 0.5 < high


def test_a_flag_threshold_puts_recall_first() -> None:
    yes = np.concatenate([np.linspace(0.3, 0.95, 50), np.linspace(0.05, 0.45, 150)])
    classes = np.array([1] * 50 + [0] * 150)
    probabilities = np.stack([1 - yes, yes], axis=1)
    flag = choose(Task("flag"), probabilities, classes)
    assert (yes[:50] >= flag.threshold).mean() >= 0.92
    assert flag.threshold < choose(Task("other"), probabilities, classes).threshold


def test_what_lies_within_the_band_is_doubtful() -> None:
    edge = 1 / (1 + np.exp(-BAND))
    yes = np.array([0.5, edge - 0.01, edge + 0.01, 0.99])
    _, doubtful = decide(Decision("F1", 0.5), np.stack([1 - yes, yes], axis=1))
    assert doubtful.tolist() == [True, True, False, False]


def test_a_bias_moves_the_choice() -> None:
    probabilities = np.array([[0.5, 0.3, 0.2]])
    assert decide(Decision("x", bias=(0.0, 0.0, 0.0)), probabilities)[0].tolist() == [0]
    assert decide(Decision("x", bias=(0.0, 1.0, 0.0)), probabilities)[0].tolist() == [1]


def test_stances_are_given_a_fifth_more_often_than_they_are_true() -> None:
    chance = np.random.Generator(np.random.PCG64(5))
    classes = np.repeat([0, 1, 2, 3], [600, 100, 60, 240])
    probabilities = 0.25 * np.eye(4)[classes] + chance.dirichlet([4, 1, 1, 1], 1000)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    decision = choose(Task("target:union", ("absent", "negative", "neutral", "positive")), probabilities, classes)
    given = np.bincount(decide(decision, probabilities)[0], minlength=4)
    assert given[1:] == pytest.approx([120, 72, 288], rel=0.06)


def test_a_table_names_every_topic_and_interval(predictor: Predictor, own_posts: tuple[LabelledPost, ...]) -> None:
    evaluation = evaluate.on_file(predictor, own_posts[::5], "a fifth")
    text = evaluate.table(evaluation)
    assert all(slug in text for slug in evaluation.topics)
    assert "two readers" in text


def test_cross_validation_judges_every_post_once(own_posts: tuple[LabelledPost, ...], topics: tuple[str, ...]) -> None:
    evaluation = evaluate.cross_validate(own_posts[::8], topics)
    assert evaluation.posts == len(own_posts[::8])
    assert evaluation.figures["relevance F1"].value > 0.8


@pytest.mark.shared
def test_real_texts_are_measured_and_never_in_the_training_posts(
    predictor: Predictor, own_posts: tuple[LabelledPost, ...], topics: tuple[str, ...]
) -> None:
    gold = SHARED / "corpora" / "gold_dev" / "posts.jsonl"
    if not gold.exists():
        pytest.skip("the folder of evaluation texts is absent")
    real = load([gold], topics)
    assert not {post.post.text for post in real} & {post.post.text for post in own_posts}
    evaluation = evaluate.on_file(predictor, real, "gold_dev")
    assert evaluation.figures["relevance F1"].value > 0.75
    assert evaluation.figures["topics micro-F1"].value > 0.45

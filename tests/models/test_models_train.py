from __future__ import annotations

import numpy as np
import pytest

from models import artifact
from models.dataset import DatasetError, LabelledPost
from models.manifest import version_of
from models.model import Model
from models.post import PostInput, read
from models.predict import Predictor
from models.train import train


def test_the_same_posts_give_the_same_model(own_posts: tuple[LabelledPost, ...], topics: tuple[str, ...]) -> None:
    first, second = (train(own_posts, topics, limit=150) for _ in range(2))
    assert first.decisions == second.decisions
    assert all(np.array_equal(first.heads[name].coef_, second.heads[name].coef_) for name in first.heads)
    assert version_of(first) == version_of(second)


def test_other_posts_give_another_version(model: Model, own_posts: tuple[LabelledPost, ...]) -> None:
    smaller = train(own_posts, model.topics, limit=150)
    assert version_of(smaller) != version_of(model)


def test_too_few_posts_are_refused(own_posts: tuple[LabelledPost, ...], topics: tuple[str, ...]) -> None:
    with pytest.raises(DatasetError, match="too few"):
        train(own_posts[:20], topics)


def test_a_topic_without_posts_is_never_given(own_posts: tuple[LabelledPost, ...], topics: tuple[str, ...]) -> None:
    predictor = Predictor(train(own_posts, [*topics, "chu-de-moi"], limit=150), "m-new")
    for found in predictor.predict([post.post for post in own_posts[:50]]):
        assert found.topics["chu-de-moi"] < 0.1
        assert "chu-de-moi" not in found.labels


def test_the_flag_threshold_keeps_its_aim_on_cross_fitted_scores(model: Model) -> None:
    assert model.measured["flag recall"].value >= 0.85
    assert model.measured["flag precision"].value >= 0.5


def test_every_task_has_a_stated_aim(model: Model) -> None:
    assert all(model.decisions[task.name].aim for task in model.tasks)
    assert artifact.FILES


def test_letters_of_a_title_do_not_leak_into_the_text_of_a_comment(model: Model) -> None:
    space = model.space
    bare, under = read([PostInput("1", "ừ", "", "comment"), PostInput("2", "ừ", "Nợ lương", "comment")])
    extra = set(space.occurrences([under]).columns) - set(space.occurrences([bare]).columns)
    assert {space.names[column][0] for column in extra} == {"t"}

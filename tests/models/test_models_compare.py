from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from domain.prediction import Sentiment
from models import compare, retrain
from models import slices as slices_of
from models.compare import Comparison, Difference
from models.corrections import Correction
from models.dataset import DatasetError, LabelledPost
from models.model import Learnt, Model
from models.post import PostInput
from models.predict import Predictor
from models.slices import rows, slices
from models.train import train

DAY = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def small(own_posts: tuple[LabelledPost, ...], topics: tuple[str, ...]) -> Predictor:
    return Predictor(train(own_posts, topics, limit=200), "m-small")


def test_a_model_is_no_better_than_itself(predictor: Predictor, own_posts: tuple[LabelledPost, ...]) -> None:
    found = compare.compare(predictor, predictor, own_posts[::20])
    assert {(one.gain, one.low, one.high) for one in found.differences.values()} == {(0.0, 0.0, 0.0)}
    assert found.not_worse


def test_a_model_of_two_hundred_posts_is_worse(
    predictor: Predictor, small: Predictor, own_posts: tuple[LabelledPost, ...]
) -> None:
    found = compare.compare(predictor, small, own_posts[::10])
    assert found.differences["topics micro-F1"].high < 0
    assert not found.not_worse
    text = compare.table(found)
    assert "m-small" in text
    assert "worse" in text
    assert all(name in text for name in found.differences)


def test_a_small_loss_within_chance_is_no_loss_and_a_sure_one_is() -> None:
    def of(low: float, high: float, gain: float) -> Comparison:
        fine = Difference(0.5, 0.5, -0.01, 0.01)
        changed = dict.fromkeys(compare.DECIDING, fine) | {"flag recall": Difference(0.5, 0.5 + gain, low, high)}
        return Comparison("a", "b", 100, 100, changed)

    assert of(-0.02, 0.01, -0.005).not_worse
    assert not of(-0.009, -0.001, -0.005).not_worse
    assert not of(-0.2, 0.01, -0.05).not_worse
    assert of(0.1, 0.3, 0.2).not_worse


def test_too_few_posts_to_compare_are_told_by_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare.main(["models", "m-1"]) == 2
    assert "two versions" in capsys.readouterr().err


def test_every_post_stands_in_one_slice_of_each_sort(model: Model) -> None:
    for sort in ("kind", "diacritics", "length", "region"):
        counted = sum(one.posts for name, one in model.sliced.items() if name.startswith(f"{sort}:"))
        assert 0.9 * model.posts <= counted <= model.posts
    assert model.sliced["diacritics: without"].posts > 100
    assert len(rows(model.sliced)) == len(model.sliced) + 1


def test_the_region_is_that_of_the_provinces_named(own_posts: tuple[LabelledPost, ...]) -> None:
    texts = {
        "north": "Xưởng ở Bắc Ninh nợ lương",
        "centre": "công nhân Đà Nẵng và Gia Lai",
        "south": "Long An cũ, nay là Tây Ninh",
        "several": "từ Nghệ An vào Bình Dương làm",
        "none": "công ty nợ lương hai tháng",
    }
    assert {slices_of._region(text, slices_of._gazetteer()) for text in texts.values()} == texts.keys()
    for region, text in texts.items():
        assert slices_of._region(text, slices_of._gazetteer()) == region


def test_a_slice_of_a_few_posts_is_left_out(model: Model) -> None:
    assert slices({}, [], model.topics) == {}


def test_few_corrections_are_refused(small: Predictor, own_posts: tuple[LabelledPost, ...]) -> None:
    with pytest.raises(DatasetError, match="too few"):
        retrain.retrain(small, own_posts[:200], _on_days(own_posts[:20]), small.topics)


def test_corrections_that_the_live_model_knows_are_no_news(
    small: Predictor, model: Model, own_posts: tuple[LabelledPost, ...]
) -> None:
    knowing = Predictor(replace(model, learnt=Learnt(50, DAY + timedelta(days=49))), "m-knowing")
    with pytest.raises(DatasetError, match="10 posts were corrected since"):
        retrain.retrain(knowing, own_posts[:200], _on_days(own_posts[:60]), small.topics)


def test_the_latest_groups_are_kept_back_and_none_that_the_live_model_knows(
    own_posts: tuple[LabelledPost, ...],
) -> None:
    given = _on_days(own_posts[:9])
    new = [False, *[True] * 8]
    held = retrain.latest(given, new, np.array([8, 1, 2, 3, 4, 5, 6, 7, 8]))
    assert held == [False] * 5 + [True] * 3 + [False]
    together = retrain.latest(given, new, np.array([0, 1, 2, 2, 4, 2, 6, 7, 7]))
    assert together == [False] * 6 + [True] * 3
    with pytest.raises(DatasetError, match="copies"):
        retrain.latest(given, new, np.zeros(9, np.int64))


def test_corrections_that_bring_something_new_show_a_gain(topics: tuple[str, ...], small: Predictor) -> None:
    """A word that no post had before: it means praise of a firm; the reviewers have said so sixty times."""
    places = (
        "xưởng may",
        "kho lạnh",
        "bến xe",
        "lò gạch",
        "nông trường",
        "tiệm in",
        "xưởng mộc",
        "bãi xe",
        "hầm mỏ",
        "ga tàu",
    )
    people = ("anh Ba", "chị Tư", "chú Năm", "cô Sáu", "cậu Bảy", "dì Tám")
    posts = [
        LabelledPost(
            PostInput(f"r-{at}", f"{people[at % 6]} ở {places[at // 6]} nói chỗ này blimblim lắm", "", "comment"),
            f"r-{at}",
            relevant=True,
            topics=frozenset({"hop-dong-ky-luat"}),
            sentiment=Sentiment.POSITIVE,
        )
        for at in range(60)
    ]
    base = [replace(post, post=replace(post.post, id=f"b-{at}")) for at, post in enumerate(_half_irrelevant())]
    found = retrain.retrain(small, base, _on_days(posts), topics)
    assert found.gain.after == "candidate"
    assert found.gain.posts == 20
    assert found.gain.differences["sentiment accuracy"].after > 0.9
    assert found.model.posts == len(base) + len(posts)
    assert found.model.learnt == Learnt(60, DAY + timedelta(days=59))
    assert (found.kept.before, found.kept.after, found.kept.posts) == ("without", "with", 16)


def _on_days(posts: Sequence[LabelledPost]) -> list[Correction]:
    return [Correction(post, DAY + timedelta(days=at)) for at, post in enumerate(posts)]


def _half_irrelevant() -> list[LabelledPost]:
    said = ("Giá rau ở chợ {} tăng", "Đội {} thua hai bàn", "Công ty {} nợ lương ba tháng", "Phim {} ra rạp tối qua")
    return [
        LabelledPost(
            PostInput(f"x-{at}", said[at % 4].format(chr(65 + at // 4) * 3) + f" lần thứ {at}", "", "comment"),
            f"x-{at}",
            relevant=at % 4 == 2,
            topics=frozenset({"no-luong"}) if at % 4 == 2 else frozenset(),
            sentiment=Sentiment.NEGATIVE if at % 4 == 2 else Sentiment.NEUTRAL,
            flag=at % 4 == 2,
        )
        for at in range(80)
    ]

"""The labelled posts themselves."""

from __future__ import annotations

from collections import Counter

from models.dataset import LabelledPost
from models.groups import near_duplicates
from models.post import read


def test_there_are_at_least_5000_posts(own_posts: tuple[LabelledPost, ...]) -> None:
    assert len(own_posts) >= 5000


def test_ids_are_unique(own_posts: tuple[LabelledPost, ...]) -> None:
    assert len({post.post.id for post in own_posts}) == len(own_posts)


def test_every_topic_has_at_least_thirty_posts(own_posts: tuple[LabelledPost, ...], topics: tuple[str, ...]) -> None:
    counts = Counter(topic for post in own_posts for topic in post.topics)
    assert {topic: counts[topic] for topic in topics if counts[topic] < 30} == {}


def test_an_irrelevant_post_has_no_topics_targets_answer_or_flag(own_posts: tuple[LabelledPost, ...]) -> None:
    wrong = [
        post.post.id
        for post in own_posts
        if not post.relevant and (post.topics or post.targets or post.flag or post.needs_answer)
    ]
    assert wrong == []


def test_near_duplicates_stay_under_two_percent(own_posts: tuple[LabelledPost, ...]) -> None:
    pairs = near_duplicates(read([post.post for post in own_posts]))
    assert len({later for _, later in pairs}) < 0.02 * len(own_posts)


def test_no_text_stands_twice_under_the_same_title(own_posts: tuple[LabelledPost, ...]) -> None:
    assert len({(post.post.title, post.post.text) for post in own_posts}) == len(own_posts)


def test_both_sides_of_every_label_are_there(own_posts: tuple[LabelledPost, ...]) -> None:
    relevant = sum(post.relevant for post in own_posts) / len(own_posts)
    flagged = sum(post.flag for post in own_posts) / len(own_posts)
    assert 0.5 < relevant < 0.85
    assert 0.15 < flagged < 0.45


def test_some_comments_are_written_without_diacritics(own_posts: tuple[LabelledPost, ...]) -> None:
    spoken = [post.post.text for post in own_posts if post.post.kind in {"comment", "question", "review"}]
    assert sum(text.isascii() for text in spoken) > 0.05 * len(spoken)

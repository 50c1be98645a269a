"""The whole way of `predict` against a plain pipeline: same texts, one process, same run. Prints speeds and ratios.

Ours: redacted text -> clean, segment, features, every task calibrated, in batches; with and without evidence.
Plain: underthesea's word_tokenize, TfidfVectorizer, one-vs-rest, topics only, text by text.

Usage: python -m bench.language [comments [articles]]   (default: 2000 and 300, made of the posts of models/data)
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from domain.topics import load_topics
from models import artifact, dataset
from models.dataset import LabelledPost
from models.predict import PostInput, Predictor
from models.train import train
from nlp.oracle import load_oracle
from nlp.segment import guarded

CONFIG = Path(__file__).parents[1] / "config"
ARTICLE = 3
"""Posts of the press that make one article: real ones are longer than ours."""
WARM = 20
PLAIN_MOST = 150
"""Texts that the plain pipeline is timed on; it takes the same time for each."""


def megabytes() -> float:
    """The most that this process has been resident in."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def make_model(folder: str) -> None:
    """Train in a process of its own, so that the memory measured is that of a service."""
    topics = [topic.slug for topic in load_topics(CONFIG / "topics.toml")]
    artifact.save(train(dataset.load(dataset.own_files(), topics), topics), Path(folder), datetime.now(UTC))


def texts(posts: Sequence[LabelledPost], comments: int, articles: int) -> tuple[list[PostInput], list[PostInput]]:
    """Comments as they are; articles of several posts of the press one after another."""
    spoken = [post.post for post in posts if post.post.kind in {"comment", "question", "review"}]
    press = [post.post for post in posts if post.post.kind in {"news", "release"}]
    long = [
        PostInput(
            str(at), "\n".join(press[(at * ARTICLE + step) % len(press)].text for step in range(ARTICLE)), "", "news"
        )
        for at in range(articles)
    ]
    return [spoken[at % len(spoken)] for at in range(comments)], long


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def timed(predictor: Predictor, posts: Sequence[PostInput]) -> dict[str, float]:
    """Seconds a post, without and with evidence."""
    predictor.predict(posts[:WARM])
    asked = {"ours": False, "ours, with evidence": True}
    return {
        name: seconds(partial(predictor.predict, posts, evidence=evidence)) / len(posts)
        for name, evidence in asked.items()
    }


def each(work: Callable[[str], object], posts: Sequence[PostInput]) -> None:
    for post in posts:
        work(post.text)


def plain_pipeline(posts: Sequence[LabelledPost], topics: Sequence[str]) -> Callable[[str], Any]:
    """Fitted on the same posts; what is returned does one text."""
    oracle = load_oracle()
    known = posts[::5]
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), lowercase=True)
    matrix = vectorizer.fit_transform([oracle.words(guarded(post.post.text)) for post in known])
    labels = np.array([[topic in post.topics for topic in topics] for post in known], dtype=np.int64)
    present = labels.any(axis=0)
    machine = OneVsRestClassifier(LogisticRegression(max_iter=200)).fit(matrix, labels[:, present])
    return lambda text: machine.predict_proba(vectorizer.transform([oracle.words(guarded(text))]))


def main(arguments: Sequence[str]) -> int:
    counts = [int(one) for one in arguments] + [2000, 300][len(arguments) :]
    topics = [topic.slug for topic in load_topics(CONFIG / "topics.toml")]
    posts = dataset.load(dataset.own_files(), topics)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        maker = get_context("spawn").Process(target=make_model, args=(folder,))
        maker.start()
        maker.join()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(
            f"training, apart: {time.perf_counter() - started:.1f} s, {used.ru_utime:.1f} s of processor,"
            f" at most {used.ru_maxrss / 1e3:.0f} MB"
        )
        predictor = Predictor.load(next(path for path in Path(folder).iterdir() if path.name.startswith("m-")))
    sets = dict(zip(("comments", "articles"), texts(posts, *counts), strict=True))
    ours: dict[str, dict[str, float]] = {}
    for name, inputs in sets.items():
        ours[name] = timed(predictor, inputs)
    print(f"resident after all of ours: {megabytes():.0f} MB")
    plain = plain_pipeline(posts, topics)
    for name, inputs in sets.items():
        some = inputs[:PLAIN_MOST]
        each(plain, some[:WARM])
        slow = seconds(partial(each, plain, some)) / len(some)
        mean = sum(len(post.text) for post in inputs) / len(inputs)
        print(f"{len(inputs)} {name}, {mean:.0f} characters each")
        for kind, taken in {"plain": slow, **ours[name]}.items():
            print(f"  {kind:22} {1 / taken:9,.0f} posts/s   x {slow / taken:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

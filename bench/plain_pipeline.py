"""What a simple program would do with a post: the pipeline that bench/language.py measures ours against.

underthesea's word_tokenize, TfidfVectorizer on words and pairs and (`grams`) on character n-grams inside words, and
one-vs-rest machines for the same tasks as ours, called text by text. It redacts nothing, finds no places and shows no
evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from models.dataset import LabelledPost
from models.tasks import about_topics, all_tasks, truth
from nlp.oracle import load_oracle
from nlp.segment import guarded

Plain = Callable[[str], dict[str, Any]]
"""One text -> the scores of every task."""
EVERY = 3
"""It is fitted on one post in three: a smaller vocabulary and fewer weights make it no slower."""


def fitted(posts: Sequence[LabelledPost], topics: Sequence[str], *, grams: bool) -> Plain:
    """Fit on the same posts as ours; what is returned does one text."""
    words = load_oracle().words
    known = posts[::EVERY]
    features = _features(grams=grams)
    matrix = features.fit_transform([words(guarded(post.post.text)) for post in known])
    tasks = all_tasks(topics)
    others = [task for task in tasks if task.name not in about_topics(tasks)]
    machines = {task.name: _one_vs_rest(matrix, truth(task, known)) for task in others}
    machines["topics"] = _one_vs_rest(matrix, _topics(known, topics))

    def judge(text: str) -> dict[str, Any]:
        row = features.transform([words(guarded(text))])
        return {name: machine.decision_function(row) for name, machine in machines.items()}

    return judge


def _features(*, grams: bool) -> Any:
    words = TfidfVectorizer(ngram_range=(1, 2), lowercase=True, token_pattern=r"\S+")
    if not grams:
        return words
    return FeatureUnion([("words", words), ("grams", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)))])


def _one_vs_rest(matrix: Any, labels: Any) -> Any:
    return OneVsRestClassifier(LinearSVC(C=0.3, tol=0.01)).fit(matrix, labels)


def _topics(posts: Sequence[LabelledPost], topics: Sequence[str]) -> Any:
    labels = np.array([[topic in post.topics for topic in topics] for post in posts], dtype=np.int64)
    return labels[:, labels.any(axis=0)]
